"""What SQLite was asked, counted as it sees it: a statement run over many rows counts once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby

from sendsite.register.database import Register


@contextmanager
def statements(register: Register) -> Iterator[list[str]]:
    """The statements of a block, BEGIN and COMMIT among them; filled when the block ends."""
    ran: list[str] = []
    said: list[str] = []

    def note(cursor: object, sql: str, bindings: object) -> bool:
        ran.append(sql)
        return True

    connection = register.database.connection()
    connection.exec_trace = note
    try:
        yield said
    finally:
        connection.exec_trace = None
        said += [" ".join(sql.split()) for sql, _ in groupby(ran)]

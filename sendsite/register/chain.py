"""Writing the history: a change set with its rows, in the transaction of the change itself. Three statements, however many rows."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from playhouse.apsw_ext import APSWDatabase

from sendsite.errors import DataRefused
from sendsite.register.database import Register
from sendsite.register.events import Event
from sendsite.register.links import BEGINNING, SALT, SIZE, Said, compact, salted, statement

TITLE_MOST = 200

# One statement reads the newest link and adds the next: nothing can come between, and the transaction has the file to itself.
NEXT = """
INSERT INTO change_sets (id, previous, hash, made_at, made_by, kind, counts, together, undoes, title_digest, digests)
SELECT newest.id + 1, coalesce(last.hash, ?1), linked(coalesce(last.hash, ?1), newest.id + 1, ?2, ?3), ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?3
FROM (SELECT coalesce(max(id), 0) AS id FROM change_sets) AS newest LEFT JOIN change_sets AS last ON last.id = newest.id RETURNING id
"""
ROWS = """
INSERT INTO change_rows (set_id, number, of_table, school, pupil, staff, "key", before, after, salt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""


class What(NamedTuple):
    """Who changes, and what kind of change it is. A title may say more: it is erased with a person, so it may name one."""

    by: str
    kind: str = "edit"
    title: str = ""
    group: str = ""
    undoes: int | None = None


def record(database: APSWDatabase, what: What, counts: dict[str, dict[str, int]], events: Sequence[Event] = ()) -> int:
    """Add one change set to the chain and its rows and title beside it; the number of the set. Only inside a transaction that writes."""
    title = " ".join(what.title.split())[:TITLE_MOST]
    salts = os.urandom(SALT * (len(events) + 1))
    each = [salts[SALT * number : SALT * (number + 1)] for number in range(len(events) + 1)]
    digests = b"".join(salted(salt, event) for salt, event in zip(each, events, strict=False))
    title_digest = salted(each[-1], [title]) if title else None
    said = Said(now(), what.by, what.kind, compact(counts), what.group, what.undoes, title_digest)
    (number,) = database.execute_sql(NEXT, (BEGINNING, statement(said), digests, *said)).fetchone()
    if title:
        database.execute_sql("INSERT INTO change_titles (set_id, salt, title) VALUES (?, ?, ?)", (number, each[-1], title))
    if events:
        database.cursor().executemany(ROWS, ((number, place, *event, salt) for place, (event, salt) in enumerate(zip(events, each, strict=False))))
    return int(number)


def note(register: Register, *, by: str, kind: str, title: str = "") -> int:
    """Note something that changed no row of the records: a sign-in, an export, a publication. The number of its set."""
    named(by)
    with register.writing() as database:
        return record(database, What(by, kind, title), {})


def head(register: Register) -> tuple[int, str]:
    """The number and hash of the newest change, 0 and zeros where there is none: kept elsewhere, it shows later that nothing was cut off."""
    with register.asking() as database:
        row = database.execute_sql("SELECT id, hash FROM change_sets ORDER BY id DESC LIMIT 1").fetchone()
    return (int(row[0]), row[1].hex()) if row else (0, bytes(SIZE).hex())


def named(by: str) -> None:
    """Refuse a change that nobody makes."""
    if not by.strip():
        raise DataRefused("An edit needs a name: who makes it?")


def now() -> str:
    """This moment, UTC to the second, as text that sorts in the order of time."""
    return datetime.now(UTC).isoformat(timespec="seconds")

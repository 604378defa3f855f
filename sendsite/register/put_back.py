"""A register that was put back from a backup: whoever was signed in is so no more, and no link that was out is good again."""

from __future__ import annotations

from sendsite.register import chain
from sendsite.register.database import Register

KIND = "restore"
MARK = "put back"
"""The mark that keeps from when the backup was that the register was last put back from, as a moment in UTC."""


def settle(register: Register, *, made_at: str, proven: str, by: str) -> int:
    """
    End every sign-in and every invitation, and note in the history that the register was put back; the number of that change.

    A sign-in that was ended since the backup, or a link that was used since, would else be good again. `proven` is the mark of proven backups.
    """
    chain.named(by)
    with register.writing() as database:
        for table in ("sessions", "invites"):
            database.execute_sql(f"DELETE FROM {table}")
        keep = "INSERT INTO marks (version, key, value) VALUES (1, ?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value, version = version + 1"
        for key in (MARK, proven):
            database.execute_sql(keep, (key, made_at))
        return chain.record(database, chain.What(by, KIND, f"Put back from the backup of {made_at}"), {})

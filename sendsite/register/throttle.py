"""
Slowing down who guesses passwords: after a few failures under a name or from an address, each further try must wait longer.

Never for good: the longest wait is minutes, trying while one must wait does not lengthen it, and an hour of quiet forgets all. Who signed in
from an address lately is counted apart there: somebody who tries the name from elsewhere does not shut them out.
"""

from __future__ import annotations

from typing import NamedTuple

from playhouse.apsw_ext import APSWDatabase

from sendsite.register.database import Register
from sendsite.register.people import sign_in_name
from sendsite.register.tokens import digest_of, seconds

FORGOTTEN = 60 * 60
KNOWN_FOR = 30 * 24 * 60 * 60
"""How long a sign-in is remembered as one from this address: a row of the name and the address together, without a failure."""


class Patience(NamedTuple):
    """How many failures are free, and the longest wait in seconds after them."""

    free: int
    longest: int


# A school's people share one address, so an address has more tries; a person who is shut out by another's guesses waits five minutes at most.
PATIENCE = {"name": Patience(5, 5 * 60), "address": Patience(20, 15 * 60)}

COUNT = """
INSERT INTO throttles (whose, digest, failures, last_at) VALUES (?, ?, 1, ?)
ON CONFLICT (whose, digest) DO UPDATE SET failures = failures + 1, last_at = excluded.last_at
"""


def attempt(register: Register, name: str, address: str, *, now: int | None = None) -> int:
    """
    Ask before a password is checked: 0 to go on, else the seconds to wait.

    A try that may go on is counted as failed at once, so that a hundred at the same time are not one; `succeeded` takes it back.
    """
    moment = seconds(now)
    with register.writing() as database:
        sql = "DELETE FROM throttles WHERE last_at <= CASE failures WHEN 0 THEN ? ELSE ? END"
        database.execute_sql(sql, (moment - KNOWN_FOR, moment - FORGOTTEN))
        asked = _digests(database, name, address)
        wait = max(_wait(database, whose, digest, moment) for whose, digest in asked.items())
        if wait == 0:
            for whose, digest in asked.items():
                database.execute_sql(COUNT, (whose, digest, moment))
    return wait


def succeeded(register: Register, name: str, address: str, *, now: int | None = None) -> None:
    """The password was right: the name starts afresh and is known at this address, which is as it was before this try."""
    with register.writing() as database:
        asked = _digests(database, name, address)
        database.execute_sql("DELETE FROM throttles WHERE whose = 'name' AND digest = ?", (asked["name"],))
        sql = "INSERT INTO throttles (whose, digest, failures, last_at) VALUES ('name', ?, 0, ?)"
        database.execute_sql(sql, (_together(name, address), seconds(now)))
        database.execute_sql("UPDATE throttles SET failures = failures - 1 WHERE whose = 'address' AND digest = ? AND failures > 0", (asked["address"],))


def delay(whose: str, failures: int) -> int:
    """Seconds from the last failure to the next try: none while they are free, then 1, 2, 4, ... up to the longest."""
    patience = PATIENCE[whose]
    return 0 if failures < patience.free else min(2 ** min(failures - patience.free, 20), patience.longest)


def _wait(database: APSWDatabase, whose: str, digest: bytes, moment: int) -> int:
    row = database.execute_sql("SELECT failures, last_at FROM throttles WHERE whose = ? AND digest = ?", (whose, digest)).fetchone()
    return max(0, delay(whose, row[0]) - max(0, moment - row[1])) if row else 0


def _digests(database: APSWDatabase, name: str, address: str) -> dict[str, bytes]:
    """What is counted: the address, and the name, or where it is known at this address the two together."""
    together = _together(name, address)
    known = database.execute_sql("SELECT 1 FROM throttles WHERE whose = 'name' AND digest = ?", (together,)).fetchone()
    return {"name": together if known else digest_of(sign_in_name(name)), "address": digest_of(address)}


def _together(name: str, address: str) -> bytes:
    return digest_of(f"{sign_in_name(name)}\0{address}")

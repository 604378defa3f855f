"""Whether the history is whole: every link of the chain, every row and title beside it, and everything that was ever erased accounted for."""

from __future__ import annotations

import json
from collections.abc import Iterator

from playhouse.apsw_ext import APSWDatabase

from sendsite.register.database import Register
from sendsite.register.events import ERASED
from sendsite.register.links import BEGINNING, SIZE, Said, linked, salted, statement

MOST = 20
TITLE = -1
Place = tuple[int, int]

SETS = "SELECT id, previous, hash, digests, made_at, made_by, kind, counts, together, undoes, title_digest FROM change_sets ORDER BY id"
ROWS = 'SELECT set_id, number, salt, of_table, school, pupil, staff, "key", before, after FROM change_rows ORDER BY set_id, number'
TITLES = "SELECT set_id, salt, title FROM change_titles ORDER BY set_id"


def verify_history(register: Register, *, anchor: tuple[int, str] | None = None) -> tuple[str, ...]:
    """
    What is wrong with the history, the first twenty faults; empty when it is whole.

    `anchor` is a number and hash that `chain.head` gave earlier and that were kept elsewhere, such as with a backup: with it, a history that
    was cut off or written anew from some point on is found as well.
    """
    with register.reading() as database:
        faults = _faults(database, anchor)
        return tuple(fault for fault, _ in zip(faults, range(MOST), strict=False))


def _faults(database: APSWDatabase, anchor: tuple[int, str] | None) -> Iterator[str]:
    promised: dict[Place, bytes] = {}
    yield from _chain(database, promised, anchor)
    yield from _beside(database, promised)


def _chain(database: APSWDatabase, promised: dict[Place, bytes], anchor: tuple[int, str] | None) -> Iterator[str]:
    """The links in their order; what each promises of its rows and title is put into `promised`."""
    expected, hash_before = 1, BEGINNING
    for set_id, previous, found, digests, *rest in database.execute_sql(SETS).fetchall():
        said = Said(*rest)
        if set_id != expected:
            yield f"Change {expected} is missing before change {set_id}."
        if previous != hash_before:
            yield f"Change {set_id} does not follow on the change before it."
        if found != linked(previous, set_id, statement(said), digests):
            yield f"Change {set_id} was altered: its hash is not that of what it says."
        if anchor and set_id == anchor[0] and found.hex() != anchor[1]:
            yield f"Change {set_id} is not the one that was noted: the history was written anew before it."
        promised |= {(set_id, place // SIZE): digests[place : place + SIZE] for place in range(0, len(digests), SIZE)}
        if said.title_digest is not None:
            promised[set_id, TITLE] = said.title_digest
        expected, hash_before = set_id + 1, found
    newest = database.execute_sql("SELECT seq FROM sqlite_sequence WHERE name = 'change_sets'").fetchone()
    last = max(newest[0] if newest else 0, anchor[0] if anchor else 0)
    if last >= expected:
        yield f"The newest changes are missing: there were {last}, and {expected - 1} are left."


def _beside(database: APSWDatabase, promised: dict[Place, bytes]) -> Iterator[str]:
    """Rows and titles against their digests; one that is gone must have been erased by a change that says so."""
    erased: set[Place] = set()
    for set_id, number, salt, *event in database.execute_sql(ROWS).fetchall():
        digest = promised.pop((set_id, number), None)
        if digest is None:
            yield f"Change {set_id} has a row {number} that it did not have when it was made."
        elif salted(salt, event) != digest:
            yield f"Row {number} of change {set_id} was altered."
        elif event[0] == ERASED:
            before, place = json.loads(event[4])
            erased |= {(before, place)} if before < set_id else set()
    for set_id, salt, title in database.execute_sql(TITLES).fetchall():
        digest = promised.pop((set_id, TITLE), None)
        if digest is None or salted(salt, [title]) != digest:
            yield f"The title of change {set_id} was altered."
    for set_id, number in sorted(promised.keys() - erased):
        yield f"{'The title' if number == TITLE else f'Row {number}'} of change {set_id} is missing, and no erasure says why."

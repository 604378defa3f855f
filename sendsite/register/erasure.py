"""
Taking a person out of the history: their rows in it, and the titles of the changes that had them, go with their salts.

The chain keeps their digests, which nobody can guess at without the salts, and a change of its own notes which rows were erased. So the
chain still verifies. This is the history's part alone: the person's rows in the register are removed first, by an edit like any other.
"""

from __future__ import annotations

import json
from collections.abc import Collection

from playhouse.apsw_ext import APSWDatabase

from sendsite.errors import DataRefused, SendsiteError
from sendsite.register import chain
from sendsite.register.database import Register
from sendsite.register.events import ERASED, erasure
from sendsite.register.links import compact
from sendsite.register.verify import TITLE

KIND = "erasure"
STANDING = {
    "pupil": ("pupils", "outcomes", "deployment", "ratings", "moderations"),
    "staff": ("staff", "deployment", "tasks"),
}


def erase_history(register: Register, *, school: str, pupil: str = "", staff: str = "", by: str, why: str, words: Collection[str] = ()) -> int:
    """
    Erase from the history all that it holds of one pupil or one member of staff; the number of the change that notes it, 0 where nothing was held.

    `words` are what else is looked for, such as the full name: a row or title about somebody else that holds one goes too. Refused while the
    register itself still holds them. `why` must name no one. What was erased cannot be undone.
    """
    chain.named(by)
    if not why.strip() or bool(pupil) == bool(staff):
        raise DataRefused("An erasure needs a reason, and one pupil or one member of staff.")
    column, person = ("pupil", pupil) if pupil else ("staff", staff)
    with register.writing() as database:
        _gone(database, column, school, person)
        places = _places(database, column, school, person, words)
        if not places:
            return 0
        noted = chain.record(database, chain.What(by, KIND, why), {"history": {"erased": len(places)}}, [erasure(*place) for place in places])
        rows = compact([place for place in places if place[1] != TITLE])
        named = "SELECT value ->> 0, value ->> 1 FROM json_each(?)"
        database.execute_sql(f"DELETE FROM change_rows WHERE (set_id, number) IN ({named})", (rows,))
        titles = compact([place[0] for place in places if place[1] == TITLE])
        database.execute_sql("DELETE FROM change_titles WHERE set_id IN (SELECT value FROM json_each(?))", (titles,))
    _overwrite_log(register)
    return noted


def names_in_history(register: Register, school: str, kind: str) -> dict[str, set[str]]:
    """Everyone of a school whom the history still holds, by id, with each name it has for them. `kind` is `pupil` or `staff`."""
    sql = f"SELECT DISTINCT {kind}, before ->> '$.name', after ->> '$.name' FROM change_rows WHERE school = ? AND {kind} <> ''"
    found: dict[str, set[str]] = {}
    with register.asking() as database:
        for person, *names in database.execute_sql(sql, (school,)).fetchall():
            found.setdefault(str(person), set()).update(str(name) for name in names if name)
    return found


def sweep(register: Register) -> bool:
    """
    Write the file anew and empty its write-ahead log, so that no page keeps a byte of what was removed; whether that went through.

    It does not while another program reads; to sweep again later is enough.
    """
    try:
        with register.asking() as database:
            database.execute_sql("VACUUM")
            ((busy, _, _),) = database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except SendsiteError:
        return False
    return not busy


def _places(database: APSWDatabase, column: str, school: str, person: str, words: Collection[str]) -> list[tuple[int, int]]:
    """The rows about the person or with their name, and the titles of the changes that these stand in or that hold a name themselves."""
    found = f"SELECT set_id, number FROM change_rows WHERE school = ? AND {column} = ? AND {column} <> '' UNION SELECT set_id, number FROM change_rows"
    within = "of_table <> ? AND EXISTS (SELECT 1 FROM json_each(?) AS j WHERE instr(\"key\" || ifnull(before, '') || ifnull(after, ''), j.value))"
    stored = compact([json.dumps(word, ensure_ascii=False)[1:-1] for word in words])
    held = database.execute_sql(f"{found} WHERE {within} ORDER BY set_id, number", (school, person, ERASED, stored)).fetchall()
    rows = [(int(set_id), int(number)) for set_id, number in held]
    sets = compact(sorted({set_id for set_id, _ in rows}))
    named = "EXISTS (SELECT 1 FROM json_each(?) AS j WHERE instr(title, j.value))"
    titles = f"SELECT set_id FROM change_titles WHERE set_id IN (SELECT value FROM json_each(?)) OR {named} ORDER BY set_id"
    titled = database.execute_sql(titles, (sets, compact(list(words)))).fetchall()
    return rows + [(int(set_id), TITLE) for (set_id,) in titled]


def _gone(database: APSWDatabase, column: str, school: str, person: str) -> None:
    """Refuse while a table still has a row of theirs; they may stand among the leavers no more either."""
    stands = f"WHERE school_urn = ? AND {column}_id = ?"
    held = [table for table in STANDING[column] if database.execute_sql(f"SELECT 1 FROM {table} {stands}", (school, person)).fetchone()]
    leaver = "SELECT 1 FROM leavers WHERE school_urn = ? AND kind = ? AND person_id = ?"
    held += ["leavers"] if database.execute_sql(leaver, (school, column, person)).fetchone() else []
    if held:
        raise DataRefused(f"They still stand in {', '.join(held)}. Remove them there first; what is erased from the history cannot be undone.")


def _overwrite_log(register: Register) -> None:
    """What was erased also leaves the write-ahead log: at once where nobody is reading, else when the register is next closed."""
    with register.asking() as database:
        if not database.in_transaction():
            database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

"""
A site folder of a large invented trust, for measuring: `python tools/large_trust.py FOLDER [--copies 5]`.

The demo's six schools are repeated under other URNs, with all their terms: 30 schools and ten terms with five copies.
"""

from __future__ import annotations

import argparse
from dataclasses import fields
from pathlib import Path

from sendsite.demo import story
from sendsite.framework.records import Records, School
from sendsite.register.edits import replace_all
from sendsite.workflow import start
from sendsite.workflow.folder import DATE_MARK, SiteFolder, open_folder
from sendsite.workflow.terms import freeze_term

TRUST_WIDE = ("funding_bands", "comparators")


def repeated(records: Records, copies: int) -> Records:
    """The records with every school there so many times; each copy has URNs of its own."""
    tables = {}
    for table in fields(Records):
        rows = getattr(records, table.name)
        if table.name in TRUST_WIDE:
            tables[table.name] = rows
        else:
            tables[table.name] = tuple(copied(row, copy) for copy in range(copies) for row in rows if copy == 0 or row[0])
    return Records(**tables)


def copied(row, copy: int):  # type: ignore[no-untyped-def]  # any row of records.TABLES, whose first field is the URN
    """A row in its copy of the school."""
    if not row[0]:
        return row
    moved = row._replace(**{row._fields[0]: str(int(row[0]) - 1000 * copy)})
    return moved._replace(name=f"{row.name} {copy + 1}") if isinstance(row, School) and copy else moved


def fill(folder: SiteFolder, copies: int) -> None:
    """Freeze every term but the last, which becomes the live register."""
    from sendsite.register.marks import set_mark

    *past, (_, today, live) = story()
    for term, day, records in past:
        freeze_term(folder.snapshots, term, repeated(records, copies), folder.framework(), on=day, taken_at=f"{day}T15:00:00+00:00", by="large_trust.py")
    with folder.open_register(create=True) as register:
        replace_all(register, repeated(live, copies), by="large_trust.py")
        set_mark(register, DATE_MARK, today.isoformat())


def main() -> None:
    """Make the folder, which must not be there yet."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--copies", type=int, default=5)
    options = asked.parse_args()
    start.make(options.folder, {"trust": "Larkfield Learning Trust, many times"})
    folder = open_folder(options.folder)
    folder.snapshots.mkdir(parents=True, exist_ok=True, mode=0o700)
    fill(folder, options.copies)
    print(f"{options.folder}: {6 * options.copies} schools, {len(story())} terms")


if __name__ == "__main__":
    main()

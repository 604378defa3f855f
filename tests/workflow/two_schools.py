"""A site folder of two of the demo's schools, its last two frozen terms and its live register: a site with every kind of page, made in a third of the time."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from sendsite.demo import story
from sendsite.framework.records import Records
from sendsite.register.edits import replace_all
from sendsite.register.marks import set_mark
from sendsite.workflow import start
from sendsite.workflow.folder import DATE_MARK, SiteFolder, open_folder
from sendsite.workflow.terms import freeze_term

SCHOOLS = frozenset({"990001", "990002", ""})


def of_schools(records: Records) -> Records:
    """The records of two schools, one of them with what-ifs."""
    tables = {table.name: getattr(records, table.name) for table in fields(Records)}
    return Records(**{name: tuple(row for row in rows if row[0] in SCHOOLS or name in ("funding_bands", "comparators")) for name, rows in tables.items()})


def two_schools(root: Path) -> SiteFolder:
    """That folder, made at `root`."""
    start.make(root, {"trust": "Larkfield Learning Trust"})
    folder = open_folder(root)
    folder.snapshots.mkdir(parents=True, exist_ok=True, mode=0o700)
    *frozen, (_, today, live) = story()[-3:]
    for term, day, records in frozen:
        freeze_term(folder.snapshots, term, of_schools(records), folder.framework(), on=day, taken_at=f"{day}T15:00:00+00:00", by="business manager")
    with folder.open_register(create=True) as register:
        replace_all(register, of_schools(live), by="business manager")
        set_mark(register, DATE_MARK, today.isoformat())
    return folder

"""The two files of a subject access: the page in plain words and the JSON, which is the raw form as the register has it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from sendsite.errors import DataRefused
from sendsite.framework.nameless import Who
from sendsite.publish.private_files import put_new
from sendsite.workflow.folder import SiteFolder
from sendsite.workflow.subject.finding import Found
from sendsite.workflow.subject.sheet import OF_OTHERS, page

__all__ = ["document", "page", "place", "write", "written_of"]

FORM = 2
"""The form of the JSON document. Names are added to it without another number; what is there keeps its name and meaning."""

UNITS = "Hours are hundredths of an hour a week, money is pence, blank is not known."


def place(folder: SiteFolder, asked: Path | None, who: Who) -> Path:
    """Where the page goes, data/subject-access/<urn>-<id>.html where nobody said; refused in build/, which goes to a host."""
    safe = "".join(sign if sign.isalnum() else "-" for sign in f"{who.school_urn}-{who.person_id}")
    path = asked or shelf(folder) / f"{safe}.html"
    if path.resolve().is_relative_to((folder.root / "build").resolve()):
        raise DataRefused(f"{path} is inside build/, which is put on a host. Name another place.")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def write(found: Found, to: Path, *, on: date, trust: str) -> tuple[Path, Path]:
    """The page and the JSON beside it, for their owner's eyes alone; no file that is there is replaced. Answers with the names they got."""
    readable = put_new(to.with_suffix(".html"), page(found, on, trust))
    return readable, put_new(readable.with_suffix(".json"), document(found, on))


def shelf(folder: SiteFolder) -> Path:
    """Where files of subject access lie where nobody said otherwise."""
    return folder.root / "data" / "subject-access"


def written_of(folder: SiteFolder, people: Collection[Who]) -> Iterator[Path]:
    """The files that lie there about these people, by what the JSON says of itself; what somebody put elsewhere is theirs to delete."""
    for path in sorted(shelf(folder).glob("*.json")):
        try:
            told = json.loads(path.read_bytes())
            who = Who(told["kind"], told["school_urn"], told["id"])
        except (ValueError, LookupError, TypeError):
            continue
        if who in people:
            yield from (each for each in (path.with_suffix(".html"), path) if each.exists())


def document(found: Found, on: date) -> bytes:
    """The raw form: rows and columns as docs/interchange.md names them, in the register's own units."""
    told = {
        "form": FORM,
        "made_on": on,
        "kind": found.who.kind,
        "school_urn": found.who.school_urn,
        "id": found.who.person_id,
        "names": found.names,
        "units": UNITS,
        "held": {copy.label: {table: [row._asdict() for row in rows] for table, rows in copy.rows.items()} for copy in found.copies},
        "changes": list(_changes(found)),
        "of_others": OF_OTHERS[found.who.kind],
    }
    return json.dumps(told, indent=1, ensure_ascii=False, default=str).encode()


def _changes(found: Found) -> Iterator[dict[str, Any]]:
    """Each column that a change touched, oldest first: when, by whom (as shown, not as they sign in), and what stood there before and after."""
    for each in found.changes:
        key = [str(part) for part in each.row.key]
        whole = {"change": each.number, "at": each.at, "by": found.shown.get(each.by, each.by), "table": each.row.table, "row": key}
        for column, before, after in each.row.columns():
            yield {**whole, "column": column, "before": before, "after": after}

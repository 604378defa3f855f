"""
Subject access: everything that a site folder holds about one person, as a page that a family can read and as JSON.

It is read from the register, its history and every snapshot. What others wrote about them in rows of somebody else is told by its place alone:
those rows are about another person too, and somebody must read them before they are given away.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sendsite.errors import DataRefused
from sendsite.framework.nameless import TEXTS, Who, everybody, names_in, searchable
from sendsite.framework.records import TABLES
from sendsite.publish.private_files import put_new
from sendsite.workflow.folder import SiteFolder

if TYPE_CHECKING:
    from sendsite.framework.records import Records

Row = dict[str, Any]
FORM = 1
"""The form of the JSON document. Names are added to it without another number; what is there keeps its name and meaning."""

MOST_CHANGES = 1_000_000
UNITS = "Hours are hundredths of an hour a week, money is pence, blank is not known."
STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}table{border-collapse:collapse;margin:0 0 1rem}"
    "th,td{border:1px solid #999;padding:.25rem .5rem;text-align:left;vertical-align:top}"
)


@dataclass(frozen=True)
class Found:
    """
    What is held of a person: their rows by source and table, changes of the history, and where rows of others name them.

    `beyond` counts rows that name them in schools that are not the asker's: to say where would show another school's pupils.
    """

    who: Who
    names: tuple[str, ...]
    sources: Mapping[str, Mapping[str, tuple[Row, ...]]]
    changes: tuple[Row, ...]
    elsewhere: tuple[str, ...]
    beyond: int = 0


def found(folder: SiteFolder, urn: str, person_id: str, *, kind: str = "pupil", reach: Collection[str] | None = None) -> Found:
    """
    All that is held of a pupil, or with `kind` a member of staff. DataRefused where nothing is.

    `reach` are the schools of whoever asks, None for all: rows about others are told by their place in these alone.
    """
    who, names = Who(kind, urn, person_id), set[str]()
    sources: dict[str, dict[str, tuple[Row, ...]]] = {}
    records = dict(_records(folder))
    for source, each in records.items():
        if rows := {table: theirs for table in TABLES if (theirs := tuple(_theirs(each, table, who)))}:
            sources[source] = rows
        names |= everybody(each).get(who, set())
    changes = tuple(_changes(folder, who))
    if not sources and not changes:
        raise DataRefused(f"Nothing is held of {kind} {person_id} of school {urn}. Look at the URN and the id.")
    called = searchable(who, names)
    named = [each for source, theirs in records.items() for each in _named_by_others(theirs, source, who, called)]
    elsewhere = tuple(place for school, place in named if reach is None or school in ("", *reach))
    return Found(who, tuple(sorted(names - {""})), sources, changes, elsewhere, len(named) - len(elsewhere))


def place(folder: SiteFolder, asked: Path | None, who: Who) -> Path:
    """Where the page goes, data/subject-access/<urn>-<id>.html where nobody said; refused in build/, which goes to a host."""
    safe = "".join(sign if sign.isalnum() else "-" for sign in f"{who.school_urn}-{who.person_id}")
    path = asked or folder.root / "data" / "subject-access" / f"{safe}.html"
    if path.resolve().is_relative_to((folder.root / "build").resolve()):
        raise DataRefused(f"{path} is inside build/, which is put on a host. Name another place.")
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def write(found: Found, to: Path, *, on: date, trust: str) -> tuple[Path, Path]:
    """The page and the JSON beside it, for their owner's eyes alone; no file that is there is replaced. Answers with the names they got."""
    readable = put_new(to.with_suffix(".html"), page(found, on, trust))
    return readable, put_new(readable.with_suffix(".json"), document(found, on))


def page(found: Found, on: date, trust: str) -> bytes:
    """The page that a family can read, whole in itself."""
    return _page(found, on, trust).encode()


def document(found: Found, on: date) -> bytes:
    """The same as JSON."""
    return json.dumps(_document(found, on), indent=1, ensure_ascii=False, default=str).encode()


def _records(folder: SiteFolder) -> Iterator[tuple[str, Records]]:
    from sendsite.snapshots.shelf import load, shelf

    if folder.register.is_file():
        yield "the register today", folder.records()[0]
    for info in shelf(folder.snapshots):
        yield f"the frozen term {info.term}, edition {info.edition}", load(info.path).records


def _is_of(row: Any, who: Who) -> bool:
    if getattr(row, "kind", who.kind) != who.kind:
        return False
    return (getattr(row, "school_urn", ""), getattr(row, f"{who.kind}_id", getattr(row, "person_id", ""))) == who[1:]


def _theirs(records: Records, table: str, who: Who) -> Iterator[Row]:
    for row in getattr(records, table):
        if _is_of(row, who):
            yield row._asdict()


def _named_by_others(records: Records, source: str, who: Who, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Where the free text of somebody else's row holds their name: the row's school, "" for the trust's own, and the place."""
    for table, columns in TEXTS.items():
        for row in getattr(records, table):
            if not _is_of(row, who) and any(names_in(str(getattr(row, column) or ""), names) for column in columns):
                yield getattr(row, "school_urn", ""), f"{source}: {table}, " + " ".join(str(part) for part in row[:3])


def _changes(folder: SiteFolder, who: Who) -> Iterator[Row]:
    """What the history holds of them, oldest first: when, by whom, and each column before and after."""
    if not folder.register.is_file():
        return
    from sendsite.register.history import history, rows_of_sets

    with folder.open_register() as register:
        whose = (who.school_urn, who.person_id)
        sets = history(register, pupil=whose if who.kind == "pupil" else None, staff=whose if who.kind == "staff" else None, limit=MOST_CHANGES)
        rows = rows_of_sets(register, [each.id for each in sets], limit=MOST_CHANGES)
        for each in reversed(sets):
            for row in rows.get(each.id, ()):
                if any(_is_of(side, who) for side in (row.before, row.after) if side is not None):
                    for column, before, after in row.columns():
                        yield {"change": each.id, "at": each.at, "by": each.by, "table": row.table, "column": column, "before": before, "after": after}


def _document(found: Found, on: date) -> dict[str, Any]:
    return {
        "form": FORM,
        "made_on": on,
        "kind": found.who.kind,
        "school_urn": found.who.school_urn,
        "id": found.who.person_id,
        "names": found.names,
        "units": UNITS,
        "held": found.sources,
        "changes": found.changes,
        "named_in_rows_of_others": found.elsewhere,
        "named_in_other_schools": found.beyond,
    }


def _page(found: Found, on: date, trust: str) -> str:
    who = "pupil" if found.who.kind == "pupil" else "member of staff"
    title = f"What {trust} holds about {', '.join(found.names) or found.who.person_id}"
    lede = f"Made on {on:%d.%m.%Y}, for {who} {found.who.person_id} of school {found.who.school_urn}. {UNITS} Notes may name other people."
    parts = [f"<h1>{escape(title)}</h1><p>{escape(lede)}</p>"]
    for source, tables in found.sources.items():
        parts.append(f"<h2>{escape(source[0].upper() + source[1:])}</h2>")
        parts += [_table(table, rows) for table, rows in tables.items()]
    parts.append("<h2>The history of changes</h2>" + (_table("changes", found.changes) if found.changes else "<p>It holds nothing of them.</p>"))
    if found.elsewhere:
        places = "".join(f"<li>{escape(place)}</li>" for place in found.elsewhere)
        parts.append(f"<h2>Rows about others that name them</h2><p>They are about somebody else too, so here stands only where they are.</p><ul>{places}</ul>")
    if found.beyond:
        parts.append(f"<p>Rows of other schools that name them: {found.beyond:,}. Where they are can be told by those who see every school.</p>")
    head = f'<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{escape(title)}</title><style>{STYLE}</style></head>'
    return f"{head}<body>{''.join(parts)}</body></html>"


def _table(name: str, rows: tuple[Row, ...]) -> str:
    head = "".join(f'<th scope="col">{escape(column.replace("_", " "))}</th>' for column in rows[0])
    body = "".join("<tr>" + "".join(f"<td>{escape('' if value is None else str(value))}</td>" for value in row.values()) + "</tr>" for row in rows)
    return f"<h3>{escape(name.replace('_', ' '))}</h3><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

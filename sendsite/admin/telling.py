"""The history as people read it: who by the name that is shown, when by this machine's clock, and each value before and after as it is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple, cast

from flask import current_app, g, url_for

from sendsite.admin.desk import desk
from sendsite.admin.me import may, now
from sendsite.framework.records import IDENTITY, TABLES
from sendsite.intake.interchange.schema import PAY, SCHEMA, Column
from sendsite.intake.interchange.write import hundredths_text
from sendsite.register.history import ChangedRow, ChangeSet
from sendsite.register.people import users
from sendsite.register.words import subject

KINDS = {
    "edit": "Edit",
    "import": "Import",
    "demo": "Demo",
    "undo": "Undo",
    "redo": "Redo",
    "people": "People",
    "sign-in": "Sign-in",
    "sign-out": "Sign-out",
    "sign-in refused": "Sign-in refused",
    "erasure": "Erasure",
    "export": "Export",
    "publish": "Publication",
    "readers": "Readers",
    "backup": "Backup",
    "restore": "Restore",
    "snapshot": "Frozen term",
}
MOST_PARTS = 3
CAPITALS = ("urn", "sen", "send", "senco", "ehcp")
HIDDEN = "A salary was changed, which is not shown to you."


class Value(NamedTuple):
    """One column of a row: before and after as a reader writes them, "" where it was or is blank."""

    label: str
    before: str
    after: str


class ToldRow(NamedTuple):
    """What a change did to one row: `what` is added, changed or removed; `name` is the person's, `href` the screen of the record, where there are any."""

    subject: str
    name: str
    href: str
    school: str
    what: str
    values: tuple[Value, ...]
    note: str = ""


class ToldChange(NamedTuple):
    """One change in words. `undone` and `undoes` are numbers of other changes."""

    number: int
    title: str
    by: str
    at: str
    kind: str
    undone: int | None
    undoes: int | None
    rows: tuple[ToldRow, ...] = ()


def told_change(change: ChangeSet, rows: Sequence[ChangedRow] = (), title: str | None = None) -> ToldChange:
    """A change and what it did; `title` stands for its own where that may say too much, and "" says no more than its kind."""
    words = KINDS.get(change.kind, change.kind.capitalize())
    told = tuple(told_row(row) for row in rows)
    called = _titled(change, change.title if title is None else title or words, words)
    return ToldChange(change.id, called, who(change.by), moment(change.at), words, change.undone_by, change.undoes, told)


def told_row(row: ChangedRow) -> ToldRow:
    """What a change did to one row. Pay is told to those alone who may see it."""
    columns = {column.field: column for column in SCHEMA[row.table]}
    what = "added" if row.before is None else "removed" if row.after is None else "changed"
    differing = [each for each in row.columns() if what == "changed" or not all(_blank(value) for value in each[1:])]
    shown = [each for each in differing if each[0] not in PAY or may("pay")]
    values = tuple(Value(_label(columns[name]), written(columns[name], before), written(columns[name], after)) for name, before, after in shown)
    note = HIDDEN if what == "changed" and len(shown) < len(differing) else ""
    return ToldRow(_sentence(row.subject), _name(row), _href(row), _school(row.school), what, values, note)


def who(by: str) -> str:
    """The name that is shown of somebody who signs in; others, such as the demo, as they are called."""
    if "shown_names" not in g:
        g.shown_names = {user.name: user.shown_name for user in users(desk().register)}
    return cast(dict[str, str], g.shown_names).get(by, by)


def by_shown_names(words: str) -> str:
    """A refusal's words with the names that are shown for names to sign in with: `changed on 6 November at 14:02 by Sam Alder.`"""
    who("")
    names = sorted(cast(dict[str, str], g.shown_names), key=len, reverse=True)
    if not names:
        return words
    one = "|".join(re.escape(name) for name in names)
    return re.sub(rf"(?<= by )(?:{one})(?=\.(?:\s|$))|(?<=\()(?:{one})(?=, on )", lambda found: who(found[0]), words)


def subject_by_name(row: ChangedRow) -> str:
    """What a row is called, with names for ids: the hours of Noor Abbas with Ivo Ash. Whoever has no name, or is gone, keeps the id."""
    kinds = {"staff_id": "staff", "pupil_id": "pupil"}
    columns = zip(IDENTITY[row.table], row.key, strict=True)
    return subject(row.table, tuple(name_of(kinds[column], row.school, part) if column in kinds else part for column, part in columns))


def name_of(kind: str, urn: str, ident: str) -> str:
    """The name of a pupil or a member of staff (`kind`) as the register stands, the id where it has none."""
    return _names().get((kind, urn, ident), "") or ident


def moment(at: str) -> str:
    """`6 November 2026, 14:02`, by this machine's clock."""
    local = datetime.fromisoformat(at).astimezone()
    return f"{local.day} {local:%B %Y}, {local:%H:%M}"


def written(column: Column, value: Any) -> str:
    """A value as a reader writes it: £27,000, 12.5, 6 November 2026, yes; "" where there is none."""
    if value is None or value == "":
        return ""
    match column.kind:
        case "money":
            pounds, pence = divmod(value, 100)
            return f"£{pounds:,}" + (f".{pence:02d}" if pence else "")
        case "hours" | "days" | "percent":
            return hundredths_text(value)
        case "date":
            return day(value)
        case "yes_no":
            return "yes" if value else "no"
        case "choice":
            return str(value).replace("_", " ")
    return str(value)


def day(value: date) -> str:
    """6 November 2026."""
    return f"{value.day} {value:%B %Y}"


def table_words(table: str) -> str:
    """A table as it is called on a page: School facts."""
    return table.replace("_", " ").capitalize() if table in TABLES else table


def _blank(value: Any) -> bool:
    """Whether there is nothing to say of a value of a new or removed row; 0 is said."""
    return value is None or value == "" or value is False


def _titled(change: ChangeSet, title: str, kind: str) -> str:
    """A title as it heads a line: what the change came to is cut short, and what touched no record begins with its kind."""
    if not change.rows and change.kind in KINDS:
        return kind if title == change.kind else f"{kind} {title}" if title.startswith("from ") else _sentence(title)
    parts = title.split(", ")
    if change.given_title == title or len(parts) <= MOST_PARTS + 1:
        return _sentence(title)
    return _sentence(f"{', '.join(parts[:MOST_PARTS])} and {len(parts) - MOST_PARTS} more")


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _label(column: Column) -> str:
    words = [word.upper() if word in CAPITALS else word for word in column.name.split("_")]
    return _sentence(" ".join(words))


def _name(row: ChangedRow) -> str:
    """Whom the row is about, as the row has it, else as the register has them now."""
    found = row.after if row.after is not None else row.before
    if row.table in ("pupils", "staff", "leavers", "schools"):
        return str(getattr(found, "name", ""))
    kinds = (("staff", getattr(found, "staff_id", "")), ("pupil", getattr(found, "pupil_id", "")))
    return " and ".join(name for kind, ident in kinds if ident and (name := _names().get((kind, row.school, ident), "")))


def _names() -> dict[tuple[str, str, str], str]:
    """Everybody in the register as it stands, by kind, school and id: a history of many rows asks for each."""
    if "names" not in g:
        records = now().records
        g.names = {("pupil", each.school_urn, each.pupil_id): each.name for each in records.pupils}
        g.names |= {("staff", each.school_urn, each.staff_id): each.name for each in records.staff}
    return cast(dict[tuple[str, str, str], str], g.names)


def _href(row: ChangedRow) -> str:
    """The screen where the record stands, as far as it still does."""
    if row.after is None or not row.school or now().school(row.school) is None:
        return ""
    pupil, member = getattr(row.after, "pupil_id", ""), getattr(row.after, "staff_id", "")
    known = current_app.view_functions
    if row.table == "deployment" and "deployment.matrix" in known:
        return url_for("deployment.matrix", urn=row.school, scenario=row.after.scenario or None)
    if pupil and "pupil.pupil" in known and ("pupil", row.school, pupil) in _names():
        return url_for("pupil.pupil", urn=row.school, pupil_id=pupil)
    if row.table == "staff" and "staff.member" in known and ("staff", row.school, member) in _names():
        return url_for("staff.member", urn=row.school, staff_id=member)
    return ""


def _school(urn: str) -> str:
    found = now().school(urn) if urn else None
    return found.name if found else urn

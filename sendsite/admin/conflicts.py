"""
Two people changed the same row: what each wrote, side by side, for the one who came second to choose.

A form carries the version of the row that it shows (`version`); `seen` reads it for `save`, and `conflict_of` turns its refusal into words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sendsite.admin.forms import Field
from sendsite.intake.interchange.write import cell_of
from sendsite.register.carrying import Expected
from sendsite.register.changes import Key
from sendsite.register.refusals import Conflict, RowChanged
from sendsite.register.words import subject, when

VERSION = "version"
BLANK = "(blank)"
"""The name of the hidden field, and how a value that is not there is shown."""


class Difference(NamedTuple):
    """One field that differs: what it is called, what the asker wrote, what stands."""

    label: str
    mine: str
    theirs: str


class Clash(NamedTuple):
    """
    One row that somebody else changed meanwhile.

    `version` is the row's now: a form sent again with it replaces theirs. None where the row is gone (`removed`) or is new to the asker.
    `about` calls the row by its id, never by a name. `when` is a moment in words, "" where the history does not hold it.
    """

    about: str
    who: str
    when: str
    version: int | None
    removed: bool
    rows: tuple[Difference, ...]


def seen(table: str, key: Key, posted: Mapping[str, str], name: str = VERSION) -> Expected:
    """The version that a form was shown, as `save` expects it. A form without one has seen nothing, and is refused as out of date."""
    raw = posted.get(name, "")
    return {table: {key: int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 12 else 0}}


def conflict_of(refusal: RowChanged, fields: Sequence[Field]) -> Clash:
    """The first row of a refusal with the fields that differ; only fields that the asker's form has are shown."""
    return clash(refusal.conflicts[0], fields)


def clash(conflict: Conflict, fields: Sequence[Field]) -> Clash:
    """One row of a refusal."""
    pairs = ((field, shown(field, _value(conflict.mine, field)), shown(field, _value(conflict.theirs, field))) for field in fields)
    differ = tuple(Difference(field.label, mine, theirs) for field, mine, theirs in pairs if mine != theirs)
    touch = conflict.touch
    return Clash(
        about=subject(conflict.table, conflict.key),
        who=touch.by if touch else "somebody else",
        when=when(touch.at) if touch else "",
        version=None if conflict.added else conflict.version,
        removed=conflict.theirs is None,
        rows=() if conflict.theirs is None or conflict.mine is None else differ,
    )


def shown(field: Field, value: Any) -> str:
    """A value as a person reads it: the words of a choice, else as it is typed."""
    if value is None or value == "":
        return BLANK
    return dict(field.choices).get(str(value)) or cell_of(field.column, value)


def _value(row: Any, field: Field) -> Any:
    return getattr(row, field.name, None)

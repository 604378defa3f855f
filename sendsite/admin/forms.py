"""
Forms: fields of the register's own columns, read by the rules that an import is held to, and shown again as typed where one is wrong.

Only the fields that a form lists are ever read, so nothing else can be set by it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sendsite.intake.interchange.schema import SCHEMA, Column
from sendsite.intake.interchange.text import CellError
from sendsite.intake.interchange.values import is_iso_date, value_of
from sendsite.intake.interchange.write import cell_of


class Field(NamedTuple):
    """
    One field: the column it fills, what it is called, a hint, and (value, words) for a choice.

    `rows` above 0 makes it a text of several lines; `spread` shows a choice as radio buttons instead of a list.
    """

    name: str
    label: str
    column: Column
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    rows: int = 0
    spread: bool = False

    @property
    def required(self) -> bool:
        return self.column.required

    @property
    def numeric(self) -> bool:
        """Whether a telephone should offer its number keys."""
        return self.column.kind in ("hours", "days", "money", "percent", "whole", "number")


@dataclass
class Form:
    """What was typed, what it means, and what is wrong with it, by the name of the field."""

    fields: tuple[Field, ...]
    typed: dict[str, str] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)

    def refuse(self, name: str, words: str) -> None:
        """Add what only the screen can know: two fields that do not fit, a row that is there already. `name` "" is the form's as a whole."""
        self.faults.setdefault(name, words)

    def field(self, name: str) -> Field:
        return next(each for each in self.fields if each.name == name)

    def picks_day(self, name: str) -> bool:
        """Whether a field is a day that a browser's own picker can show: blank, or a day of the calendar as 2025-08-31. It would drop any other text."""
        typed = self.typed.get(name, "")
        return self.field(name).column.kind == "date" and (typed == "" or is_iso_date(typed))

    @property
    def messages(self) -> tuple[tuple[str, str], ...]:
        """(field, what is wrong), in the order of the fields."""
        order = {each.name: place for place, each in enumerate(self.fields)}
        return tuple(sorted(self.faults.items(), key=lambda fault: order.get(fault[0], -1)))


def of_table(
    table: str, name: str, label: str = "", *, hint: str = "", choices: Sequence[tuple[str, str]] = (), required: bool | None = None, **more: Any
) -> Field:
    """A field of a column of the register: the column's own rule holds, its choices too, with other words where `choices` has them."""
    column = next(each for each in SCHEMA[table] if each.field == name)
    if required is not None:
        column = column._replace(required=required)
    words = tuple(choices) or tuple((code, code.replace("_", " ")) for code in column.choices)
    return Field(name, label or column.name.replace("_", " ").capitalize(), column, hint, words, **more)


def own(name: str, label: str, kind: str = "text", *, hint: str = "", choices: Sequence[tuple[str, str]] = (), required: bool = True, **more: Any) -> Field:
    """A field that is no column of the register; `kind` is one of the kinds of columns."""
    codes = tuple(value for value, _ in choices if value)
    return Field(name, label, Column(name, "choice" if codes else kind, label, required, codes), hint, tuple(choices), **more)


def read(fields: Sequence[Field], posted: Mapping[str, str]) -> Form:
    """A form as it was posted: every field's value or what is wrong with it. A field that was not posted counts as blank."""
    form = Form(tuple(fields))
    for each in fields:
        form.typed[each.name] = raw = posted.get(each.name, "")
        try:
            form.values[each.name] = value_of(each.column, raw)
        except CellError as error:
            remedy = "Choose one of the list." if each.choices and not raw.strip() else error.remedy
            form.faults[each.name] = f"{each.label} {error.problem}. {remedy}"
    return form


def filled(fields: Sequence[Field], row: Any = None, **typed: str) -> Form:
    """A form that shows a row, or blanks; `typed` fills fields of its own."""
    form = Form(tuple(fields))
    for each in fields:
        value = getattr(row, each.name, None) if row is not None else None
        form.typed[each.name] = typed.get(each.name, "" if value is None else _written(each.column, value))
    return form


def _written(column: Column, value: Any) -> str:
    """A value as it is typed; the apostrophe that protects a spreadsheet is not for a form."""
    text = cell_of(column, value)
    return text[1:] if isinstance(value, str) and text != value else text

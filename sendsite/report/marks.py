"""The marks that stand in place of figures: in words for who hears a page, and the key of those that a page shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from sendsite.report.figures.cards import IndexFigure, KpiCard
from sendsite.report.figures.charts import Section
from sendsite.report.figures.values import MARKS, Cell, Table

SPOKEN = {"c": "hidden", "x": "not available", "z": "does not apply", "low": "more than nought, and rounds to it", "u": "too little for a share"}
_MARK = re.compile(rf"\[({'|'.join(SPOKEN)})\](?: (?:of |SEND )?hours| h\b)?")

Key = tuple[tuple[str, str], ...]


def spoken(text: str) -> str:
    """A text without its marks: `Red: hidden` for `Red: [c]`."""
    return _MARK.sub(lambda found: SPOKEN[found.group(1)], text)


def key_of(marks: Iterable[str]) -> Key:
    """The marks with what they mean, in one order on every page."""
    shown = set(marks)
    return tuple((mark, words) for mark, words in MARKS.items() if mark in shown)


def marks_of(section: Section) -> set[str]:
    """The marks that a section shows: its chart shows none that its table has not."""
    return {cell.mark for row in section.table.rows for cell in row.cells if cell.mark} if section.table else set()


def left_over(figures: Any) -> dict[str, str]:
    """The marks of a page that no section explains, for its foot: of cards and lines, and of tables that stand by themselves."""
    parts = list(_walk(figures))
    told = {mark for part in parts if isinstance(part, Section) for mark, _ in part.key}
    shown = {mark for part in parts for mark in (marks_of(part) if isinstance(part, Section) else [part.mark])}
    return dict(key_of(shown - told))


def _walk(value: Any) -> Iterator[Cell | Section]:
    """A page's parts that show figures, but the index and the measures: these say themselves why they are not there."""
    if isinstance(value, Cell | Section):
        yield value
    elif isinstance(value, Table):
        yield from (cell for row in value.rows for cell in row.cells)
    elif isinstance(value, tuple):
        for each in value:
            yield from _walk(each)
    elif is_dataclass(value) and not isinstance(value, type | IndexFigure | KpiCard):
        for field in fields(value):
            yield from _walk(getattr(value, field.name))

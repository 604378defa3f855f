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
    """The marks that a section shows, in its picture or its table."""
    return shown_marks(section) | _of_table(section.table)


def shown_marks(section: Section) -> set[str]:
    """The marks that a reader sees who opens nothing: those of the picture, or of a table that stands open."""
    drawn = {text[1:-1] for text in _texts(section.chart) if text[1:-1] in MARKS} if section.drawn else set[str]()
    return drawn | (set() if folds(section) else _of_table(section.table))


def folded_marks(section: Section) -> set[str]:
    """The marks of a table that is folded away: it has its own key inside."""
    return _of_table(section.table) if folds(section) else set()


def folds(section: Section) -> bool:
    """Whether a section's table is folded away behind its picture."""
    return section.table is not None and section.chart is not None and not section.open_table


def _of_table(table: Table | None) -> set[str]:
    return {cell.mark for row in table.rows for cell in row.cells if cell.mark} if table else set()


def _texts(value: Any) -> Iterator[str]:
    """The texts of a picture that are marks and nothing else: where it shows a figure, its mark stands by itself."""
    if isinstance(value, str) and value.startswith("[") and value.endswith("]"):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))


def left_over(figures: Any) -> dict[str, str]:
    """The marks of a page that no section explains, for its foot: of cards and lines, and of tables that stand by themselves."""
    parts = list(_walk(figures))
    told = {mark for part in parts if isinstance(part, Section) for mark, _ in part.key}
    shown = {mark for part in parts for mark in (shown_marks(part) if isinstance(part, Section) else [part.mark])}
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

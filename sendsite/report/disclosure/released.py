"""The figures of one term as they may be shown: all that a page, chart or sentence ever sees."""

from __future__ import annotations

import sys
from collections.abc import Collection, Mapping
from typing import NamedTuple

from sendsite.framework.insights import Insight
from sendsite.report.figures.values import Cell
from sendsite.report.formats import Format


class Value(NamedTuple):
    """A released figure: its number, or None with the mark that stands in its place. One that rounds to nought is 0 and bears the mark `low`."""

    number: float | None
    mark: str


class Advice(NamedTuple):
    """
    An insight and what of its numbers may be shown: those of what was seen; of what it would change, those that tell the hours alone
    (the gap, the need met, the hours of support); and all of what it would change. Its words and `figures` are as they are told, and so is `gap`:
    the hours plans are short of now, and if it were done.
    """

    insight: Insight
    figures: tuple[tuple[str, Value], ...]
    shown: bool
    hours: bool
    tried: bool
    gap: tuple[Value, Value] | None = None


class Released:
    """The figures of one term as they may be shown. What is hidden is not in here: no page can show it by mistake."""

    rounded = True
    """Whether hours and money are rounded: then parts need not add up to their total, and a share of little says nothing."""

    def __init__(self, values: Mapping[str, Value], words: Mapping[str, str], told: frozenset[str], k: int, advice: tuple[Advice, ...] = ()) -> None:
        self._values, self._words, self._told = values, words, told
        self.k, self.advice = k, advice
        self._of_schools: Released | None = None

    def with_schools(self, other: Released) -> Released:
        """These figures for the trust's audience, and others for the schools' own pages."""
        self._of_schools = other
        return self

    def for_schools(self) -> Released:
        """The figures as the schools' own pages may show them: without the measures of small schools, which are told to the trust alone."""
        return self._of_schools or self

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def number(self, name: str) -> float | None:
        """The number of a figure, None where it is hidden, missing or not of this term."""
        value = self._values.get(name)
        return value.number if value else None

    def mark(self, name: str) -> str:
        """ "" for a shown figure, else c, x, z, u or low; x for a figure this term does not have."""
        value = self._values.get(name)
        return value.mark if value else "x"

    def cell(self, name: str, form: Format) -> Cell:
        """A figure as a page shows it, or its mark."""
        number, mark = self.number(name), self.mark(name)
        return marked(mark) if number is None or mark else shown_cell(number, form)

    def is_none(self, name: str) -> bool:
        """Whether a figure is told to be nought: not hidden, not missing, and not merely little."""
        return self.number(name) == 0 and not self.mark(name)

    def told(self, name: str) -> str:
        """The words entered under a name, "" where they are hidden or there are none."""
        return self._words.get(name, "")

    def only(self, kinds: Collection[str]) -> Released:
        """The figures of these kinds alone, such as `kpi` of `140001.kpi.need`: what a term of long ago is still asked for."""
        keep = {name for name in (*self._values, *self._told) if name.partition(".")[2].partition(".")[0] in kinds}
        values = {sys.intern(name): value for name, value in self._values.items() if name in keep}
        words = {sys.intern(name): said for name, said in self._words.items() if name in keep}
        kept = Released(values, words, self._told & keep, self.k)
        return kept.with_schools(self._of_schools.only(kinds)) if self._of_schools else kept

    def hidden(self, name: str) -> bool:
        """Whether a figure, or words that belong to it, is hidden because it could point to a child."""
        return self.mark(name) == "c" or (name in self._told and name not in self._words)


def marked(mark: str) -> Cell:
    """The cell of a value that is not shown, such as [c]."""
    return Cell(f"[{mark}]", None, mark)


def shown_cell(number: float, form: Format) -> Cell:
    """The cell of a number that may be shown, rounded as shown."""
    return Cell(form.text(number), form.value(number))

"""What a page builder is given of one term: released figures only, with those of the terms before, and the names and keys of the places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sendsite.framework.records import Comparator
from sendsite.framework.settings import Framework
from sendsite.framework.term import Term
from sendsite.report.charts.canvas import Canvas
from sendsite.report.disclosure import Released
from sendsite.report.figures.values import Cell, Standing
from sendsite.report.formats import Format, kpi_format
from sendsite.report.quantities import TRUST
from sendsite.report.setup import Setup
from sendsite.report.words import LOWER_IS_BETTER


class Place(NamedTuple):
    """A school or the trust, as pages name it: `scope` names its figures (the URN, or `trust`)."""

    scope: str
    name: str
    phase: str = ""
    roll: float = 0.0

    @property
    def is_trust(self) -> bool:
        return self.scope == TRUST


@dataclass(frozen=True)
class Moment:
    """A term, its released figures, and the method they were computed by."""

    term: Term
    figures: Released
    draft: bool = False
    framework: Framework | None = None


@dataclass(frozen=True)
class EarlierEdition:
    """An edition of a term before the one that is shown: its number, when it was taken, why ("" for the first), and its figures."""

    number: int
    taken: str
    reason: str
    figures: Released


@dataclass(frozen=True)
class View:
    """
    One term's figures with their surroundings. `history` ends with this term; `prefix` stands before the keys of its pages.

    Of terms more than a year back `history` has only what is shown over all terms. `editions` are those of this term before the one shown.
    """

    setup: Setup
    framework: Framework
    term: Term
    now: Released
    history: tuple[Moment, ...]
    trust: Place
    schools: tuple[Place, ...]
    comparators: tuple[Comparator, ...]
    standing: Standing
    prefix: str
    canvas: Canvas
    editions: tuple[EarlierEdition, ...] = ()

    def at(self, term: Term) -> Released | None:
        """The figures of another term, up to this one."""
        return next((moment.figures for moment in self.history if moment.term == term), None)

    @property
    def year(self) -> Released | None:
        """The same term a year before."""
        return self.at(self.term.year_before)

    @property
    def before(self) -> Released | None:
        """The term just before."""
        return self.at(self.term.before)

    def key(self, place: Place | None, page: str = "") -> str:
        """The key of a page of this term: of a school, or with no school or the trust's place, of the trust."""
        return key_of(self.prefix, place, page)

    def format(self, kpi: str) -> Format:
        """How a KPI or `sei` is written."""
        return kpi_format(kpi, self.framework)

    def kpi(self, place: Place, kpi: str) -> Cell:
        """A KPI or `sei` of a place as shown."""
        return self.now.cell(f"{place.scope}.kpi.{kpi}", self.format(kpi))

    def kpi_number(self, place: Place, kpi: str) -> float | None:
        return self.now.number(f"{place.scope}.kpi.{kpi}")

    def edges(self, kpi: str) -> tuple[float, float]:
        """The two band edges of a KPI or `sei`, worse one first."""
        if kpi == "sei":
            return self.framework.index.edges[0], self.framework.index.edges[1]
        return self.framework.points(kpi)[1], self.framework.points(kpi)[2]

    def small(self, place: Place) -> bool:
        """Whether a school's figures are to be read with care for its size."""
        return any(self.now.told(f"{place.scope}.flag.{flag}") for flag in ("small_school", "small_register"))

    def figure(self, place: Place, name: str, form: Format) -> Cell:
        """Any figure of a place as shown."""
        return self.now.cell(f"{place.scope}.{name}", form)

    def number(self, place: Place, name: str) -> float | None:
        return self.now.number(f"{place.scope}.{name}")

    def is_none(self, place: Place, name: str) -> bool:
        """Whether a figure of a place is told to be nought; one that only rounds to it is not."""
        return self.now.is_none(f"{place.scope}.{name}")

    def least(self, least: float) -> float:
        """The least whole of which a share is told: of exact figures any."""
        return least if self.now.rounded else 0.0

    def share(self, place: Place, part: str, whole: str, least: float) -> float | None:
        """A part of a whole; None where either is not shown, or the whole is told as less than `least`."""
        of, over = self.number(place, part), self.number(place, whole)
        return of / over if of is not None and over and over >= self.least(least) else None

    def numbers(self, place: Place, names: Sequence[str]) -> list[float | None]:
        return [self.number(place, name) for name in names]


def key_of(prefix: str, place: Place | None, page: str = "") -> str:
    """The key of a page below a prefix: of a school, or with no school or the trust's place, of the trust."""
    root = "trust" if place is None or place.is_trust else f"school/{place.scope}"
    return f"{prefix}{root}/{page}" if page else f"{prefix}{root}"


def better(kpi: str, before: float, after: float) -> bool:
    """Whether a change is for the better."""
    return (after < before) if kpi in LOWER_IS_BETTER else after > before

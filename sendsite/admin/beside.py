"""Two deployments of one school side by side: index, KPIs, hours and cost of each, and the difference in words, sign and shape."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan
from typing import NamedTuple

from sendsite.framework.change import is_real
from sendsite.framework.hours import school_sums
from sendsite.framework.model import KPIS, Measures
from sendsite.framework.money import staff_cost
from sendsite.framework.settings import Framework
from sendsite.report.figures.values import Band
from sendsite.report.formats import HOURS_H, POUNDS, Format, kpi_format
from sendsite.report.words import KPI_BANDS, KPI_NAMES, KPI_SHORT, SEI_BANDS

NOT_AVAILABLE = "[x]"
TOO_FEW = "Too few pupils are on the register to call any of this a change."
BANDS_IN_ORDER = tuple(KPI_BANDS.values())
SEI_IN_ORDER = tuple(SEI_BANDS.values())
HOURS = {"gap": -1, "surplus": 0, "unallocated": 0, "overcommitted": -1}
"""Hours a week that are told, and what more of them is worth: -1 worse, 0 neither."""

NAMES = KPI_NAMES | {
    "gap": "Hours short of plans",
    "surplus": "Hours beyond plans",
    "unallocated": "Hours nobody holds",
    "overcommitted": "Hours over-committed",
    "standard": "SEND staff, standard cost a year",
    "actual": "SEND staff, actual cost a year",
}
SHORT = NAMES | KPI_SHORT | {"standard": "Cost a year", "actual": "Actual cost"}
SIGNS = {"better": "✓", "worse": "!", "none": "=", "small": "=", "few": "", "other": ""}
"""A shape for each way a difference reads; one that is neither good nor bad, or not called, has its own sign before the number and no other."""


class Side(NamedTuple):
    """A figure as it is shown, with its band where it has one."""

    text: str
    band: Band | None = None


class Pair(NamedTuple):
    """
    One figure of both, and how the second differs: `reads` is better, worse, none, small, few or other: see SIGNS.

    `few` where the register is too small to call any change, `other` where more is neither good nor bad.
    """

    key: str
    name: str
    short: str
    first: Side
    second: Side
    change: str
    reads: str

    @property
    def sign(self) -> str:
        return SIGNS[self.reads]

    @property
    def says(self) -> str:
        """What to know of a difference that is not called, "" else: a page says it once."""
        return TOO_FEW if self.reads == "few" else ""


def beside(first: Measures, second: Measures, framework: Framework, *, pay: bool = False) -> tuple[Pair, ...]:
    """Every figure of two deployments of the same one school; actual cost only for those who may see pay."""
    return (*_indexes(first, second, framework), *_hours(first, second), *_costs(first, second, framework, pay))


def _indexes(first: Measures, second: Measures, framework: Framework) -> Iterator[Pair]:
    """The index and the five KPIs; a KPI is better where its score is higher, and by more than a changed register makes by chance."""
    register = int(first.schools.register[0])
    one, two = first.schools, second.schools
    values, bands = (float(one.sei.value[0]), float(two.sei.value[0])), (int(one.sei.band[0]), int(two.sei.band[0]))
    yield _called(_pair("sei", values, values, kpi_format("sei", framework), _banded(bands, SEI_IN_ORDER)), is_real("sei", *values, register, framework))
    for kpi in KPIS:
        a, b = one.kpis[kpi], two.kpis[kpi]
        values, scores = (float(a.value[0]), float(b.value[0])), (float(a.score[0]), float(b.score[0]))
        pair = _pair(kpi, values, scores, kpi_format(kpi, framework), _banded((int(a.band[0]), int(b.band[0])), BANDS_IN_ORDER))
        yield _called(pair, is_real(kpi, *values, register, framework))


def _called(pair: Pair, real: bool | None) -> Pair:
    """A difference that is no real change is told as that, with its size; where no change is called it is told and not judged."""
    if real or pair.reads not in ("better", "worse"):
        return pair
    return pair._replace(reads="few") if real is None else pair._replace(change=f"{pair.change}, no real change", reads="small")


def _hours(first: Measures, second: Measures) -> Iterator[Pair]:
    """Hours a week of the school as a whole; fewer are better where they stand for what is missing or cannot be."""
    for key, worth in HOURS.items():
        values = float(getattr(first.schools.hours, key)[0]), float(getattr(second.schools.hours, key)[0])
        yield _pair(key, values, (values[0] * worth, values[1] * worth), HOURS_H)


def _costs(first: Measures, second: Measures, framework: Framework, pay: bool) -> Iterator[Pair]:
    """What the SEND hours of support staff cost a year; less is not better in itself."""
    for basis in ("standard", "actual") if pay else ("standard",):
        values = _send_cost(first, framework, basis), _send_cost(second, framework, basis)
        yield _pair(basis, values, (0.0, 0.0), POUNDS)


def _send_cost(measures: Measures, framework: Framework, basis: str) -> float:
    """GBP a year; no other figure of money is worked out, for the matrix asks at every edit."""
    staff = measures.deployment.staff
    return float(school_sums(staff.school, staff_cost(measures.deployment, framework, basis).send, 1)[0])


def _pair(key: str, values: tuple[float, float], worth: tuple[float, float], form: Format, bands: tuple[Band | None, Band | None] = (None, None)) -> Pair:
    """One pair; `worth` says which of the two is better, equal where neither is."""
    first, second = (Side(NOT_AVAILABLE if isnan(value) else form.text(value), band) for value, band in zip(values, bands, strict=True))
    said = Pair(key, NAMES[key], SHORT[key], first, second, "", "none")
    if isnan(values[0]) or isnan(values[1]):
        return said
    moved = form.decimal(values[1]) - form.decimal(values[0])
    if not moved:
        return said._replace(change="no change")
    reads = "other" if worth[0] == worth[1] else "better" if worth[1] > worth[0] else "worse"
    points = Format(form.places, suffix=" points") if form.percent else form
    return said._replace(change=("+" if moved > 0 else "") + points.write(moved), reads=reads)


def _banded(places: tuple[int, int], words: tuple[Band, ...]) -> tuple[Band | None, Band | None]:
    one, two = (words[place] if place >= 0 else None for place in places)
    return one, two

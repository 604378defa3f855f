"""The trust's schools among real schools of their own size: one row a school, percentiles as a pale and a darker bar, the school as a dot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sendsite.report.charts.axis import Span, place, span_of, ticks_of
from sendsite.report.figures.charts import Range, Ranges
from sendsite.report.formats import Format


class SizeBand(NamedTuple):
    """The middle of real schools of one size: label, and percentiles; None where unknown."""

    label: str
    p10: float | None
    p25: float | None
    p50: float | None
    p75: float | None
    p90: float | None


class Placed(NamedTuple):
    """A school of the trust: its label, the place of its size band, its figure, hollow where the school is small, and its page."""

    label: str
    band: int
    value: float
    hollow: bool
    key: str = ""


def distribution(bands: Sequence[SizeBand], schools: Sequence[Placed], form: Format) -> Ranges:
    """Rows from small to large schools, on one scale from 0."""
    order = sorted(schools, key=lambda school: (school.band, school.value, school.label))
    shown = [bands[school.band] for school in order]
    known = [value for band in shown for value in band[1:] if value is not None]
    span = span_of([0.0, *known, *(school.value for school in order)], 1.0, floor_at=0.0)
    rows = tuple(_row(school, band, span, form) for school, band in zip(order, shown, strict=True))
    return Ranges(rows, ticks_of(span, form.text))


def _row(school: Placed, band: SizeBand, span: Span, form: Format) -> Range:
    return Range(
        label=school.label,
        beside=f"{band.label} on roll",
        outer=_bar(band.p10, band.p90, span),
        inner=_bar(band.p25, band.p75, span),
        middle=None if band.p50 is None else place(band.p50, *span),
        x=place(school.value, *span),
        text=form.text(school.value),
        hollow=school.hollow,
        key=school.key,
    )


def _bar(low: float | None, high: float | None, span: Span) -> tuple[float, float] | None:
    """Where a bar begins and how wide it is; None where either end is unknown."""
    if low is None or high is None:
        return None
    start = place(low, *span)
    return start, round(place(high, *span) - start, 1)

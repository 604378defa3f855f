"""One row a school along one axis, the trust's line through them, pale bands behind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sendsite.report.charts.axis import Span, edge_ticks, place, ticks_of
from sendsite.report.figures.charts import Dot, DotPlot
from sendsite.report.formats import Format


class Spot(NamedTuple):
    """A school on the axis: its number or None, its words (a mark where there is no number), hollow where the school is small."""

    label: str
    number: float | None
    text: str
    hollow: bool = False
    key: str = ""
    note: str = ""


class Zone(NamedTuple):
    """A band on the axis: colour name, from, to, and its word."""

    tone: str
    start: float
    end: float
    word: str


def zones_of(kind: str, edges: tuple[float, float]) -> tuple[Zone, ...]:
    """The bands of a KPI (kind `kpi`) or the index (`sei`) between its two edges, worst first; infinite outside."""
    worse, better = edges
    words = ("low", "mod", "high") if kind == "sei" else ("red", "amber", "green")
    names = ("Low", "Moderate", "High") if kind == "sei" else ("Red", "Amber", "Green")
    far = float("inf") if better > worse else float("-inf")
    return (Zone(words[0], -far, worse, names[0]), Zone(words[1], worse, better, names[1]), Zone(words[2], better, far, names[2]))


def dots(spots: Sequence[Spot], span: Span, form: Format, trust: float | None, zones: Sequence[Zone]) -> DotPlot:
    """The dot plot over a span; a school without a number keeps its row and its mark."""
    rows = tuple(
        Dot(spot.label, None if spot.number is None else place(spot.number, *span), spot.text, hollow=spot.hollow, key=spot.key, note=spot.note)
        for spot in spots
    )
    line = None if trust is None else (place(trust, *span), f"trust {form.text(trust)}")
    return DotPlot(rows, line, tuple(zone for zone in (_zone(zone, span) for zone in zones) if zone[2] > 0), axis_ticks(span, zones, form))


def axis_ticks(span: Span, zones: Sequence[Zone], form: Format) -> tuple[tuple[float, str], ...]:
    """The ticks of an axis: the edges of its bands, or round values where it has none."""
    edges = [edge for zone in zones for edge in (zone.start, zone.end)]
    return edge_ticks(span, edges, form.text) if edges else ticks_of(span, form.text)


def _zone(zone: Zone, span: Span) -> tuple[str, float, float, str]:
    left, right = sorted((place(zone.start, *span), place(zone.end, *span)))
    return (zone.tone, left, round(right - left, 1), zone.word)

"""Values over terms, with band zones behind; and the same small, one a school."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil

from sendsite.report.charts.axis import Span, place
from sendsite.report.charts.dots import Zone, axis_ticks
from sendsite.report.charts.scale import runs_of
from sendsite.report.figures.charts import Lines, Multiples, Series
from sendsite.report.formats import Format

HEIGHT = 320.0
PANEL_HEIGHT = 180.0
MOST_LABELS = 5
WORD_REACH = 240.0
"""How far a zone's word reaches from the left on a narrow screen, in thousandths of the width."""


def lines(
    series: Sequence[tuple[str, Sequence[float | None], str]],
    labels: Sequence[str],
    span: Span,
    form: Format,
    zones: Sequence[Zone] = (),
    height: float = HEIGHT,
) -> Lines:
    """One line for each (label, values, tone); a missing term is a gap. With many terms only some are labelled, the last always."""
    across = [place(at, 0, max(len(labels) - 1, 1)) for at in range(len(labels))]
    drawn = tuple(_series(label, values, tone, across, span, form, height) for label, values, tone in series)
    every = max(1, ceil(len(labels) / MOST_LABELS))
    x_labels = tuple((x, label) for at, (x, label) in enumerate(zip(across, labels, strict=True)) if (len(labels) - 1 - at) % every == 0)
    y_ticks = tuple((round(height - x * height / 1000, 1), words) for x, words in axis_ticks(span, zones, form))
    behind = tuple(zone for zone in (_zone(each, span, height) for each in zones) if zone[2] > 0)
    return Lines(height, drawn, x_labels, y_ticks, behind, tuple(_words(drawn, behind, height)))


def multiples(
    panels: Sequence[tuple[str, str, Sequence[float | None], str]], labels: Sequence[str], span: Span, form: Format, zones: Sequence[Zone]
) -> Multiples:
    """One small picture for each (name, key, values, last value's words), all on the same scale."""
    return Multiples(tuple((name, key, lines([(name, values, "s1")], labels, span, form, zones, PANEL_HEIGHT), last) for name, key, values, last in panels))


def _series(label: str, values: Sequence[float | None], tone: str, across: Sequence[float], span: Span, form: Format, height: float) -> Series:
    spots = [None if value is None else (x, _y(value, span, height)) for x, value in zip(across, values, strict=True)]
    known = [(spot, value) for spot, value in zip(spots, values, strict=True) if spot is not None and value is not None]
    end = (*known[-1][0], form.text(known[-1][1])) if known else None
    return Series(label, runs_of(spots), tone, end)


def _y(value: float, span: Span, height: float) -> float:
    return round(height - place(value, *span, width=height), 1)


def _zone(zone: Zone, span: Span, height: float) -> tuple[str, float, float, str]:
    top, bottom = sorted((_y(zone.start, span, height), _y(zone.end, span, height)))
    return (zone.tone, top, round(bottom - top, 1), zone.word)


def _words(drawn: Sequence[Series], zones: Sequence[tuple[str, float, float, str]], height: float) -> Iterator[tuple[float, str]]:
    """Where each zone that is high enough has its word, at the left edge: in its middle, or where the line runs there, near its upper or lower edge."""
    lettered = height / 18
    for _, top, tall, word in zones:
        if tall > height / 9:
            spots = (top + tall / 2, top + lettered, top + tall - lettered)
            clear = (y for y in spots if not any(_crosses(line.runs, y, lettered) for line in drawn))
            yield round(next(clear, spots[0]), 1), word


def _crosses(runs: Sequence[Sequence[tuple[float, float]]], y: float, near: float) -> bool:
    """Whether a line comes so near to a height within the part of the picture where words stand."""
    pairs = ((first, second) for run in runs for first, second in zip(run, run[1:] or run, strict=False) if first[0] < WORD_REACH)
    return any(min(first[1], second[1]) - near < y < max(first[1], second[1]) + near for first, second in pairs)

"""The schools of a trust among real schools: percentiles of each size band, the trust's schools as points at their own size."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from sendsite.report.charts.canvas import Canvas, Frame
from sendsite.report.charts.clean import TONES
from sendsite.report.figures.charts import Picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FRAME = Frame(8.0, 4.2, 0.08, 0.13, 0.98, 0.97)


class SizeBand(NamedTuple):
    """The middle of real schools of one size: label, and percentiles; None where unknown."""

    label: str
    p10: float | None
    p25: float | None
    p50: float | None
    p75: float | None
    p90: float | None


class Placed(NamedTuple):
    """A school of the trust: its label, the place of its size band, its figure, hollow where the school is small."""

    label: str
    band: int
    value: float
    hollow: bool


def distribution(canvas: Canvas, slug: str, title: str, desc: str, bands: Sequence[SizeBand], schools: Sequence[Placed], y_title: str) -> Picture:
    """Boxes from the 10th to the 90th and the 25th to the 75th percentile with the median, one a size band."""
    shows = (tuple(bands), tuple(schools), y_title)

    def paint(axes: Axes) -> None:
        for at, band in enumerate(bands):
            _box(axes, at, band)
        for school in schools:
            face = "none" if school.hollow else TONES["s4"]
            axes.scatter([school.band], [school.value], s=46, facecolors=face, edgecolors=TONES["s4"], linewidths=1.6, zorder=4)
        for label, x, y in _labels(bands, schools):
            axes.annotate(label, (x, y), xytext=(8, 0), textcoords="offset points", va="center", fontsize=9, zorder=5)
        axes.set_xticks(range(len(bands)), [band.label for band in bands])
        axes.set_xlim(-0.6, len(bands) - 0.1)
        axes.set_ylim(bottom=0)
        axes.set_xlabel("Pupils on roll")
        axes.set_ylabel(y_title)

    return canvas.draw(slug, title, desc, shows, paint, FRAME)


def _box(axes: Axes, at: int, band: SizeBand) -> None:
    for low, high, width in ((band.p10, band.p90, 0.12), (band.p25, band.p75, 0.5)):
        if low is not None and high is not None:
            axes.bar([at], [high - low], width=width, bottom=[low], color=TONES["s7"], zorder=2)
    if band.p50 is not None:
        axes.plot([at - 0.25, at + 0.25], [band.p50, band.p50], color=TONES["s1"], linewidth=2.4, zorder=3)


def _labels(bands: Sequence[SizeBand], schools: Sequence[Placed]) -> list[tuple[str, int, float]]:
    """Labels of one size band, moved apart so that none covers another."""
    placed: list[tuple[str, int, float]] = []
    room = 0.06 * max([*(school.value for school in schools), *(band.p90 for band in bands if band.p90 is not None)], default=1.0)
    for school in sorted(schools, key=lambda school: (school.band, school.value, school.label)):
        y = school.value
        if placed and placed[-1][1] == school.band:
            y = max(y, placed[-1][2] + room)
        placed.append((school.label, school.band, y))
    return placed

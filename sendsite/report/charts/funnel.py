"""A share against the number it rests on, with the limits that chance alone would set: is a small school's figure surprising?"""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

from sendsite.report.charts.canvas import Canvas, Frame
from sendsite.report.charts.clean import TONES
from sendsite.report.figures.charts import Picture

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LEAST_SCHOOLS = 8
"""Fewer schools than this get no control limits: the limits would rest on too little (Spiegelhalter, Statistics in Medicine, 2005)."""
LIMITS = ((1.96, "95%"), (3.09, "99.8%"))
FRAME = Frame(8.0, 4.2, 0.08, 0.13, 0.98, 0.97)


class Share(NamedTuple):
    """A school: its label, pupils on the register, its share 0 to 1."""

    label: str
    pupils: float
    share: float


def limits(centre: float, pupils: float, width: float) -> tuple[float, float]:
    """Lower and upper limit of a share in a group of so many pupils, normal approximation, kept within 0 and 1."""
    spread = width * sqrt(centre * (1 - centre) / pupils)
    return max(0.0, centre - spread), min(1.0, centre + spread)


def outside(shares: Sequence[Share], centre: float) -> list[str]:
    """The labels of schools beyond the wide limits."""
    wide = LIMITS[-1][0]
    return [each.label for each in shares if not limits(centre, each.pupils, wide)[0] <= each.share <= limits(centre, each.pupils, wide)[1]]


def funnel(canvas: Canvas, slug: str, title: str, desc: str, shares: Sequence[Share], centre: float, y_title: str) -> Picture | None:
    """The funnel plot; None with fewer than eight schools."""
    if len(shares) < LEAST_SCHOOLS:
        return None
    most = max(each.pupils for each in shares) * 1.1
    sizes = [1 + (most - 1) * step / 80 for step in range(81)]

    def paint(axes: Axes) -> None:
        for width, name in LIMITS:
            pairs = [limits(centre, size, width) for size in sizes]
            for side in (0, 1):
                axes.plot(sizes, [100 * pair[side] for pair in pairs], color=TONES["s6"], linestyle="--" if name == "95%" else "-", linewidth=1)
            axes.annotate(name, (sizes[-1], 100 * pairs[-1][1]), fontsize=9, va="bottom", ha="right", color=TONES["quiet"])
        axes.axhline(100 * centre, color=TONES["s1"], linewidth=1.4)
        axes.scatter([each.pupils for each in shares], [100 * each.share for each in shares], s=34, color=TONES["s4"], zorder=3)
        for each in shares:
            axes.annotate(each.label, (each.pupils, 100 * each.share), xytext=(6, 4), textcoords="offset points", fontsize=8)
        axes.set_ylim(0, 102)
        axes.set_xlim(0, most)
        axes.set_xlabel("Pupils on the register")
        axes.set_ylabel(y_title)

    return canvas.draw(slug, title, desc, (tuple(shares), centre, y_title), paint, FRAME)

"""The board summary's picture: the five measures on the index's own scale, which one holds the index back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from sendsite.report.charts.canvas import Canvas, Frame
from sendsite.report.charts.clean import TONES
from sendsite.report.figures.charts import Picture
from sendsite.report.marks import spoken

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FRAME = Frame(7.2, 2.6, 0.25, 0.11, 0.82, 0.98)


class Bullet(NamedTuple):
    """A measure: label, words of its value, score now and a year before; None where there is none."""

    label: str
    text: str
    score: float | None
    before: float | None


def board(canvas: Canvas, slug: str, title: str, desc: str, bullets: Sequence[Bullet], edges: tuple[float, float, float]) -> Picture:
    """A bar a measure from 0 to the top score over the three bands, none where it is hidden or missing; beside a bar a tick where it stood a year before."""
    low, high, top = edges

    def paint(axes: Axes) -> None:
        for start, end, tone in ((0, low, "red-ground"), (low, high, "amber-ground"), (high, top, "green-ground")):
            axes.axvspan(start, end, color=TONES[tone], linewidth=0)
        for at, bullet in enumerate(reversed(bullets)):
            if bullet.score is not None:
                axes.barh([at], [bullet.score], height=0.46, color=TONES["s1"])
            if bullet.before is not None and bullet.score is not None:
                axes.plot([bullet.before, bullet.before], [at - 0.36, at + 0.36], color=TONES["s4"], linewidth=2.6)
            axes.annotate(spoken(bullet.text), (top, at), xytext=(6, 0), textcoords="offset points", va="center", annotation_clip=False)
        axes.set_yticks(range(len(bullets)), [bullet.label for bullet in reversed(bullets)])
        axes.set_xticks([0, low, high, top])
        axes.set_xlim(0, top)
        axes.set_ylim(-0.6, len(bullets) - 0.4)
        axes.tick_params(length=0)

    return canvas.draw(slug, title, desc, (tuple(bullets), edges), paint, FRAME)

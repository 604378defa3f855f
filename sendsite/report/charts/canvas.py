"""One statistical picture: drawn once by matplotlib as SVG and PNG, cleaned, and kept by the hash of what it shows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sendsite.report.charts.clean import TONES, clean
from sendsite.report.figures.charts import Picture
from sendsite.report.marks import spoken

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SALT = "sendsite"
DRAWN = "3"  # raise when the drawing itself changes, so that kept pictures are drawn anew
SETTINGS: dict[str, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": SALT,
    "font.family": "DejaVu Sans",
    "font.size": 11,
    "axes.edgecolor": TONES["rule"],
    "axes.labelcolor": TONES["ink"],
    "xtick.color": TONES["quiet"],
    "ytick.color": TONES["quiet"],
    "text.color": TONES["ink"],
    "axes.spines.top": False,
    "axes.spines.right": False,
    "path.simplify": False,
}


class Frame(NamedTuple):
    """A picture's size in inches, and where its axes stand in it, as parts of the whole: left, bottom, right, top."""

    width: float
    height: float
    left: float
    bottom: float
    right: float
    top: float


Paint = Callable[["Axes"], None]


class Canvas:
    """Draws each picture once in a build; with a folder, once until its numbers change."""

    def __init__(self, kept: Path | None = None) -> None:
        self.kept = kept
        self._drawn: dict[str, Picture] = {}

    def draw(self, slug: str, title: str, desc: str, shows: object, paint: Paint, frame: Frame) -> Picture:
        """The picture of `shows` (all the numbers and words in it: its repr is the key). A title and a description are needed."""
        if not title.strip() or not desc.strip():
            raise ValueError(f"the picture {slug} needs a title and a description")
        desc = spoken(desc)
        key = hashlib.sha256(repr((DRAWN, slug, title, desc, paint.__module__, shows, frame)).encode()).hexdigest()
        if self.kept is not None:  # not in memory as well: the pictures of sixty terms are many
            return self._read(slug, key) or self._paint(slug, key, (title, desc), paint, frame)
        if key not in self._drawn:
            self._drawn[key] = self._paint(slug, key, (title, desc), paint, frame)
        return self._drawn[key]

    def _read(self, slug: str, key: str) -> Picture | None:
        if self.kept is None or not (self.kept / f"{key}.png").exists():
            return None
        return Picture((self.kept / f"{key}.svg").read_text(encoding="utf-8"), (self.kept / f"{key}.png").read_bytes(), slug)

    def _paint(self, slug: str, key: str, words: tuple[str, str], paint: Paint, frame: Frame) -> Picture:
        svg, png = painted(paint, frame)
        picture = Picture(clean(svg, slug, *words), png, slug)
        if self.kept is not None:
            self.kept.mkdir(parents=True, exist_ok=True)
            (self.kept / f"{key}.svg").write_text(picture.svg, encoding="utf-8")
            (self.kept / f"{key}.png").write_bytes(picture.png)
        return picture


def painted(paint: Paint, frame: Frame) -> tuple[str, bytes]:
    """
    matplotlib's SVG text and PNG bytes of a painting; no clock, no version, no random name in either.

    The axes stand where the frame says: letting matplotlib find their place would draw everything twice.
    """
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    with rc_context(SETTINGS):  # type: ignore[arg-type]  # its keys are literals to the stubs
        figure = Figure(figsize=(frame.width, frame.height))
        figure.patch.set_alpha(0.0)
        axes = figure.add_axes((frame.left, frame.bottom, frame.right - frame.left, frame.top - frame.bottom))
        axes.patch.set_alpha(0.0)
        paint(axes)
        svg, png = BytesIO(), BytesIO()
        figure.savefig(svg, format="svg", metadata={"Date": None, "Creator": None}, dpi=72)
        figure.patch.set_alpha(1.0)
        figure.savefig(png, format="png", metadata={"Software": None}, dpi=144)
    return svg.getvalue().decode("utf-8"), png.getvalue()

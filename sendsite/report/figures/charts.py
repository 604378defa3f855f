"""
Charts as data with their geometry worked out: a theme only draws them. All positions run 0 to 1000 across and 0 to `height` down.

Labels are words for HTML; marks are for SVG. Colour is a tone class (s1..s7 series, red, amber, green, low, mod, high, quiet) never alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from sendsite.report.figures.values import Change, Table


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on a scale: kind `now`, `ghost` (a year ago) or `trust`."""

    kind: str
    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Scale:
    """The index's scale from 0 to 4.5 with its bands and where it stands. `zones` are (tone, x, width, label, edge label)."""

    kind: ClassVar[str] = "scale"
    zones: tuple[tuple[str, float, float, str, str], ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Spark:
    """A small line of the last terms; a missing term is a gap (a new run). Viewbox 150 x 44."""

    runs: tuple[tuple[tuple[float, float], ...], ...]
    edges: tuple[float, ...]
    end: tuple[float, float, str] | None  # x, y, tone
    desc: str


@dataclass(frozen=True, slots=True)
class Segment:
    label: str
    x: float
    width: float
    tone: str
    text: str
    share: str


@dataclass(frozen=True, slots=True)
class StackRow:
    label: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Stack:
    """Bars that each add up to a whole, such as where hours land, or need against hours by rating."""

    kind: ClassVar[str] = "stack"
    rows: tuple[StackRow, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    x: float
    width: float
    tone: str
    text: str
    second: tuple[float, float, str, str] | None = None  # x, width, tone, text of a paired bar
    hatch: bool = False


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars from a zero line (which stands inside the picture where values go below 0)."""

    kind: ClassVar[str] = "bars"
    zero: float
    rows: tuple[Bar, ...]
    legend: tuple[tuple[str, str], ...] = ()  # (tone, label)


@dataclass(frozen=True, slots=True)
class Dot:
    label: str
    x: float | None  # None: not available, the row says so
    text: str
    hollow: bool = False
    tone: str = "s1"
    key: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DotPlot:
    """One row a school along one axis, with the trust's line and pale bands behind."""

    kind: ClassVar[str] = "dots"
    rows: tuple[Dot, ...]
    line: tuple[float, str] | None
    zones: tuple[tuple[str, float, float, str], ...]
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Series:
    label: str
    runs: tuple[tuple[tuple[float, float], ...], ...]
    tone: str
    end: tuple[float, float, str] | None  # x, y, words of the last value


@dataclass(frozen=True, slots=True)
class Lines:
    """Values over terms, with pale band zones: `zones` are (tone, y, height, label), `words` where their labels stand clear of the line."""

    kind: ClassVar[str] = "lines"
    height: float
    series: tuple[Series, ...]
    x_labels: tuple[tuple[float, str], ...]
    y_ticks: tuple[tuple[float, str], ...]
    zones: tuple[tuple[str, float, float, str], ...] = ()
    words: tuple[tuple[float, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Multiples:
    """Small pictures of the same scale, one a school, in the table's order. Each is (name, key, Lines, last value's words)."""

    kind: ClassVar[str] = "multiples"
    panels: tuple[tuple[str, str, Lines, str], ...]


@dataclass(frozen=True, slots=True)
class Point:
    label: str
    x: float
    y: float
    hollow: bool = False
    anchor: str = "start"  # which side the label stands
    text: str = ""


@dataclass(frozen=True, slots=True)
class Scatter:
    kind: ClassVar[str] = "scatter"
    height: float
    points: tuple[Point, ...]
    x_title: str
    y_title: str
    x_ticks: tuple[tuple[float, str], ...]
    y_ticks: tuple[tuple[float, str], ...]
    quadrants: tuple[tuple[float, float, str], ...] = ()
    lines: tuple[tuple[str, float], ...] = ()  # ("x" or "y", place) of the dividing lines


@dataclass(frozen=True, slots=True)
class Range:
    """A school among real ones of its size: (place, width) of the 10th to 90th and 25th to 75th percentile, the median, its own place."""

    label: str
    beside: str  # the size that it is compared with
    outer: tuple[float, float] | None
    inner: tuple[float, float] | None
    middle: float | None
    x: float
    text: str
    hollow: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Ranges:
    """One row a school among real schools of its own size."""

    kind: ClassVar[str] = "ranges"
    rows: tuple[Range, ...]
    ticks: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A statistical picture drawn by matplotlib as clean SVG (no inline style, colours as classes); `png` is offered as a download."""

    kind: ClassVar[str] = "picture"
    svg: str
    png: bytes
    slug: str


Marks = Scale | Stack | Bars | DotPlot | Lines | Multiples | Scatter | Ranges | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """
    One finding: a heading that says it, what exactly is shown, a chart and the table behind it.

    A chart without a description or a table is refused: no reader is left out.
    """

    slug: str
    heading: str
    sub: str = ""
    says: str = ""  # one sentence, `What this shows`, made from the numbers
    chart: Marks | None = None
    desc: str = ""
    table: Table | None = None
    note: str = ""
    change: Change | None = None
    open_table: bool = False  # the table is the content: show it, do not fold it
    source: str = ""  # where the figures are from; put in when the page is put together
    terms: tuple[tuple[str, str], ...] = ()  # words that this section is the first of its page to use, each with its meaning
    key: tuple[tuple[str, str], ...] = ()  # marks, such as `c`, that this section is the first of its page to show, each with its meaning
    folded_key: tuple[tuple[str, str], ...] = ()  # the marks of its table, where that is folded away

    @property
    def drawn(self) -> bool:
        """Whether there is a chart with any mark in it: where all is hidden or nought, a sentence and the table are told instead."""
        match self.chart:
            case Stack(rows):
                return any(segment.width for row in rows for segment in row.segments)
            case Bars(_, bars):
                return any(bar.width or (bar.second and bar.second[1]) for bar in bars)
            case DotPlot(dots):
                return any(dot.x is not None for dot in dots)
        return self.chart is not None

    def __post_init__(self) -> None:
        if not self.heading.strip():
            raise ValueError(f"section {self.slug} has no heading")
        if self.chart is not None and (not self.desc.strip() or self.table is None):
            raise ValueError(f"the chart of section {self.slug} needs a description and its table")

"""Two measures against each other, a name on each point, names kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sendsite.report.charts.axis import Span, place, ticks_of
from sendsite.report.figures.charts import Point, Scatter
from sendsite.report.formats import Format

HEIGHT = 620.0
LETTER, LINE = 11.0, 30.0  # room of a label in the picture's units, 1000 across: a letter's width, a line's height
REACH_X, REACH_Y = 15.0, 19.0  # half of a point's own width and height
AWAY_X, AWAY_Y = 20.0, 30.0  # from a point's middle to its label


class Spot(NamedTuple):
    """A school's place: both numbers as released, its label and words."""

    label: str
    x: float
    y: float
    text: str
    hollow: bool = False


class Side(NamedTuple):
    """An axis: what it measures, its span, its format, and the value of the dividing line, if any."""

    title: str
    span: Span
    form: Format
    divide: float | None = None


def scatter(spots: Sequence[Spot], x: Side, y: Side, quadrants: tuple[str, str, str, str] | None = None) -> Scatter:
    """Points with labels on the side where they meet no other label or point; quadrant words are top left, top right, bottom left, bottom right."""
    places = [(place(spot.x, *x.span), round(HEIGHT - place(spot.y, *y.span, width=HEIGHT), 1)) for spot in spots]
    dividing = [] if x.divide is None else [("x", place(x.divide, *x.span))]
    if y.divide is not None:
        dividing.append(("y", round(HEIGHT - place(y.divide, *y.span, width=HEIGHT), 1)))
    corners = ((20.0, 30.0), (980.0, 30.0), (20.0, HEIGHT - 14), (980.0, HEIGHT - 14))
    words = tuple((*corner, said) for corner, said in zip(corners, quadrants, strict=True)) if quadrants else ()
    meets = [*(_line(*line) for line in dividing), *(_corner(*word) for word in words)]
    sides = label_sides(places, [len(spot.label) for spot in spots], meets)
    points = tuple(Point(spot.label, *at, spot.hollow, side, spot.text) for spot, at, side in zip(spots, places, sides, strict=True))
    y_ticks = tuple((round(HEIGHT - at * HEIGHT / 1000, 1), said) for at, said in ticks_of(y.span, y.form.text))
    return Scatter(HEIGHT, points, x.title, y.title, ticks_of(x.span, x.form.text), y_ticks, words, tuple(dividing))


Box = tuple[float, float, float, float]


def _line(way: str, at: float) -> Box:
    """The thin box of a dividing line."""
    return (at - 2, 0.0, at + 2, HEIGHT) if way == "x" else (0.0, at - 2, 1000.0, at + 2)


def _corner(x: float, y: float, words: str) -> Box:
    """The box of the words of a quadrant, which begin or end at x."""
    width = len(words) * LETTER
    return (x, y - LINE / 2, x + width, y + LINE / 2) if x < 500 else (x - width, y - LINE / 2, x, y + LINE / 2)


def label_sides(places: Sequence[tuple[float, float]], lengths: Sequence[int], crossed: Sequence[Box] = ()) -> list[str]:
    """For each point `start` (label to its right), `end` (to its left), `middle` (above) or `below`: the first that meets least of points, labels and lines."""
    taken: list[Box] = [(x - REACH_X, y - REACH_Y, x + REACH_X, y + REACH_Y) for x, y in places]
    sides = []
    for own, ((x, y), length) in enumerate(zip(places, lengths, strict=True)):
        others = [*taken[:own], *taken[own + 1 :], *crossed]
        boxes = _boxes(x, y, length * LETTER)
        side = min(boxes, key=lambda name: sum(_overlap(boxes[name], other) for other in others) + _outside(boxes[name]))
        taken.append(boxes[side])
        sides.append(side)
    return sides


def _boxes(x: float, y: float, width: float) -> dict[str, Box]:
    half = LINE / 2
    return {
        "start": (x + AWAY_X, y - half, x + AWAY_X + width, y + half),
        "end": (x - AWAY_X - width, y - half, x - AWAY_X, y + half),
        "middle": (x - width / 2, y - AWAY_Y - LINE / 2, x + width / 2, y - AWAY_Y + LINE / 2),
        "below": (x - width / 2, y + AWAY_Y - LINE / 2, x + width / 2, y + AWAY_Y + LINE / 2),
    }


def _overlap(one: Box, other: Box) -> float:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    tall = min(one[3], other[3]) - max(one[1], other[1])
    return wide * tall if wide > 0 and tall > 0 else 0.0


def _outside(box: Box) -> float:
    """How much of a label would stand outside the picture."""
    return (max(0.0, -box[0]) + max(0.0, box[2] - 1000)) * LINE + (max(0.0, -box[1]) + max(0.0, box[3] - HEIGHT)) * (box[2] - box[0])

"""The index's scale with its three zones, and the small line of a card."""

from __future__ import annotations

from collections.abc import Sequence

from sendsite.report.charts.axis import place
from sendsite.report.figures.charts import Mark, Scale, Spark
from sendsite.report.formats import Format

GAP = 4.0
SPARK_WIDTH, SPARK_HEIGHT, SPARK_PAD = 150.0, 44.0, 4.0


def scale(now: float | None, ghost: float | None, trust: float | None, edges: tuple[float, float, float], form: Format) -> Scale:
    """The index now, a year ago and of the trust, over zones from 0 to the top edge."""
    moderate, high, top = edges
    left, middle = place(moderate, 0, top), place(high, 0, top)
    zones = (
        ("low", 0.0, round(left - GAP / 2, 1), "Low", ""),
        ("mod", round(left + GAP / 2, 1), round(middle - left - GAP, 1), "Moderate", f"{moderate:.1f}"),
        ("high", round(middle + GAP / 2, 1), round(1000 - middle - GAP / 2, 1), "High", f"{high:.1f}"),
    )
    kinds = (("ghost", ghost, "a year ago"), ("trust", trust, "trust"), ("now", now, "this term"))
    marks = tuple(Mark(kind, place(value, 0, top), f"{words} {form.text(value)}") for kind, value, words in kinds if value is not None)
    return Scale(zones, marks)


def scale_desc(picture: Scale) -> str:
    """The scale in words."""
    said = ", ".join(mark.text for mark in reversed(picture.marks))
    return f"Scale from 0 to 4.5: {said}" if said else "Scale from 0 to 4.5, with nothing to mark"


def spark(values: Sequence[float | None], edges: tuple[float, float], tone: str, form: Format, words: str = "Last") -> Spark | None:
    """
    The last terms as a small line, better always upwards; a missing term is a gap. None when there is nothing to draw.

    The two band edges stand at a third and two thirds of the height; what lies outside is drawn at the rim.
    """
    if all(value is None for value in values):
        return None
    worse, better = edges
    step = better - worse

    def y_of(value: float) -> float:
        return round(SPARK_HEIGHT - SPARK_PAD - place(value * sign, low * sign, high * sign, SPARK_HEIGHT - 2 * SPARK_PAD), 1)

    sign = 1 if step > 0 else -1
    low, high = worse - step, better + step
    across = (SPARK_WIDTH - 12.0) / max(len(values) - 1, 1)
    spots = [None if value is None else (round(SPARK_PAD + across * at, 1), y_of(value)) for at, value in enumerate(values)]
    last = spots[-1]
    said = ", ".join("not shown" if value is None else form.text(value) for value in values)
    terms = f"{words} {len(values)} terms" if len(values) > 1 else "This term"
    return Spark(runs_of(spots), (y_of(worse), y_of(better)), (*last, tone) if last else None, f"{terms}: {said}")


def runs_of(spots: Sequence[tuple[float, float] | None]) -> tuple[tuple[tuple[float, float], ...], ...]:
    """Unbroken runs of points: a missing one begins a new run."""
    runs: list[list[tuple[float, float]]] = [[]]
    for spot in spots:
        if spot is None:
            runs.append([])
        else:
            runs[-1].append(spot)
    return tuple(tuple(run) for run in runs if run)

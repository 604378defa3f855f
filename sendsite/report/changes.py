"""Change in words: on the same term a year before and on the term before, and what moved the index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sendsite.framework.bands import NOISE
from sendsite.framework.change import is_real, least_real, split
from sendsite.framework.coarse import HOURS_STEP, HOURS_STEP_OVER, MONEY_STEP, OVER
from sendsite.framework.model import KPIS
from sendsite.framework.settings import Framework
from sendsite.framework.term import Term
from sendsite.report.charts.bars import Item, diverging
from sendsite.report.disclosure import Released, marked
from sendsite.report.figures.charts import Bars
from sendsite.report.figures.values import Cell, Change, Row, Table
from sendsite.report.formats import HOURS, POUNDS, Format, adding_up, capital
from sendsite.report.tables import column, table, words_column
from sendsite.report.view import Place, View, better
from sendsite.report.words import KPI_NAMES, KPI_SHORT

TOO_FEW = ": too few pupils to call it a change"


def since(view: View, term: Term) -> str:
    """How another term is called from this one: `spring last year`, `the autumn term`."""
    return f"{term.season} last year" if term == view.term.year_before else f"the {term.season} term"


def change(view: View, place: Place, kpi: str, term: Term) -> Change | None:
    """
    A KPI's or the index's (`sei`) change on another term; None where there is no figure now.

    The difference is that of the two figures as shown, so that a reader who subtracts finds it, and whether it is real rests on these too.
    """
    name = f"{place.scope}.kpi.{kpi}"
    now, figures = view.now.number(name), view.at(term)
    if now is None:
        return None
    was = figures.number(name) if figures else None
    if was is None:
        return Change(f"no figure for {since(view, term)} to compare with", "unknown")
    register = view.number(place, "register") or 0
    form = view.format(kpi)
    real = is_real(kpi, form.told(was), form.told(now), round(register), view.framework)
    if real is None:
        return Change(f"{form.text(now)} after {form.text(was)} in {since(view, term)}{TOO_FEW}", "unknown")
    difference = form.value(now) - form.value(was)
    if not real or not difference:
        return Change(f"no real change on {since(view, term)}", "none")
    direction = "up" if difference > 0 else "down"
    return Change(f"{direction} {size(kpi, view, was, now)} on {since(view, term)}", "better" if better(kpi, was, now) else "worse")


def size(kpi: str, view: View, was: float, now: float) -> str:
    """The size of a change as shown: `0.05`, or for need `5.0 points`."""
    form = view.format(kpi)
    amount = abs(form.decimal(now) - form.decimal(was))
    return f"{amount} points" if kpi == "need" else f"{amount}"


def says_too_few(changed: Change | None) -> bool:
    """Whether it says that the register is too small for a change to be called one."""
    return changed is not None and changed.words.endswith(TOO_FEW)


def briefly(changed: Change | None) -> Change | None:
    """A change beside another that has said already that pupils are too few."""
    return replace(changed, words=changed.words.removesuffix(TOO_FEW)) if changed else None


def sentence(changed: Change | None) -> str:
    """A change as a sentence of its own."""
    return f"{capital(changed.words)}." if changed else ""


def then(view: View, place: Place, name: str, form: Format) -> Cell:
    """A figure of the same term a year before as it was released then, or its mark, to stand beside this term's."""
    return view.year.cell(f"{place.scope}.{name}", form) if view.year else marked("x")


def hours_alike(view: View, one: float, other: float) -> bool:
    """Whether two sums of hours are about the same: rounded ones lie one step apart at most, so what they stand for may not differ at all."""
    return _alike(view, HOURS.value(one), HOURS.value(other), HOURS_STEP_OVER if max(abs(one), abs(other)) > OVER else HOURS_STEP)


def money_alike(view: View, one: float, other: float) -> bool:
    """Whether two sums of GBP are about the same, in the same way."""
    return _alike(view, POUNDS.value(one), POUNDS.value(other), MONEY_STEP)


def _alike(view: View, one: float, other: float, step: float) -> bool:
    return abs(one - other) <= (step if view.now.rounded else 0.0)


@dataclass(frozen=True)
class Movement:
    """What moved the index between two terms: the parts add up to the change, as shown too."""

    bars: Bars
    note: str
    table: Table
    parts: tuple[tuple[str, float], ...]  # KPI and its part as shown, largest first


def movement(view: View, place: Place) -> Movement | None:
    """What moved the index on the year, else on the term; None where either index is not there or may not be shown, and where no change is called."""
    if least_real("sei", round(view.number(place, "register") or 0), view.framework) is None:
        return None
    for term in (view.term.year_before, view.term.before):
        figures = view.at(term)
        moved = between(view, place, figures, view.now, since(view, term)) if figures else None
        if moved:
            return moved
    return None


def between(view: View, place: Place, before: Released, after: Released, called: str, framework: Framework | None = None) -> Movement | None:
    """
    The split of the index's change between two terms' figures, by the method in force at the later one (the view's, where none is given).

    It is worked out from the scores as they are told, and adds up to the change as shown. None where they do not say what moved it.
    """
    was, now = before.number(f"{place.scope}.kpi.sei"), after.number(f"{place.scope}.kpi.sei")
    scores = [{kpi: figures.number(f"{place.scope}.score.{kpi}") for kpi in KPIS} for figures in (before, after)]
    first, last = ({kpi: score for kpi, score in each.items() if score is not None} for each in scores)
    if was is None or now is None or len(first) < len(KPIS) or len(last) < len(KPIS):
        return None
    form = view.format("sei")
    total = form.value(now) - form.value(was)
    parts = shared_out(split(first, last, framework or view.framework), total)
    if parts is None:
        return None
    shown = dict(zip(KPIS, adding_up([parts[kpi] for kpi in KPIS], total, form), strict=True))
    order = sorted(KPIS, key=lambda kpi: (-shown[kpi], KPIS.index(kpi)))
    items = [Item(KPI_SHORT[kpi], float(shown[kpi]), form.signed(float(shown[kpi]))) for kpi in order]
    rows = [_row(KPI_NAMES[kpi], float(shown[kpi]), form) for kpi in order] + [_row("Change of the index", total, form, total=True)]
    caption = f"What moved the index of {place.name} since {called}"
    note = f"Adds up exactly to {form.signed(total)}, the change since {called}."
    behind = table("what-moved", caption, (words_column("Measure"), column("Part of the change")), rows)
    return Movement(diverging(items), note, behind, tuple((kpi, float(shown[kpi])) for kpi in order))


def shared_out(parts: Mapping[str, float], total: float) -> dict[str, float] | None:
    """
    The parts with what rounded scores leave over or take too much shared out among them by size, so that they add up to the total; nought stays nought.

    None where that is more than all parts together: then the scores, as they are told, do not say what moved the index.
    """
    size = sum(map(abs, parts.values()))
    left = total - sum(parts.values())
    if abs(left) > size + NOISE:
        return None
    return {kpi: part + (left * abs(part) / size if size else 0.0) for kpi, part in parts.items()}


def _row(head: str, number: float, form: Format, total: bool = False) -> Row:
    return Row(head, (Cell(form.signed(number), form.value(number)),), total=total)

"""What an action would change, as pages show it: from -> to, always with an if, and marked where it is no more than chance makes."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan

from sendsite.framework.change import is_real, least_real
from sendsite.framework.coarse import HOURS_STEP
from sendsite.framework.insights import Shift
from sendsite.framework.model import KPIS
from sendsite.report.disclosure import Advice, Value, marked, shown_cell
from sendsite.report.figures.pages import Effect
from sendsite.report.figures.values import Cell
from sendsite.report.formats import HOURS_H
from sendsite.report.quantities.insights import OF_HOURS
from sendsite.report.view import Place, View
from sendsite.report.words import KPI_NAMES

NO_REAL_CHANGE = "no real change"
HIDDEN = "What it would change is hidden: it would move the hours of so few pupils that it could point to a child."
REST_HIDDEN = "What it would do to the other measures is hidden: it would move the hours of so few pupils that it could point to a child."
TOO_FEW = "Too few pupils are on the register to call any of this a change."
IF_DONE = "If it were done as described and all else stayed as it is. It is no promise, and what several actions would do cannot be added up."


def effects(view: View, advised: Advice, school: Place) -> Iterator[Effect]:
    """The hours that plans are short of, the KPIs whose shown figure would change, then the index where it has a band; of these what may be shown."""
    insight = advised.insight
    if insight.effect is None or advised.gap is None or not advised.hours:
        return
    before, after = map(_short, advised.gap)
    if before.text != after.text:
        yield Effect("Hours plans are short of, a week", before, after)
    for kpi in KPIS:
        if advised.tried or kpi in OF_HOURS:
            yield from _effect(view, kpi, insight.effect.kpis[kpi], school)
    if advised.tried and view.now.told(f"{school.scope}.band.sei"):
        yield from _effect(view, "sei", insight.effect.sei, school)


def _short(gap: Value) -> Cell:
    """What plans are, or would still be, short of: `15 h`, `under 5 h` where it rounds to nought, and `0 h` where all need would be met."""
    if gap.mark == "low":
        little = f"under {HOURS_STEP:g} h"
        return Cell(little, little)
    return marked(gap.mark or "x") if gap.mark or gap.number is None else shown_cell(gap.number, HOURS_H)


def _effect(view: View, kpi: str, shift: Shift, school: Place) -> Iterator[Effect]:
    form = view.format(kpi)
    before, after = (marked("x") if isnan(value) else shown_cell(value, form) for value in shift)
    if before.text != after.text:
        real = is_real(kpi, *shift, register_of(view, school), view.framework)
        yield Effect(KPI_NAMES[kpi], before, after, NO_REAL_CHANGE if real is False else "")


def tried_words(view: View, advised: Advice, school: Place) -> str:
    """What to know of the effects; why there are none where they are hidden; nothing where nothing was tried out."""
    if advised.insight.effect is None:
        return ""
    if not advised.hours:
        return HIDDEN
    called = least_real("sei", register_of(view, school), view.framework) is not None
    return " ".join(said for said in (IF_DONE, "" if called else TOO_FEW, "" if advised.tried else REST_HIDDEN) if said)


def register_of(view: View, place: Place) -> int:
    """Pupils on the register; 0, for which no change is called, where their number is hidden."""
    return round(view.number(place, "register") or 0)

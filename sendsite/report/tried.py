"""What an action would change, as pages show it: from -> to, always with an if; and whether the measures alone could show it."""

from __future__ import annotations

from collections.abc import Iterator
from math import isnan

from sendsite.framework.change import is_real
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

HIDDEN = "What it would change is hidden: it would move the hours of so few pupils that it could point to a child."
REST_HIDDEN = "What it would do to the other measures is hidden: it would move the hours of so few pupils that it could point to a child."
CANNOT_TELL = "The measures alone will not show whether it worked: chance moves them by as much from one term to the next. Look at the hours."
IF_DONE = "If it were done as described and all else stayed as it is. It is no promise, and what several actions would do cannot be added up."


def effects(view: View, advised: Advice, school: Place) -> Iterator[Effect]:
    """The hours that plans are short of, the KPIs whose shown figure would change, then the index where it has a band; of these what may be shown."""
    insight = advised.insight
    if insight.effect is None or advised.gap is None or not advised.hours:
        return
    before, after = map(_short, advised.gap)
    if before.text != after.text:
        yield Effect("Hours plans are short of, a week", before, after)
    for kpi, shift in _shifts(view, advised, school):
        yield Effect(KPI_NAMES[kpi], *_shown(view, kpi, shift))


def _short(gap: Value) -> Cell:
    """What plans are, or would still be, short of: `15 h`, `under 5 h` where it rounds to nought, and `0 h` where all need would be met."""
    if gap.mark == "low":
        little = f"under {HOURS_STEP:g} h"
        return Cell(little, little)
    return marked(gap.mark or "x") if gap.mark or gap.number is None else shown_cell(gap.number, HOURS_H)


def _shifts(view: View, advised: Advice, school: Place) -> Iterator[tuple[str, Shift]]:
    """The KPIs whose shown figure would change, then the index where it has a band; of these what may be shown."""
    effect = advised.insight.effect
    if effect is None or not advised.hours:
        return
    found = [(kpi, effect.kpis[kpi]) for kpi in KPIS if advised.tried or kpi in OF_HOURS]
    if advised.tried and view.now.told(f"{school.scope}.band.sei"):
        found.append(("sei", effect.sei))
    for kpi, shift in found:
        before, after = _shown(view, kpi, shift)
        if before.text != after.text:
            yield kpi, shift


def _shown(view: View, kpi: str, shift: Shift) -> tuple[Cell, Cell]:
    before, after = (marked("x") if isnan(value) else shown_cell(value, view.format(kpi)) for value in shift)
    return before, after


def tried_words(view: View, advised: Advice, school: Place) -> str:
    """What to know of the effects; why there are none where they are hidden; nothing where nothing was tried out."""
    if advised.insight.effect is None:
        return ""
    if not advised.hours:
        return HIDDEN
    real = [_real(view, school, kpi, shift) for kpi, shift in _shifts(view, advised, school)]
    return " ".join(said for said in (IF_DONE, CANNOT_TELL if real and not any(real) else "", "" if advised.tried else REST_HIDDEN) if said)


def _real(view: View, school: Place, kpi: str, shift: Shift) -> bool | None:
    """Whether a shift, as shown, is more than chance makes."""
    form = view.format(kpi)
    return is_real(kpi, form.told(shift.before), form.told(shift.after), register_of(view, school), view.framework)


def register_of(view: View, place: Place) -> int:
    """Pupils on the register; 0, for which no change is called, where their number is hidden."""
    return round(view.number(place, "register") or 0)

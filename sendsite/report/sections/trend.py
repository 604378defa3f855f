"""What a line over terms says, in words."""

from __future__ import annotations

from sendsite.framework.change import is_real
from sendsite.framework.term import Term
from sendsite.report.view import Place, View, better
from sendsite.report.words import LOWER_IS_BETTER, are, has, measure, stands

TOO_FEW = "; too few pupils to call it a change"


def trend_words(view: View, place: Place, kpi: str) -> str:
    """
    This term's figure beside that of the same season in the first year there is, called by the rule of real change.

    Seasons are compared with their like: progress grows through a year. A register under the least size has no change called.
    """
    form, name, now = view.format(kpi), measure(kpi), view.kpi_number(place, kpi)
    past = _past(view, place, kpi)
    if now is None:
        return _not_now(view, place, kpi, past)
    alike = [term for term in past if term.season == view.term.season]
    if not alike:
        return f"{name} {stands(kpi)} at {form.text(now)}"
    first = alike[0]
    was, since = past[first], in_words(first)
    real = is_real(kpi, form.told(was), form.told(now), round(view.number(place, "register") or 0), view.framework)
    if real is None:
        last = alike[-1]
        when = "a year before" if last == view.term.year_before else f"in {in_words(last)}"
        return f"{name}: {form.text(now)} this term, {form.text(past[last])} {when}{TOO_FEW}"
    if not real or form.value(now) == form.value(was):
        return f"{name} {has(kpi)} not really changed since {since}: {form.text(now)} after {form.text(was)}"
    worse = "rose" if kpi in LOWER_IS_BETTER else "fell"
    return f"{name} {'improved' if better(kpi, was, now) else worse} from {form.text(was)} in {since} to {form.text(now)}"


def in_words(term: Term) -> str:
    """`summer 2023/24`."""
    return f"{term.season} {term.year}/{(term.year + 1) % 100:02d}"


def _past(view: View, place: Place, kpi: str) -> dict[Term, float]:
    """The figures of the terms before this one, in their order."""
    figures = ((moment.term, moment.figures.number(f"{place.scope}.kpi.{kpi}")) for moment in view.history if moment.term != view.term)
    return {term: value for term, value in figures if value is not None}


def _not_now(view: View, place: Place, kpi: str, past: dict[Term, float]) -> str:
    """A term without a figure, and the last one there was."""
    none = "No index this term" if kpi == "sei" else f"No figure for {measure(kpi)} this term"
    if view.now.mark(f"{place.scope}.kpi.{kpi}") == "c":
        none = f"{measure(kpi)} {are(kpi)} hidden this term"
    if not past:
        return none
    last = max(past)
    return f"{none}; last {view.format(kpi).text(past[last])} in {in_words(last)}"

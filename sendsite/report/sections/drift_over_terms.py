"""Support that runs on because it did before, over the terms: hours that stayed when need or rating fell, and hours on ratings nobody looked at again."""

from __future__ import annotations

from sendsite.framework.coarse import HOURS_STEP, LEAST_HOURS
from sendsite.report.changes import hours_alike
from sendsite.report.charts.axis import span_of
from sendsite.report.charts.lines import lines
from sendsite.report.figures.charts import Section
from sendsite.report.figures.values import Row
from sendsite.report.formats import HOURS, WHOLE_PERCENT
from sendsite.report.sections.history import short_label
from sendsite.report.tables import column, table, words_column
from sendsite.report.view import Place, View

KINDS = (("past_need", "Continuing past need", "s1"), ("historic", "Historic assumptions", "s2"))


def section(view: View, place: Place) -> Section | None:
    """Both kinds of hours in every term, in pupil hours a week; None where no term has any."""
    names = [f"{place.scope}.drift.{kind}" for kind, _, _ in KINDS]
    series = [[moment.figures.number(name) for moment in view.history] for name in names]
    known = [value for line in series for value in line if value is not None]
    if all(moment.figures.is_none(name) or moment.figures.number(name) is None for name in names for moment in view.history):
        return None
    labels = [short_label(moment.term) for moment in view.history]
    rows = [Row(moment.term.label, tuple(moment.figures.cell(name, HOURS) for name in names)) for moment in view.history]
    columns = (words_column("Term"), *(column(words, "h a week") for _, words, _ in KINDS))
    drawn = [(words, line, tone) for (_, words, tone), line in zip(KINDS, series, strict=True)]
    span = span_of([0.0, *known], 10.0, floor_at=0.0)
    return Section(
        "drift-over-terms",
        heading(view, place),
        sub=f"Hours a week that pupils receive as before, {place.name}, {view.history[0].term.label} to {view.term.label}",
        says=says(view, place),
        chart=lines(drawn, labels, span, HOURS, ()) if len(view.history) > 1 else None,
        desc="; ".join(f"{words}: now {view.figure(place, f'drift.{kind}', HOURS).text} hours" for kind, words, _ in KINDS),
        table=table("drift-over-terms", f"Support that runs on as before, {place.name}", columns, rows),
        note="The two kinds overlap and do not add up. Each can have a good reason: they are hours to look at again, not hours to cut.",
    )


def heading(view: View, place: Place) -> str:
    """The hours on past need now, beside the term before where both are known; rounded ones that lie a step apart are about the same."""
    now, before = view.number(place, "drift.past_need"), _before(view, place, "past_need")
    if now is None or view.now.mark(f"{place.scope}.drift.past_need") == "low":
        return "Support that runs on as before"
    said = f"{HOURS.text(now)} hours a week go on past need"
    if before is None:
        return said
    if hours_alike(view, now, before):
        return f"{said}, about the same as the term before"
    was = f"under {HOURS_STEP:g}" if view.history[-2].figures.mark(f"{place.scope}.drift.past_need") == "low" else HOURS.text(before)
    return f"{said}, {'up' if now > before else 'down'} from {was} the term before"


def says(view: View, place: Place) -> str:
    """What both kinds are, with this term's figures and their share of what pupils receive."""
    said = []
    past, old = view.number(place, "drift.past_need"), view.number(place, "drift.historic")
    if past:
        share = _share(view, place, "past_need")
        said.append(f"Continuing past need: {HOURS.text(past)} hours{share} stayed with pupils whose rating or need fell since the last snapshot.")
    if old:
        share, days = _share(view, place, "historic"), view.framework.checks.rating_age_days
        said.append(f"Historic assumptions: {HOURS.text(old)} hours{share} rest on ratings that nobody has gone through again for over {days} days.")
    return " ".join(said)


def _share(view: View, place: Place, kind: str) -> str:
    share = view.share(place, f"drift.{kind}", "hours.delivered", LEAST_HOURS)
    return f" ({WHOLE_PERCENT.text(share)} of what pupils receive)" if share is not None else ""


def _before(view: View, place: Place, kind: str) -> float | None:
    return view.history[-2].figures.number(f"{place.scope}.drift.{kind}") if len(view.history) > 1 else None

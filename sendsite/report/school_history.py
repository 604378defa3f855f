"""A school's history: index and measures over all terms, and what moved the index between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sendsite.framework.model import KPIS
from sendsite.report.figures.charts import Section
from sendsite.report.figures.pages import SchoolHistory
from sendsite.report.formats import plural
from sendsite.report.heads import school_head, school_notices
from sendsite.report.school_dashboard import there
from sendsite.report.sections import drift_over_terms, edition, history, then_and_now
from sendsite.report.sections.trend import TOO_FEW
from sendsite.report.view import Place, View

METHODS = "each with its own method, and today’s rules on what may be shown"


def school_history(view: View, place: Place) -> SchoolHistory:
    """The school’s history up to the view’s term."""
    sections = there(
        *said_once(there(*(history.over_terms(view, place, kpi) for kpi in ("sei", *KPIS)))),
        history.moved_on_the_year(view, place),
        history.moved(view, place),
        drift_over_terms.section(view, place),
        history.register(view, place),
        edition.section(view, place),
        then_and_now.one_term(view, place),
        then_and_now.over_terms(view, place),
    )
    return SchoolHistory(
        standing=view.standing,
        school=school_head(view, place),
        heading=sections[0].heading,
        lede=lede(view),
        notices=school_notices(view, place),
        sections=sections,
    )


def said_once(sections: Sequence[Section]) -> Iterator[Section]:
    """The sections, of which only the first says that pupils are too few to call anything a change."""
    told = False
    for section in sections:
        yield replace(section, heading=section.heading.removesuffix(TOO_FEW)) if told else section
        told = told or section.heading.endswith(TOO_FEW)


def lede(view: View) -> str:
    """How many terms there are; a draft is not one that was published."""
    kept = sum(not moment.draft for moment in view.history)
    draft = any(moment.draft for moment in view.history)
    if not kept:
        return "The draft alone: no term is published yet."
    return f"{plural(kept, 'term')} of figures{', and the draft' if draft else ''}: {METHODS}."

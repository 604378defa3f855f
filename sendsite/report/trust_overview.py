"""The trust at a glance: index, measures, its schools, where hours land, what to do next."""

from __future__ import annotations

from sendsite.report.cards import index_figure, kpi_cards, kpi_spark
from sendsite.report.changes import change
from sendsite.report.figures.pages import SchoolLine, TrustOverview
from sendsite.report.heads import left_out, trust_notices, trust_tabs
from sendsite.report.next_steps import next_steps
from sendsite.report.questions import questions
from sendsite.report.school_dashboard import there
from sendsite.report.sections import drift, landing, priorities, pupils, ratings, support
from sendsite.report.sections.across import best_first, small_words
from sendsite.report.view import Place, View
from sendsite.report.words import PHASES, band

NEXT_STEPS = 3


def trust_overview(view: View) -> TrustOverview:
    """The trust’s first page."""
    trust = view.trust
    return TrustOverview(
        standing=view.standing,
        heading=heading(view),
        tabs=trust_tabs(view),
        notices=trust_notices(view),
        index=index_figure(view, trust),
        kpis=kpi_cards(view, trust),
        schools=tuple(school_line(view, school) for school in best_first(view, "sei", view.schools)),
        sections=there(
            landing.section(view, trust),
            ratings.by_rating(view, trust),
            drift.section(view, trust),
            support.modes(view, trust),
            support.pairings(view, trust),
            priorities.section(view, trust),
            pupils.plans(view, trust),
            pupils.areas(view, trust),
            pupils.provision(view, trust),
        ),
        next_steps=next_steps(view, trust, NEXT_STEPS),
        questions=questions(view, trust),
        left_out=left_out(view),
    )


def heading(view: View) -> str:
    """How the trust stands, in a line."""
    word, cell = band(view.now.told("trust.band.sei")), view.kpi(view.trust, "sei")
    if word and not cell.mark:
        return f"{view.trust.name}: index {cell.text}, {word.word.lower()}"
    return view.trust.name


def school_line(view: View, school: Place) -> SchoolLine:
    """A school in the trust's list."""
    return SchoolLine(
        urn=school.scope,
        name=school.name,
        phase=PHASES[school.phase],
        key=view.key(school),
        sei=view.kpi(school, "sei"),
        band=band(view.now.told(f"{school.scope}.band.sei")),
        change=change(view, school, "sei", view.term.year_before),
        spark=kpi_spark(view, school, "sei"),
        note=small_words(view, school),
        headline=landing.heading(view, school),
    )

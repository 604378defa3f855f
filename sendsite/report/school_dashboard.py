"""A school's dashboard, in the order of a five-second look: index, measures, where hours land, what to ask, what to do next."""

from __future__ import annotations

from sendsite.report.cards import index_figure, kpi_cards
from sendsite.report.figures.charts import Section
from sendsite.report.figures.pages import SchoolDashboard
from sendsite.report.heads import school_head, school_notices
from sendsite.report.next_steps import next_step
from sendsite.report.questions import questions
from sendsite.report.sections import drift, landing, priorities, pupils, ratings, support
from sendsite.report.view import Place, View


def school_dashboard(view: View, place: Place) -> SchoolDashboard:
    """The school’s first page."""
    return SchoolDashboard(
        standing=view.standing,
        school=school_head(view, place),
        notices=school_notices(view, place),
        index=index_figure(view, place),
        kpis=kpi_cards(view, place),
        sections=there(
            landing.section(view, place),
            ratings.by_rating(view, place),
            drift.section(view, place),
            support.modes(view, place),
            support.groups(view, place),
            support.pairings(view, place),
            priorities.section(view, place),
        ),
        questions=questions(view, place),
        next_step=next_step(view, place),
        numbers=there(
            pupils.plans(view, place),
            pupils.areas(view, place),
            pupils.requests(view, place),
            pupils.provision(view, place),
            pupils.funding(view, place),
        ),
    )


def there(*sections: Section | None) -> tuple[Section, ...]:
    """The sections that have something to show."""
    return tuple(section for section in sections if section is not None)

"""The index and each measure over the terms, one small picture a school."""

from __future__ import annotations

from sendsite.framework.model import KPIS
from sendsite.report.figures.pages import TrustTrends
from sendsite.report.heads import trust_notices, trust_tabs
from sendsite.report.school_dashboard import there
from sendsite.report.sections import drift_over_terms, edition, then_and_now
from sendsite.report.sections.across import trends, trends_heading
from sendsite.report.sections.history import moved, moved_on_the_year, over_terms
from sendsite.report.view import View


def gaps(view: View) -> bool:
    """Whether any school has a term without a figure among those that are drawn."""
    names = [f"{school.scope}.kpi.{kpi}" for school in view.schools for kpi in ("sei", *KPIS)]
    return any(moment.figures.number(name) is None for moment in view.history for name in names)


def trust_trends(view: View) -> TrustTrends:
    """The trust’s trends; with one term they have not begun."""
    several = len(view.history) > 1
    return TrustTrends(
        standing=view.standing,
        heading=trends_heading(view, "sei") if several else "Trends begin with the second term",
        tabs=trust_tabs(view),
        lede=f"All pictures of one measure share a scale.{' A term without a figure is a gap.' if gaps(view) else ''}",
        notices=trust_notices(view),
        sections=there(
            over_terms(view, view.trust, "sei") if several else None,
            *(trends(view, kpi) for kpi in ("sei", *KPIS)),
            moved_on_the_year(view, view.trust) if several else None,
            moved(view, view.trust) if several else None,
            edition.section(view, view.trust),
            then_and_now.one_term(view, view.trust),
            then_and_now.over_terms(view, view.trust),
            drift_over_terms.section(view, view.trust),
        ),
    )

"""A school's finance page: all at standard cost, with real schools of its phase and size beside it."""

from __future__ import annotations

from sendsite.report.figures.pages import SchoolFinance
from sendsite.report.heads import school_head, school_notices
from sendsite.report.school_dashboard import there
from sendsite.report.sections import compared, money, outcome_cost, role_cost, scenarios
from sendsite.report.view import Place, View
from sendsite.report.words import KPI_MEANS


def school_finance(view: View, place: Place) -> SchoolFinance:
    """The school’s finance page."""
    cell = view.kpi(place, "finance")
    spends = f"{place.name} spends {cell.text} times what schools of its phase usually do" if not cell.mark else f"What support costs at {place.name}"
    return SchoolFinance(
        standing=view.standing,
        school=school_head(view, place),
        heading=spends,
        lede=f"{money.STANDARD} {KPI_MEANS['finance']}",
        notices=school_notices(view, place),
        sections=there(
            money.uses(view, place),
            money.identified(view, place),
            role_cost.section(view, place),
            money.per(view, place),
            outcome_cost.by_status(view, place),
            outcome_cost.by_area(view, place),
            money.top_up(view, place),
            money.drift(view, place),
            scenarios.section(view, place),
            compared.section(view, place),
        ),
    )

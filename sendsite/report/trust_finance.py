"""Money of the trust and each school at standard cost, and finance against need met."""

from __future__ import annotations

from sendsite.framework.coarse import MONEY_STEP
from sendsite.report.charts.axis import span_of
from sendsite.report.charts.scatter import Side, Spot, scatter
from sendsite.report.figures.charts import Section
from sendsite.report.figures.pages import TrustFinance
from sendsite.report.figures.values import Row
from sendsite.report.formats import PENNIES, POUNDS, SHARE, listed
from sendsite.report.heads import trust_notices, trust_tabs
from sendsite.report.most import most
from sendsite.report.school_dashboard import there
from sendsite.report.sections import hour_cost, money, outcome_cost, role_cost
from sendsite.report.sections.across import not_drawn, small_words
from sendsite.report.tables import column, table, words_column
from sendsite.report.view import Place, View
from sendsite.report.words import KPI_NAMES

LEAST_SCHOOLS = 5
MONEY = (
    ("money.send_cost", "SEND cost", POUNDS, "GBP a year"),
    ("money.funding_identified", "Funding identified", POUNDS, "GBP a year"),
    ("money.utilisation", "Staff share of funding", SHARE, "%"),
    ("money.per_pupil", "Per pupil", POUNDS, "GBP a year"),
    ("money.per_delivered_hour", "Per hour received", PENNIES, "GBP"),
    ("money.drift_cost", "Cost of other tasks", POUNDS, "GBP a year"),
)


def trust_finance(view: View) -> TrustFinance:
    """The trust’s money, and each school’s."""
    cost = view.figure(view.trust, "money.send_cost", POUNDS)
    return TrustFinance(
        standing=view.standing,
        heading=f"SEND support costs {cost.text} a year at standard rates" if cost.value else "No cost of support is entered yet",
        tabs=trust_tabs(view),
        lede=money.STANDARD,
        notices=trust_notices(view),
        sections=there(
            against_need(view),
            by_school(view),
            hour_cost.section(view),
            money.uses(view, view.trust),
            money.identified(view, view.trust),
            role_cost.section(view, view.trust),
            money.per(view, view.trust),
            outcome_cost.by_status(view, view.trust),
            outcome_cost.by_area(view, view.trust),
            money.top_up(view, view.trust),
            money.drift(view, view.trust),
        ),
    )


def by_school(view: View) -> Section:
    """Each school's money, in the order of names."""
    places = [*sorted(view.schools, key=lambda school: school.name), view.trust]
    rows = [
        Row(
            place.name,
            tuple(view.figure(place, name, form) for name, _, form, _ in MONEY),
            "" if place.is_trust else view.key(place, "finance"),
            small_words(view, place),
            place.is_trust,
        )
        for place in places
    ]
    unknown = [school.name for school in view.schools if view.now.told(f"trust.budget_unknown.{school.scope}")]
    left = f" The trust’s funding leaves out {listed(unknown)}: the notional SEND budget is not entered." if unknown else ""
    columns = (words_column("School"), *(column(label, unit) for _, label, _, unit in MONEY))
    return Section(
        "by-school",
        _other_tasks_heading(view),
        sub="GBP a year",
        table=table("by-school", "Money by school", columns, rows),
        note=f"Over or under 100% is no verdict: funding identified is neither ring-fenced nor a target.{left}",
        open_table=True,
    )


def _other_tasks_heading(view: View) -> str:
    """Where other tasks cost most; where that cannot be seen what they cost in all, and else where they do of the schools shown."""
    all_schools = view.number(view.trust, "money.drift_cost")
    found = most({school.name: view.number(school, "money.drift_cost") for school in view.schools}, all_schools, MONEY_STEP)
    if found and found.of_all:
        return f"Other tasks cost most at {listed(found.names)}: {POUNDS.text(found.figure)} a year{' each' if len(found.names) > 1 else ''}"
    if all_schools:
        return f"Other tasks cost {POUNDS.text(all_schools)} a year"
    if found and found.of_shown:
        return f"Of the schools shown, other tasks cost most at {listed(found.names)}: {POUNDS.text(found.figure)} a year"
    return "Money by school"


def against_need(view: View) -> Section | None:
    """Finance against need met, a point a school; None with fewer than five schools that have both."""
    both = [
        (school, finance, need)
        for school in view.schools
        if (finance := view.kpi_number(school, "finance")) is not None and (need := view.kpi_number(school, "need")) is not None
    ]
    if len(both) < LEAST_SCHOOLS:
        return None
    money_form, need_form = view.format("finance"), view.format("need")
    spend, met = view.edges("finance")[1], view.edges("need")[1]
    spots = [
        Spot(school.name, finance, need, f"{money_form.text(finance)} spent, {need_form.text(need)} met", view.small(school)) for school, finance, need in both
    ]
    x = Side(KPI_NAMES["finance"], span_of([spend, *(each[1] for each in both)], 0.6, floor_at=0.0), money_form, spend)
    y = Side(KPI_NAMES["need"], span_of([met, *(each[2] for each in both)], 0.3, floor_at=0.0), need_form, met)
    corners = ("Spends less, meets need", "Spends more, meets need", "Spends less, need unmet", "Spends more, need unmet")
    rows = [Row(school.name, (view.kpi(school, "finance"), view.kpi(school, "need")), view.key(school), small_words(view, school)) for school, _, _ in both]
    return Section(
        "finance-need",
        _scatter_heading(both, spend, met),
        sub="Finance against need met; the lines stand at the green edges of the two measures",
        chart=scatter(spots, x, y, corners),
        desc="; ".join(f"{spot.label}: {spot.text}" for spot in spots),
        table=table("finance-need", "Finance and need met by school", (words_column("School"), column("Finance"), column("Need met", "%")), rows),
        note=f"Two figures side by side do not show that one causes the other.{not_drawn(view, [school.name for school, _, _ in both])}",
    )


def _scatter_heading(both: list[tuple[Place, float, float]], spend: float, met: float) -> str:
    """Which schools meet need at or under the usual spend."""
    good = [school.name for school, finance, need in both if finance <= spend and need >= met]
    if good and len(good) <= 3:
        return f"{listed(good)} {'meets' if len(good) == 1 else 'meet'} need at or under the usual spend"
    if good:
        return f"{len(good)} of {len(both)} schools meet need at or under the usual spend"
    return "No school yet meets need at or under the usual spend"

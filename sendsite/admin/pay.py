"""What support costs as it is paid, beside standard cost: for those alone who may see pay. Nothing that is published rests on it."""

from __future__ import annotations

from math import isnan

from sendsite.admin.desk import desk
from sendsite.admin.me import now
from sendsite.framework.insights.top_up import shortfall
from sendsite.framework.model import Measures, Money
from sendsite.framework.money import BASES, money
from sendsite.framework.records import LIVE
from sendsite.framework.role_costs import RoleCost, role_costs
from sendsite.framework.term import Term
from sendsite.report.charts.bars import Item, paired
from sendsite.report.disclosure import marked, shown_cell
from sendsite.report.figures.charts import Section
from sendsite.report.figures.values import Cell, Row
from sendsite.report.formats import COUNT, PENNIES, PERCENT, POUNDS, Format, kpi_format
from sendsite.report.tables import column, table, words_column
from sendsite.report.words import ROLES

ACTUAL = "Actual cost is salary with on-costs; where no salary is entered, the standard cost stands in for it."
FIGURES: tuple[tuple[str, str, Format], ...] = (
    ("send_cost", "SEND cost, a year", POUNDS),
    ("utilisation", "Support staff as a share of funding identified", PERCENT),
    ("per_pupil", "For each pupil on the register, a year", POUNDS),
    ("per_delivered_hour", "For each hour a pupil receives", PENNIES),
    ("provision", "Support of pupils, a year", POUNDS),
    ("drift_cost", "Hours in other tasks, a year", POUNDS),
    ("unallocated", "Hours not yet deployed, a year", POUNDS),
)
PAIR = (column("At standard cost", "GBP"), column("As paid", "GBP"))


def sections(urn: str) -> tuple[Section, ...]:
    """What only those see who may see pay: by role, the money figures, and each scenario's cost."""
    live = now().measures(urn, desk().framework)
    roles = role_costs(live.deployment, desk().framework)
    if not roles:
        return ()
    scenarios = _names(urn)
    return (_by_role(roles), _figures(live), *((_scenarios(urn, live, scenarios),) if scenarios else ()))


def _by_role(roles: tuple[RoleCost, ...]) -> Section:
    """A row a role; how many of its salaries are known stands beside it."""
    items = [Item(ROLES[each.role], each.standard, POUNDS.text(each.standard), each.actual, POUNDS.text(each.actual)) for each in roles]
    rows = [Row(ROLES[each.role], _of_role(each)) for each in roles]
    known, staff = sum(each.salaries for each in roles), sum(each.staff for each in roles)
    total = RoleCost("", staff, known, *(sum(column) for column in zip(*(each[3:] for each in roles), strict=True)))
    columns = (
        words_column("Role"),
        column("Staff"),
        column("Salaries known"),
        *PAIR,
        column("SEND hours at standard cost", "GBP"),
        column("SEND hours as paid", "GBP"),
    )
    return Section(
        "actual-roles",
        f"Support staff cost {POUNDS.text(total.actual)} a year as they are paid" if known else "No salary is entered yet, so actual cost is standard cost",
        sub="Cost of all contracted hours by role, GBP a year: at the role’s rate, and as paid",
        chart=paired(items, "At standard cost", "As paid"),
        desc="; ".join(f"{item.label}: {item.text} at standard cost, {item.second_text} as paid" for item in items),
        table=table("actual-roles", "Standard and actual cost by role", columns, [*rows, Row("All roles", _of_role(total), total=True)]),
        note=f"{ACTUAL} {known} of {staff} salaries are entered. Shown to those who may see pay; never published.",
    )


def _of_role(each: RoleCost) -> tuple[Cell, ...]:
    counts = tuple(shown_cell(count, COUNT) for count in (each.staff, each.salaries))
    return (*counts, *(shown_cell(cost, POUNDS) for cost in each[3:]))


def _figures(live: Measures) -> Section:
    """The money figures of the page at both costs."""
    standard, actual = _both(live)
    rows = [Row(words, tuple(_cell(float(getattr(basis, name)[0]), form) for basis in (standard, actual))) for name, words, form in FIGURES]
    beyond = (float(shortfall(live, desk().framework, basis).sum()) for basis in BASES)
    rows.append(Row("Support that element 2 and top-up do not cover, a year", tuple(_cell(each, POUNDS) for each in beyond)))
    return Section(
        "actual-cost",
        "The same figures as support is paid",
        sub="At standard cost, as the rest of this page and the site have it, and as paid",
        table=table("actual-cost", "Money at standard and actual cost", (words_column("What"), *PAIR), rows),
        note="Standard cost compares how support is deployed; actual cost says what leaves the budget.",
        open_table=True,
    )


def _scenarios(urn: str, live: Measures, names: tuple[str, ...]) -> Section:
    """Each scenario's cost at both costs, beside the live timetable and what it would do for need and index."""
    need, index = (kpi_format(kpi, desk().framework) for kpi in ("need", "sei"))
    tried = [("As it is", live), *((name, now().measures(urn, desk().framework, name)) for name in names)]
    rows = []
    for name, each in tried:
        standard, actual = _both(each)
        costs = (float(standard.send_cost[0]), float(actual.send_cost[0]), float(actual.send_cost[0] - _both(live)[1].send_cost[0]))
        figures = (_cell(float(each.schools.kpis["need"].value[0]), need), _cell(float(each.schools.sei.value[0]), index))
        rows.append(Row(name, (*(_cell(cost, POUNDS) for cost in costs), *figures)))
    columns = (words_column("Scenario"), *PAIR, column("More than now, as paid", "GBP"), column("Need met", "%"), column("Index"))
    return Section(
        "actual-scenarios",
        "What each scenario would cost as it is paid",
        sub="SEND cost, GBP a year, beside the live timetable",
        table=table("actual-scenarios", "Scenarios at standard and actual cost", columns, rows),
        open_table=True,
    )


def _both(measures: Measures) -> tuple[Money, Money]:
    """The money figures at standard cost and as paid."""
    autumn = Term.of(now().today).season == "autumn"
    return money(measures, desk().framework, "standard", autumn), money(measures, desk().framework, "actual", autumn)


def _cell(value: float, form: Format) -> Cell:
    return marked("x") if isnan(value) else shown_cell(value, form)


def _names(urn: str) -> tuple[str, ...]:
    """The scenarios in which anything of the school stands."""
    records = now().of_school(urn)
    named = {row.scenario for table in (records.staff, records.deployment, records.tasks) for row in table} | {row.name for row in records.scenarios}
    return tuple(sorted(named - {LIVE}))

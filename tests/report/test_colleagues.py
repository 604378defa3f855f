"""One colleague's week is nobody else's business: roles of one or two people are told together with others, and nothing published tells them apart."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pytest

from sendsite.framework.records import Records
from sendsite.framework.settings import default
from sendsite.report.build import build_report
from sendsite.report.complete import complete_page, complete_view
from sendsite.report.disclosure import Ledger, Past, decided
from sendsite.report.disclosure.colleagues import kept_back, of_few_people
from sendsite.report.disclosure.reasons import reasons
from sendsite.report.figures.charts import Section
from sendsite.report.figures.pages import Report
from sendsite.report.hidden import Namer
from sendsite.report.hidden_why import Said, Sayer
from sendsite.report.quantities import gathered, source_of
from sendsite.report.quantities.colleagues import held
from tests.builders import a_member_of_staff, a_pupil, a_school, a_trust, an_allocation
from tests.report.looking import section
from tests.report.reading_hours import left_for
from tests.report.test_worth_reading import the_newest_term
from tests.report.trust import NOW, SETUP, one_term, page, reading

OTHER = "140002"
CLOSEST = 2.5
"""Hours a week: five steps of half an hour, as for the hours of pupils."""


def with_roles(urn: str = "140001", **people: int) -> Records:
    """A school with so many people in each role, who all support some of its pupils and cover a little."""
    staff = [(f"{role}{place}", role, place) for role, count in people.items() for place in range(count)]
    members = [a_member_of_staff(key, role=role, contracted=20 + 2 * place, tasks={"cover": 3, "preparation": 2}) for key, role, place in staff]
    rows = [an_allocation(key, f"p{pupil}", 1) for key, _, place in staff for pupil in range(place, 30, 4)]
    return a_school(*(a_pupil(f"p{place}", needs=4) for place in range(30)), *members, *rows, urn=urn, name=f"School {urn[-1]}")


def ledger_of(*schools: Records) -> Ledger:
    return gathered(source_of(reading(NOW, a_trust(*schools))))


def by_role(report: Report, slug: str = "roles", key: str = "school/140001/deployment") -> Section:
    return section(page(report, key).figures, slug)


def heads(told: Section) -> list[str]:
    assert told.table is not None
    return [row.head for row in told.table.rows]


@pytest.mark.parametrize(
    ("people", "pooled", "row"),
    [
        ({"TA": 8, "LSA": 2, "HLTA": 1, "learning_mentor": 1}, ("LSA", "HLTA", "learning_mentor"), True),
        ({"TA": 8, "HLTA": 1, "learning_mentor": 1}, ("TA", "HLTA", "learning_mentor"), False),
        ({"TA": 9, "LSA": 4, "HLTA": 1}, ("LSA", "HLTA"), True),
        ({"TA": 9, "LSA": 5, "HLTA": 4, "other": 1}, ("LSA", "HLTA", "other"), True),
        ({"TA": 3, "HLTA": 1}, ("TA", "HLTA"), False),
        ({"TA": 3, "HLTA": 3}, (), False),
        ({"TA": 1}, (), False),
        ({}, (), False),
    ],
)
def test_roles_of_fewer_than_three_people_are_told_together_as_three_people_and_roles_where_there_are_so_many(
    people: dict[str, int], pooled: tuple[str, ...], row: bool
):
    assert held(people)[1:] == (pooled, row)


def test_a_page_tells_the_larger_roles_and_the_others_together_and_not_which_these_are():
    report = one_term(with_roles(TA=5, LSA=1, HLTA=1, other=1))

    for slug, key in (("roles", "school/140001/deployment"), ("role-cost", "school/140001/finance")):
        assert heads(by_role(report, slug, key)) == ["Teaching assistant", "Other roles together", "All roles"]
        assert "Higher level" not in repr(by_role(report, slug, key))


def test_where_every_role_would_be_told_together_the_schools_own_totals_stand_alone():
    told = by_role(one_term(with_roles(TA=3, HLTA=1)))

    assert (heads(told), told.chart, told.open_table) == (["All roles"], None, True)
    assert told.table is not None
    assert all(cell.value is not None for cell in told.table.rows[0].cells)


def test_a_role_counts_those_of_its_people_who_have_send_hours():
    """Of three higher level assistants one has SEND hours: these are hers."""
    records = with_roles(TA=5, HLTA=3)
    idle = tuple(row._replace(send_hours=0) if row.staff_id in ("HLTA1", "HLTA2") else row for row in records.staff)

    assert heads(by_role(one_term(replace(records, staff=idle)))) == ["All roles"]


def a_trust_of_two() -> Ledger:
    """The trust's higher level assistants, less those of the second school, would be the one of the first."""
    return ledger_of(with_roles(TA=5, HLTA=1), with_roles(OTHER, TA=6, HLTA=3))


def few_of(ledger: Ledger) -> list[str]:
    return [name for name, entry in ledger.entries.items() if of_few_people(entry) and (entry.value or 0.0) >= CLOSEST]


def narrowest(ledger: Ledger, hidden: frozenset[str], *, money: bool = False) -> float:
    """How closely the hours of any role of one or two people can be told: exact hours, or hours and money as they are published."""
    found = left_for(ledger, hidden, few_of(ledger), rounded=money, money=money)
    return min(each.most - each.least for each in found.values())


def test_a_trusts_roles_less_another_schools_do_not_tell_the_one_of_a_school():
    ledger = a_trust_of_two()

    assert narrowest(ledger, kept_back(ledger, 5)) >= CLOSEST - 0.01


def test_without_hiding_more_they_would():
    """The test of the test: the same reader, where no more is hidden than the roles that are told together."""
    ledger = a_trust_of_two()
    pooled = frozenset(name for name, entry in ledger.entries.items() if entry.pooled)

    assert narrowest(ledger, pooled) < 0.01


@pytest.mark.parametrize("seed", range(4))
def test_in_trusts_of_three_schools_nobodys_hours_are_told(seed: int):
    schools = [with_roles(f"14000{place + 1}", TA=3 + (seed + place) % 4, LSA=(seed * place) % 3, HLTA=1 + (seed + place) % 3) for place in range(3)]
    ledger = ledger_of(*schools)
    hidden = ledger.decide(5)

    assert narrowest(ledger, frozenset(name for name in ledger.entries if hidden.mark(name) == "c")) >= CLOSEST - 0.01


@lru_cache(maxsize=1)
def the_demo() -> tuple[Ledger, frozenset[str]]:
    ledger, decision = the_newest_term()
    return ledger, decision.hidden


def test_no_figure_of_one_or_two_colleagues_of_the_demo_is_published():
    ledger, hidden = the_demo()
    few = {name for name, entry in ledger.entries.items() if of_few_people(entry)}

    assert {name.partition(".")[0] for name in few} == {f"99000{place}" for place in range(1, 7)} | {"trust"}
    assert few <= hidden


@pytest.mark.parametrize("money", [False, True], ids=["exact hours", "hours and money as published"])
def test_no_colleagues_week_in_the_demo_can_be_told_closer_than_two_and_a_half_hours(money: bool):
    """Here are the relations of money as well, which the decision leaves out: rounding is what keeps them from telling."""
    assert narrowest(*the_demo(), money=money) >= CLOSEST


def test_inside_the_admin_each_role_is_told_by_itself():
    view = complete_view(SETUP, reading(NOW, with_roles(TA=5, LSA=1, HLTA=1, other=1), draft=True))

    assert heads(section(complete_page(view, "deployment", view.schools[0]), "roles")) == [
        "Teaching assistant",
        "Learning support assistant",
        "Higher level teaching assistant",
        "Other support staff",
        "All roles",
    ]


def test_a_term_on_a_role_that_has_grown_is_told_by_itself():
    report = build_report(SETUP, [reading(NOW.before, with_roles(TA=5, HLTA=1)), reading(NOW, with_roles(TA=5, HLTA=3))])

    assert heads(by_role(report)) == ["Teaching assistant", "Higher level teaching assistant", "All roles"]


def test_whoever_publishes_is_told_why_a_role_is_not_shown_by_itself():
    ledger = ledger_of(with_roles(TA=3, HLTA=1))
    why = reasons(ledger, decided(ledger, 5), Past(), 5)
    sayer = Sayer(ledger, why, Namer(ledger, default()), {})
    one, three = (sayer.said(name, why[name]) for name in ("140001.role.HLTA.contracted", "140001.role.TA.contracted"))

    assert one == Said("Its hours are those of 1 colleague; it is told together with other roles.", "Where at least 3 people hold this role.")
    assert three.why == "It is told together with roles that fewer hold, so that theirs cannot be worked out."

"""What outcomes, roles and hours cost, each at standard rates, with what rests on few pupils hidden."""

from __future__ import annotations

from dataclasses import replace

from sendsite.report.figures.charts import DotPlot, Section
from sendsite.report.figures.pages import Report
from tests.builders import a_member_of_staff, a_pupil, a_school, a_trust, an_outcome
from tests.report.looking import section, walk
from tests.report.trust import one_term, page, the_report


def costed(count: int = 12, achieved: int = 6, area: str = "SEMH") -> Report:
    """So many pupils, each with a planned outcome of two hours over ten weeks; some achieved; an hour costs 20 pounds and is not shared."""
    pupils = [
        a_pupil(f"p{place}", gets=2, outcomes=(an_outcome("achieved" if place < achieved else "developing", planned=2, weeks=10),)) for place in range(count)
    ]
    records = a_school(*pupils, a_member_of_staff("s1", contracted=2 * count))
    return one_term(replace(records, outcomes=tuple(row._replace(area=area) for row in records.outcomes)))


def rows(report: Report, slug: str, key: str = "school/140001/finance") -> dict[str, list[str]]:
    table = section(page(report, key).figures, slug).table
    assert table is not None
    return {row.head: [cell.text for cell in row.cells] for row in table.rows}


TRUST = "trust/finance"


def test_a_schools_outcomes_cost_is_told_in_two_halves_and_the_trusts_by_status():
    report = costed(50, 25)

    assert rows(report, "outcome-cost") == {
        "On track or achieved": ["25", "£10,000", "£400"],
        "Not yet on track": ["25", "£10,000", "£400"],
        "All": ["50", "£20,000", "£400"],
    }
    assert list(rows(report, "outcome-cost", TRUST)) == ["Developing", "Achieved", "All"]


def test_the_heading_says_how_many_outcomes_have_planned_hours_and_what_they_cost():
    found = section(page(costed(25, 12), "school/140001/finance").figures, "outcome-cost")

    assert found.heading == "25 outcomes have planned hours; together they cost £10,000"


def test_outcomes_of_few_pupils_hide_their_cost_and_do_not_leave_it_to_be_subtracted():
    found = rows(costed(25, 3), "outcome-cost")

    assert found["On track or achieved"] == found["All"] == ["[c]", "[c]", "[c]"]
    assert found["Not yet on track"] == ["22", "£9,000", "£400"]


def test_a_sum_of_which_one_pupil_holds_more_than_half_is_hidden():
    heavy = a_pupil("h", gets=2, outcomes=(an_outcome("developing", planned=30, weeks=38),))
    others = (a_pupil(f"p{place}", gets=2, outcomes=(an_outcome("developing", planned=1, weeks=10),)) for place in range(8))
    found = rows(one_term(a_school(heavy, *others, a_member_of_staff("s1", contracted=40))), "outcome-cost")

    assert found["Not yet on track"] == ["9", "[c]", "[c]"]


def test_an_area_is_one_of_the_four_however_it_is_written_and_free_wording_is_not_shown():
    assert list(rows(costed(area="Social, emotional and mental health"), "outcome-cost-by-area", TRUST)) == ["Social, emotional and mental health", "All"]
    assert list(rows(costed(area="SEMH"), "outcome-cost-by-area", TRUST)) == ["Social, emotional and mental health", "All"]
    assert "outcome-cost-by-area" not in slugs(costed(area="Robin’s football"), TRUST)


def test_areas_of_outcomes_are_the_trusts_alone():
    assert "outcome-cost-by-area" not in slugs(costed(), "school/140001/finance")


def slugs(report: Report, key: str) -> set[str]:
    return {found.slug for found in walk(page(report, key).figures) if isinstance(found, Section)}


def test_roles_cost_what_their_rates_say_to_a_thousand():
    people = [a_member_of_staff(f"{role}{place}", role=role, contracted=20) for role in ("TA", "HLTA") for place in range(3)]
    report = one_term(a_school(*(a_pupil(gets=2) for _ in range(20)), *people))
    found = rows(report, "role-cost")

    assert found["Teaching assistant"][:2] == ["60", "£46,000"]  # 60 h x 38 weeks x £20 = £45,600
    assert found["All roles"][-1] == "100%"
    assert rows(report, "uses")["SEND hours of support staff"] == [found["All roles"][3]]


def test_a_role_of_one_person_tells_no_salary():
    def of(salary: float) -> Report:
        return one_term(a_school(*(a_pupil(gets=2) for _ in range(10)), a_member_of_staff("s1", role="HLTA", contracted=30, salary=salary)))

    assert rows(of(20_000), "role-cost") == rows(of(60_000), "role-cost")


def test_an_hour_received_is_compared_between_schools_with_the_trusts_line():
    plot = section(page(the_report(), "trust/finance").figures, "hour-cost").chart
    assert isinstance(plot, DotPlot)

    assert plot.line is not None
    assert [row.text for row in plot.rows if row.x is None] == ["[z]", "[c]"]
    shown = [row.x for row in plot.rows if row.x is not None]
    assert shown == sorted(shown)


def test_a_trust_without_any_hours_received_has_no_cost_of_one():
    assert "hour-cost" not in slugs(one_term(a_trust(a_school())), TRUST)

"""Headings claim no more than a reader can see, and the money pages say in plain words why two of their figures differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from sendsite.framework.landing import OTHER_TASKS
from sendsite.framework.records import Comparator
from sendsite.framework.term import Term
from sendsite.report.charts.canvas import Canvas
from sendsite.report.disclosure import Released, Value
from sendsite.report.figures.charts import Ranges, Section
from sendsite.report.metric_page import metric_page
from sendsite.report.sections import compared, hour_cost, money, outcome_cost, ratings, real_schools, trust_look
from sendsite.report.trust_finance import by_school
from sendsite.report.view import View
from sendsite.report.views import views_of
from sendsite.report.words import AGES
from tests.builders import a_trust
from tests.report.trust import SETUP, middling, reading

SUMMER = Term.parse("2025-summer")
HIDDEN, LOW = Value(None, "c"), Value(0.0, "low")


@lru_cache(maxsize=1)
def a_view() -> View:
    """A trust of three like schools in the summer, when outcomes have a cost."""
    records = a_trust(*(middling(urn=f"14000{place}", name=name) for place, name in enumerate(("Tidewell", "Reedham", "Saltings"), start=1)))
    *_, last = views_of(SETUP, [reading(SUMMER, records)], Canvas())
    return last


def with_figures(figures: Mapping[str, float | Value]) -> View:
    """The same view with some figures told otherwise."""
    now = a_view().now
    told = {name: value if isinstance(value, Value) else Value(value, "") for name, value in figures.items()}
    return replace(a_view(), now=Released({**now._values, **told}, now._words, now._told, now.k))


def each_school(what: str, *values: float | Value) -> dict[str, float | Value]:
    return {f"14000{place}.{what}": value for place, value in enumerate(values, start=1)}


def other_tasks(total: float | Value, *costs: float | Value) -> str:
    return by_school(with_figures({**each_school("money.drift_cost", *costs), "trust.money.drift_cost": total})).heading


def there(section: Section | None) -> Section:
    assert section is not None
    return section


def test_a_school_whose_other_tasks_cost_most_is_named_only_where_no_hidden_one_can_cost_more():
    assert other_tasks(89_000, 21_000, 5_000, HIDDEN) == "Other tasks cost £89,000 a year"
    assert other_tasks(30_000, 21_000, 5_000, HIDDEN) == "Other tasks cost most at Tidewell: £21,000 a year"
    assert other_tasks(HIDDEN, 21_000, 5_000, HIDDEN) == "Of the schools shown, other tasks cost most at Tidewell: £21,000 a year"
    assert other_tasks(HIDDEN, 21_000, HIDDEN, HIDDEN) == "Money by school"
    assert other_tasks(63_000, 21_000, 21_000, 21_000) == "Other tasks cost £63,000 a year"


def test_the_dearest_hour_is_that_of_the_schools_shown_where_one_is_hidden():
    view = with_figures({**each_school("money.per_delivered_hour", 16.0, 27.5, HIDDEN), "trust.money.per_delivered_hour": HIDDEN})

    assert there(hour_cost.section(view)).heading == "Of the schools shown, an hour that a pupil receives costs £16 to £27.50, most at Reedham"


def test_a_measure_runs_from_the_lowest_to_the_highest_of_the_schools_shown_where_one_is_hidden():
    shown, hidden = (with_figures({**each_school("kpi.need", 0.6, 0.9, last), "trust.kpi.need": 0.8}) for last in (0.7, HIDDEN))

    assert metric_page(shown, "need").heading == "Need met runs from 60.0% to 90.0%; the trust stands at 80.0%"
    assert metric_page(hidden, "need").heading == "Of the schools shown, need met runs from 60.0% to 90.0%; the trust stands at 80.0%"


def gap_by_age(total: float | Value, *gaps: float | Value) -> str:
    """The heading by age: nursery to Year 2, Years 3 to 6, Years 7 to 9."""
    ages = {f"140001.ages.{group}.{what}": gap for group, gap in zip(AGES, gaps, strict=False) for what in ("gap", "pupils")}
    view = with_figures({"140001.ages..pupils": 0.0, **ages, "140001.hours.gap": total})
    return there(ratings.by_group(view, view.schools[0], "ages")).heading


def test_the_widest_gap_is_claimed_only_where_no_hidden_group_can_have_a_wider_one():
    assert gap_by_age(30, 20, 5, HIDDEN) == "The widest gap is in Nursery to Year 2: 20 hours a week"
    assert gap_by_age(50, 20, 5, HIDDEN) == "Of the groups shown, the widest gap is in Nursery to Year 2: 20 hours a week"
    assert gap_by_age(50, 20, HIDDEN, HIDDEN) == "The gap in Nursery to Year 2 is 20 hours a week"
    assert gap_by_age(30, 10, 10, 5) == "The widest gaps are in Nursery to Year 2 and Years 3 to 6: 10 hours a week each"
    assert gap_by_age(30, 10, 10, 10) == "Need and hours by age"


def outcomes(view: View) -> Section:
    return there(outcome_cost.by_status(view, view.schools[0]))


COSTED: dict[str, float | Value] = {
    "140001.money.per_achieved_outcome": 7_100.0,
    "140001.outcome_cost.forward.planned": 38.0,
    "140001.outcome_cost.forward.cost": 34_000.0,
    "140001.outcome_cost.forward.each": 900.0,
    "140001.outcome_cost.all.planned": 50.0,
    "140001.outcome_cost.all.cost": 46_000.0,
}


def test_the_cost_of_outcomes_achieved_is_of_a_total_only_where_that_is_told():
    hidden = {"140001.outcome_cost.all.cost": HIDDEN}

    assert outcomes(with_figures(COSTED)).says == "Of these £46,000, outcomes on track or achieved cost £34,000, £900 each on average."
    assert outcomes(with_figures({**COSTED, **hidden})).says == "Outcomes on track or achieved cost £34,000, £900 each on average."


def test_two_costs_of_an_outcome_say_at_both_places_how_they_differ():
    view, alone = with_figures(COSTED), with_figures({**COSTED, "140001.money.per_achieved_outcome": HIDDEN})

    assert "divides all SEND cost by the outcomes achieved" in money.per(view, view.schools[0]).note
    assert "all SEND cost divided by the outcomes achieved" in outcomes(view).note
    assert "divides" not in money.per(alone, view.schools[0]).note
    assert "divided" not in outcomes(alone).note


def test_other_tasks_of_which_each_is_little_are_said_to_be_much_only_together():
    tasks = dict.fromkeys((f"140001.land.{task}" for task in OTHER_TASKS), LOW)
    little: dict[str, float | Value] = {"140001.hours.absorbed": 5.0, "140001.money.drift_cost": 5_000.0, **tasks}
    view, more = with_figures(little), with_figures({**little, "140001.land.cover": 5.0})

    told = "Hours that other tasks take cost £5,000 a year"
    assert money.other_tasks_say(view, view.schools[0]) == f"{told}: about 5 hours a week in all, none of them much by itself."
    assert money.other_tasks_say(more, view.schools[0]) == f"{told}."


def test_a_split_that_is_hidden_says_nothing_of_what_is_promised_beyond_it():
    parts = {f"140001.money.{name}": HIDDEN for name, _, _ in money.USES}
    view = with_figures({**parts, "140001.money.overcommitted": 1_000.0})

    assert there(money.uses(view, view.schools[0])).note == ""


def bands() -> tuple[Comparator, ...]:
    """Two measures of real schools, from two sources."""
    measures = (("ta_fte_per_100_pupils", "A census of staff"), ("ehcp_pct", "A census of pupils"))
    return tuple(Comparator(source, "2018/19", measure, "primary", 0, None, 215, 1.0, 2.0, 3.0, 4.0, 5.0) for measure, source in measures)


def among_real_schools() -> View:
    """115 contracted hours at a school of 92: 3.846 full-time equivalents for 100 pupils."""
    view = with_figures({"140001.role.contracted": 115.0, "140001.ehcp": HIDDEN})
    return replace(view, comparators=bands(), schools=(view.schools[0]._replace(roll=92.0),))


def test_a_picture_has_the_figure_that_the_tables_have():
    view = among_real_schools()
    (found,) = real_schools.staffing(view)
    beside = there(compared.section(view, view.schools[0]))

    assert isinstance(found.chart, Ranges)
    assert found.table is not None
    assert beside.table is not None
    assert {found.chart.rows[0].text, found.table.rows[-1].cells[0].text, beside.table.rows[0].cells[0].text} == {"3.8"}


def test_sources_of_real_schools_stand_below_the_table_each_with_its_measures():
    view = among_real_schools()
    found = there(compared.section(view, view.schools[0]))

    assert found.source == "support staff per 100 pupils: A census of staff, 2018/19; % with an EHCP: A census of pupils, 2018/19"
    assert found.table is not None
    assert "Source" not in [each.label for each in found.table.columns]


def test_changes_whose_numbers_are_all_hidden_promise_no_number():
    hidden = {name: HIDDEN for name in a_view().now._values if ".bend." in name}
    found = there(trust_look.section(with_figures({**hidden, "trust.bend.need_cut": HIDDEN, "trust.bend.need_cut.schools": 2.0})))

    assert "the numbers are too small to show. Ask the SEND lead" in found.says
    assert found.note == ""

"""Worked examples of hours, ratings and money agree with the framework's own arithmetic, on records built from their tables."""

from __future__ import annotations

import csv
import re

import numpy as np
import pytest

from sendsite.framework.bands import band_of, shown
from sendsite.framework.landing import landing
from sendsite.framework.model import AMBER, GREEN, RED, Measures, Picture
from sendsite.framework.rag import rate
from sendsite.framework.settings import default
from tests.builders import AMemberOfStaff, AnAllocation, APupil, a_member_of_staff, a_pupil, a_school, an_allocation, an_outcome, measured
from tests.content.articles import CONTENT, PAGES, ROOT, number, read, table

LANDING = CONTENT / "explainers" / "where-every-hour-lands.md"
DRIFT = CONTENT / "explainers" / "drift.md"
QUALITY = CONTENT / "explainers" / "deployment-quality.md"
NEED = CONTENT / "explainers" / "rating-need-not-labels.md"
SMALL = CONTENT / "explainers" / "small-schools.md"
MONEY = CONTENT / "explainers" / "money-and-need.md"
HOUR = default().rates["TA"] * default().cost.weeks  # GBP a year for one hour a week


def _five_adults() -> Measures:
    """The five adults of the article, as records: each with one pupil of their own, the first of whom gets six hours beyond the plan."""
    parts: list[APupil | AMemberOfStaff | AnAllocation] = []
    for row in table(LANDING, "Adult | Paid")[:-1]:
        tasks = {"preparation": number(row["Preparation"])}
        for hours, duty in re.findall(r"(\d+) (\w+)", row["Other duties"]):
            tasks[duty] = float(hours)
        paid, gets = number(row["Paid"]), number(row["With pupils"])
        beyond = 6 if row["Adult"] == "A" else 0
        parts += [
            a_member_of_staff(row["Adult"], contracted=paid, tasks=tasks),
            a_pupil(f"p{row['Adult']}", needs=gets - beyond, outcomes=(an_outcome(),)),
            an_allocation(row["Adult"], f"p{row['Adult']}", gets),
        ]
    return measured(a_school(*parts))


def test_the_five_adults_hours_land_where_the_article_says():
    found = landing(_five_adults())
    rows = {row["Part"]: number(row["Hours"]) for row in table(LANDING, "Part | Hours | Share")}

    assert rows["Paid"] == found.total[0] == sum(value for part, value in rows.items() if part != "Paid")
    assert (rows["Matched to need"], rows["Beyond need"]) == (found.matched[0], found.beyond[0])
    assert (rows["Preparation"], rows["Not yet deployed"]) == (found.preparation[0], found.unallocated[0])
    assert {"cover": rows["Cover"], "duty": rows["Duties"], "admin": rows["Admin"]} == {part: hours[0] for part, hours in found.tasks.items() if hours[0]}


def test_the_shares_of_the_bar_are_rounded_from_its_hours():
    for row in table(LANDING, "Part | Hours | Share"):
        assert row["Share"] == f"{shown(number(row['Hours']) / 120 * 100, 1)}%"


def test_average_support_hours_and_the_drift_flag_follow_from_the_five_adults():
    found = _five_adults()

    assert f"**{shown(found.schools.kpis['ash'].value[0], 2)}**" in read(LANDING).text
    assert "support_drift" in found.flags[0]
    assert f"**£{found.schools.hours.absorbed[0] * HOUR:,.0f}** a year" in read(LANDING).text


def test_a_larger_group_gives_each_pupil_less_as_the_article_says():
    pupils = [a_pupil(f"g{number}", needs=1) for number in range(8)]
    cells = [an_allocation("s1", f"g{number}", 1, group="eight") for number in range(8)]

    assert measured(a_school(a_member_of_staff(), *pupils, *cells)).pupils.received == pytest.approx([0.75] * 8)


def test_the_cost_of_drift_is_hours_at_the_standard_rate():
    rows = table(DRIFT, "Where the hours went")

    assert [row["Cost a year"] for row in rows] == [f"£{number(row['Hours a week']) * HOUR:,.0f}" for row in rows]
    assert [row["Share of paid"] for row in rows] == [f"{shown(number(row['Hours a week']) / 260 * 100, 1)}%" for row in rows]
    assert number(rows[3]["Hours a week"]) == sum(number(row["Hours a week"]) for row in rows[:3])


def _dunnowick(moved: float) -> Picture:
    """One pupil a rating with the hours of the article; `moved` hours go from green to red. Three pupils are red or amber, as the measure asks."""
    rows = {row["Rating"]: row for row in table(QUALITY, "Rating | Weight")}
    shift = {"Red": moved, "Amber": 0.0, "Green": -moved}
    parts: list[APupil | AMemberOfStaff | AnAllocation] = [a_member_of_staff("s1", contracted=60), a_member_of_staff("s2", contracted=60)]
    for rating, share in (("Red", 1), ("Amber", 2), ("Green", 1)):
        for count in range(share):
            key = f"{rating}{count}"
            need, gets = (number(rows[rating][column]) / share for column in ("Hours in the plans", "Hours on the timetable"))
            parts += [a_pupil(key, needs=need, rating=rating[0]), an_allocation("s1" if rating == "Red" else "s2", key, gets + shift[rating] / share)]
    return measured(a_school(*parts)).schools


def test_the_deployment_quality_of_the_article_is_right_before_and_after_four_hours_move():
    before, after = (_dunnowick(moved).kpis["dqf"].value[0] for moved in (0, 4))
    text = read(QUALITY).text

    assert f"which is **{shown(before, 2)}**" in text
    assert f"becomes **{shown(after, 2)}**" in text
    assert (band_of("dqf", before, default()), band_of("dqf", after, default())) == ("amber", "green")


def test_the_invented_pupils_are_rated_as_the_rule_rates_them():
    code = {"green": GREEN, "amber": AMBER, "red": RED}
    for row in table(NEED, "What the register says"):
        answers = [code[colour] for count, colour in re.findall(r"(\d) (\w+)", row["Answers"]) for _ in range(int(count))]
        found = rate(np.array([answers]))
        word, *tie = row["Rating today"].split(",")
        assert len(answers) == 8
        assert (found.rating[0], bool(found.tied[0])) == (code[word], bool(tie))


def test_one_colleague_more_moves_finance_as_the_article_says():
    for row in table(SMALL, "Invented school"):
        staff = [a_member_of_staff() for _ in range(int(row["Assistants"]))]
        roll = int(number(row["Pupils"]))
        finance = measured(a_school(a_pupil(), *staff, roll=roll)).schools.kpis["finance"].value[0]
        assert row["Benchmark"] == f"£{roll * default().benchmarks['primary']:,.0f}"
        assert row["Finance"] == shown(finance, 2)


def test_the_spread_is_the_distance_between_the_quarters():
    for row in table(SMALL, "Pupils on roll | Schools"):
        assert row["Spread"] == shown(number(row["Upper quarter"]) - number(row["Lower quarter"]), 2)


def _primaries(file: str) -> dict[str, dict[str, str]]:
    """Rows of state primaries in a shipped benchmark file, by the roll they begin at; all sizes together stand under `all`."""
    with (ROOT / "data" / "open" / file).open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["school_type"] == "State-funded primary"]
    return {"all" if row["nor_from"] == "0" and row["nor_to"] == "9999" else row["nor_from"]: row for row in rows}


def test_the_quarters_of_real_schools_are_those_of_the_shipped_data():
    real = _primaries("ta_benchmarks_by_size_2019.csv")
    for row in table(SMALL, "Pupils on roll | Schools"):
        found = real["0" if row["Pupils on roll"] == "under 50" else row["Pupils on roll"].split()[0]]
        quarters = [float(found[f"ta_fte_per_100_pupils_p{part}"]) for part in (25, 50, 75)]
        assert number(row["Schools"]) == int(found["schools"])
        assert [number(row[column]) for column in ("Lower quarter", "Middle school", "Upper quarter")] == quarters


def test_shares_of_schools_with_few_ehcps_are_those_of_the_shipped_data():
    real = _primaries("sen_benchmarks_by_size_2019.csv")
    privacy = next(read(path) for path in PAGES if path.stem == "privacy")

    assert f"{real['all']['share_of_schools_with_1_to_5_ehcp']}% of state primary schools" in privacy.text
    assert f"{real['50']['share_of_schools_with_1_to_5_ehcp']}% of primaries with 50 to 99 pupils" in read(SMALL).text
    assert f"{int(real['50']['schools']):,} state primary schools" in read(SMALL).notes["ehcp"]
    assert f"{int(real['all']['schools']):,} state primary schools" in privacy.notes["ehcp"]


def test_the_money_examples_are_right():
    threshold = default().cost.element_2
    for row in table(MONEY, "Adult hours a week"):
        cost = number(row["Adult hours a week"]) * HOUR
        met = min(threshold, cost)
        assert [row["Cost a year"], row["School meets"]] == [f"£{cost:,.0f}", f"£{met:,.0f}"]
        assert number(row["Balance"].replace("−£", "-")) == 7_500 + met - cost
    lines = {row["Line"]: row["Amount a year"] for row in table(MONEY, "Line | Amount a year")}
    assert number(lines["SEND cost of support staff"]) == 120 * HOUR
    assert lines["Share of funding identified"] == f"{number(lines['SEND cost of support staff']) / number(lines['SEND funding identified']):.1%}"


def test_the_benchmarks_in_the_money_article_are_the_frameworks():
    for row in table(MONEY, "Phase | Benchmark"):
        assert row["Benchmark"] == f"£{default().benchmarks[row['Phase'].lower()]:,.0f} per pupil"

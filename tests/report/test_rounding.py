"""Hours and money are told coarsely, everywhere alike: no exact number of them reaches a page in any form."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from sendsite.framework.coarse import HOURS_STEP, LEAST_HOURS, LEAST_MONEY, MONEY_STEP, coarse_hours, coarse_money, coarse_share
from sendsite.framework.insights.amounts import Share, coarsely, exactly, hours, share
from sendsite.framework.records import Records
from sendsite.report.charts.stack import Part, stack_row
from sendsite.report.disclosure import HOURS, MONEY, SHARE, Ledger, Value
from sendsite.report.disclosure.deciding import released
from sendsite.report.figures.charts import Section
from sendsite.report.figures.values import Table
from sendsite.report.formats import HOURS as IN_HOURS
from sendsite.report.formats import HOURS_H, POUNDS
from tests.builders import a_member_of_staff, a_pupil, a_school
from tests.report.looking import section, walk
from tests.report.trust import one_term, page, the_report

SPOKEN_HOURS = re.compile(r"(\d[\d,]*(?:\.\d+)?)(?: (?:pupil|staff|paid|contracted|SEND))? (?:hours|h\b)")
SPOKEN_MONEY = re.compile(r"£(\d[\d,]*(?:\.\d+)?)(m| million)?")
OF_ONE = {"Cost of one", "Per pupil", "For each pupil on the register, a year", "For each outcome achieved, a year"}
OF_AN_HOUR = {"Per hour received", "For each hour a pupil receives"}
SAID_OF_THE_RULES = re.compile(
    r"£6,000 a pupil|rounded by itself|rounded to|under 5 hours|less than 5 hours|averages to|five more hours|^Reach: |[Hh]ours (?:and money )?(?:to|are)"
)
"""Sentences that state a rule: what the notional budget meets, and how coarse figures are; and a rate of hours, which is none."""


@pytest.mark.parametrize(
    "exact, told",
    [(0, 0), (2.49, 0), (2.5, 5), (114.5, 115), (112.4, 110), (497.4, 495), (499, 500), (504.9, 500), (505, 510), (1213, 1210), (-3, -5)],
)
def test_hours_are_told_to_5_and_over_500_to_10(exact: float, told: float):
    assert coarse_hours(exact) == told


@pytest.mark.parametrize("exact, told", [(499.99, 0), (500, 1_000), (45_600, 46_000), (-1_600, -2_000)])
def test_money_is_told_to_1000_pounds(exact: float, told: float):
    assert coarse_money(exact) == told


def test_a_share_is_of_the_figures_as_told_and_only_of_enough():
    assert coarse_share(100, 240, LEAST_HOURS) == 0.42
    assert coarse_share(75, 195, LEAST_HOURS) is None


def test_a_step_moves_a_share_that_is_told_by_no_more_than_two_and_a_half_points():
    assert coarse_hours(HOURS_STEP) / LEAST_HOURS <= 0.025
    assert coarse_money(MONEY_STEP) / LEAST_MONEY <= 0.025


def told(value: float, unit: str, of: tuple[str, ...] = (), **others: float) -> Value:
    """A figure as told, with others it is worked out from."""
    ledger = Ledger()
    for name, other in others.items():
        ledger.put(name, other, unit=HOURS)
    ledger.put("it", value, of=of, unit=unit)
    figures = released(ledger, frozenset(), 5)
    number = figures.number("it")
    return Value(number, figures.mark("it"))


def test_what_is_there_and_rounds_to_nought_is_marked_and_not_told_as_nought():
    assert told(2, HOURS) == (0, "low")
    assert told(-300, MONEY) == (0, "low")
    assert told(0, HOURS) == (0, "")


def test_noise_of_a_sum_is_nothing():
    assert told(1e-12, HOURS) == (0, "")


def test_a_released_share_is_worked_out_from_its_hours_as_told():
    assert told(98 / 238, SHARE, ("part", "whole"), part=98, whole=238) == (0.42, "")  # 100 of 240
    assert told(0.5, SHARE, ("part", "whole"), part=97, whole=194) == (None, "u")
    assert told(0.01, SHARE, ("part", "whole"), part=2, whole=200) == (0, "low")


def test_whole_hours_have_no_noughts_and_exact_ones_keep_their_place():
    assert [IN_HOURS.text(115.0), IN_HOURS.text(114.5), HOURS_H.text(1210), POUNDS.text(46_000)] == ["115", "114.5", "1,210 h", "£46,000"]


def test_the_words_of_an_insight_are_told_exactly_or_coarsely():
    words = f"{share(Share(61.5, 214))} of the hours, {hours(61.5)} a week. {share(Share(11, 31))} of these, {hours(1)}, and {hours(2)}."

    assert exactly(words) == "29% of the hours, 61.5 hours a week. 35% of these, 1 hour, and 2 hours."
    assert coarsely(words) == "28% of the hours, 60 hours a week. A good part of these, less than 5 hours, and less than 5 hours."  # 60 of 215; 10 of 30


def test_no_fraction_of_little_is_told_in_words():
    said = {Share(part, 70).in_words() for part in range(75)}

    assert said == {"a small part", "a good part", "most", "nearly all", "more than all"}


def test_a_part_that_rounds_to_nought_has_no_share_and_little_has_none_at_all():
    parts = [Part("Matched", 95.0, "s1", "95"), Part("Duty", 0.0, "s4", "[low]")]

    assert [each.share for each in stack_row("Hours", parts).segments] == ["100%", ""]
    assert [each.share for each in stack_row("Hours", parts, least=100.0).segments] == ["", ""]


def figures_of_hours_and_money() -> Iterator[tuple[str, str, str, float]]:
    """(page, table, what, number) of every cell that is said to be hours or GBP."""
    for each in the_report().pages:
        for found in walk(each.figures):
            if isinstance(found, Table):
                yield from ((each.key, found.slug, *cell) for cell in of_table(found))


def of_table(found: Table) -> Iterator[tuple[str, float]]:
    for row in found.rows:
        for column, cell in zip(found.columns[1:], row.cells, strict=True):
            if not isinstance(cell.value, float):
                continue
            what = row.head if row.head in OF_ONE | OF_AN_HOUR or "hours" in row.head.lower() else column.label
            if column.unit.startswith("GBP") or cell.text.lstrip("−").startswith("£"):
                yield ("average" if what in OF_ONE else "an hour" if what in OF_AN_HOUR else "money"), cell.value
            elif column.unit == "h a week" or re.search(r"\bhours\b.*\bweek\b", row.head):
                yield "hours", cell.value


STEPS = {"money": 1_000, "average": 100, "an hour": 0.5}


def test_every_figure_of_hours_and_money_in_a_table_is_a_whole_number_of_its_steps():
    found = [each for each in figures_of_hours_and_money() if not each[0].startswith("research")]
    odd = [each for each in found if each[3] % (STEPS[each[2]] if each[2] in STEPS else 10 if abs(each[3]) > 500 else 5)]

    assert {what for _, _, what, _ in found} == {"money", "average", "an hour", "hours"}
    assert not odd


def test_every_number_of_hours_and_pounds_in_a_sentence_is_rounded():
    odd = []
    for each in the_report().pages:
        if each.key == "research":
            continue
        for said in (value for value in walk(each.figures) if isinstance(value, str)):
            for sentence in re.split(r"(?<=[.;?]) ", said):
                if SAID_OF_THE_RULES.search(sentence):
                    continue
                spoken = [float(number.replace(",", "")) for number in SPOKEN_HOURS.findall(sentence)]
                odd += [(each.key, sentence) for number in spoken if number % (10 if number > 500 else 5)]
                pounds = [float(number.replace(",", "")) for number, _ in SPOKEN_MONEY.findall(sentence)]
                odd += [(each.key, sentence) for number in pounds if number % (0.5 if number < 100 else 100)]

    assert not odd


def steady(cover: float) -> Records:
    """A school whose hours and costs all lie well within their steps, with some more or fewer hours in cover and fewer or more that nobody holds."""
    pupils = [a_pupil(f"p{place}", needs=5, gets=4, rating="RAG"[place % 3]) for place in range(30)]
    return a_school(*pupils, a_member_of_staff("s1", contracted=201, tasks={"cover": cover}), roll=400, budget=120_000)


def test_hours_that_move_within_their_step_move_nothing_on_any_page():
    one, other = one_term(steady(10.8)), one_term(steady(11.1))

    assert [each.figures for each in one.pages] == [each.figures for each in other.pages]


def test_each_total_of_hours_or_money_says_once_that_its_parts_may_not_add_up():
    for each in (each for each in the_report().pages if each.key != "research"):
        for found in walk(each.figures):
            if isinstance(found, Section) and found.table and len({row.total for row in found.table.rows}) == 2:
                money = any(cell.text.startswith("£") for row in found.table.rows for cell in row.cells)
                rounded = money or any(column.unit == "h a week" for column in found.table.columns)
                assert found.table.note.count("may not add up") == int(rounded), (each.key, found.slug)


def test_a_part_that_is_little_keeps_its_row():
    records = a_school(*(a_pupil(f"p{place}", needs=5, gets=4) for place in range(30)), a_member_of_staff("s1", contracted=200, tasks={"duty": 2}))
    table = section(page(one_term(records), "school/140001").figures, "hours").table
    assert table is not None

    assert {row.head: [cell.text for cell in row.cells] for row in table.rows}["Duties"] == ["[low]", "[low]"]


def test_a_share_of_few_counted_is_told_in_counts_and_of_many_to_a_whole_percent():
    assert [coarsely(share(Share(part, whole, "count"))) for part, whole in ((10, 17), (31, 51))] == ["10 of 17", "61%"]
    assert exactly(share(Share(10, 17, "count"))) == "59%"

"""Headings claim no more than a reader can see, and their numbers stand in their tables."""

from __future__ import annotations

import re

from sendsite.framework.records import Records
from sendsite.report.figures.charts import Bars, Section
from tests.builders import a_member_of_staff, a_pupil, a_school
from tests.report.looking import section, walk
from tests.report.trust import one_term, page


def test_the_gap_of_a_heading_stands_in_its_table_as_needed_less_met():
    over = [a_pupil(f"o{place}", needs=2, gets=5, year_group="2") for place in range(10)]
    short = [a_pupil(f"s{place}", needs=6, gets=4, year_group="2") for place in range(10)]
    figures = page(
        one_term(a_school(*over, *short, a_member_of_staff("t", contracted=70), a_member_of_staff("u", contracted=70))), "school/140001/deployment"
    ).figures
    found = section(figures, "by-ages")
    assert found.table is not None
    assert isinstance(found.chart, Bars)

    cells = {column.label: cell.text for column, cell in zip(found.table.columns[1:], found.table.rows[0].cells, strict=True)}
    assert (cells["Hours needed"], cells["Hours met"], cells["Gap"], cells["Hours received"]) == ("80", "60", "20", "90")
    assert found.chart.rows[0].second is not None
    assert (found.chart.rows[0].text, found.chart.rows[0].second[3]) == ("80", "60")
    assert found.heading.endswith("20 hours a week")


def test_what_a_rating_lacks_is_said_in_hours_and_not_in_points_that_were_rounded():
    """Half of the need and 120 of 270 hours: at the share of their need they would have 135."""
    report = one_term(of_red_and_green(30))

    found = section(page(report, "school/140001/deployment").figures, "ratings")
    assert found.heading == "Red-rated pupils hold 50% of need and get 44% of hours"
    assert found.says == "That is about 15 hours a week fewer than their share of need would give them."


def of_red_and_green(each: int) -> Records:
    """So many pupils rated red, with four of five hours, and so many rated green, with all of theirs."""
    red = [a_pupil(f"r{place}", needs=5, gets=4, rating="R") for place in range(each)]
    green = [a_pupil(f"g{place}", needs=5, gets=5, rating="G") for place in range(each)]
    return a_school(*red, *green, *(a_member_of_staff(f"t{place}", contracted=7 * each) for place in range(2)))


PERCENT_OR_FRACTION = re.compile(r"\d%|\b(?:hours?|pounds?) in (?:two|three|four|five|six|eight|ten|twenty)\b|half the (?:hours|pounds)")
OF_KPIS = re.compile(r"Need met|[Pp]rogress|support of pupils or its preparation")


def test_of_less_than_two_hundred_hours_no_heading_and_no_sentence_tells_a_share_but_a_measures_own():
    figures = page(one_term(of_red_and_green(10)), "school/140001/deployment").figures
    sections = [each for each in walk(figures) if isinstance(each, Section)]
    told = [text for each in sections for text in (each.heading, each.says, each.desc) if PERCENT_OR_FRACTION.search(text) and not OF_KPIS.search(text)]

    assert told == []
    assert section(figures, "hours").heading.startswith("Half the hours are support of pupils or its preparation")

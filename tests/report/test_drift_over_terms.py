"""Support that runs on as before, over the terms, on a school's page and in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sendsite.framework.records import Records
from sendsite.report.build import build_report
from sendsite.report.figures.charts import Section
from tests.report.looking import section, walk
from tests.report.trust import NOW, SETUP, middling, page, reading, terms_back

KEY = "school/140001/history"


def eased(records: Records, count: int) -> Records:
    """So many pupils need an hour less a week, and keep their hours."""
    return replace(records, pupils=tuple(row._replace(need_hours=row.need_hours - 100) if place < count else row for place, row in enumerate(records.pupils)))


def rated(records: Records, day: date) -> Records:
    return replace(records, pupils=tuple(row._replace(rated_on=day) for row in records.pupils))


def told(before: Records, now: Records) -> Section | None:
    report = build_report(SETUP, [reading(NOW.before, before), reading(NOW, now)])
    return next((each for each in walk(page(report, KEY).figures) if isinstance(each, Section) and each.slug == "drift-over-terms"), None)


def test_hours_that_stayed_when_need_fell_are_told_in_words_with_their_share():
    full = middling(gets=5)
    found = told(full, eased(full, 12))
    assert found is not None
    assert found.table is not None

    hours = found.table.rows[-1].cells[0].text
    assert found.heading.startswith(f"{hours} hours a week go on past need")
    assert f"Continuing past need: {hours} hours (" in found.says
    assert "% of what pupils receive) stayed with pupils whose rating or need fell" in found.says


@pytest.mark.parametrize(
    "first, last, said",
    [
        (12, 12, "about the same as the term before"),
        (12, 13, "about the same as the term before"),
        (12, 24, "up from 40 the term before"),
        (24, 12, "down from 85 the term before"),
    ],
)
def test_rounded_hours_that_lie_one_step_apart_are_about_the_same(first: int, last: int, said: str):
    """So many pupils need an hour less than the term before; twice in a row."""
    start, then = middling(), eased(middling(), first)
    report = build_report(SETUP, [reading(term, records) for term, records in zip(terms_back(NOW, 3), (start, then, eased(then, last)), strict=True)])

    assert section(page(report, KEY).figures, "drift-over-terms").heading.endswith(said)


def test_hours_on_ratings_of_long_ago_are_told_as_historic_assumptions():
    found = told(middling(), rated(middling(), date(2023, 9, 4)))
    assert found is not None

    assert "rest on ratings that nobody has gone through again for over 365 days" in found.says


def test_the_first_term_has_nothing_to_compare_with_and_says_so():
    found = told(middling(), eased(middling(), 12))
    assert found is not None
    assert found.table is not None

    assert found.table.rows[0].cells[0].mark == "z"


def test_a_few_pupils_hours_are_hidden():
    found = told(middling(), rated(eased(middling(), 3), date(2026, 1, 5)))

    assert found is None or (found.table is not None and found.table.rows[-1].cells[0].mark == "c")


def test_where_nothing_runs_on_there_is_no_such_section():
    fresh = rated(middling(), date(2026, 1, 5))

    assert told(fresh, fresh) is None


def test_the_trust_has_the_same_over_its_schools():
    report = build_report(SETUP, [reading(NOW.before, middling()), reading(NOW, eased(middling(), 12))])

    assert section(page(report, "trust/trends").figures, "drift-over-terms").table is not None

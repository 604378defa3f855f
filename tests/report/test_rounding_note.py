"""Rounded figures with their total, or of two terms, say right below the table how far they may be out."""

from __future__ import annotations

import pytest

from sendsite.report.figures.values import Table
from tests.report.looking import section, walk
from tests.report.trust import page, the_report

PARTS_OUT = "so parts may not add up to their total, and a change by that much may be none."
SUMS_OUT = "so sums and differences of them may be that much out, and a change by that much may be none."


@pytest.mark.parametrize(
    "where, slug, said",
    [
        ("school/140001/deployment", "pupil-hours", f"(hours to 5, over 500 to 10), {SUMS_OUT}"),
        ("school/140001/summary", "key", f"(hours to 5, over 500 to 10, money to £1,000), {SUMS_OUT}"),
        ("school/140001/finance", "per", f"(averages to £100, an hour’s cost to 50p), {SUMS_OUT}"),
        ("school/140001/finance", "funding", f"(money to £1,000), {PARTS_OUT}"),
    ],
)
def test_rounded_figures_of_two_terms_say_right_below_how_far_they_may_be_out(where: str, slug: str, said: str):
    found = next(each for each in walk(page(the_report(), where).figures) if isinstance(each, Table) and each.slug == slug)

    assert found.note.endswith(said)
    assert found.note.count("rounded by itself") == 1


def test_counts_of_two_terms_say_nothing_of_rounding():
    found = section(page(the_report(), "school/140001").figures, "pupils").table

    assert found is not None
    assert "rounded" not in found.note

"""Trusts that are not like the others build all the same."""

from __future__ import annotations

import pytest

from sendsite.errors import BuildFailed
from sendsite.framework.records import Priority, Pupil, Records, School
from sendsite.framework.term import Term
from sendsite.intake.comparators import shipped
from sendsite.report.build import build_report
from sendsite.report.figures.charts import Multiples, Picture, Ranges
from sendsite.report.figures.pages import SchoolFinance, SchoolHistory
from sendsite.stock import folder
from tests.builders import a_member_of_staff, a_pupil, a_school, a_trust, an_allocation
from tests.report.looking import section
from tests.report.trust import NOW, SETUP, empty, middling, one_term, page, pupils, reading, small, special, terms_back

ODD: dict[str, Records] = {
    "one school": middling(),
    "one special school": special(),
    "one small school": small(),
    "one pupil": a_school(a_pupil(gets=3)),
    "no staff": a_school(*(a_pupil(needs=4) for _ in range(12))),
    "no pupils": a_school(a_member_of_staff(contracted=30, send=20, tasks={"cover": 3})),
    "staff without SEND hours": a_school(a_pupil(), a_member_of_staff(send=0)),
    "nothing entered": empty(),
    "nobody on roll": a_school(*pupils(8, gets=1), a_member_of_staff(contracted=20), roll=0),
    "nobody rated": a_school(*(a_pupil(rating="", gets=1) for _ in range(20)), a_member_of_staff(contracted=60)),
    "more promised than paid": a_school(a_pupil("p"), a_member_of_staff("s", contracted=10), an_allocation("s", "p", 14)),
    "needs of nought": a_school(*(a_pupil(needs=0, gets=1) for _ in range(10)), a_member_of_staff(contracted=60)),
    "only what a file must hold": Records(
        schools=(School("140001", "Oakfield", "primary", 200),),
        pupils=tuple(Pupil("140001", f"p{place}", "", "", "", 500, None, "K") for place in range(12)),
        priorities=(Priority("140001", 1, "The early years come first", "key_stage", "EYFS", 2500),),
    ),
    "two empty schools": a_trust(empty("1"), empty("2")),
}


@pytest.mark.parametrize("name", ODD)
def test_an_odd_trust_builds_with_all_its_pages(name: str):
    report = one_term(ODD[name])

    assert len(report.pages) == 1 + 2 * (11 + 7 * len(report.schools)) + 1, "the method, each page at the root and at its lasting address, the archive"


@pytest.mark.parametrize("name", ODD)
def test_an_odd_trust_builds_as_a_draft_at_the_root(name: str):
    report = build_report(SETUP, [reading(NOW, ODD[name], draft=True)])

    assert report.standing.draft
    assert report.standing.latest
    assert page(report, "trust").figures.standing.published == "not published"  # type: ignore[union-attr]


def test_sixty_terms_build():
    terms = terms_back(NOW, 60)

    report = build_report(
        SETUP, [reading(term, a_school(*pupils(16, gets=1 + place % 3), a_member_of_staff(contracted=60))) for place, term in enumerate(terms)]
    )

    history = page(report, "school/140001/history").figures
    assert isinstance(history, SchoolHistory)
    assert len(section(history, "history-sei").table.rows) == 60  # type: ignore[union-attr]
    assert len(report.terms) == 60


def test_a_term_that_is_not_there_is_a_gap_and_no_change():
    report = build_report(SETUP, [reading(NOW.year_before.before, middling()), reading(NOW, middling())])
    index = page(report, "school/140001").figures.index  # type: ignore[union-attr]

    assert index.year is not None
    assert index.year.words == "no figure for spring last year to compare with"
    assert index.moved is None
    assert [len(run) for run in index.spark.runs] == [1, 1]  # type: ignore[union-attr]


def test_a_school_that_joined_later_has_its_own_history_and_the_older_pages_lead_on():
    report = build_report(SETUP, [reading(NOW.before, a_trust(middling(), small())), reading(NOW, middling())])
    keys = {each.key for each in report.pages}

    assert "school/140002" not in keys
    assert page(report, "2025-autumn/school/140002").figures.standing.latest_key == "home"  # type: ignore[union-attr]


def test_of_two_editions_of_a_term_the_later_stands():
    from dataclasses import replace

    first = reading(NOW, middling(name="Tidewell Primry"))
    report = build_report(SETUP, [first, replace(reading(NOW, middling()), edition=2)])

    assert report.schools == (("140001", "Tidewell Primary"),)
    assert report.standing.edition == 2


def test_a_school_stands_among_real_schools_of_its_phase_and_size():
    records = a_trust(middling(), Records(comparators=shipped(folder("open"))))
    finance = page(one_term(records), "school/140001/finance").figures
    assert isinstance(finance, SchoolFinance)
    table = section(finance, "compared").table
    assert table is not None

    assert [row.head for row in table.rows] == [
        "Support staff (full-time equivalent) per 100 pupils",
        "Pupils with an EHCP, % of roll",
        "Pupils at SEN support, % of roll",
    ]
    assert table.rows[0].cells[0].text == "1.2"
    assert (table.rows[0].cells[3].text, table.rows[0].cells[6].text) == ("3.6", "315 to 419 on roll")


def test_a_trust_among_real_schools_has_its_picture():
    records = a_trust(middling(), small(), Records(comparators=shipped(folder("open"))))
    picture = section(page(one_term(records), "trust/metric-finance").figures, "staffing-primary").chart

    assert isinstance(picture, Ranges)
    assert "Tidewell Primary" in [row.label for row in picture.rows]


def test_eight_schools_get_a_funnel_and_five_a_scatter():
    schools = [middling(str(140001 + number), f"School {number}", count=16 + number) for number in range(8)]
    report = one_term(a_trust(*schools))

    assert isinstance(section(page(report, "trust/metric-need").figures, "funnel").chart, Picture)
    assert section(page(report, "trust/finance").figures, "finance-need").chart is not None


def test_trends_need_two_terms():
    one, two = one_term(middling()), build_report(SETUP, [reading(NOW.before, middling()), reading(NOW, middling())])

    assert page(one, "trust/trends").figures.sections == ()  # type: ignore[union-attr]
    assert isinstance(section(page(two, "trust/trends").figures, "trend-sei").chart, Multiples)


def test_a_report_of_no_term_says_what_to_do():
    with pytest.raises(BuildFailed, match="Take a snapshot"):
        build_report(SETUP, [])


def test_a_draft_of_the_term_that_is_published_stands_beside_it():
    report = build_report(SETUP, [reading(NOW, middling()), reading(NOW, middling(gets=2), draft=True)])

    assert {each.key for each in report.pages} >= {"trust", "draft/trust"}
    assert Term.parse(report.standing.term) == NOW
    assert not report.standing.draft

"""Nothing that could point to a child or name a person is in a report, in whatever form."""

from __future__ import annotations

import re
from functools import lru_cache

from sendsite.report.build import build_report
from sendsite.report.figures.charts import Section, Stack
from sendsite.report.figures.pages import Report, SchoolDeployment
from sendsite.report.together import SLUG
from tests.builders import a_member_of_staff, a_pupil, a_school, a_trust, an_outcome
from tests.report.looking import section, walk
from tests.report.trust import NOW, SETUP, one_term, page, reading, some_terms, the_report

SECRET = (37.7, 33.3, 41.1)
"""Hours of need of the three red pupils: numbers that stand nowhere else, nor does their sum, 112.1."""


@lru_cache(maxsize=1)
def with_three_reds() -> Report:
    """A school of thirty in which three pupils are red."""
    reds = [a_pupil(f"r{place}", needs=hours, gets=11.3, rating="R", sen_status="E", primary_need="ASD") for place, hours in enumerate(SECRET)]
    others = [a_pupil(f"o{place}", needs=4, gets=3, rating="AG"[place % 2], primary_need="MLD", year_group=str(1 + place % 2)) for place in range(27)]
    return one_term(a_school(*reds, *others, a_member_of_staff("s1", contracted=60), a_member_of_staff("s2", contracted=60)))


def words(report: Report) -> str:
    """Everything in a report but its drawn bytes."""
    return re.sub(r"png=b'.*?'(?=, slug=)|png=b\".*?\"(?=, slug=)", "", repr(report))


def test_no_pupil_and_no_member_of_staff_is_named_anywhere():
    assert not re.search(r"Featherstone|Canary|Wagtail|Perpetua|Ignatius|Dunnock", words(the_report()))


def test_no_id_of_a_pupil_or_a_member_of_staff_is_in_a_report():
    records = a_trust(a_school(*(a_pupil(f"PUPIL-ID-{place}", gets=2) for place in range(20)), a_member_of_staff("STAFF-ID-7", contracted=60)))

    assert not re.search("PUPIL-ID|STAFF-ID", words(one_term(records)))


def test_hours_of_three_pupils_are_hidden_in_tables_charts_descriptions_and_words():
    told = words(with_three_reds())

    for secret in ("112.1", "33.9", "37.7", "41.1", "33.3"):
        assert not re.search(rf"(?<![\d.,]){re.escape(secret)}(?![\d])", told), secret


def test_a_hidden_cell_reads_c_and_carries_no_number():
    deployment = page(with_three_reds(), "school/140001/deployment").figures
    assert isinstance(deployment, SchoolDeployment)
    table = section(deployment, "ratings").table
    assert table is not None
    red = next(row for row in table.rows if row.head == "Red")

    assert {(cell.text, cell.value) for cell in red.cells} == {("[c]", None)}


def test_a_chart_of_hidden_figures_has_no_mark_for_them():
    deployment = page(with_three_reds(), "school/140001/deployment").figures
    ratings = section(deployment, "ratings")

    assert ratings.chart is None  # amber alone could be drawn
    assert ratings.says == "14 pupils are rated amber; plans ask for 55 of 220 hours for them. The rest is hidden."
    stacks = [found for found in walk(the_report().pages) if isinstance(found, Stack)]
    assert all(segment.width == 0.0 for stack in stacks for row in stack.rows for segment in row.segments if segment.text == "[c]")


def test_there_is_no_chart_and_no_table_of_hidden_figures_alone():
    deployment = page(with_three_reds(), "school/140001/deployment").figures

    assert "by-area" not in {found.slug for found in walk(deployment) if isinstance(found, Section)}
    assert "eed and hours by area of need" in section(deployment, SLUG).says


def test_a_heading_does_not_tell_a_hidden_share():
    assert "Red-rated pupils hold" not in words(with_three_reds())


def test_a_group_that_stands_alone_takes_another_with_it():
    table = section(page(with_three_reds(), "school/140001/deployment").figures, "ratings").table
    assert table is not None

    assert sum(row.cells[0].text == "[c]" for row in table.rows) >= 2


def test_an_insight_of_three_pupils_keeps_its_words_and_loses_its_numbers():
    insights = page(with_three_reds(), "school/140001/insights").figures
    cards = [card for card in (*insights.first, *insights.more) if card.rule == "highest_need"]  # type: ignore[union-attr]

    assert cards
    assert not re.search(r"\d", " ".join((cards[0].title, cards[0].diagnosis, cards[0].why, cards[0].action, *cards[0].steps)))
    assert cards[0].diagnosis == "Pupils rated red receive fewer hours than their plans name. How many hours is hidden: it could point to a child."
    assert cards[0].figures == ()
    assert cards[0].effects == ()


def test_a_school_of_four_pupils_shows_none_of_its_kpis():
    four = (a_pupil(needs=5, gets=4, rating="R", outcomes=(an_outcome("on_track"),)) for _ in range(4))
    report = one_term(a_school(*four, a_member_of_staff(contracted=40)))
    dashboard = page(report, "school/140001").figures

    assert {card.kpi for card in dashboard.kpis if card.value.mark == ""} == set()  # type: ignore[union-attr]
    assert dashboard.index.value.text == "[c]"  # type: ignore[union-attr]
    assert "number on the register hidden" in dashboard.school.about  # type: ignore[union-attr]


def test_a_change_is_not_shown_where_one_side_is_hidden():
    four = a_school(*(a_pupil(needs=5, gets=4) for _ in range(4)), a_member_of_staff(contracted=60))
    many = a_school(*(a_pupil(needs=5, gets=2) for _ in range(30)), a_member_of_staff(contracted=60))
    report = build_report(SETUP, [reading(NOW.year_before, four), reading(NOW, many)])
    cards = {card.kpi: card for card in page(report, "school/140001").figures.kpis}  # type: ignore[union-attr]

    assert cards["need"].change is None or (cards["need"].change.reads == "unknown" and not re.search(r"\d", cards["need"].change.words))


def test_a_salary_changes_nothing_in_a_report():
    from dataclasses import replace

    kept = some_terms()[0]
    paid = replace(kept, records=replace(kept.records, staff=tuple(row._replace(annual_salary=9_876_543) for row in kept.records.staff)))

    assert build_report(SETUP, [paid]) == build_report(SETUP, [kept])


def test_a_trust_may_raise_the_threshold_but_not_lower_it():
    records = a_school(*(a_pupil(f"p{place}", gets=2, primary_need="MLD" if place < 7 else "ASD") for place in range(30)), a_member_of_staff(contracted=60))

    def of_seven(k: int) -> str:
        table = section(page(one_term(records, k=k), "school/140001/deployment").figures, "by-area").table
        assert table is not None
        return table.rows[0].cells[0].text

    assert [of_seven(1), of_seven(10)] == ["7", "[c]"]

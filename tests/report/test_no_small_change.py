"""Each term's figures stand as released; no words tell a change where either side is hidden, or where a count moved by fewer than k."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

import pytest

from sendsite.framework.records import Records
from sendsite.report.build import build_report
from sendsite.report.changes import change, movement
from sendsite.report.charts.canvas import Canvas
from sendsite.report.disclosure import Released, Value
from sendsite.report.figures.pages import BoardSummary, Report
from sendsite.report.figures.values import Row, Table
from sendsite.report.sections import edition
from sendsite.report.view import EarlierEdition, View
from sendsite.report.views import views_of
from tests.builders import a_member_of_staff, a_pupil, a_school, an_allocation
from tests.report.looking import section, walk
from tests.report.trust import NOW, SETUP, middling, page, reading, terms_back

TOLD_AS_A_CHANGE = re.compile(r"(?:[+−]|up |down |rose |fell |grew )\d+ pupils|\d+ (?:more|fewer|less) (?:pupils|children)|pupils (?:more|fewer)|[↑↓▲▼]\s?\d")
SEVERAL = {"Pupils on the register", "On the register", "With an EHCP", "At SEN support"}


@lru_cache(maxsize=1)
def five_terms() -> Report:
    """A school whose register grows by two pupils a term."""
    return build_report(SETUP, [reading(term, middling(count=30 + 2 * place)) for place, term in enumerate(terms_back(NOW, 5))])


def rows(table: Table | None) -> Sequence[Row]:
    assert table is not None
    return table.rows


def test_history_has_each_terms_count_as_it_was_released():
    register = section(page(five_terms(), "school/140001/history").figures, "register")

    assert [row.cells[0].text for row in rows(register.table)] == ["30", "32", "34", "36", "38"]


def test_every_table_of_two_terms_has_both_counts_as_each_terms_own_pages_have_them():
    figures = [page(five_terms(), f"school/140001{part}").figures for part in ("", "/summary", "/deployment", "/finance")]
    tables = [each for found in figures for each in walk(found) if isinstance(each, Table)]
    pairs = {row.head: tuple(cell.text for cell in row.cells) for table in tables for row in table.rows if row.head in SEVERAL and len(row.cells) == 2}

    assert pairs == dict.fromkeys(("Pupils on the register", "On the register"), ("38", "32")) | {"With an EHCP": ("13", "11"), "At SEN support": ("25", "21")}


def test_a_count_that_was_hidden_then_keeps_its_mark_beside_this_terms():
    few = replace(middling(), pupils=tuple(row._replace(sen_status="E" if place < 3 else "K") for place, row in enumerate(middling().pupils)))
    report = build_report(SETUP, [reading(NOW.year_before, few), reading(NOW, middling())])
    figures = page(report, "school/140001/summary").figures
    assert isinstance(figures, BoardSummary)
    found = {row.head: [cell.text for cell in row.cells] for row in figures.key_table.rows}

    assert found["With an EHCP"][1] == "[c]"
    assert found["With an EHCP"][0] in ("12", "[c]")


def sentences(figures: object) -> Iterator[str]:
    """Every text of a page but the cells of its tables."""
    yield from (each for each in walk(figures) if isinstance(each, str))


def test_no_words_tell_a_change_of_a_count_of_pupils():
    for found in five_terms().pages:
        assert [each for each in sentences(found.figures) if TOLD_AS_A_CHANGE.search(each)] == [], found.key


def test_words_that_would_tell_one_are_looked_for():
    for said in ("+2 pupils", "up 2 pupils on last year", "2 more pupils", "two pupils more than last year", "▲ 2"):
        assert TOLD_AS_A_CHANGE.search(said), said


@pytest.mark.parametrize("counts", [(36, 37), (4, 37), (37, 4)])
def test_what_a_pupil_costs_is_hidden_wherever_the_register_is(counts: tuple[int, int]):
    readings = [reading(term, middling(count=count)) for term, count in zip((NOW.year_before, NOW), counts, strict=True)]
    *_, last = views_of(SETUP, readings, Canvas())
    hidden = [(moment.figures.mark("140001.register"), moment.figures.mark("140001.money.per_pupil")) for moment in last.history]

    assert all(cost == "c" for register, cost in hidden if register == "c")
    assert any(register == "c" for register, _ in hidden) is (4 in counts)


def a_view(records: Records) -> View:
    *_, last = views_of(SETUP, [reading(term, records) for term in terms_back(NOW, 2)], Canvas())
    return last


def hide(figures: Released, *names: str) -> Released:
    """The same figures without these."""
    return Released({**figures._values, **{name: Value(None, "c") for name in names}}, figures._words, figures._told, figures.k)


def test_no_change_of_a_measure_is_told_where_it_is_hidden_on_either_side():
    view, kpi = a_view(middling()), "140001.kpi.need"
    school, before = view.schools[0], view.history[0]
    hidden_then = replace(view, history=(replace(before, figures=hide(before.figures, kpi)), view.history[1]))

    said = change(hidden_then, school, "need", view.term.before)

    assert said is not None
    assert said.reads == "unknown"
    assert change(replace(view, now=hide(view.now, kpi)), school, "need", view.term.before) is None


def test_what_moved_the_index_is_not_told_where_a_score_is_hidden_on_either_side():
    view = a_view(middling())
    school, before = view.schools[0], view.history[0]
    hidden_then = replace(view, history=(replace(before, figures=hide(before.figures, "140001.score.pif")), view.history[1]))

    assert movement(view, school) is not None
    assert movement(hidden_then, school) is None
    assert movement(replace(view, now=hide(view.now, "140001.score.pif")), school) is None


def test_a_figure_that_one_edition_hides_is_not_said_to_have_moved():
    view = a_view(middling())
    earlier = replace(view, editions=(EarlierEdition(1, "27 January 2026", "", view.now),), now=hide(view.now, "140001.kpi.need"))

    told = edition.section(earlier, view.schools[0])

    assert told is not None
    assert told.heading.endswith("none of the index and the measures, as shown")
    assert told.table is None


def pairs_kept(ended: int) -> Released:
    """The figures of a school of twenty pupils with one adult each, of whom some went on to another."""
    adults = [a_member_of_staff(name, contracted=60) for name in ("t1", "t2")]
    pupils = [a_pupil(f"p{place}", needs=2) for place in range(20)]
    before = [an_allocation("t1", f"p{place}", 2) for place in range(20)]
    now = [an_allocation("t2" if place < ended else "t1", f"p{place}", 2) for place in range(20)]
    first, last = terms_back(NOW, 2)
    terms = [reading(first, a_school(*pupils, *adults, *before)), reading(last, a_school(*pupils, *adults, *now))]
    *_, view = views_of(SETUP, terms, Canvas())
    return view.now


def test_pairs_that_few_pupils_lost_are_not_told_from_those_that_went_on():
    assert [pairs_kept(ended).mark("140001.pairs.kept") for ended in (0, 3, 6, 17, 20)] == ["", "c", "", "c", ""]
    assert pairs_kept(3).mark("140001.pairs.share") == "c"

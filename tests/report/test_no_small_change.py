"""No change is shown where either side is hidden, or where a count of pupils moved by fewer than k."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from sendsite.framework.records import Records
from sendsite.report.build import build_report
from sendsite.report.changes import ABOUT_THE_SAME, change, movement, then_of
from sendsite.report.charts.canvas import Canvas
from sendsite.report.disclosure import Released, Value
from sendsite.report.figures.pages import BoardSummary, Report
from sendsite.report.figures.values import Cell, Row, Table
from sendsite.report.sections import edition
from sendsite.report.view import EarlierEdition, View
from sendsite.report.views import views_of
from tests.builders import a_member_of_staff, a_pupil, a_school, an_allocation
from tests.report.looking import section, walk
from tests.report.trust import NOW, SETUP, middling, page, reading, terms_back

K = 5
NAME = "140001.register"


def released(number: float | None, mark: str = "", name: str = NAME) -> Released:
    return Released({name: Value(number, mark)}, {}, frozenset(), K)


def beside(now: float | None, then: float | None) -> Cell:
    return then_of(released(then, "" if then is not None else "c"), now, NAME, K)


def test_a_count_that_moved_by_fewer_than_k_reads_about_the_same():
    assert [beside(36, then).text for then in (32, 35, 36, 37, 40)] == [ABOUT_THE_SAME] * 5


def test_a_count_that_moved_by_k_is_told():
    assert [beside(36, then).text for then in (31, 41)] == ["31", "41"]


def test_beside_a_hidden_count_nothing_is_called_the_same():
    assert beside(36, None).text == "[c]"
    assert beside(None, 36).text == "36"


def test_none_then_and_none_now_is_told():
    assert beside(0, 0).text == "0"


@lru_cache(maxsize=1)
def five_terms() -> Report:
    """A school whose register grows by two pupils a term."""
    return build_report(SETUP, [reading(term, middling(count=30 + 2 * place)) for place, term in enumerate(terms_back(NOW, 5))])


def rows(table: Table | None) -> Sequence[Row]:
    assert table is not None
    return table.rows


def test_history_tells_a_count_of_another_term_only_where_it_moved_by_k_or_more():
    register = section(page(five_terms(), "school/140001/history").figures, "register")

    assert [row.cells[0].text for row in rows(register.table)] == [ABOUT_THE_SAME, "32", ABOUT_THE_SAME, ABOUT_THE_SAME, "38"]
    assert "About the same" in register.note


def test_no_table_of_two_terms_shows_two_counts_that_differ_by_fewer_than_k():
    counted = {"Pupils on the register", "On the register", "With an EHCP", "At SEN support", "Requests for assessment made", "Requests agreed"}
    tables = [each for page in five_terms().pages for each in walk(page.figures) if isinstance(each, Table)]
    pairs = [row.cells for table in tables for row in table.rows if row.head in counted and len(row.cells) == 2]

    told = [(now.value, then.value) for now, then in pairs if isinstance(now.value, float) and isinstance(then.value, float)]
    assert pairs
    assert [pair for pair in told if 0 < abs(pair[0] - pair[1]) < K] == []


def test_the_board_summary_tells_no_small_change_of_counts():
    figures = page(five_terms(), "school/140001/summary").figures
    assert isinstance(figures, BoardSummary)
    found = {row.head: row.cells for row in figures.key_table.rows}

    assert [cell.text for cell in found["With an EHCP"]] == ["13", ABOUT_THE_SAME]
    assert [cell.text for cell in found["Pupils on the register"]] == ["38", "32"]


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

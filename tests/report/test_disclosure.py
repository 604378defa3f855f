"""The release decision: what is small, what would give it away, and what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendsite.report.disclosure import Ledger
from sendsite.report.formats import COUNT, HOURS


def table(*counts: float) -> Ledger:
    """A table of counts with its total."""
    ledger = Ledger()
    for place, count in enumerate(counts):
        ledger.count(f"row{place}", count)
    ledger.count("total", sum(counts))
    ledger.add_up("total", [f"row{place}" for place in range(len(counts))])
    return ledger


@pytest.mark.parametrize("count, text", [(0, "0"), (1, "[c]"), (4, "[c]"), (5, "5")])
def test_a_count_of_one_to_four_is_hidden_and_none_is_shown(count: int, text: str):
    ledger = Ledger()
    ledger.count("pupils", count)

    assert ledger.decide(5).cell("pupils", COUNT).text == text


def test_k_is_never_under_five():
    ledger = Ledger()
    ledger.count("pupils", 4)

    assert ledger.decide(1).mark("pupils") == "c"


def test_a_higher_k_hides_more():
    ledger = Ledger()
    ledger.count("pupils", 9)

    assert ledger.decide(10).mark("pupils") == "c"


def test_hours_of_few_pupils_are_hidden():
    ledger = Ledger()
    ledger.put("hours", 31.5, rests_on=3)

    assert ledger.decide(5).number("hours") is None


def test_what_is_worked_out_from_a_hidden_figure_is_hidden_as_well():
    ledger = Ledger()
    ledger.count("reds", 3)
    ledger.put("share", 0.3, of=["reds"])
    ledger.put("words about the share", 1, of=["share"])

    assert ledger.decide(5).mark("words about the share") == "c"


def test_words_that_belong_to_a_hidden_figure_are_not_told():
    ledger = Ledger()
    ledger.put("need", 0.5, rests_on=2)
    ledger.tell("band", "red", ["need"])

    released = ledger.decide(5)

    assert released.told("band") == ""
    assert released.hidden("band")


def test_one_hidden_part_of_a_shown_total_takes_the_next_smallest_with_it():
    released = table(3, 8, 20).decide(5)

    assert [released.mark(f"row{place}") for place in range(3)] == ["c", "c", ""]


def test_a_part_of_nought_is_not_what_is_hidden_next():
    released = table(3, 0, 20).decide(5)

    assert [released.mark(f"row{place}") for place in range(3)] == ["c", "", "c"]


def test_two_hidden_parts_need_no_third():
    released = table(3, 4, 20).decide(5)

    assert released.mark("row2") == ""


def test_two_hidden_parts_of_five_need_a_third_for_neither_is_taken_to_be_nought():
    released = table(3, 2, 20).decide(5)

    assert released.mark("row2") == "c"


def test_a_total_that_is_one_small_part_is_hidden_with_it():
    released = table(3, 0).decide(5)

    assert [released.mark("row0"), released.mark("total")] == ["c", "c"]


def test_the_same_group_is_hidden_in_every_column():
    ledger = Ledger()
    for what, values in (("pupils", (3, 6, 9)), ("hours", (12.0, 90.0, 20.0))):
        for place, value in enumerate(values):
            ledger.put(f"{what}{place}", value, rests_on=(3, 6, 9)[place])
        ledger.put(what, sum(values), rests_on=18)
        ledger.add_up(what, [f"{what}{place}" for place in range(3)])

    released = ledger.decide(5)

    assert [released.mark(f"{what}{place}") for what in ("pupils", "hours") for place in range(3)] == ["c", "c", ""] * 2


def test_missing_is_marked_as_missing_and_never_as_nought():
    ledger = Ledger()
    ledger.put("unknown", None)
    ledger.put("does not apply", float("nan"), why="z")

    released = ledger.decide(5)

    assert [released.cell("unknown", HOURS).text, released.cell("does not apply", HOURS).text] == ["[x]", "[z]"]


def test_a_figure_a_term_does_not_have_is_not_available():
    assert Ledger().decide(5).cell("nowhere", COUNT).text == "[x]"


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(st.integers(0, 15), min_size=3, max_size=3), min_size=2, max_size=5))
def test_no_row_or_column_of_a_table_leaves_a_single_hidden_cell(rows: list[list[int]]):
    ledger = Ledger()
    for down, row in enumerate(rows):
        for across, count in enumerate(row):
            ledger.count(f"{down},{across}", count)
        ledger.count(f"{down},all", sum(row))
        ledger.add_up(f"{down},all", [f"{down},{across}" for across in range(3)])
    for across in range(3):
        ledger.count(f"all,{across}", sum(row[across] for row in rows))
        ledger.add_up(f"all,{across}", [f"{down},{across}" for down in range(len(rows))])

    released = ledger.decide(5)

    for relation in ledger.sums:
        assert sum(released.mark(name) == "c" for name in (relation.total, *relation.parts)) != 1

"""How what is not safe is made safe: at least cost, from afar where nothing nearby will do, and soon."""

from __future__ import annotations

import pytest

from sendsite.report.disclosure import HOURS, Ledger, decided, secondary
from sendsite.report.disclosure.audit import inferred
from sendsite.report.disclosure.reach import Proof

K = 5


def a_chain(length: int) -> Ledger:
    """Counts each of which is shown in two sums, one after another; the first is small, and only the last can give way."""
    ledger = Ledger()
    ledger.count("1.chain.0", 2)
    for place in range(1, length):
        ledger.count(f"1.chain.{place}", 20)
        ledger.put(f"1.sum.{place}", 22 if place == 1 else 40, public=True)
        ledger.add_up(f"1.sum.{place}", [f"1.chain.{place - 1}", f"1.chain.{place}"])
    return ledger


def a_nought_among_noughts() -> Ledger:
    """None of one pupil's outcomes is on its way; every status of these is nought, and rests on nobody."""
    ledger = Ledger()
    ledger.put("1.outcome.going", 0, 1)
    for status in ("begun", "on_track"):
        ledger.put(f"1.outcome.{status}", 0, 0)
    ledger.put("1.outcome.withdrawn", 2, 1)
    ledger.put("1.outcome.all", 2, 1)
    ledger.add_up("1.outcome.going", ["1.outcome.begun", "1.outcome.on_track"])
    ledger.add_up("1.outcome.all", ["1.outcome.going", "1.outcome.withdrawn"])
    return ledger


@pytest.fixture
def rounds(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many figures were not safe, round by round."""
    found, prove = [], secondary.Search.prove

    def counted(self: secondary.Search) -> tuple[list[int], list[Proof]]:
        unsafe, proofs = prove(self)
        found.append(len(unsafe))
        return unsafe, proofs

    monkeypatch.setattr(secondary.Search, "prove", counted)
    return found


def test_where_only_figures_far_away_give_way_they_are_found_in_one_round(rounds: list[int]):
    ledger = a_chain(30)
    found = decided(ledger, K)

    assert inferred(ledger, found.hidden, found.small, K) == []
    assert len(rounds) <= 3


def test_where_nothing_else_will_do_noughts_are_hidden_too(rounds: list[int]):
    ledger = a_nought_among_noughts()
    found = decided(ledger, K)

    assert not {"1.outcome.begun", "1.outcome.on_track"}.isdisjoint(found.hidden)
    assert inferred(ledger, found.hidden, found.small, K) == []
    assert len(rounds) <= 3


def test_a_figure_below_nought_that_was_not_said_to_be_one_stops_no_search():
    ledger = Ledger()
    for name, value in (("1.rating.red", -1.0), ("1.rating.green", 3.0), ("1.rating.amber", 40.0)):
        ledger.put(name, value, 1 if value < 5 else 20, unit=HOURS)
    ledger.put("1.hours", 42.0, 22, unit=HOURS)
    ledger.add_up("1.hours", ["1.rating.red", "1.rating.green", "1.rating.amber"])
    found = decided(ledger, K)

    assert {"1.rating.red", "1.rating.green"} <= found.hidden

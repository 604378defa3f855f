"""The tool that measures what disclosure control costs counts what it says it counts."""

from __future__ import annotations

from sendsite.report.disclosure import deciding
from tools.disclosure_cost import AUDITS, Cost, timed


def test_shares_are_of_the_build_without_deciding():
    cost = Cost(terms=60, whole=120.0, deciding=20.0, audit=4.0, two_terms=1.0, peak=150)

    assert cost.words("decided anew") == (
        "60 terms, decided anew: without deciding 100.0 s; deciding 20.0 s (20%), of which audits 5.0 s (5.0%: 4.0 s single terms, 1.0 s two terms); 150 MB"
    )


def test_a_clock_changes_nothing_of_what_it_measures():
    spent = {"sum": 0.0}

    assert timed(lambda one, other: one + other, spent, "sum")(2, 3) == 5
    assert spent["sum"] >= 0


def test_what_is_measured_is_what_decisions_ask():
    assert all(callable(getattr(deciding, name)) for name in AUDITS)

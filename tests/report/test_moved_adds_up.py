"""What moved the index is worked out from scores as they are told, and still adds up exactly to the change that is told."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from sendsite.framework.bands import shown
from sendsite.framework.change import split
from sendsite.framework.model import KPIS
from sendsite.report.changes import shared_out
from sendsite.report.disclosure.rounding import in_places
from sendsite.report.formats import INDEX, adding_up

Scores = dict[str, float]


def index(scores: Scores) -> float:
    product = 1.0
    for score in scores.values():
        product *= max(score, 0.1)
    return float(product ** (1 / len(KPIS)))


def as_told(scores: Scores) -> Scores:
    return {kpi: in_places(score, 2) for kpi, score in scores.items()}


def two_terms(chance: random.Random) -> tuple[Scores, Scores]:
    """Exact scores of two terms; some stay, some move a little, some a lot, and some are at the floor."""
    was = {kpi: chance.choice([0.0, chance.uniform(0, 4.5), chance.uniform(0.1, 1)]) for kpi in KPIS}
    now = {kpi: min(4.5, max(0.0, score + chance.choice([0.0, 0.0, chance.gauss(0, 0.004), chance.gauss(0, 0.5)]))) for kpi, score in was.items()}
    return was, now


@pytest.mark.parametrize("seed", range(40))
def test_parts_of_scores_as_told_add_up_to_the_change_as_told(seed: int):
    chance = random.Random(seed)
    for _ in range(50):
        was, now = two_terms(chance)
        total = float(shown(index(now), 2)) - float(shown(index(was), 2))
        parts = shared_out(split(as_told(was), as_told(now)), total)
        if parts is None:
            continue
        assert sum(adding_up([parts[kpi] for kpi in KPIS], total, INDEX), Decimal(0)) == INDEX.decimal(total)


def test_a_score_that_is_told_as_the_same_has_no_part():
    was = dict.fromkeys(KPIS, 2.0)
    now = {**was, "need": 2.5, "dqf": 2.004}
    total = 0.1

    assert shared_out(split(as_told(was), as_told(now)), total) == {**dict.fromkeys(KPIS, 0.0), "need": pytest.approx(total)}


def test_a_change_that_no_score_tells_has_no_parts():
    assert shared_out(dict.fromkeys(KPIS, 0.0), 0.01) is None
    assert shared_out({**dict.fromkeys(KPIS, 0.0), "need": 0.004}, -0.01) is None


def test_no_change_has_parts_of_nought():
    assert shared_out(dict.fromkeys(KPIS, 0.0), 0.0) == dict.fromkeys(KPIS, 0.0)


def test_a_part_never_points_the_other_way_than_its_score():
    chance = random.Random(7)
    for _ in range(300):
        was, now = two_terms(chance)
        exact = split(as_told(was), as_told(now))
        parts = shared_out(exact, float(shown(index(now), 2)) - float(shown(index(was), 2)))
        assert parts is None or all(parts[kpi] * exact[kpi] > -1e-9 for kpi in KPIS)

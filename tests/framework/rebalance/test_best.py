"""Nothing better exists: a proposal against every other deployment there is, in schools small enough to try them all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest

from sendsite.framework.rebalance import moved_rows
from sendsite.framework.records import Records
from tests.framework.rebalance.schools import URN, Hours, adults, left, one_to_one, proposed, random_school, worth
from tools.rebalancing import timed

STEP = 50
MOST_ADULTS = 2


def values(now: int, most: int, step: int) -> list[int]:
    """What a cell may become: whole steps up and down, or nothing."""
    return sorted({0, *(now + step * steps for steps in range(-(now // step), most // step + 1) if now + step * steps <= most)})


def every_deployment(records: Records, most: int) -> Iterator[Hours]:
    """Every deployment within all limits."""
    now = one_to_one(records.deployment)
    locked = {(row.staff_id, row.pupil_id) for row in records.deployment if row.locked and not row.group}
    cells = [(person.staff_id, pupil.pupil_id) for person in records.staff for pupil in records.pupils]
    may = {pupil.pupil_id: max(MOST_ADULTS, adults(records, pupil.pupil_id, now)) for pupil in records.pupils}
    fixed = {cell: now.get(cell, 0) for cell in locked}
    least_left = {person.staff_id: min(0, left(records, person.staff_id, fixed)) for person in records.staff}
    for chosen in product(*([now.get(cell, 0)] if cell in locked else values(now.get(cell, 0), most, STEP) for cell in cells)):
        then = dict(zip(cells, chosen, strict=True))
        if all(left(records, who, then) >= least for who, least in least_left.items()) and all(adults(records, key, then) <= most for key, most in may.items()):
            yield then


@pytest.mark.parametrize("seed", range(24))
def test_no_deployment_of_two_adults_and_two_pupils_is_better(seed):
    records = random_school(seed, staff=2, pupils=2, most=4)
    now = one_to_one(records.deployment)
    found = one_to_one(moved_rows(records.deployment, URN, "", proposed(records, most_adults=MOST_ADULTS).moves))

    assert worth(records, now, found) == min(worth(records, now, then) for then in every_deployment(records, most=250))


@pytest.mark.parametrize("seed", range(12))
def test_no_deployment_of_two_adults_and_three_pupils_is_better(seed):
    records = random_school(100 + seed, staff=2, pupils=3, most=3)
    now = one_to_one(records.deployment)
    found = one_to_one(moved_rows(records.deployment, URN, "", proposed(records, most_adults=MOST_ADULTS).moves))

    assert worth(records, now, found) == min(worth(records, now, then) for then in every_deployment(records, most=150))


@pytest.mark.parametrize("seed", range(12))
def test_odd_hours_go_with_the_whole_cell_alone(seed):
    records = random_school(200 + seed, staff=2, pupils=2, most=6, grain=0.35)
    now = one_to_one(records.deployment)
    found = one_to_one(moved_rows(records.deployment, URN, "", proposed(records, most_adults=MOST_ADULTS).moves))

    assert worth(records, now, found) == pytest.approx(min(worth(records, now, then) for then in every_deployment(records, most=260)))


def test_a_school_of_sixty_pupils_and_25_staff_is_solved():
    *_, found = timed(seed=0, grain=50)

    assert found.better

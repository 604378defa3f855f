"""Whatever the school, a proposal breaks no lock, no group and no limit, and neither does a part of it that is allowed."""

from __future__ import annotations

from random import Random

import pytest

from sendsite.framework.columns import columns
from sendsite.framework.measure import measure
from sendsite.framework.rebalance import Proposal, apply, moved_rows, refused
from sendsite.framework.records import Allocation, Records
from sendsite.framework.settings import default
from tests.framework.rebalance.schools import URN, adults, left, one_to_one, proposed, random_school, worth

MOST_ADULTS = 3
Rows = tuple[Allocation, ...]


def some_school(seed: int) -> Records:
    """Small and larger ones, in half and quarter hours and in odd ones."""
    chance = Random(seed)
    return random_school(seed, staff=chance.randint(0, 5), pupils=chance.randint(0, 7), most=9, grain=chance.choice([0.5, 0.5, 0.25, 0.35]))


def held_fast(rows: Rows) -> Rows:
    """The cells that may not change."""
    return tuple(sorted(row for row in rows if row.locked or row.group))


def faults(records: Records, rows: Rows, *, floor: bool) -> list[str]:
    """Which limits the rows break. With `floor` no pupil may lose named one-to-one time."""
    now, then = one_to_one(records.deployment), one_to_one(rows)
    fixed = one_to_one(tuple(row for row in records.deployment if row.locked))
    found = ["locked or grouped"] * (held_fast(rows) != held_fast(records.deployment))
    found += ["negative"] * any(hours <= 0 for hours in then.values())
    found += [who for who in _staff(records) if left(records, who, then) < min(0, left(records, who, fixed), left(records, who, now) if not floor else 0)]
    found += [pupil.pupil_id for pupil in records.pupils if adults(records, pupil.pupil_id, then) > max(MOST_ADULTS, adults(records, pupil.pupil_id, now))]
    if floor and all(left(records, who, now) >= 0 for who in _staff(records)):
        found += ["one-to-one"] * (worth(records, now, then)[0] > 0)
    return found


def _staff(records: Records) -> list[str]:
    return [person.staff_id for person in records.staff]


def rows_after(records: Records, found: Proposal) -> Rows:
    return moved_rows(records.deployment, URN, "", found.moves)


@pytest.mark.parametrize("fifty", range(10))
def test_no_lock_no_group_and_no_limit_is_broken_in_any_of_fifty_schools(fifty):
    broken = {}
    for seed in range(fifty * 50, fifty * 50 + 50):
        records = some_school(seed)
        found = proposed(records, most_adults=MOST_ADULTS)
        rows = rows_after(records, found)
        broken[seed] = [*faults(records, rows, floor=True), *map(str, refused(found, found.moves))]
        if worth(records, one_to_one(records.deployment), one_to_one(rows))[4] != round(found.hours * 100):
            broken[seed].append("hours moved")

    assert {seed: words for seed, words in broken.items() if words} == {}


@pytest.mark.parametrize("seed", range(500, 560))
def test_a_part_that_is_allowed_keeps_every_limit(seed):
    records, chance = some_school(seed), Random(seed)
    found = proposed(records, most_adults=MOST_ADULTS)
    some = [move for move in found.moves if chance.random() < 0.6]
    part = tuple(move._replace(hours=chance.choice([move.hours, max(0.05, round(move.hours / 2, 2))])) for move in some)

    if not refused(found, part):
        rows = moved_rows(records.deployment, URN, "", part)
        assert faults(records, rows, floor=False) == []


@pytest.mark.parametrize("seed", range(20))
def test_moves_come_to_the_same_in_columns_and_in_rows(seed):
    records, framework = random_school(seed), default()
    found = proposed(records)
    by_rows = measure(columns(_with(records, rows_after(records, found)), framework), framework)
    by_columns = measure(apply(columns(records, framework), found.moves), framework)

    assert float(by_rows.schools.hours.gap[0]) == float(by_columns.schools.hours.gap[0]) == float(found.after.schools.hours.gap[0])
    assert sorted(by_rows.staff.used) == pytest.approx(sorted(by_columns.staff.used))


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_rows_changes_nothing(seed):
    records = random_school(seed)
    turned = Records(**{**vars(records), "staff": records.staff[::-1], "pupils": records.pupils[::-1], "deployment": records.deployment[::-1]})

    assert proposed(turned).moves == proposed(records).moves


def test_the_best_deployment_is_left_as_it_is():
    records = random_school(7, over=False)
    once = _with(records, rows_after(records, proposed(records)))

    assert proposed(once).moves == ()
    assert not proposed(once).better


def _with(records: Records, rows: Rows) -> Records:
    return Records(**{**vars(records), "deployment": rows})

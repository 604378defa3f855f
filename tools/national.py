"""
Measures a whole country: 24,000 invented schools, 1.7 million pupils, 3.5 million allocations, as columns in memory.

`python tools/national.py` compares `measure` with the same figures in straight numpy (tools/straight.py), in one process, turn by turn,
and prints both times and their ratio; `--schools N` takes another size.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sendsite.framework.measure import measure
from sendsite.framework.model import KPIS, CellColumns, Deployment, Floats, Ints, OutcomeColumns, PupilColumns, SchoolColumns, StaffColumns, TaskColumns
from sendsite.framework.settings import default
from tools.straight import straight

SEED = 20260301
ENGLAND = 24_000
PUPILS, STAFF, CELLS = 71, 12.5, 146  # a school on average
TARGET = 3.0


def national(schools: int = ENGLAND, seed: int = SEED) -> Deployment:
    """A country's columns; hours in whole hundredths, sizes and needs spread as schools' are."""
    chance = np.random.default_rng(seed)
    phase = chance.choice(6, schools, p=[0.02, 0.70, 0.15, 0.02, 0.07, 0.04]).astype(np.int64)
    roll = np.round(chance.lognormal(5.5, 0.6, schools))
    pupil_school = np.repeat(np.arange(schools), chance.poisson(roll * PUPILS / roll.mean()))
    staff_school = np.repeat(np.arange(schools), chance.poisson(roll * STAFF / roll.mean()))
    pupils, people = _pupils(chance, pupil_school), _staff(chance, staff_school)
    return Deployment(
        schools=SchoolColumns(
            urn=tuple(str(100_000 + number) for number in range(schools)),
            name=tuple(f"School {number}" for number in range(schools)),
            phase=phase,
            roll=roll,
            send_budget=np.round(roll * 250),
            other_send_costs=np.full(schools, np.nan),
        ),
        staff=people,
        pupils=pupils,
        outcomes=_outcomes(chance, len(pupil_school)),
        cells=_cells(chance, pupil_school, staff_school, schools),
        tasks=_tasks(chance, len(staff_school)),
    )


def _pupils(chance: np.random.Generator, school: Ints) -> PupilColumns:
    """Needs from 1 to 25 hours; answers that lean to one colour a pupil; one in twenty unrated."""
    count = len(school)
    need = np.round(chance.gamma(2.0, 3.0, count).clip(1, 25) * 100) / 100
    colour = chance.choice(3, count, p=[0.5, 0.3, 0.2])[:, None] + 1
    answers = np.where(chance.random((count, 8)) < 0.6, colour, chance.integers(0, 4, (count, 8)))
    answers[chance.random(count) < 0.05] = 0
    one_to_one = np.where(chance.random(count) < 0.1, np.round(need * 50) / 100, 0.0)
    return PupilColumns(
        pupil_id=tuple(map(str, range(count))),
        school=school,
        need=need,
        one_to_one=one_to_one,
        answers=answers,
        ehcp=chance.random(count) < 0.25,
        top_up=np.where(chance.random(count) < 0.2, 5000.0, np.nan),
    )


def _staff(chance: np.random.Generator, school: Ints) -> StaffColumns:
    """Part-time and full-time support staff, most of their hours for SEND."""
    contracted = np.round(chance.uniform(10, 37, len(school)) * 4) / 4
    return StaffColumns(
        staff_id=tuple(map(str, range(len(school)))),
        school=school,
        role=chance.choice(5, len(school), p=[0.5, 0.25, 0.1, 0.05, 0.1]).astype(np.int64),
        contracted=contracted,
        send_hours=np.round(contracted * chance.uniform(0.5, 1, len(school)) * 4) / 4,
        salary=np.full(len(school), np.nan),
    )


def _outcomes(chance: np.random.Generator, pupils: int) -> OutcomeColumns:
    """Two outcomes a pupil on average."""
    pupil = np.repeat(np.arange(pupils), chance.integers(0, 5, pupils))
    return OutcomeColumns(
        pupil=pupil,
        status=chance.choice(6, len(pupil), p=[0.15, 0.2, 0.25, 0.2, 0.15, 0.05]).astype(np.int64),
        dated=chance.random(len(pupil)) < 0.7,
        planned=np.full(len(pupil), 1.0),
        weeks=np.full(len(pupil), 38.0),
    )


def _cells(chance: np.random.Generator, pupil_school: Ints, staff_school: Ints, schools: int) -> CellColumns:
    """Cells within a school, half of them in groups: four labels a member of staff."""
    pupils, people = np.bincount(pupil_school, minlength=schools), np.bincount(staff_school, minlength=schools)
    first_pupil, first_person = np.cumsum(pupils) - pupils, np.cumsum(people) - people
    both = np.where((pupils > 0) & (people > 0), pupils, 0)
    school = np.repeat(np.arange(schools), np.round(both * CELLS / PUPILS).astype(np.int64))
    pupil = first_pupil[school] + chance.integers(0, pupils[school])
    staff = first_person[school] + chance.integers(0, people[school])
    label = np.where(chance.random(len(school)) < 0.5, staff * 4 + chance.integers(0, 4, len(school)), -1)
    group = np.full(len(school), -1)
    group[label >= 0] = np.unique(label[label >= 0], return_inverse=True)[1]
    hours = np.round(chance.uniform(0.25, 3, len(school)) * 4) / 4
    return CellColumns(staff=staff, pupil=pupil, hours=hours, group=group, mode=np.full(len(school), -1))


def _tasks(chance: np.random.Generator, staff: int) -> TaskColumns:
    """One task a member of staff, preparation for a third of them."""
    return TaskColumns(
        staff=np.arange(staff), task=chance.choice(8, staff, p=[0.3, *[0.1] * 7]).astype(np.int64), hours=np.round(chance.uniform(0, 3, staff) * 4) / 4
    )


def compare(deployment: Deployment, turns: int) -> tuple[list[float], list[float]]:
    """Seconds of each turn: straight numpy and `measure`, one after the other."""
    framework, by_hand, measured = default(), [], []
    for _ in range(turns):
        by_hand.append(_seconds(lambda: straight(deployment)))
        measured.append(_seconds(lambda: measure(deployment, framework)))
    return by_hand, measured


def agree(deployment: Deployment) -> None:
    """Stop where a figure of the two differs by more than 1e-9."""
    values, scores, sei = straight(deployment)
    measures = measure(deployment, default())

    def same(one: Floats, other: Floats) -> None:
        np.testing.assert_allclose(one, other, rtol=0, atol=1e-8)

    for row, kpi in enumerate(KPIS):
        same(measures.schools.kpis[kpi].value, values[row])
        same(measures.schools.kpis[kpi].score, scores[row])
    same(measures.schools.sei.value, sei)


def _seconds(action: object) -> float:
    assert callable(action)
    begun = time.perf_counter()
    action()
    return time.perf_counter() - begun


def main() -> int:
    """Print sizes, times and the ratio; 1 where the target is missed."""
    options = argparse.ArgumentParser(description=__doc__.split("\n\n")[0] if __doc__ else "")
    options.add_argument("--schools", type=int, default=ENGLAND)
    options.add_argument("--turns", type=int, default=5)
    chosen = options.parse_args()
    deployment = national(chosen.schools)
    sizes = {"schools": len(deployment.schools.urn), "pupils": len(deployment.pupils.need), "staff": len(deployment.staff.role)}
    sizes |= {"allocations": len(deployment.cells.hours), "outcomes": len(deployment.outcomes.pupil)}
    print(", ".join(f"{count:,} {name}" for name, count in sizes.items()))
    agree(deployment)
    print("every value, score and index agrees")
    by_hand, measured = compare(deployment, chosen.turns)
    straight_ms, measure_ms = statistics.median(by_hand) * 1000, statistics.median(measured) * 1000
    ratio = measure_ms / straight_ms
    print(f"straight numpy {straight_ms:.0f} ms, measure {measure_ms:.0f} ms, ratio {ratio:.2f} (target {TARGET:.1f})")
    return 0 if ratio <= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())

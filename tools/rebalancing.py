"""
Times a rebalance of invented schools of 60 pupils and 25 staff: everything between a deployment and its proposal with its limits.

    python -m tools.rebalancing [TURNS]
"""

from __future__ import annotations

import statistics
import sys
from random import Random
from time import process_time

from sendsite.framework.columns import columns
from sendsite.framework.measure import measure
from sendsite.framework.rebalance import Proposal, locked_cells, rebalance
from sendsite.framework.rebalance.ground import ground
from sendsite.framework.rebalance.programme import programme
from sendsite.framework.rebalance.solving import solved
from sendsite.framework.records import Allocation, Pupil, Records, School, Staff, Task
from sendsite.framework.settings import default

URN, PUPILS, STAFF = "990000", 60, 25


def school(seed: int, grain: int, grouped: float = 0.3) -> Records:
    """An invented school whose hours are whole multiples of `grain` hundredths: short of hours, and given with little regard to need."""
    chance = Random(seed)
    pupils = [_pupil(number, chance, grain) for number in range(PUPILS)]
    staff = [Staff(URN, f"s{number:02d}", "", "TA", 3250, chance.randrange(1500, 3000, 50)) for number in range(STAFF)]
    cells = {}
    for person in staff:
        left = person.send_hours - 200
        while left > 0:
            hours, group = min(left, grain * chance.randrange(1, 1 + 500 // grain)), "" if chance.random() > grouped else "Phonics"
            cells[person.staff_id, chance.choice(pupils).pupil_id, group] = (hours, chance.random() < 0.1)
            left -= hours
    return Records(
        schools=(School(URN, "Invented School", "special", 90),),
        staff=tuple(staff),
        pupils=tuple(pupils),
        deployment=tuple(Allocation(URN, "", by, of, hours, group, "", locked) for (by, of, group), (hours, locked) in sorted(cells.items())),
        tasks=tuple(Task(URN, "", person.staff_id, "duty", chance.choice([100, 150, 200])) for person in staff),
    )


def _pupil(number: int, chance: Random, grain: int) -> Pupil:
    need = grain * chance.randrange(200 // grain, 1800 // grain)
    answers = dict.fromkeys([f"q{question}" for question in range(1, 9)], chance.choice("RRAAAGG"))
    return Pupil(URN, f"p{number:02d}", "", "4", "4A", need, chance.choice([None, need // 2 // grain * grain]), "K")._replace(**answers)  # type: ignore[arg-type]  # columns by name


def timed(seed: int, grain: int) -> tuple[float, float, Proposal]:
    """Processor seconds from one school's columns to the best deployment, and to its whole proposal with what limits it."""
    framework, records = default(), school(seed, grain)
    deployment = columns(records, framework)
    locked = locked_cells(records, URN)
    began = process_time()
    solved(programme(ground(measure(deployment, framework), framework, locked, None)))
    best = process_time()
    found = rebalance(deployment, framework, locked=locked)
    return best - began, process_time() - best, found


def main() -> None:
    """Print the median and the longest of some schools, by how fine their hours are."""
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    timed(0, 50)
    for grain in (50, 25, 5):
        taken = [timed(seed, grain) for seed in range(turns)]
        moves = statistics.median(len(found.moves) for *_, found in taken)
        solving, whole = [best for best, _, _ in taken], [seconds for _, seconds, _ in taken]
        print(f"hours in steps of {grain / 100:g}: solved {_told(solving)}; with what limits it {_told(whole)}; {moves:g} moves")


def _told(seconds: list[float]) -> str:
    return f"median {statistics.median(seconds):.2f} s, longest {max(seconds):.2f} s"


if __name__ == "__main__":
    main()

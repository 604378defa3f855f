"""Invented trusts drawn by chance: registers small and large, with everything that figures are worked out from."""

from __future__ import annotations

import random
from datetime import date

from sendsite.framework.records import MODES, ROLES, STATUSES, TASKS, YEAR_GROUPS, FundingBand, Records, SchoolFact
from tests.builders import AMemberOfStaff, AnAllocation, AnOutcome, APupil, a_member_of_staff, a_pupil, a_school, a_trust, an_allocation, an_outcome

NEEDS = ("MLD", "ASD", "SLCN", "SEMH", "PD", "SPLD", "HI", "")
BANDS = ("", "B1", "B2", "B3")
RATES = {"": None, "B1": 250_000, "B2": 600_000, "B3": 1_100_000}


def a_random_trust(seed: int, schools: int = 3, most: int = 60, term: str = "2025-spring") -> Records:
    """So many schools of up to so many pupils; the same seed gives the same trust."""
    chance = random.Random(seed)
    bands = tuple(FundingBand(code, None, f"Band {code[1]}", RATES[code]) for code in BANDS if code)
    parts = [_school(chance, str(140001 + place), most) for place in range(schools)]
    facts = tuple(_fact(chance, str(140001 + place), term) for place in range(schools))
    return a_trust(*parts, Records(funding_bands=bands, school_facts=facts))


def _school(chance: random.Random, urn: str, most: int) -> Records:
    pupils = [_pupil(chance, place) for place in range(chance.randint(0, most) if chance.random() < 0.5 else chance.randint(most // 2, most))]
    people = [_member(chance, place) for place in range(chance.randint(1, 7))]
    cells = [cell for pupil in pupils if chance.random() < 0.9 for cell in _cells(chance, pupil.pupil_id, people)]
    return a_school(*pupils, *people, *cells, urn=urn, name=f"School {urn}", roll=chance.randint(60, 900), budget=chance.choice([None, 40_000, 91_234]))


def _pupil(chance: random.Random, place: int) -> APupil:
    band = chance.choices(BANDS, (6, 1, 1, 1))[0]
    return a_pupil(
        f"p{place}",
        needs=chance.randint(0, 60) / 4,
        one_to_one=chance.choice([None, None, 0, 1]),
        rating=chance.choices(("R", "A", "G", ""), (2, 3, 4, 1))[0],
        sen_status="E" if band or chance.random() < 0.1 else "K",
        outcomes=tuple(_outcome(chance) for _ in range(chance.randint(0, 3))),
        primary_need=chance.choice(NEEDS),
        year_group=chance.choice((*YEAR_GROUPS[:8], "")),
        funding_band=band,
    )


def _outcome(chance: random.Random) -> AnOutcome:
    day = chance.choice([None, date(2026, 2, 3)])
    return an_outcome(chance.choice(STATUSES), reviewed_on=day, planned=chance.choice([None, 1, 2.5]), weeks=chance.choice([None, 12]))


def _member(chance: random.Random, place: int) -> AMemberOfStaff:
    hours = chance.randint(20, 60)
    tasks = {task: chance.randint(1, 8) / 2 for task in chance.sample(TASKS, chance.randint(0, 4))}
    return a_member_of_staff(f"s{place}", role=chance.choice(ROLES), contracted=hours, send=chance.randint(hours // 2, hours), tasks=tasks)


def _cells(chance: random.Random, pupil: str, people: list[AMemberOfStaff]) -> list[AnAllocation]:
    picked = chance.sample(people, min(len(people), chance.randint(1, 2)))
    groups = ["", "", "g1", "g2", "g3"]
    return [an_allocation(one.staff_id, pupil, chance.randint(1, 16) / 4, group=chance.choice(groups), mode=chance.choice((*MODES, ""))) for one in picked]


def _fact(chance: random.Random, urn: str, term: str) -> SchoolFact:
    made = chance.randint(0, 9)
    other = chance.choice([None, 500_000])
    return SchoolFact(urn, term, chance.randint(500, 9000), made, chance.randint(0, made), chance.randint(0, 12), chance.randint(0, 40), other)

"""Invented trusts drawn by chance, for proofs: registers from none to many pupils, with everything that figures are worked out from."""

from __future__ import annotations

import random
from dataclasses import fields, replace
from datetime import date, timedelta

from sendsite.framework.columns import columns
from sendsite.framework.document import document
from sendsite.framework.measure import measure
from sendsite.framework.records import (
    AREAS,
    MODES,
    NEEDS,
    ROLES,
    STATUSES,
    TASKS,
    YEAR_GROUPS,
    Allocation,
    FundingBand,
    Outcome,
    OutcomeWeeks,
    Priority,
    Pupil,
    Records,
    School,
    SchoolFact,
    Staff,
    Task,
)
from sendsite.framework.settings import default
from sendsite.framework.term import Term, TermRecords

TERM = Term.parse("2025-spring")
TODAY = date(2026, 3, 2)
BANDS = {"B1": 250_000, "B2": 600_000, "B3": 1_100_000}
PLAN = "Another way"
QUARTER = 25
"""Hours come in quarters, in hundredths."""


def a_random_trust(seed: int, schools: int = 3, most: int = 60) -> Records:
    """So many schools of up to so many pupils; the same seed gives the same trust."""
    chance = random.Random(seed)
    bands = tuple(FundingBand(code, None, f"Band {code[1]}", amount) for code, amount in BANDS.items())
    priorities = (Priority("", 1, "Reds first", "reds", "", 4500), Priority("", 2, "In class", "mode", "in_class", 5000))
    parts = [_school(chance, str(990101 + place), most) for place in range(schools)]
    return together(*parts, Records(funding_bands=bands, priorities=priorities))


def together(*parts: Records) -> Records:
    """Several schools' records as one trust's."""
    return Records(**{table.name: tuple(row for part in parts for row in getattr(part, table.name)) for table in fields(Records)})


def as_read(records: Records, term: Term = TERM, kept: bool = True) -> TermRecords:
    """Records as those of a term; with the document that a snapshot keeps."""
    day, framework = term.begins.replace(day=27), default()
    told = document(measure(columns(records, framework, on=day), framework), framework) if kept else None
    return TermRecords(term, day, records, framework, taken_at=f"{day.isoformat()}T10:00:00", document=told)


def a_term_later(seed: int, records: Records, term: Term = TERM, moving: float = 0.1) -> Records:
    """The same trust a term on: some pupils leave or come back under another rating, some hours and outcomes are others."""
    chance = random.Random(seed)
    gone = {(row.school_urn, row.pupil_id) for row in records.pupils if chance.random() < moving / 2}
    stays = [row for row in records.deployment if (row.school_urn, row.pupil_id) not in gone]
    return replace(
        records,
        pupils=tuple(_moved(chance, row, moving) for row in records.pupils if (row.school_urn, row.pupil_id) not in gone),
        outcomes=tuple(_reviewed(chance, row, moving) for row in records.outcomes if (row.school_urn, row.pupil_id) not in gone),
        outcome_weeks=tuple(row for row in records.outcome_weeks if (row.school_urn, row.pupil_id) not in gone),
        deployment=tuple(_given(chance, row, moving) for row in stays if chance.random() > moving / 4),
        school_facts=tuple(row._replace(term=term.name) for row in records.school_facts),
    )


def _moved(chance: random.Random, row: Pupil, moving: float) -> Pupil:
    if chance.random() >= moving:
        return row
    needs = max(0, row.need_hours + QUARTER * chance.randint(-8, 8))
    return _rated(chance, row._replace(need_hours=needs, primary_need=chance.choice((row.primary_need, *NEEDS))))


def _reviewed(chance: random.Random, row: Outcome, moving: float) -> Outcome:
    return row._replace(status=chance.choice(STATUSES)) if chance.random() < moving else row


def _given(chance: random.Random, row: Allocation, moving: float) -> Allocation:
    return row._replace(hours=max(QUARTER, row.hours + QUARTER * chance.randint(-4, 4))) if chance.random() < moving else row


def _school(chance: random.Random, urn: str, most: int) -> Records:
    count = chance.randint(0, most) if chance.random() < 0.5 else chance.randint(most // 2, most)
    years = chance.choice((YEAR_GROUPS[:9], YEAR_GROUPS[9:], YEAR_GROUPS))
    pupils = [_pupil(chance, urn, f"p{place}", years) for place in range(count)]
    staff = [_member(chance, urn, f"s{place}") for place in range(chance.randint(1, 7))]
    outcomes = [_outcome(chance, urn, row.pupil_id, f"o{place}") for row in pupils for place in range(chance.randint(0, 3))]
    cells = [cell for row in pupils if chance.random() < 0.9 for cell in _cells(chance, urn, row.pupil_id, staff)]
    if cells and chance.random() < 0.3:
        cells += [cell._replace(scenario=PLAN, hours=max(QUARTER, cell.hours + QUARTER * chance.choice((-2, 0, 0, 2)))) for cell in cells]
    weeks = [OutcomeWeeks(urn, row.pupil_id, row.outcome_id, 12) for row in outcomes if chance.random() < 0.3]
    school = School(urn, f"School {urn}", "primary", chance.randint(60, 900), chance.choice([None, 4_000_000, 9_123_400]))
    tasks = [Task(urn, "", row.staff_id, task, 50 * chance.randint(1, 8)) for row in staff for task in chance.sample(TASKS, chance.randint(0, 4))]
    return Records((school,), tuple(staff), tuple(pupils), tuple(outcomes), tuple(cells), tuple(tasks), tuple(weeks), school_facts=(_fact(chance, urn),))


def _pupil(chance: random.Random, urn: str, key: str, years: tuple[str, ...]) -> Pupil:
    band = chance.choices(("", *BANDS), (6, 1, 1, 1))[0]
    own = 100 * chance.randint(1_000, 9_000) if chance.random() < 0.05 else None
    status = "E" if band or chance.random() < 0.1 else "K"
    one_to_one = chance.choice([None, None, 0, 100])
    needs, area = QUARTER * chance.randint(0, 60), chance.choice((*NEEDS, "MLD", "ASD", "SLCN", "SEMH", ""))
    row = Pupil(urn, key, f"Pupil {key}", chance.choice((*years, "")), "4A", needs, one_to_one, status, area, band, own)
    return _rated(chance, row._replace(rated_on=TODAY - timedelta(days=chance.choice((10, 200, 700)))))


def _rated(chance: random.Random, row: Pupil) -> Pupil:
    """All eight questions with one answer: the rating is that."""
    answer = chance.choices(("R", "A", "G", ""), (2, 3, 4, 1))[0]
    return row._replace(q1=answer, q2=answer, q3=answer, q4=answer, q5=answer, q6=answer, q7=answer, q8=answer)


def _outcome(chance: random.Random, urn: str, pupil: str, key: str) -> Outcome:
    planned = chance.choice([None, 100, 250])
    day = chance.choice([None, TODAY - timedelta(days=30)])
    return Outcome(urn, pupil, key, chance.choice((*AREAS, "reading")), "Reads aloud", "", planned, chance.choice(STATUSES), day)


def _member(chance: random.Random, urn: str, key: str) -> Staff:
    hours = 100 * chance.randint(20, 60)
    return Staff(urn, key, f"Staff {key}", chance.choice(ROLES), hours, chance.randint(hours // 2, hours), chance.choice([None, 2_345_600]))


def _cells(chance: random.Random, urn: str, pupil: str, staff: list[Staff]) -> list[Allocation]:
    picked = chance.sample(staff, min(len(staff), chance.randint(1, 2)))
    groups = ("", "", "g1", "g2", "g3")
    return [Allocation(urn, "", one.staff_id, pupil, QUARTER * chance.randint(1, 16), chance.choice(groups), chance.choice((*MODES, ""))) for one in picked]


def _fact(chance: random.Random, urn: str) -> SchoolFact:
    made = chance.randint(0, 9)
    other = chance.choice([None, 500_000])
    return SchoolFact(urn, TERM.name, chance.randint(500, 9000), made, chance.randint(0, made), chance.randint(0, 12), chance.randint(0, 40), other)

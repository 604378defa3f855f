"""
The six schools of the trust and what happens in each: the part of the story to read first and to tune.

Sizes, shares of EHCP and SEN support, and staff per pupil lie within the tenth to ninetieth percentile of real schools of the phase and size
(Department for Education: school census January 2019, workforce census November 2018), EHCP shares a little higher, as they have become since.
"""

from __future__ import annotations

from typing import NamedTuple

from sendsite.demo.calendar import Path, path
from sendsite.framework.records import School

TRUST = "Saltmarsh Learning Trust"


class Character(NamedTuple):
    """What a school is like; a Path has a value for each of the ten moments."""

    urn: str
    name: str
    phase: str
    years: tuple[int, int]
    rolls: tuple[int, int, int, int]
    budgets: tuple[int | None, ...]  # GBP, a year each
    register: Path  # pupils
    ehcp: float  # share of the register that has an EHCP
    posts: tuple[tuple[str, float], ...]  # role and contracted hours of each post
    dedicated: Path  # share of contracted hours that are for SEND
    absorbed: Path  # share of SEND hours that go to other tasks
    idle: float  # share of SEND hours without any entry
    overbooked: float  # hours timetabled beyond the SEND hours, for some staff
    covered: tuple[Path, Path, Path]  # share of planned hours timetabled: red, amber, green
    group: int  # pupils in a group
    alone: float  # share of the hours of pupils with EHCPs that is one-to-one
    reds_first: bool  # whether new hours go to the highest need, or to who came first
    holds: float  # share of pupils whose hours go on when their need falls
    rating: Path  # share of ratings re-done in autumn and spring
    pace: Path  # chance that an outcome moves on a stage in a term
    reviewing: Path  # share of outcomes reviewed in a term


SMALL = Character(
    urn="990001",
    name="Winterbrook Primary School",
    phase="primary",
    years=(0, 6),
    rolls=(94, 91, 92, 89),
    budgets=(48_500, 49_200, 50_100, 50_400),
    register=path(13, 13, 12, 13),
    ehcp=0.16,
    posts=(("HLTA", 27.5), ("TA", 30), ("TA", 32.5), ("TA", 22.5)),
    dedicated=path(0.60),
    absorbed=path(0.08, 0.06, 0.09, 0.07),
    idle=0.09,
    overbooked=0.0,
    covered=(path(0.78), path(0.80), path(0.9)),
    group=2,
    alone=0.5,
    reds_first=True,
    holds=0.1,
    rating=path(0.8),
    pace=path(0.62),
    reviewing=path(0.95),
)
DRIFTING = Character(
    urn="990002",
    name="Marlstone Primary School",
    phase="primary",
    years=(0, 6),
    rolls=(206, 204, 200, 196),
    budgets=(118_000, 118_500, 116_000, 115_500),
    register=path(31, 33, 33, 34),
    ehcp=0.15,
    posts=(("HLTA", 30), ("TA", 32.5), ("TA", 32.5), ("TA", 30), ("TA", 27.5), ("TA", 32.5), ("LSA", 30), ("TA", 25)),
    dedicated=path(0.60, 0.59, 0.58, 0.56),
    absorbed=path(0.07, 0.14, 0.25, 0.36),
    idle=0.03,
    overbooked=1.0,
    covered=(path(0.76, 0.72, 0.5, 0.3), path(0.85, 0.82, 0.74, 0.62), path(1.0, 1.0, 1.05, 1.1)),
    group=3,
    alone=0.45,
    reds_first=False,
    holds=0.6,
    rating=path(0.9, 0.8, 0.55, 0.35),
    pace=path(0.47, 0.4, 0.22, 0.08),
    reviewing=path(1.0, 0.95, 0.85, 0.8),
)
STRONG = Character(
    urn="990003",
    name="Hallowmere Primary Academy",
    phase="primary",
    years=(0, 6),
    rolls=(221, 224, 226, 228),
    budgets=(121_000, 124_500, 128_000, 131_000),
    register=path(33, 34, 35, 36),
    ehcp=0.27,
    posts=(("HLTA", 32.5), ("TA", 32.5), ("TA", 30), ("TA", 32.5), ("LSA", 32.5), ("TA", 27.5), ("learning_mentor", 30)),
    dedicated=path(0.80),
    absorbed=path(0.03, 0.02, 0.04, 0.03),
    idle=0.02,
    overbooked=0.0,
    covered=(path(0.95), path(0.97), path(1.0)),
    group=3,
    alone=0.55,
    reds_first=True,
    holds=0.0,
    rating=path(0.97),
    pace=path(0.78),
    reviewing=path(1.0),
)
GAPS = Character(
    urn="990004",
    name="Thistlemoor Primary School",
    phase="primary",
    years=(0, 6),
    rolls=(198, 196, 201, 203),
    budgets=(109_000, 110_500, 112_000, None),
    register=path(30, 31, 32, 33),
    ehcp=0.17,
    posts=(("TA", 32.5), ("TA", 32.5), ("TA", 30), ("TA", 30), ("LSA", 27.5), ("TA", 25), ("TA", 30)),
    dedicated=path(0.66),
    absorbed=path(0.10, 0.09, 0.08, 0.12),
    idle=0.05,
    overbooked=0.5,
    covered=(path(0.78), path(0.86), path(0.97)),
    group=3,
    alone=0.55,
    reds_first=True,
    holds=0.15,
    rating=path(0.5, 0.0, 1.0, 0.8, 0.8, 0.7, 0.0, 0.0, 0.0, 0.0),
    pace=path(0.6),
    reviewing=path(0.7, 0.9, 0.9, 0.9, 0.9, 0.9, 0.8, 0.25, 0.1, 0.1),
)
SPECIAL = Character(
    urn="990005",
    name="Fennimere School",
    phase="special",
    years=(0, 13),
    rolls=(41, 42, 44, 44),
    budgets=(410_000, 420_000, 440_000, 440_000),
    register=path(41, 41, 41, 42, 42, 42, 44, 44, 44, 44),
    ehcp=1.0,
    posts=(
        *((("HLTA", 32.5),) * 2),
        *((("LSA", 32.5),) * 5),
        *((("TA", 32.5),) * 5),
        ("LSA", 30),
        ("other", 25),
        ("learning_mentor", 32.5),
    ),
    dedicated=path(0.89),
    absorbed=path(0.05, 0.05, 0.04, 0.05),
    idle=0.04,
    overbooked=0.0,
    covered=(path(0.88), path(0.93), path(0.98)),
    group=3,
    alone=0.25,
    reds_first=True,
    holds=0.05,
    rating=path(0.9),
    pace=path(0.58),
    reviewing=path(0.97),
)
LARGE = Character(
    urn="990006",
    name="Wendlemere High School",
    phase="secondary",
    years=(7, 11),
    rolls=(1_003, 1_008, 1_012, 1_015),
    budgets=(512_000, 520_000, 531_000, 538_000),
    register=path(62, 63, 64, 65),
    ehcp=0.28,
    posts=(
        ("HLTA", 32.5),
        *((("TA", 32.5),) * 4),
        *((("TA", 30),) * 3),
        ("LSA", 30),
        ("LSA", 27.5),
        ("learning_mentor", 32.5),
        ("TA", 20),
    ),
    dedicated=path(0.76),
    absorbed=path(0.13, 0.11, 0.09, 0.08),
    idle=0.06,
    overbooked=0.0,
    covered=(path(0.66, 0.72, 0.78, 0.82), path(0.76, 0.80, 0.83, 0.84), path(1.0)),
    group=3,
    alone=0.42,
    reds_first=True,
    holds=0.1,
    rating=path(0.6, 0.75, 0.85, 0.85),
    pace=path(0.45, 0.5, 0.55, 0.6),
    reviewing=path(0.8, 0.85, 0.9, 0.9),
)
CHARACTERS = (SMALL, DRIFTING, STRONG, GAPS, SPECIAL, LARGE)


def school(character: Character, year: int) -> School:
    """The school's own row in an academic year of the story."""
    budget = character.budgets[year]
    return School(character.urn, character.name, character.phase, character.rolls[year], None if budget is None else budget * 100)

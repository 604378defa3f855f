"""One pupil's row: year, class, hours, need and funding as they stood at a moment."""

from __future__ import annotations

from datetime import date

from sendsite.demo.calendar import LIVE_MOMENT
from sendsite.demo.chance import Chance
from sendsite.demo.pupils import Child
from sendsite.demo.ratings import need_hours, one_to_one_hours, so_far
from sendsite.framework.records import FundingBand, Pupil

CLASSES = ("Sanderling", "Turnstone", "Redshank", "Avocet", "Plover", "Godwit", "Curlew")
MIXED_CLASSES = ("Shore", "Shore", "Shore", "Dune", "Dune", "Marsh", "Marsh")
SPECIAL_CLASSES = ("Alder", "Alder", "Hazel", "Hazel", "Rowan", "Rowan", "Birch", "Birch", "Aspen", "Aspen", "Willow", "Willow", "Elm", "Elm")

# Code, label, GBP a year from April 2023, 2024, 2025 and 2026.
TOP_UPS = (
    ("B1", "Top-up band 1", (2_100, 2_160, 2_240, 2_310)),
    ("B2", "Top-up band 2", (4_350, 4_480, 4_640, 4_780)),
    ("B3", "Top-up band 3", (7_200, 7_420, 7_680, 7_910)),
    ("B4", "Top-up band 4", (11_300, 11_640, 12_050, 12_410)),
    ("S1", "Special school band 1", (8_900, 9_170, 9_490, 9_770)),
    ("S2", "Special school band 2", (14_600, 15_040, 15_570, 16_030)),
)
UNPRICED = "LEGACY"
UNANSWERED = ("", "", "", "", "", "", "", "")


def funding_bands(day: date) -> tuple[FundingBand, ...]:
    """The bands that had come into force by a day, with the one that nobody has priced."""
    priced = [
        FundingBand(code, date(2023 + place, 4, 1), label, amount * 100)
        for code, label, amounts in TOP_UPS
        for place, amount in enumerate(amounts)
        if date(2023 + place, 4, 1) <= day
    ]
    return (*priced, FundingBand(UNPRICED, None, "Band of the authority before 2022", None))


def _funding(child: Child, moment: int) -> tuple[str, int | None]:
    """Band, or an amount of its own in pence: EHCPs by their hours, a few pupils at SEN support with a grant."""
    chance = Chance("funding", child.pupil_id)
    rare, amount = chance.between(0, 1), chance.whole(10, 24) * 10_000
    if not child.has_ehcp(moment):
        return ("", amount) if rare < 0.04 and child.level > 1.8 else ("", None)
    hours = need_hours(child, moment) / 100
    if child.school.phase == "special":
        return ("S2" if hours >= 17 else "S1"), None
    if child.school.urn == "990004" and rare < 0.4:
        return (UNPRICED, None) if rare < 0.15 else ("", None)
    if rare > 0.94:
        return "", amount * 5
    return ("B1" if hours < 12 else "B2" if hours < 14.5 else "B3" if hours < 17 else "B4"), None


def class_name(child: Child, moment: int) -> str:
    year = child.year(moment)
    if child.school.phase == "special":
        return SPECIAL_CLASSES[year]
    if child.school.phase == "secondary":
        return f"{year}{child.letter}"
    return (MIXED_CLASSES if child.school.rolls[0] < 150 else CLASSES)[year]


def pupil_row(child: Child, moment: int) -> Pupil:
    """The register's row of one pupil. A pupil in ten of the data-gap school's live register has no class yet."""
    known = so_far(child, moment)
    band, amount = _funding(child, moment)
    year = child.year(moment)
    lost = moment == LIVE_MOMENT and child.school.urn == "990004" and Chance("class", child.pupil_id).often(0.1)
    return Pupil(
        child.school.urn,
        child.pupil_id,
        child.name,
        "R" if year == 0 else str(year),
        "" if lost else class_name(child, moment),
        need_hours(child, moment),
        one_to_one_hours(child, moment),
        "E" if child.has_ehcp(moment) else "K",
        child.need,
        band,
        amount,
        *(known[-1].answers if known else UNANSWERED),
        known[-1].day if known else None,
    )

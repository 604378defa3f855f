"""The names of what-ifs as they may be shown: staff type them, and one that holds a person's name is not shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from sendsite.framework.records import LIVE, Records
from sendsite.framework.scenarios import scenario_name

LEAST_LETTERS = 2
LEAST_ID = 4
PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
"""Letters that have no accent to take off and yet a plain way to be typed."""


def planned(records: Records) -> dict[str, tuple[str, ...]]:
    """URN -> the what-ifs in which the school has planned anything, by name. One that only has a note has nothing to show yet."""
    found: dict[str, set[str]] = {}
    named = [(row.school_urn, row.scenario) for row in records.staff]
    named += [(row.school_urn, row.scenario) for row in records.deployment]
    named += [(row.school_urn, row.scenario) for row in records.tasks]
    for urn, written in named:
        if scenario_name(written) != LIVE:
            found.setdefault(urn, set()).add(scenario_name(written))
    return {urn: tuple(sorted(names)) for urn, names in found.items()}


def told(names: Iterable[str], records: Records) -> tuple[str, ...]:
    """The names as shown; one with any part of a person's name, or an id, becomes `Scenario 1`, counted within the school."""
    people = [row.name for row in records.pupils] + [row.name for row in records.staff] + [row.name for row in records.leavers]
    parts = {word for person in people for word in _words(person)}
    ids = {row.pupil_id for row in records.pupils} | {row.staff_id for row in records.staff} | {row.person_id for row in records.leavers}
    long = {_folded(each) for each in ids if len(each) >= LEAST_ID}

    def tells(name: str) -> bool:
        return not parts.isdisjoint(_words(name)) or any(each in _folded(name) for each in long)

    return tuple(f"Scenario {number}" if tells(name) else name for number, name in enumerate(names, start=1))


def _words(text: str) -> set[str]:
    """The words of a text without case and accents; a single letter is none."""
    return {word for word in re.findall(r"[^\W\d_]+", _folded(text)) if len(word) >= LEAST_LETTERS}


def _folded(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", text.casefold()).translate(PLAIN) if not unicodedata.combining(letter))

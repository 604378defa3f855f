"""The names of what-ifs as they may be shown: staff type them, and one that holds a person's name is not shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from sendsite.framework.records import LIVE, Records
from sendsite.framework.scenarios import scenario_name

LEAST_LETTERS = 2
LEAST_ID = 4


def planned(records: Records) -> dict[str, tuple[str, ...]]:
    """URN -> the what-ifs in which the school has planned anything, by name. One that only has a note has nothing to show yet."""
    found: dict[str, set[str]] = {}
    for row in (*records.staff, *records.deployment, *records.tasks):
        name = scenario_name(row.scenario)
        if name != LIVE:
            found.setdefault(row.school_urn, set()).add(name)
    return {urn: tuple(sorted(names)) for urn, names in found.items()}


def told(names: Iterable[str], records: Records) -> tuple[str, ...]:
    """The names as shown; one with any part of a person's name, or an id, becomes `Scenario 1`, counted within the school."""
    people = (*records.pupils, *records.staff, *records.leavers)
    parts = {word for row in people for word in _words(row.name)}
    ids = {_folded(str(row[1 if not hasattr(row, "person_id") else 2])) for row in people}
    return tuple(
        f"Scenario {number}" if parts & _words(name) or any(len(each) >= LEAST_ID and each in _folded(name) for each in ids) else name
        for number, name in enumerate(names, start=1)
    )


def _words(text: str) -> set[str]:
    """The words of a text without case and accents; a single letter is none."""
    return {word for word in re.findall(r"[^\W\d_]+", _folded(text)) if len(word) >= LEAST_LETTERS}


def _folded(text: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter))

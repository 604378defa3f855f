"""How the headings of files were read before, by table: kept as marks, so that the next file of the same school is read the same way."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sendsite.register.database import Register
from sendsite.register.marks import mark, marks, set_mark

MAPPING = "mapping:"
"""How the marks begin that remember how a table's headings were read."""


def remembered(register: Register) -> dict[str, dict[str, str]]:
    """For each table the headings that are not ours, and the column each was read as."""
    return {key.removeprefix(MAPPING): _read_as(json.loads(value)) for key, value in marks(register, MAPPING).items()}


def remember(register: Register, mapping: Mapping[str, Mapping[str, str]]) -> None:
    """Remember how headings were read. What was left out of one file is not left out of the next."""
    for table, headings in mapping.items():
        known = json.loads(mark(register, MAPPING + table) or "{}")
        read = _read_as(known) | _read_as(headings)
        if read != known:
            set_mark(register, MAPPING + table, json.dumps(read, sort_keys=True, ensure_ascii=False))


def _read_as(headings: Mapping[str, str]) -> dict[str, str]:
    return {heading: column for heading, column in headings.items() if column}

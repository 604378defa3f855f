"""
What is typed into a cell of the deployment matrix: hours, alone or with a group, and several of them joined by +.

`2` is one-to-one, `2 Phonics` with the group Phonics, `2 + 1 Phonics` both. A group whose name would be read otherwise stands in double
quotes: `1 "Maths + 2"`. So every cell that the register holds can be written and reads back as it was.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sendsite.framework.records import Allocation
from sendsite.intake.fault import plain, quoted
from sendsite.intake.interchange.schema import SCHEMA
from sendsite.intake.interchange.text import CellError, clean
from sendsite.intake.interchange.values import value_of
from sendsite.intake.interchange.write import hundredths_text

COLUMNS = {column.field: column for column in SCHEMA["deployment"]}
REMEDY = "Write 2, 2.5, 2 Phonics or 2 + 1 Phonics."
UNITS = frozenset(("h", "hr", "hrs", "hour", "hours"))
"""What people write after hours and mean no group by."""

PART = re.compile(
    r"""(?P<hours>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)
        (?: \s* "(?P<quoted>(?:[^"]|"")+)" | \s+ (?P<bare>[^\s"+](?:.*?[^\s])??) )?
        \s* (?: \+ \s* (?=[0-9.]) | $ )""",
    re.VERBOSE,
)


LONGEST = 5_000
"""Characters of a cell: some groups, each with the longest name. It bounds how long the reading of one can take."""


class Part(NamedTuple):
    """Hours a week in hundredths, and the group they are given in; "" is one-to-one."""

    hours: int
    group: str = ""


def read(typed: str) -> tuple[Part, ...]:
    """
    The parts of a cell as it was typed, in the order they are written in; hours of 0 are none. CellError says what to write instead.
    """
    if len(typed) > LONGEST:
        raise CellError(f"{quoted(typed)} has {len(typed):,} characters", REMEDY)
    text = clean(typed)
    parts: list[Part] = []
    place = 0
    while place < len(text):
        found = PART.match(text, place)
        if found is None:
            raise _unreadable(text)
        parts.append(Part(_hours(found["hours"], text), _group(found, text)))
        place = found.end()
    if text.endswith("+"):
        raise _unreadable(text)
    for group, times in Counter(part.group for part in parts).items():
        if times > 1:
            once = write([Part(sum(part.hours for part in parts if part.group == group), group)])
            raise CellError(f"{quoted(text)} gives hours {f'to {group}' if group else 'one-to-one'} twice", f"Write them once: {plain(once)}.")
    return tuple(sorted((part for part in parts if part.hours), key=lambda part: part.group))


def write(parts: Sequence[Part]) -> str:
    """Parts as they are written: one-to-one first, then by group; "" where there are no hours."""
    return " + ".join(_written(part) for part in sorted(parts, key=lambda part: part.group) if part.hours)


def written(rows: Iterable[Allocation]) -> str:
    """The allocations of one pupil and one member of staff as their cell is written."""
    return write([Part(row.hours, row.group) for row in rows])


def _written(part: Part) -> str:
    hours = hundredths_text(part.hours)
    if not part.group:
        return hours
    doubtful = "+" in part.group or part.group[0] == '"' or not part.group.strip(".0123456789") or part.group.casefold() in UNITS
    return f'{hours} "{part.group.replace(chr(34), chr(34) * 2)}"' if doubtful else f"{hours} {part.group}"


def _hours(digits: str, text: str) -> int:
    try:
        hours: int = value_of(COLUMNS["hours"], f"0{digits}" if digits.startswith(".") else digits)
    except CellError as error:
        raise CellError(f"{quoted(text)}: {error.problem}", error.remedy) from error
    return hours


def _group(found: re.Match[str], text: str) -> str:
    """The group's name by the rule that an import is held to."""
    if found["quoted"]:
        name = found["quoted"].replace('""', '"')
    else:
        name = found["bare"] or ""
        if name.casefold() in UNITS or (name and not name.strip(".0123456789")):
            hours = found["hours"]
            raise CellError(f"{quoted(text)} is not hours", f"Write {hours} without the {plain(name)}, or a group by its name: {hours} Phonics.")
    try:
        return str(value_of(COLUMNS["group"], name)) if name else ""
    except CellError as error:
        raise CellError(f"{quoted(text)}: the group {error.problem}", error.remedy) from error


def _unreadable(text: str) -> CellError:
    """Why a text is no cell, and the nearest thing that is one."""
    if re.match(r"\s*[-\N{MINUS SIGN}]", text):
        return CellError(f"{quoted(text)} is below 0", "Write the hours given, such as 2, or leave the cell blank for none.")
    if comma := re.search(r"([0-9]+),([0-9]+)", text):
        return CellError(f"{quoted(text)} has a comma", f"Write the decimals after a point: {comma[1]}.{comma[2]}.")
    if stuck := re.fullmatch(r"([0-9.]+)\s*([^\W\d].*)", text):
        if stuck[2].casefold() in UNITS:
            return CellError(f"{quoted(text)} is not hours", f"Write {plain(stuck[1])} alone. A group follows after a space: 2 Phonics.")
        return CellError(f"{quoted(text)} is not hours", f"Leave a space before the group: {plain(f'{stuck[1]} {stuck[2]}')}.")
    if text[:1].isalpha() and "+" not in text:
        return CellError(f"{quoted(text)} names no hours", f"Write the hours first: 2 {plain(text)}.")
    return CellError(f"{quoted(text)} is not hours", REMEDY)

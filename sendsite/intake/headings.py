"""A file's headings onto our columns: by name, as remembered, as the school systems call them, or refused with a suggestion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from sendsite.intake.exports import exports, spoken
from sendsite.intake.fault import Fault, quoted
from sendsite.intake.interchange.parse import Grid
from sendsite.intake.interchange.schema import SCHEMA, Column, file_of
from sendsite.intake.interchange.values import one_of

COLUMNS_AT_MOST = 200
FILLED_FOR_EXPORTS = ("school_urn", "need_hours", "send_hours")  # what no school system knows; new rows are asked about


@dataclass
class Headings:
    """The columns of a sheet: per heading its column or None; `mapping` names ours for each heading that is not ours, "" where it is left out."""

    columns: list[Column | None] = field(default_factory=list)
    mapping: dict[str, str] = field(default_factory=dict)
    joined: list[tuple[Column, list[int]]] = field(default_factory=list)
    export: bool = False
    faults: list[Fault] = field(default_factory=list)

    def fields(self) -> tuple[str, ...]:
        """The fields that the sheet gives."""
        return tuple(column.field for column in (*self.columns, *(column for column, _ in self.joined)) if column)


def table_by_headings(headings: list[str]) -> str | None:
    """The table whose required columns all stand in the headings (as ours or an export's) and that knows most of them; None where two fit alike."""
    fits = {table: _known(table, headings) for table in SCHEMA}
    best = sorted(((len(known), table) for table, known in fits.items() if _enough(table, known)), reverse=True)
    if not best or (len(best) > 1 and best[0][0] == best[1][0]):
        return None
    return best[0][1]


def _known(table: str, headings: list[str]) -> set[str]:
    found = Headings(columns=[None] * len(headings))
    _by_name(found, table, headings, {})
    return {column.name for column in found.columns if column} | {column.name for column, _ in found.joined}


def _enough(table: str, known: set[str]) -> bool:
    """All required columns, or for a table that exports have all but those they cannot know."""
    missing = {column.name for column in SCHEMA[table] if column.required} - known
    return not missing or (table in exports().headings and len(known) > 2 and missing <= set(FILLED_FOR_EXPORTS))


def resolve(table: str, grid: Grid, remembered: Mapping[str, str]) -> Headings:
    """Columns of a sheet of a table. `remembered` is a mapping given back: heading to our column, "" to leave an export's out where nobody knows it."""
    found = Headings(columns=[None] * len(grid.headings))
    if len(grid.headings) > COLUMNS_AT_MOST:
        remedy = f"{file_of(table)} has {len(SCHEMA[table])}: check that it is the right file."
        found.faults.append(_fault(grid, "", f"has {len(grid.headings)} columns", remedy))
        return found
    _twice(found, grid)
    _by_name(found, table, grid.headings, remembered)
    if not found.export:  # a file of our own has no use for a second name of the same thing
        found.mapping = {heading: name for heading, name in found.mapping.items() if name}
    if not any(found.columns) and not found.joined:
        remedy = f"Write {', '.join(column.name for column in SCHEMA[table])}."
        found.faults = [_fault(grid, "", f"has none of the columns of {file_of(table)} in its first row", remedy)]
        return found
    _unknown(found, table, grid, {heading for heading, name in remembered.items() if not name})
    missing(found, table, grid)
    return found


def _fault(grid: Grid, heading: str, problem: str, remedy: str) -> Fault:
    return Fault(grid.file, 1 if heading else None, heading, "", problem, remedy)


def _twice(found: Headings, grid: Grid) -> None:
    for heading, count in Counter(heading.strip().casefold() for heading in grid.headings if heading.strip()).items():
        if count > 1:
            found.faults.append(_fault(grid, heading, f"stands in the headings {'twice' if count == 2 else f'{count} times'}", "Keep one of them."))


def _by_name(found: Headings, table: str, headings: list[str], remembered: Mapping[str, str]) -> None:
    """First our own names, then what was remembered, then the names of the systems, the best of each list first."""
    ours = {column.name: column for column in SCHEMA[table]}
    places = {spoken(heading): place for place, heading in reversed(list(enumerate(headings)))}
    taken: set[str] = set()
    for column in ours.values():
        exact = next((place for place, heading in enumerate(headings) if heading.strip().casefold() == column.name), None)
        if exact is not None:
            found.columns[exact] = column
            taken.add(column.name)
    _remembered(found, table, headings, remembered, taken)
    for name, theirs in exports().headings.get(table, {}).items():
        for heading in theirs:
            if heading in places and not _used(found, headings, places[heading]):
                _take(found, headings, places[heading], ours[name], taken)
    _spaced(found, ours, headings, places, taken)
    _joined(found, table, ours, headings, places, taken)


def _take(found: Headings, headings: list[str], place: int, column: Column, taken: set[str]) -> None:
    """Read a heading as a column, or leave it out where the column is read from another. Our own name in other spelling makes no export."""
    found.mapping[headings[place]] = "" if column.name in taken else column.name
    if column.name not in taken:
        found.columns[place] = column
        found.export = found.export or spoken(headings[place]) != spoken(column.name)
        taken.add(column.name)


def _used(found: Headings, headings: list[str], place: int) -> bool:
    return found.columns[place] is not None or headings[place] in found.mapping


def _remembered(found: Headings, table: str, headings: list[str], remembered: Mapping[str, str], taken: set[str]) -> None:
    """
    Headings that the alias table does not know, or knows as another column.

    What it knows the same way is left to it: only its pairs are joined, half a pair is no name, and of two headings its first wins.
    """
    ours = {column.name: column for column in SCHEMA[table]}
    known = exports()
    theirs = {(heading, name) for name, several in known.headings.get(table, {}).items() for heading in several}
    theirs |= {(heading, name) for name, pair in known.joined.get(table, ()) for heading in pair}
    for place, heading in enumerate(headings):
        name = remembered.get(heading, "")
        if name in ours and (spoken(heading), name) not in theirs and not _used(found, headings, place):
            _take(found, headings, place, ours[name], taken)


def _spaced(found: Headings, ours: Mapping[str, Column], headings: list[str], places: Mapping[str, int], taken: set[str]) -> None:
    """Our names written with blanks: Need hours."""
    for name, column in ours.items():
        place = places.get(spoken(name))
        if name not in taken and place is not None and not _used(found, headings, place):
            found.columns[place] = column
            found.mapping[headings[place]] = name
            taken.add(name)


def _joined(found: Headings, table: str, ours: Mapping[str, Column], headings: list[str], places: Mapping[str, int], taken: set[str]) -> None:
    for name, pair in exports().joined.get(table, ()):
        if not all(heading in places for heading in pair) or any(_used(found, headings, places[heading]) for heading in pair):
            continue
        for heading in pair:
            found.mapping[headings[places[heading]]] = "" if name in taken else name
        if name not in taken:
            found.joined.append((ours[name], [places[heading] for heading in pair]))
            found.export = True
            taken.add(name)


def _unknown(found: Headings, table: str, grid: Grid, without: set[str]) -> None:
    names = [column.name for column in SCHEMA[table]]
    left_out = exports().left_out.get(table, frozenset()) | {spoken(heading) for heading in without}
    for place, heading in enumerate(grid.headings):
        earlier = {other.strip().casefold() for other in grid.headings[:place]} - {""}
        if _used(found, grid.headings, place) or heading.strip().casefold() in earlier:
            continue  # known, or a second one that has been refused as such
        if not heading.strip():
            _nameless(found, grid, place)
        elif found.export and spoken(heading) in left_out:
            found.mapping[heading] = ""
        else:
            near = get_close_matches(spoken(heading).replace(" ", "_"), names, n=1)
            remedy = f"Did you mean {near[0]}?" if near else f"Its columns are {', '.join(names)}."
            found.faults.append(_fault(grid, quoted(heading), f"is not a column of {file_of(table)}", remedy))


def _nameless(found: Headings, grid: Grid, place: int) -> None:
    full = next((number for number, cells in grid.rows if place < len(cells) and cells[place].strip()), None)
    if full is not None:
        problem, remedy = f"has a value in column {place + 1}, which has no heading", "Write a heading in row 1 or clear the column."
        found.faults.append(Fault(grid.file, full, "", "", problem, remedy))


def missing(found: Headings, table: str, grid: Grid, but: tuple[str, ...] = ()) -> None:
    """Add a fault for each column that must be there and is not, `but` for those that are known otherwise."""
    given = set(found.fields())
    for column in SCHEMA[table]:
        if column.required and column.field not in given and column.name not in but and not (found.export and column.name in FILLED_FOR_EXPORTS):
            found.faults.append(_fault(grid, column.name, "is missing from the headings", f"Add the column: {column.meaning}{_codes(column)}."))


def _codes(column: Column) -> str:
    return f" ({one_of(column.choices)})" if column.choices else ""

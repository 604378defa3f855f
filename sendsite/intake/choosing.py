"""What each heading of a sheet is: offered from what is known of it, said by a person, and then read exactly as they said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from sendsite.intake.exports import exports, spoken
from sendsite.intake.fault import Fault, quoted
from sendsite.intake.headings import COLUMNS_AT_MOST, Headings, missing, resolve
from sendsite.intake.interchange.parse import Grid
from sendsite.intake.interchange.schema import SCHEMA, file_of

JOINED = "name"
"""The one column that two headings may fill together: forename and surname."""


class Offered(NamedTuple):
    """
    A heading and the column it seems to be, "" for none.

    `known` is False where nobody knows the heading: the column is then but the nearest name, and somebody has to say.
    """

    heading: str
    column: str
    known: bool = True


def offered(table: str, grid: Grid, remembered: Mapping[str, str]) -> tuple[Offered, ...]:
    """What the headings of a sheet seem to be, in their order."""
    found = resolve(table, grid, remembered)
    joined = {place: column.name for column, places in found.joined for place in places}
    left_out = exports().left_out.get(table, frozenset())
    names = [column.name for column in SCHEMA[table]]
    rows = []
    for place, heading in enumerate(grid.headings):
        column = found.columns[place]
        name = column.name if column else joined.get(place, "")
        known = bool(name) or not heading.strip() or heading in found.mapping or spoken(heading) in left_out
        near = [] if known else get_close_matches(spoken(heading).replace(" ", "_"), names, n=1)
        rows.append(Offered(heading, near[0] if near else name, known))
    return tuple(rows)


def by_choice(table: str, grid: Grid, chosen: Sequence[str], *, school: bool = False) -> Headings:
    """
    The columns of a sheet as they were chosen, by place: "" is left out. `school` says that the school of its rows is known otherwise.

    Two headings may be one name, put together in the order that the school systems have, else in the sheet's.
    """
    ours = {column.name: column for column in SCHEMA[table]}
    found = Headings(columns=[None] * len(grid.headings))
    places: dict[str, list[int]] = {}
    for place, name in enumerate(chosen[: len(grid.headings)]):
        if name in ours:
            places.setdefault(name, []).append(place)
            found.export = found.export or spoken(grid.headings[place]) != spoken(name)
    for name, several in places.items():
        if len(several) == 1:
            found.columns[several[0]] = ours[name]
            if grid.headings[several[0]].strip().casefold() != name:
                found.mapping[grid.headings[several[0]]] = name
        elif name == JOINED and len(several) == 2:
            found.joined.append((ours[name], _in_order(table, grid, several)))
            found.export = True
        else:
            headings = ", ".join(quoted(grid.headings[place]) for place in several)
            found.faults.append(Fault(grid.file, 1, name, "", f"was chosen for {len(several)} headings: {headings}", "Leave out all but one of them."))
    missing(found, table, grid, but=("school_urn",) if school else ())
    return found


def lacks_school(table: str, chosen: Sequence[str]) -> bool:
    """Whether the rows of a sheet need a school that none of its headings names."""
    return "school_urn" not in chosen and any(column.name == "school_urn" and column.required for column in SCHEMA[table])


def too_wide(grid: Grid) -> Fault | None:
    """The fault of a sheet with more headings than anybody could choose for."""
    if len(grid.headings) <= COLUMNS_AT_MOST:
        return None
    widest = max(SCHEMA, key=lambda table: len(SCHEMA[table]))
    remedy = f"{file_of(widest)} is the widest table, with {len(SCHEMA[widest])}: check that it is the right file."
    return Fault(grid.file, None, "", "", f"has {len(grid.headings)} columns", remedy)


def _in_order(table: str, grid: Grid, places: list[int]) -> list[int]:
    """Forename first, where the pair is one of a school system."""
    said = {spoken(grid.headings[place]): place for place in places}
    pair = next((pair for _, pair in exports().joined.get(table, ()) if set(pair) == set(said)), None)
    return [said[heading] for heading in pair] if pair else places

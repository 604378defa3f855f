"""
The deployment matrix as it is shown: pupils down, staff across, what each cell holds, and the totals around it in words, sign and shape.

Every figure comes from the framework's measures of the scenario; nothing is added up here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from sendsite.admin.cells import written
from sendsite.framework.hours import available
from sendsite.framework.model import RATINGS, Measures
from sendsite.framework.records import Allocation, Pupil, Records, Staff
from sendsite.framework.scenarios import rows_of
from sendsite.intake.interchange.write import hundredths_text
from sendsite.report.formats import MINUS, PERCENT
from sendsite.report.words import MODES

SHORT, MET, BEYOND, NONE = "short", "met", "over", "none"
OVER, FULL, SPARE = "overcommitted", "full", "spare"
SHAPES = {SHORT: "▼", MET: "✓", BEYOND: "▲", NONE: "–", OVER: "▲", FULL: "✓", SPARE: "●"}


class Total(NamedTuple):
    """A total at the edge of the matrix: what is given, of what, and how that stands. `state` has a shape of its own."""

    given: str
    of: str
    state: str
    words: str

    @property
    def shape(self) -> str:
        return SHAPES[self.state]


class Cell(NamedTuple):
    """One cell: its text, whether it is locked, and how its hours are given, in words."""

    text: str = ""
    locked: bool = False
    mode: str = ""


class Row(NamedTuple):
    """One pupil with the cells in the order of the columns."""

    pupil: Pupil
    name: str
    rating: str
    tied: bool
    total: Total
    cells: tuple[Cell, ...] = ()


class Column(NamedTuple):
    """One member of staff."""

    staff: Staff
    name: str
    total: Total


class Matrix(NamedTuple):
    """What a page shows of a scenario; `of_rows` and `of_columns` are how many there are without filters."""

    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    corner: Total
    of_rows: int
    of_columns: int
    classes: tuple[str, ...]


class Filters(NamedTuple):
    """What is asked to be shown, as it stands in the address."""

    of_class: str = ""
    rating: str = ""
    gaps: bool = False
    with_hours: bool = False
    by_gap: bool = False

    def query(self) -> dict[str, str]:
        """The same as parameters of an address."""
        asked = {"class": self.of_class, "rating": self.rating, "gaps": "1" * self.gaps, "staff": "with_hours" * self.with_hours, "sort": "gap" * self.by_gap}
        return {name: value for name, value in asked.items() if value}


def matrix(records: Records, measures: Measures, scenario: str, filters: Filters) -> Matrix:
    """The matrix of one scenario of a school; totals count every pupil and every member of staff, shown or not."""
    rows = rows_of(records, scenario)
    held = _held(rows.deployment)
    people = tuple(columns_of(rows.staff, measures))
    busy = {row.staff_id for row in rows.deployment if row.hours}
    shown = tuple(column for column in people if not filters.with_hours or column.staff.staff_id in busy)
    everybody = tuple(rows_for(records.pupils, measures))
    kept = [row for row in everybody if _wanted(row, filters)]
    if filters.by_gap:
        gap = dict(zip(measures.deployment.pupils.pupil_id, measures.pupils.gap.tolist(), strict=True))
        kept.sort(key=lambda row: -gap[row.pupil.pupil_id])
    filled = tuple(row._replace(cells=tuple(cell_of(held.get((row.pupil.pupil_id, each.staff.staff_id), ())) for each in shown)) for row in kept)
    classes = tuple(sorted({row.class_name for row in records.pupils if row.class_name}))
    return Matrix(filled, shown, corner(measures), len(everybody), len(people), classes)


def cell_of(rows: Iterable[Allocation]) -> Cell:
    """What stands in one cell."""
    held = tuple(rows)
    if not held:
        return Cell()
    modes = dict.fromkeys(MODES[row.mode] for row in held if row.mode)
    return Cell(written(held), any(row.locked for row in held), ", ".join(modes))


def rows_for(pupils: Iterable[Pupil], measures: Measures) -> Iterator[Row]:
    """Pupils with their totals, without their cells."""
    place = {pupil_id: number for number, pupil_id in enumerate(measures.deployment.pupils.pupil_id)}
    hours, need = measures.pupils, measures.deployment.pupils.need
    for pupil in pupils:
        at = place[pupil.pupil_id]
        total = _row_total(*(_hundredths(each[at]) for each in (hours.received, need, hours.gap, hours.surplus)))
        yield Row(pupil, pupil.name or pupil.pupil_id, RATINGS[int(hours.rating[at])], bool(hours.tied[at]), total)


def differing_pupils(before: Measures, after: Measures) -> set[str]:
    """Pupils whose hours are others than before, or who were not there."""

    def told(measures: Measures) -> set[tuple[Any, ...]]:
        hours, pupils = measures.pupils, measures.deployment.pupils
        return set(zip(pupils.pupil_id, hours.received.tolist(), hours.gap.tolist(), hours.surplus.tolist(), strict=True))

    return {str(each[0]) for each in told(after) - told(before)}


def columns_of(staff: Iterable[Staff], measures: Measures) -> Iterator[Column]:
    """Staff with their totals: hours of theirs that support takes, of the SEND hours that other tasks leave."""
    place = {staff_id: number for number, staff_id in enumerate(measures.deployment.staff.staff_id)}
    hours, free = measures.staff, available(measures.staff)
    for person in staff:
        at = place[person.staff_id]
        total = _column_total(*(_hundredths(each[at]) for each in (hours.used, free, hours.left)))
        yield Column(person, person.name or person.staff_id, total)


def corner(measures: Measures) -> Total:
    """The school as a whole: pupil hours given, of the hours in plans, and the share of need that is met."""
    hours, met = measures.schools.hours, float(measures.schools.kpis["need"].value[0])
    gap = _hundredths(hours.gap[0])
    state = SHORT if gap > 0 else MET if met == met else NONE
    words = f"{PERCENT.text(met)} of need met" if met == met else "no need recorded"
    if gap > 0:
        words += f", {hundredths_text(gap)} h short"
    return Total(hundredths_text(_hundredths(hours.delivered[0])), hundredths_text(_hundredths(hours.needed[0])), state, words)


def _row_total(received: int, need: int, gap: int, surplus: int) -> Total:
    """A pupil may be short of one-to-one hours and yet have as many hours as the plan names."""
    given, of = hundredths_text(received), hundredths_text(need)
    if gap > 0:
        return Total(given, of, SHORT, f"{hundredths_text(gap)} h {'one-to-one ' if surplus > 0 else ''}short")
    if surplus > 0:
        return Total(given, of, BEYOND, f"{hundredths_text(surplus)} h over")
    return Total(given, of, MET, "met") if need else Total(given, of, NONE, "no hours needed")


def _column_total(used: int, free: int, left: int) -> Total:
    given, of = hundredths_text(used), hundredths_text(free) if free >= 0 else f"{MINUS}{hundredths_text(-free)}"
    if left < 0:
        return Total(given, of, OVER, f"{hundredths_text(-left)} h over-committed")
    return Total(given, of, SPARE, f"{hundredths_text(left)} h spare") if left else Total(given, of, FULL, "full")


def _hundredths(hours: float) -> int:
    return round(float(hours) * 100)


def _held(rows: Iterable[Allocation]) -> dict[tuple[str, str], list[Allocation]]:
    found: dict[tuple[str, str], list[Allocation]] = {}
    for row in rows:
        found.setdefault((row.pupil_id, row.staff_id), []).append(row)
    return found


def _wanted(row: Row, filters: Filters) -> bool:
    return (
        (not filters.of_class or row.pupil.class_name == filters.of_class)
        and (not filters.rating or row.rating == filters.rating)
        and (not filters.gaps or row.total.state == SHORT)
    )

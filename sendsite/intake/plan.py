"""
What an import would do to the register, before anything is done: add, change, leave alone, remove, refuse, and ask.

A column that is absent leaves values alone, a blank cell clears. Rows missing from a file stay, unless the import replaces:
then the rows of the schools in this source's schools.csv go, in the tables whose files are present, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from sendsite.framework.records import IDENTITY, TABLES, FundingBand, Records
from sendsite.intake.coherence import broken_rules
from sendsite.intake.fault import Fault, plain, shown, spans
from sendsite.intake.interchange.parse import ReadRow
from sendsite.intake.interchange.schema import SCHEMA, file_of
from sendsite.intake.interchange.write import cell_of
from sendsite.intake.reading import NEW_ROWS, Reading, new_row
from sendsite.intake.removing import left_hanging
from sendsite.register.edits import Changes, key_of

__all__ = ["Counts", "Fault", "FieldChange", "Plan", "plan", "shown"]

_ANSWERS = tuple(f"q{number}" for number in range(1, 9))
_DATED = ("pupils", "ratings")
_LOOKED_BACK = ("rated_on", "reviewed_on")
_REMOVES_NOTHING = (
    "The import has no schools.csv with a school in it, so no row is removed: only rows of the schools listed there are replaced. Put it in to replace."
)
CHANGES_AT_MOST = 40


class Counts(NamedTuple):
    """Rows of one table."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    refused: int = 0

    @property
    def differing(self) -> int:
        """Rows of the register that would not stand as they do, or not at all, and those that would come."""
        return self.added + self.changed + self.removed

    def __str__(self) -> str:
        words = (f"{count} {name}" for name, count in zip(("new", "changed", "unchanged", "removed", "refused"), self, strict=True) if count)
        return ", ".join(words) or "no rows"


class FieldChange(NamedTuple):
    """One value that an import changes, as it is written in the files."""

    table: str
    identity: tuple[Any, ...]
    column: str
    before: str
    after: str

    def __str__(self) -> str:
        """`pupils 990002 P-0014: need_hours 10 -> 12.5`"""
        row = " ".join(plain(str(part)) for part in self.identity if part not in ("", None))
        return f"{self.table} {row}: {self.column} {plain(self.before) or 'blank'} -> {plain(self.after) or 'blank'}"


@dataclass(frozen=True)
class Plan:
    """The whole of an import. With a fault none of it may be applied; `questions` are asked and do not stop it."""

    changes: Changes = field(default_factory=Changes)
    counts: dict[str, Counts] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    questions: tuple[str, ...] = ()

    def field_changes(self) -> Iterator[FieldChange]:
        """Every value that changes, by table, row and column."""
        for table, pairs in self.changes.changed.items():
            for before, after in pairs:
                for column in SCHEMA[table]:
                    was, will = getattr(before, column.field), getattr(after, column.field)
                    if was != will:
                        yield FieldChange(table, key_of(table, before), column.name, cell_of(column, was), cell_of(column, will))

    def changed_values(self, limit: int = CHANGES_AT_MOST) -> tuple[str, ...]:
        """Those as lines; after `limit` of them how many are left."""
        changes = list(self.field_changes())
        left = len(changes) - limit
        lines = tuple(str(change) for change in changes[:limit])
        return lines if left <= 0 else (*lines, f"and {left} more {'value' if left == 1 else 'values'}.")


def plan(reading: Reading, existing: Records, *, replace: bool = False, today: date | None = None, may_add_bands: bool = True) -> Plan:
    """
    Compare a reading with the register as it stands. A rating or review dated after `today` is asked about.

    A funding band that nobody has described is added without an amount, unless `may_add_bands` is False: bands belong to the whole trust.
    """
    schools = frozenset(row.values["urn"] for row in reading.rows.get("schools", ()))
    tables = {table: _Table(table, reading.rows[table], getattr(existing, table)) for table in TABLES if table in reading.rows}
    if replace:
        for each in tables.values():
            if not each.refuses(reading):  # a row that was refused is not a row that is missing
                each.remove(schools)
    faults = [fault for each in tables.values() for fault in each.faults]
    questions = [question for each in tables.values() for question in each.questions(today or date.today())]
    if replace and not schools:
        questions.insert(0, _REMOVES_NOTHING)
    added = {table: tuple(each.added) for table, each in tables.items()}
    bands, asked = _new_bands(tables, existing, added.get("funding_bands", ()), may_add_bands)
    if bands:
        added["funding_bands"] = (*added.get("funding_bands", ()), *bands)
    changes = Changes(added, {table: tuple(each.changed) for table, each in tables.items()}, {table: tuple(each.removed) for table, each in tables.items()})
    if any(changes.removed.values()):
        faults += left_hanging(existing, changes, {table: (each.given, each.refuses(reading)) for table, each in tables.items()})
    return Plan(changes, _counts(reading, tables, len(bands)), (*reading.faults, *faults), (*questions, *asked))


def _counts(reading: Reading, tables: dict[str, _Table], bands: int) -> dict[str, Counts]:
    counts = {
        table: Counts(len(each.added), len(each.changed), each.unchanged, len(each.removed), reading.refused.get(table, 0) + len(each.faults))
        for table, each in tables.items()
    }
    if bands:
        known = counts.get("funding_bands", Counts())
        counts["funding_bands"] = known._replace(added=known.added + bands)
    return counts


class _Table:
    """One table of the reading against the same table of the register."""

    def __init__(self, table: str, rows: tuple[ReadRow, ...], existing: tuple[Any, ...]) -> None:
        self.table = table
        self.before = {key_of(table, row): row for row in existing}
        self.added: list[Any] = []
        self.changed: list[tuple[Any, Any]] = []
        self.removed: list[Any] = []
        self.faults: list[Fault] = []
        self.unchanged = 0
        self.invented: dict[str, list[int]] = {}
        self.undated: list[int] = []
        self.dates: dict[tuple[str, date], list[int]] = {}
        self.given: dict[tuple[Any, ...], ReadRow] = {}
        self.file = rows[0].file if rows else file_of(table)
        self.after: dict[tuple[Any, ...], Any] = {}
        for row in rows:
            self._compare(row)

    def _compare(self, row: ReadRow) -> None:
        new = new_row(self.table, row.values)
        before = self.before.get(key_of(self.table, new))
        after = new if before is None else before._replace(**row.values)
        broken = next(broken_rules(self.table, after._asdict()), None)
        if broken:
            self.faults.append(Fault(row.file, row.number, broken.field, "", broken.problem, broken.remedy))
            return
        self.after[key_of(self.table, after)] = after
        self.given[key_of(self.table, after)] = row
        for name in _LOOKED_BACK:
            if row.values.get(name):
                self.dates.setdefault((name, row.values[name]), []).append(row.number)
        if before is None:
            self.added.append(after)
            self._ask_of_new(row)
        elif before == after:
            self.unchanged += 1
        else:
            self.changed.append((before, after))
        if self.table in _DATED and after.rated_on and not any(getattr(after, answer) for answer in _ANSWERS):
            self.undated.append(row.number)

    def _ask_of_new(self, row: ReadRow) -> None:
        for table, name in NEW_ROWS:
            if table == self.table and row.values.get(name) is None:
                self.invented.setdefault(name, []).append(row.number)

    def refuses(self, reading: Reading) -> bool:
        """Whether a row of the table is refused, so that what is not there may only not have been read."""
        return bool(reading.refused.get(self.table) or self.faults)

    def remove(self, schools: frozenset[str]) -> None:
        """Take out the rows of these schools that the file does not have. A table without schools keeps all of its rows."""
        if "school_urn" in IDENTITY[self.table]:
            self.removed = [row for key, row in self.before.items() if row.school_urn in schools and key not in self.after]

    def questions(self, today: date) -> Iterator[str]:
        """What a person should look at."""
        for (name, day), rows in self.dates.items():
            if day > today:
                yield f"{self.file} {_rows(rows)}, {name}: {day} lies ahead of today."
        if self.undated:
            yield f"{self.file} {_rows(self.undated)}: rated_on is given and no question is answered. Were the answers left out?"
        for name, rows in self.invented.items():
            yield f"{self.file} {_rows(rows)}: {name} is not given, so {'it was' if len(rows) == 1 else 'they were'} set to 0. What is it?"


def _rows(numbers: list[int]) -> str:
    return f"row{'s' if len(numbers) > 1 else ''} {spans(numbers)}"


def _new_bands(tables: dict[str, _Table], existing: Records, given: tuple[Any, ...], may_add: bool) -> tuple[list[FundingBand], list[str]]:
    """A funding band that nobody has described is added without an amount where that may be, and asked about."""
    pupils = tables["pupils"].after.values() if "pupils" in tables else ()
    known = {band.code for band in (*existing.funding_bands, *given)} | {""}
    codes = sorted({pupil.funding_band for pupil in pupils} - known)
    if not may_add:
        return [], [f"Funding band '{code}' is not known, and pays nothing until somebody of the trust adds it. Is it written right?" for code in codes]
    asked = [f"Funding band '{code}' is not known; it was added without an amount. What does it pay a year?" for code in codes]
    return [FundingBand(code, None) for code in codes], asked

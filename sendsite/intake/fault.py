"""What is wrong in a file, said so that the person who keeps the file can mend it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sendsite.errors import DataRefused

SHOWN_AT_MOST = 200
_VALUE_SHOWN = 40


class Fault(NamedTuple):
    """
    One refusal: where it stands, what stood there, what is wrong with it and what to write instead.

    `row` is the row number a spreadsheet shows (the headings are row 1), None where the fault is the file's.
    """

    file: str
    row: int | None
    column: str
    value: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        row = f" row {self.row}" if self.row is not None else ""
        return self._said(row)

    def _said(self, row: str) -> str:
        column = f", {self.column}" if self.column else ""
        return f"{self.file}{row}{column}: {self.problem}. {self.remedy}".rstrip()


class Unreadable(DataRefused):
    """A file of which nothing can be read."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def unreadable(file: str, problem: str, remedy: str, row: int | None = None) -> Unreadable:
    """The refusal of a whole file."""
    return Unreadable(Fault(file, row, "", "", problem, remedy))


def quoted(value: str) -> str:
    """A value as it is shown in a message: in quotes, shortened, with what cannot be seen spelled out."""
    return f"'{plain(value)}'"


def plain(value: str) -> str:
    """A value shortened, with what cannot be seen spelled out."""
    seen = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in value[: _VALUE_SHOWN + 1])
    return f"{seen[:_VALUE_SHOWN]}…" if len(value) > _VALUE_SHOWN else seen


def grouped(faults: Sequence[Fault]) -> tuple[tuple[Fault, ...], ...]:
    """Faults in their order, the same fault in several rows together."""
    groups: dict[tuple[str, str, str, str], list[Fault]] = defaultdict(list)
    for fault in faults:
        groups[fault.file, fault.column, fault.problem, fault.remedy].append(fault)
    return tuple(map(tuple, groups.values()))


def shown(faults: Sequence[Fault], limit: int = SHOWN_AT_MOST) -> tuple[str, ...]:
    """Faults as lines: the same fault in several rows is one line with its rows; after `limit` lines, how many faults are left."""
    groups = grouped(faults)
    lines = [_line(group) for group in groups]
    if len(lines) <= limit:
        return tuple(lines)
    rest = sum(len(group) for group in groups[limit:])
    return (*lines[:limit], f"and {rest} more {'fault' if rest == 1 else 'faults'}.")


def _line(group: Sequence[Fault]) -> str:
    rows = [fault.row for fault in group if fault.row is not None]
    if len(rows) < 2:
        return str(group[0])
    return group[0]._said(f" rows {spans(rows)}")


def spans(numbers: Iterable[int]) -> str:
    """Row numbers as a reader says them: 4 to 9 and 12."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    words = [str(first) if first == last else f"{first} to {last}" if last > first + 1 else f"{first}, {last}" for first, last in runs]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"

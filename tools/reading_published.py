"""
Reads what a trust's plain site gives away as files, and holds each number against what was released: `python -m tools.reading_published FOLDER`

FOLDER is a site folder that has just been built (`sendsite build`). Every CSV and every sheet of a workbook of a school's or the trust's page is read
from build/preview, of each term. Where this file knows a table (TABLES), each cell is held against the figure of its name: the number as it is told,
or the mark that stands in its place. Of every other table each number has to be one that is told of a place on that page, in that term or before, or
to be worked out from its own table: a share of what is shown in its column, or a sum of what is shown in its row. Ends with 1 and names the files
where a cell is neither. Small whole numbers in tables that are not known can hardly be missed, so they prove little; PASSED_OVER are not read.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import closing
from itertools import permutations
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))

from sendsite.report.build import Setup, for_schools
from sendsite.report.charts.canvas import Canvas
from sendsite.report.disclosure import Released
from sendsite.report.quantities.colleagues import TOGETHER
from sendsite.report.sections.by_role import OTHERS
from sendsite.report.view import View
from sendsite.report.views import views_of
from sendsite.report.words import AGES, AREAS, GROUPS, MODES, POOLED_AREAS, RATINGS, ROLES, TASKS
from sendsite.workflow.folder import SiteFolder, open_folder
from sendsite.workflow.site_terms import site_terms

NUMBER = re.compile(r"-?[\d.]+")
NEAR = 2_500.0
"""Each of four sums of money is rounded to 1,000 GBP by itself."""
GROUPED = {"Pupils": "pupils", "Hours needed": "needed", "Hours met": "matched", "Gap": "gap", "Hours received": "received", "Need met": "met"}
OF_ROLE = {"Contracted": "contracted", "SEND hours": "send", "In support": "used", "Preparation": "prepared", "Other tasks": "absorbed"}
OF_ROLE |= {"Not yet deployed": "unallocated"}
OF_COST = {"Contracted": "contracted", "Cost": "cost", "SEND hours": "send", "SEND cost": "send_cost", "Share of SEND cost": "send_share"}
OF_MODE = {"Hours": "hours", "Share": "share"}
ALL_PUPILS = {"Pupils": "register", "Hours needed": "hours.needed", "Hours met": "hours.matched", "Gap": "hours.gap", "Hours received": "hours.delivered"}


class Known(NamedTuple):
    """A table that is known: what its figures are called, the groups down, the figures across, and those of its last row."""

    kind: str
    down: Mapping[str, str]
    across: Mapping[str, str]
    whole: Mapping[str, str] = {}


def groups(labels: Mapping[str, str]) -> dict[str, str]:
    """Groups by their words."""
    return {words: name for name, words in labels.items()}


TABLES: Mapping[str, Known] = {
    "by-ages": Known("ages", groups(AGES), GROUPED, ALL_PUPILS),
    "by-area": Known("area", groups(AREAS) | groups(POOLED_AREAS), GROUPED, ALL_PUPILS),
    "ratings": Known("rating", groups(RATINGS), GROUPED, ALL_PUPILS),
    "by-mode": Known("mode", groups(MODES), OF_MODE),
    "by-group": Known("group", groups(GROUPS), OF_MODE),
    "roles": Known("role", groups(ROLES | {TOGETHER: OTHERS}), OF_ROLE),
    "role-cost": Known("role", groups(ROLES | {TOGETHER: OTHERS}), OF_COST),
    "tasks": Known("task", groups(TASKS), {"Hours": "hours"}),
}


PASSED_OVER = frozenset({"compared", "staffing-primary", "staffing-secondary", "moved", "moved-year", "what-moved", "terms"})
"""Tables of real schools, and of how the index changed, which is worked out from measures that are shown."""


class Sheet(NamedTuple):
    """A table as it stands in a file."""

    file: str
    slug: str
    rows: list[list[str]]


class Found(NamedTuple):
    """Cells held against the figure of their name, other numbers, those of tables that are passed over, and what is no figure's, by file, row and column."""

    named: int
    marked: int
    among: int
    passed: int
    faults: tuple[str, ...]


def sheets(folder: Path, at: Path) -> Iterator[Sheet]:
    """Every table of a place's page: its CSVs, and the sheets of its workbook."""
    from openpyxl import load_workbook

    for path in sorted(at.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            yield Sheet(str(path.relative_to(folder)), path.stem.partition(".")[2], list(csv.reader(file)))
    for path in sorted(at.glob("*.xlsx")):
        with closing(load_workbook(path, read_only=True)) as book:
            for sheet in book.worksheets:
                rows = [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
                if sheet.title != "key":
                    yield Sheet(f"{path.relative_to(folder)} {sheet.title}", sheet.title, rows)


def cells(sheet: Sheet) -> Iterator[tuple[str, str, str]]:
    """Each cell with the words of its row and, without the unit, of its column."""
    head, *rows = sheet.rows or [[]]
    for row in rows:
        for label, text in zip(head[1:], row[1:], strict=False):
            yield row[0], re.sub(r" \([^)]*\)$", "", label), text


def name_of(sheet: Sheet, scope: str, row: str, column: str) -> str:
    """The figure that a cell of a known table is; "" where it is of none."""
    known = TABLES.get(sheet.slug)
    if known is None:
        return ""
    if row in known.down and column in known.across:
        return f"{scope}.{known.kind}.{known.down[row]}.{known.across[column]}"
    return f"{scope}.{known.whole[column]}" if row == "All pupils" and column in known.whole else ""


def as_told(figures: Released, name: str) -> set[str]:
    """How a figure may read in a file: its mark, or its number; a share in per cent."""
    number, mark = figures.number(name), figures.mark(name)
    return {f"[{mark}]"} if mark or number is None else ways(number)


def ways(number: float) -> set[str]:
    """A number as it is written: whole, in one place or two, or in per cent."""
    return {plain(round(value, places)) for value in (number, 100 * number) for places in (0, 1, 2)}


def plain(number: float) -> str:
    return str(int(number)) if float(number).is_integer() else repr(number)


def told_of(terms: Iterable[Released], scopes: Iterable[str]) -> set[str]:
    """Every number that is told of some places, as it may be written."""
    starts = tuple(f"{scope}." for scope in scopes)
    numbers = (value.number for figures in terms for name, value in figures._values.items() if name.startswith(starts))
    return {way for number in numbers if number is not None for way in ways(number)}


def worked_out(sheet: Sheet, row: str, column: str, text: str) -> bool:
    """Whether a number is a share of the hours that its table shows, or two figures of its row less a third (own part: balance and provision, less top-up)."""
    shown = [(head, label, float(cell)) for head, label, cell in cells(sheet) if NUMBER.fullmatch(cell)]
    mine = [number for head, label, number in shown if head == row and label != column]
    if column.startswith("Share"):
        wholes = {sum(number for head, label, number in shown if label == "Hours" and not head.startswith("All"))}
        wholes |= {number for head, label, number in shown if label == "Hours" and head.startswith("All")}
        return any(abs(100 * number / whole - float(text)) <= 1 for number in mine for whole in wholes if whole)
    return any(abs(one + other - third - float(text)) < NEAR for one, other, third in permutations(mine, 3))


def read(folder: Path, view: View, scope: str) -> Found:
    """All files of one place in one term."""
    at = folder / view.key(next((place for place in view.schools if place.scope == scope), None))
    view = view if scope == "trust" else for_schools(view)
    scopes = ("trust", *(place.scope for place in view.schools)) if scope == "trust" else ("trust", scope)
    told = told_of([moment.figures for moment in view.history], scopes)
    count, faults = Counter[str](), []
    for sheet in sheets(folder, at):
        for row, column, text in cells(sheet):
            kind, fault = held(sheet, view.now, told, (scope, row, column, text))
            count[kind] += 1
            if fault:
                faults.append(f"{sheet.file}, {row}, {column}: {text}, {fault}")
    return Found(count["named"], count["marked"], count["among"], count["passed"], tuple(faults))


def held(sheet: Sheet, figures: Released, told: AbstractSet[str], cell: tuple[str, str, str, str]) -> tuple[str, str]:
    """How a cell of a place was looked at, and what is wrong with it, "" for nothing."""
    scope, row, column, text = cell
    name = name_of(sheet, scope, row, column)
    if name and name in figures:
        right = text in as_told(figures, name) or (column == "Share" and figures.mark(name) != "c" and worked_out(sheet, row, column, text))
        return ("marked" if text.startswith("[") else "named"), "" if right else f"and {name} is told as {' or '.join(sorted(as_told(figures, name)))}"
    if not NUMBER.fullmatch(text) or sheet.slug in PASSED_OVER:
        return ("passed" if NUMBER.fullmatch(text) else "words"), ""
    right = plain(abs(float(text))) in told or worked_out(sheet, row, column, text)
    return "among", "" if right else "is told of no figure"


def read_all(site: SiteFolder) -> Iterator[Found]:
    """Every place of every term."""
    chosen = site.settings
    setup = Setup(chosen.trust, chosen.plan_name, chosen.published_by, chosen.suppress_below, site.preview.with_name(".pictures"), site.framework())
    for view in views_of(setup, site_terms(site), Canvas(setup.pictures)):
        yield from (read(site.preview, view, place.scope) for place in (*view.schools, view.trust))


def main() -> int:
    """Read a built site, and print what of it is accounted for."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    found = list(read_all(open_folder(asked.parse_args().folder)))
    for fault in (fault for each in found for fault in each.faults):
        print(fault)
    told = [sum(column) for column in zip(*(each[:4] for each in found), strict=True)]
    print(f"{told[0]:,} numbers and {told[1]:,} marks are those of the figure of their name; {told[2]:,} other numbers were looked for among those told")
    print(f"passed over: {told[3]:,} numbers of tables of real schools and of how the index changed")
    print(f"not accounted for: {sum(len(each.faults) for each in found)}")
    return 1 if any(each.faults for each in found) else 0


if __name__ == "__main__":
    raise SystemExit(main())

"""All changes, the newest first, and the same to take away."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from sendsite.admin.desk import desk
from sendsite.admin.me import reach
from sendsite.admin.rights import right
from sendsite.admin.screens.history import filters
from sendsite.admin.screens.history.blueprint import screen
from sendsite.admin.sheets import Cell, sheet
from sendsite.admin.telling import ToldChange, told_change
from sendsite.framework.records import TABLES
from sendsite.register.history import ChangeSet, history, merged, rows_of_sets
from sendsite.register.reach import counts_within
from sendsite.register.words import summary

AT_ONCE = 50
SHEET_CHANGES, SHEET_ROWS = 5_000, 10_000
"""The most that one download holds; a narrower filter gives the rest."""

HEADINGS = ("change", "when", "who", "kind", "title", "school", "record", "what", "column", "before", "after")


Counted = dict[str, dict[str, int]]


class Run(NamedTuple):
    """Changes that are shown as one: the newest is told, the others can be opened."""

    newest: ToldChange
    title: str
    earlier: tuple[ToldChange, ...]


@screen.get("/history")
@right("look")
def all_changes() -> ResponseReturnValue:
    """A page of fifty changes, filtered as the address says."""
    form = filters.asked(request.args)
    if form.faults:
        return render_template("history/index.html", form=form, runs=(), older="", query={}, asked=True), 422
    query = filters.query_of(form)
    before = request.args.get("before", "")
    before_id = int(before) if before.isascii() and before.isdigit() and len(before) <= 12 else None
    sets = history(desk().register, **filters.arguments(form), limit=AT_ONCE + 1, before_id=before_id)
    older = url_for(".all_changes", **_more(query, before=str(sets[AT_ONCE - 1].id))) if len(sets) > AT_ONCE else ""
    return render_template("history/index.html", form=form, runs=_runs(sets[:AT_ONCE]), older=older, query=query, asked=bool(query) or before_id is not None)


def _more(query: dict[str, str], **more: str) -> dict[str, Any]:
    return {**query, **more}


def _runs(sets: Sequence[ChangeSet]) -> tuple[Run, ...]:
    seen = _seen(sets)
    found = []
    for run in merged(sets):
        told = [told_change(each, title=_title(each, seen[each.id])) for each in run]
        title = told[0].title if len(run) == 1 else f"{len(run)} edits: {summary(_together(seen[each.id] for each in run))}"
        found.append(Run(told[0], title, tuple(told) if len(run) > 1 else ()))
    return tuple(found)


def titles_of(sets: Sequence[ChangeSet]) -> dict[int, str]:
    """What each change may be called before whoever asks: one that touched more than their schools is called by what it did there."""
    seen = _seen(sets)
    return {each.id: _title(each, seen[each.id]) for each in sets}


def _title(change: ChangeSet, seen: Counted) -> str:
    return change.title if _rows(seen) == change.rows else summary(seen)


def _seen(sets: Sequence[ChangeSet]) -> dict[int, Counted]:
    """How many rows of each change are of the asker's schools, by table and kind."""
    mine = reach()
    if mine is None:
        return {each.id: each.counts for each in sets}
    within = counts_within(desk().register, [each.id for each in sets], mine)
    return {each.id: within.get(each.id, {}) for each in sets}


def _together(several: Iterable[Counted]) -> Counted:
    """The counts of changes that are shown as one."""
    counts: Counted = {}
    for each in several:
        for table, kinds in each.items():
            for kind, rows in kinds.items():
                of_table = counts.setdefault(table, {})
                of_table[kind] = of_table.get(kind, 0) + rows
    return counts


def _rows(counts: Counted) -> int:
    return sum(rows for table, kinds in counts.items() if table in TABLES for rows in kinds.values())


@screen.get("/history.csv", endpoint="csv", defaults={"ending": "csv"})
@screen.get("/history.xlsx", endpoint="xlsx", defaults={"ending": "xlsx"})
@right("look")
def taken_away(ending: str) -> ResponseReturnValue:
    """The changes that the same address shows, all pages of them."""
    form = filters.asked(request.args)
    if form.faults:
        return render_template("history/index.html", form=form, runs=(), older="", query={}, asked=True), 422
    return sheet("history", HEADINGS, _lines(history(desk().register, **filters.arguments(form), limit=SHEET_CHANGES)), ending)


def _lines(sets: Sequence[ChangeSet]) -> Iterator[Sequence[Cell]]:
    """One line a value that changed; a change that touched no record has one line of its own."""
    titles = titles_of(sets)
    rows = rows_of_sets(desk().register, [each.id for each in sets], school=reach(), limit=SHEET_ROWS)
    for each in sets:
        told = told_change(each, rows.get(each.id, ()), titles[each.id])
        begun = (told.number, each.at, told.by, told.kind, told.title)
        if not told.rows:
            yield (*begun, "", "", "", "", "", "")
        for row in told.rows:
            yield from ((*begun, row.school, row.subject, row.what, *value) for value in row.values)
            if row.note:
                yield (*begun, row.school, row.subject, row.what, row.note, "", "")

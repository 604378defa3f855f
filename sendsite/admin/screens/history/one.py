"""One change: what it did, row by row, and the way back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sendsite.admin.desk import desk
from sendsite.admin.gate import own_path
from sendsite.admin.me import forget, may, me, reach
from sendsite.admin.rights import right
from sendsite.admin.saving import saved_to
from sendsite.admin.screens.history.blueprint import screen
from sendsite.admin.screens.history.listing import titles_of
from sendsite.admin.sheets import Cell, sheet
from sendsite.admin.telling import ToldChange, by_shown_names, told_change
from sendsite.intake.interchange.schema import PAY
from sendsite.register.history import ChangedRow, ChangeSet, change_set, history, rows_of
from sendsite.register.undo import CannotUndo, undo, undoable

ROWS_SHOWN = 200
HEADINGS = ("school", "record", "name", "what", "column", "before", "after")
BEYOND_REACH = "Can't undo: it touched more than your schools. Ask somebody who sees the whole trust."
OF_PAY = "Can't undo: it changed a salary, which is not yours to change."
OLD_PAY = "Can't undo: it would bring a salary back that was changed since. Ask somebody who may see pay."


class Seen(NamedTuple):
    """A change as far as whoever asks may see it. `whole` is False where it touched rows that are not theirs."""

    change: ChangeSet
    rows: tuple[ChangedRow, ...]
    title: str
    whole: bool

    def told(self, most: int) -> ToldChange:
        return told_change(self.change, self.rows[:most], self.title)


@screen.get("/history/<int:number>")
@right("look")
def change(number: int) -> ResponseReturnValue:
    """One change and what it did, its first rows."""
    seen = _seen(number)
    reason = _reason(seen) if may("edit") else None
    return render_template("history/change.html", told=seen.told(ROWS_SHOWN), rows=len(seen.rows), change=seen.change, reason=reason)


@screen.get("/history/<int:number>.csv", endpoint="rows_csv", defaults={"ending": "csv"})
@screen.get("/history/<int:number>.xlsx", endpoint="rows_xlsx", defaults={"ending": "xlsx"})
@right("look")
def taken_away(number: int, ending: str) -> ResponseReturnValue:
    """Every row of one change, one line a value."""
    seen = _seen(number)
    return sheet(f"change-{number}", HEADINGS, _lines(seen.told(len(seen.rows))), ending)


def _lines(told: ToldChange) -> Iterator[Sequence[Cell]]:
    for row in told.rows:
        begun = (row.school, row.subject, row.name, row.what)
        yield from ((*begun, *value) for value in row.values)
        if row.note:
            yield (*begun, row.note, "", "")


@screen.post("/history/<int:number>/undo", endpoint="undo")
@right("edit")
def take_back(number: int) -> ResponseReturnValue:
    """Take one change back, or say why that cannot be done. To redo is to undo the undo."""
    seen = _seen(number)
    reason = _barred(seen)
    if reason is None:
        try:
            done = undo(desk().register, number, by=me().name, school=reach())
        except CannotUndo as refusal:
            reason = by_shown_names(str(refusal))
        else:
            forget()
            return saved_to(own_path(request.form.get("next", ""), url_for(".change", number=done)), done)
    back = own_path(request.form.get("next", ""), url_for(".change", number=number))
    return render_template("history/cannot.html", reason=reason, told=seen.told(0), back=back), 409


def _seen(number: int) -> Seen:
    """The change, as far as it is theirs to see; what touched none of their schools answers as what never was."""
    found = change_set(desk().register, number) if number < 10**12 else None
    if found is None:
        abort(404)
    mine = reach()
    every = rows_of(desk().register, number)
    rows = every if mine is None else tuple(row for row in every if row.school in mine)
    if mine is not None and not rows:
        abort(404)
    return Seen(found, rows, titles_of([found])[number], len(rows) == len(every))


def _reason(seen: Seen) -> str | None:
    """Why the change cannot be taken back by whoever asks, None where it can."""
    barred = _barred(seen) or undoable(desk().register, seen.change.id, school=reach())
    return by_shown_names(barred) if barred else None


def _barred(seen: Seen) -> str | None:
    """Why it is not theirs to take back, whatever stands now. A row that went is brought back with its salary, unless a newer one was known."""
    if reach() is not None and not seen.whole:
        return BEYOND_REACH
    both = (row for row in seen.rows if row.before is not None and row.after is not None)
    if not may("pay") and any(name in PAY for row in both for name, _, _ in row.columns()):
        return OF_PAY
    if not may("pay") and any(row.table == "staff" and row.after is None and not _newest_pay(row) for row in seen.rows):
        return OLD_PAY
    return None


def _newest_pay(gone: ChangedRow) -> bool:
    """Whether a row of staff that was removed held the newest salary that the history has of it."""
    for last in history(desk().register, table=gone.table, key=gone.key, limit=1):
        if last.id == gone.set_id:
            return True
        for row in rows_of(desk().register, last.id):
            if (row.table, row.key) == (gone.table, gone.key):
                newest = row.before if row.after is None else row.after
                return bool(getattr(newest, PAY[0], None) == getattr(gone.before, PAY[0], None))
    return False

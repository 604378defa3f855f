"""What an import would do, shown before it is done; then done as it was shown, or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from flask import Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sendsite.admin.desk import desk
from sendsite.admin.me import me, now
from sendsite.admin.rights import right
from sendsite.admin.saving import saved_to
from sendsite.admin.screens.moving.blueprint import PURPOSE, screen
from sendsite.admin.screens.moving.upload import Planned, Upload, make_plan
from sendsite.admin.sheets import sheet
from sendsite.admin.staged import drop, kept
from sendsite.admin.telling import ToldRow, by_shown_names, table_words, told_row
from sendsite.errors import DataRefused
from sendsite.framework.records import TABLES
from sendsite.intake.fault import SHOWN_AT_MOST, Fault, grouped, spans
from sendsite.intake.plan import Plan
from sendsite.register.changes import key_of
from sendsite.register.history import ChangedRow, change_set
from sendsite.register.mappings import remember
from sendsite.register.refusals import RowChanged

ROWS_SHOWN = 100
KINDS = ("changed", "removed", "added")
"""In this order they are shown: what stands in the register already and would not any more comes first."""


class Refused(NamedTuple):
    """The same fault in one row or several."""

    file: str
    rows: str
    column: str
    problem: str
    remedy: str


class Group(NamedTuple):
    """Rows of one table that would be added, changed or removed, as many as are shown."""

    table: str
    what: str
    number: int
    rows: tuple[ToldRow, ...]


@screen.get("/import-and-export/<token>/preview")
@right("edit")
def preview(token: str) -> ResponseReturnValue:
    """What would be new, changed, unchanged, removed and refused, against the register as it stands now."""
    upload = kept(token, PURPOSE, Upload)
    if upload.planned and upload.planned.staged and upload.planned.staged.applied:
        return redirect(url_for(".result", number=upload.planned.staged.applied), 303)
    if not upload.settled:
        return redirect(url_for(".columns", token=token), 303)
    if upload.planned is None or upload.planned.head != now().head:
        upload.planned = make_plan(upload)
    return _page(token, upload, upload.planned, 200)


@screen.post("/import-and-export/<token>/preview")
@right("edit")
def again(token: str) -> ResponseReturnValue:
    """Compare once more: with or without removing what is not in the upload."""
    upload = kept(token, PURPOSE, Upload)
    upload.replacing, upload.planned = "replace" in request.form, None
    return redirect(url_for(".preview", token=token), 303)


@screen.post("/import-and-export/<token>/apply")
@right("edit")
def apply(token: str) -> ResponseReturnValue:
    """Do what was shown: all of it, or the good rows where that was ticked; once, however often it is sent."""
    upload = kept(token, PURPOSE, Upload)
    planned = upload.planned
    if planned is None or planned.staged is None or planned.staged.made != request.form.get("made"):
        return redirect(url_for(".preview", token=token), 303)
    if planned.parted and "good" not in request.form:
        return _page(token, upload, planned, 422, "Tick the box to import the good rows alone, or mend the others and send the file again.")
    try:
        number = planned.staged.accept()
    except RowChanged as refusal:
        upload.planned = None
        return render_template("moving/moved_on.html", token=token, words=by_shown_names(str(refusal))), 409
    except DataRefused as refusal:
        return _page(token, upload, planned, 422, str(refusal))
    remember(desk().register, planned.mapping)
    return saved_to(url_for(".result", number=number) if number else url_for(".start"), number)


@screen.post("/import-and-export/<token>/leave")
@right("edit")
def leave(token: str) -> ResponseReturnValue:
    """Forget the upload."""
    drop(token)
    return redirect(url_for(".start"), 303)


@screen.get("/import-and-export/<token>/errors.csv")
@right("edit")
def errors(token: str) -> Response:
    """Every refusal, one line each, to mend the file by."""
    planned = kept(token, PURPOSE, Upload).planned
    faults = planned.faults if planned else ()
    rows = [(fault.file, fault.row, fault.column, fault.value, fault.problem, fault.remedy) for fault in faults]
    return sheet("errors", ("file", "row", "column", "stands there", "what is wrong", "what to write"), rows, "csv")


@screen.get("/import-and-export/done/<int:number>")
@right("edit")
def result(number: int) -> ResponseReturnValue:
    """What an import of the asker's own came to."""
    found = change_set(desk().register, number) if number < 10**12 else None
    if found is None or found.kind != "import" or found.by != me().name:
        abort(404)
    return render_template("moving/result.html", change=found)


def _page(token: str, upload: Upload, planned: Planned, code: int, fault: str = "") -> ResponseReturnValue:
    counts = [(table_words(table), planned.plan.counts[table]) for table in TABLES if table in planned.plan.counts]
    refused = list(_refused(planned.faults))
    context = {
        "token": token,
        "upload": upload,
        "planned": planned,
        "counts": [(table, count) for table, count in counts if count.differing or count.refused],
        "same": [(table, count) for table, count in counts if not count.differing and not count.refused],
        "groups": sorted(_groups(planned.plan), key=lambda group: KINDS.index(group.what)),
        "refused": refused[:SHOWN_AT_MOST],
        "more_refused": max(0, len(refused) - SHOWN_AT_MOST),
        "fault": fault,
        "named": [part.grid.file for part in upload.parts],
    }
    return render_template("moving/preview.html", **context), code


def _refused(faults: tuple[Fault, ...]) -> Iterator[Refused]:
    for group in grouped(faults):
        rows = [fault.row for fault in group if fault.row is not None]
        yield Refused(group[0].file, spans(rows) if rows else "", group[0].column, group[0].problem, group[0].remedy)


def _groups(plan: Plan) -> Iterator[Group]:
    """What would be done, told as the history will tell it."""
    for table in TABLES:
        kinds = {
            "changed": plan.changes.changed.get(table, ()),
            "added": tuple((None, row) for row in plan.changes.added.get(table, ())),
            "removed": tuple((row, None) for row in plan.changes.removed.get(table, ())),
        }
        for what, pairs in kinds.items():
            if pairs:
                rows = tuple(_told(table, before, after) for before, after in pairs[:ROWS_SHOWN])
                yield Group(table_words(table), what, len(pairs), rows)


def _told(table: str, before: tuple[object, ...] | None, after: tuple[object, ...] | None) -> ToldRow:
    row = before if before is not None else after
    school = getattr(row, "urn" if table == "schools" else "school_urn", "")
    return told_row(ChangedRow(0, 0, table, key_of(table, row), before, after, school))

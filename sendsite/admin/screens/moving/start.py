"""Where import and export begin: files or pasted rows come in here."""

from __future__ import annotations

from collections.abc import Sequence

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sendsite.admin.me import now
from sendsite.admin.rights import right
from sendsite.admin.screens.moving.blueprint import PURPOSE, screen
from sendsite.admin.screens.moving.upload import too_much, upload_of
from sendsite.admin.staged import keep
from sendsite.intake.fault import Unreadable, shown
from sendsite.intake.headings import table_by_headings
from sendsite.intake.interchange.templates import FIRST
from sendsite.intake.sent import PASTED, found_in_files, pasted
from sendsite.intake.sources import Found


@screen.get("/import-and-export")
@right("look")
def start() -> ResponseReturnValue:
    """The ways in and out."""
    return _page()


@screen.post("/import-and-export")
@right("edit")
def send() -> ResponseReturnValue:
    """Take files or pasted rows; on to their columns, or straight to the preview where every heading is known."""
    files = [(file.filename or "", file.stream.read()) for file in request.files.getlist("files") if file.filename]
    text = request.form.get("pasted", "")
    if not files and not text.strip():
        return _page(("Choose a file, or paste rows with their headings.",), text, 422)
    found = found_in_files(files) if files else _pasted(text)
    whole = [fault for fault in found.faults if fault.row is None] or list(too_much(found))
    if whole or not found.sheets:
        return _page(shown(whole or found.faults), text, 422)
    upload = upload_of(_called([name for name, _ in files]), found)
    token = keep(upload, PURPOSE)
    return redirect(url_for(".preview" if upload.settled else ".columns", token=token), 303)


def _pasted(text: str) -> Found:
    """Pasted rows as a sheet that is called after the table its headings tell."""
    try:
        grid = pasted(text)
    except Unreadable as refusal:
        return Found(faults=[refusal.fault])
    return Found([(table_by_headings(grid.headings) or PASTED, grid)])


def _called(names: Sequence[str]) -> str:
    """What was sent, in a few words."""
    if not names:
        return "pasted rows"
    last = names[0].replace("\\", "/").rpartition("/")[2][:60]
    return last if len(names) == 1 else f"{last} and {len(names) - 1} more"


def _page(faults: Sequence[str] = (), text: str = "", code: int = 200) -> ResponseReturnValue:
    return render_template("moving/index.html", faults=faults, text=text, tables=FIRST, empty=not now().records.schools), code

"""The history of everything about one pupil, fifty changes to a page."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from sendsite.admin.desk import desk
from sendsite.admin.rights import right
from sendsite.admin.screens.pupil.blueprint import PUPIL, found, screen
from sendsite.admin.screens.pupil.page import heading
from sendsite.admin.screens.pupil.telling import PAGE, entries
from sendsite.register.history import history as changes


@screen.get(f"{PUPIL}/history")
@right("look")
def history(urn: str, pupil_id: str) -> ResponseReturnValue:
    """Who changed what of this pupil, and when; `?before=` a change goes further back."""
    row = found(urn, pupil_id).row
    asked = request.args.get("before", "")
    before = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 12 else None
    told = entries(row, before)
    older = bool(told) and bool(changes(desk().register, pupil=(urn, pupil_id), before_id=told[-1].oldest, limit=1))
    return render_template("pupil/history.html", pupil=row, entries=told, older=older, before=before, page=PAGE, **heading(row))

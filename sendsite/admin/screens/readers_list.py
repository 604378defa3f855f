"""
Many readers at once, from a list: looked at first, then all of them added or none, and their cards shown once.

Between the two nothing is kept: the list goes with the page that asks, and is read anew, with all its rules, when it is taken.
"""

from __future__ import annotations

from datetime import date

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from sendsite.admin.me import my_schools
from sendsite.admin.readers_desk import readers_desk, shown_once
from sendsite.admin.rights import right
from sendsite.errors import DataRefused, NotAsked, SendsiteError
from sendsite.workflow.reading import LARGEST_FILE, NOBODY

screen = Blueprint("readers_list", __name__)

AT_ONCE = 100
"""Readers of one list: each code takes a moment to make, and the page waits for all."""
PASTED = "Your list"
EXAMPLES = 2


@screen.get("/readers/list")
@right("publish")
def start() -> ResponseReturnValue:
    """Where a list is sent or pasted."""
    return _page()


@screen.post("/readers/list")
@right("publish")
def preview() -> ResponseReturnValue:
    """Who would be added, and for what; nothing is changed."""
    sent = next((file for file in request.files.getlist("file") if file.filename), None)
    called = sent.filename.replace("\\", "/").rpartition("/")[2][:60] if sent and sent.filename else PASTED
    content = sent.stream.read(LARGEST_FILE + 1) if sent else request.form.get("pasted", "").encode()
    if not content.strip():
        return _page(("Choose a file, or paste rows with their headings.",))
    try:
        found = readers_desk().would_add(content, called)
        _not_too_many(len(found))
    except (DataRefused, NotAsked) as refusal:
        return _page(_faults(refusal), "" if sent else request.form.get("pasted", ""))
    return render_template("readers/list_preview.html", found=found, content=content.decode("utf-8-sig"), called=called)


@screen.post("/readers/list/add")
@right("publish")
def add() -> ResponseReturnValue:
    """Add all of the list, and show their cards this once; none of them where one cannot be added any more."""
    text = request.form.get("content", "")
    try:
        _not_too_many(len(readers_desk().would_add(text.encode(), PASTED)))
        issued = readers_desk().add_list(text.encode(), PASTED, on=date.today())
    except (DataRefused, NotAsked) as refusal:
        return _page(_faults(refusal), text)
    return shown_once(issued)


def _not_too_many(count: int) -> None:
    if count > AT_ONCE:
        raise DataRefused(f"These are {count} readers, and {AT_ONCE} can be added here at once. Divide the list.")


def _faults(refusal: SendsiteError) -> tuple[str, ...]:
    """Each fault of a list by itself; that nobody was added stands below them all."""
    return tuple(line for line in refusal.screen.splitlines() if line != NOBODY)


def _page(faults: tuple[str, ...] = (), text: str = "") -> ResponseReturnValue:
    """The form, with what is wrong with the list that was sent."""
    examples = my_schools()[:EXAMPLES]
    return render_template("readers/list.html", faults=faults, text=text, examples=examples), 422 if faults else 200

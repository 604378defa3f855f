"""Edits as a screen makes them: under the name of who is signed in, and shown once they are done with a way to take them back."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit, urlunsplit

from flask import redirect, request
from flask.typing import ResponseReturnValue

from sendsite.admin.desk import desk
from sendsite.admin.me import forget, me, reach
from sendsite.register.carrying import Expected
from sendsite.register.changes import Changes
from sendsite.register.edits import apply
from sendsite.register.history import ChangeSet, change_set, rows_of

SAVED = "saved"
"""The parameter of an address that names the change which led there."""


def save(changes: Changes, *, title: str = "", kind: str = "edit", group: str = "", expected: Expected | None = None) -> int:
    """Apply an edit as whoever is signed in; 0 where it changes nothing. RowChanged where somebody was quicker, DataRefused where a limit is broken."""
    number = apply(desk().register, changes, by=me().name, kind=kind, title=title, group=group, expected=expected)
    if number:
        desk().standing.took(number, changes)
        forget(number)
    return number


def saved_to(address: str, number: int) -> ResponseReturnValue:
    """On to a page of ours, which says what was saved and offers to undo it. Without a change it says that nothing differed."""
    parts = urlsplit(address)
    query = "&".join(each for each in (parts.query, urlencode({SAVED: number})) if each)
    return redirect(urlunsplit(parts._replace(query=query)), 303)


def just_saved() -> ChangeSet | None:
    """The change that led to this page, where it is one of the asker's own and touched none but their schools."""
    named = request.args.get(SAVED, "")
    if not named.isascii() or not named.isdigit() or named == "0" or len(named) > 12:
        return None
    found = change_set(desk().register, int(named))
    if found is None or found.by != me().name:
        return None
    mine = reach()
    if mine is not None and any(row.school not in mine for row in rows_of(desk().register, found.id)):
        return None
    return found

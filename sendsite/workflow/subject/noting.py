"""That a file about somebody went out, noted in the history: by whom and of which school, and never of whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sendsite.register.chain import note

if TYPE_CHECKING:
    from sendsite.register.database import Register
    from sendsite.workflow.subject.finding import Found

EXPORT = "export"
A_PERSON = {"pupil": "a pupil", "staff": "a member of staff"}


def noted(register: Register, found: Found, by: str) -> int:
    """Note it; the number of the change. What the history says of it outlives an erasure, so it holds no name and no id."""
    return note(register, by=by, kind=EXPORT, title=f"All that is held about {A_PERSON[found.who.kind]} of {found.school}")

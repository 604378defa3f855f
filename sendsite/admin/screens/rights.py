"""Who may do what: the list that every address of the admin is held to, in words."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from sendsite.admin.rights import EVERYBODY, RIGHTS, right
from sendsite.register.people_edits import ROLE_WORDS

screen = Blueprint("rights", __name__)


@screen.get("/rights")
@right("self")
def rights() -> ResponseReturnValue:
    """A row a right, a column a role, and which schools one is there for."""
    rows = [(each.words, [role in each.roles for role in EVERYBODY]) for each in RIGHTS.values() if each.signed_in]
    return render_template("rights/index.html", roles=EVERYBODY, role_words=ROLE_WORDS, rows=rows)

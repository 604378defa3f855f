"""Whether the history is whole, looked into when somebody asks."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from sendsite.admin.desk import desk
from sendsite.admin.rights import right
from sendsite.admin.screens.history.blueprint import screen
from sendsite.register.chain import head
from sendsite.register.verify import verify_history


@screen.get("/history/verified")
@right("trust")
def verified() -> ResponseReturnValue:
    """Follow the chain from its first link, and say what was found."""
    number, mark = head(desk().register)
    return render_template("history/verified.html", changes=number, mark=mark, faults=verify_history(desk().register))

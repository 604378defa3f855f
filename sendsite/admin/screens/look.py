"""The theme's style and its small script, which the admin shares with the site."""

from __future__ import annotations

from flask import Blueprint, abort, send_from_directory
from flask.typing import ResponseReturnValue

from sendsite import stock
from sendsite.admin.rights import right

screen = Blueprint("look", __name__)
FILES = ("site.css", "site.js")


@screen.get("/look/<name>")
@right("anyone")
def file(name: str) -> ResponseReturnValue:
    """One file of the default theme."""
    if name not in FILES:
        abort(404)
    return send_from_directory(stock.folder("themes") / "default" / "static", name)

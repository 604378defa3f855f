"""Home: what stands where, what needs attention, what was changed lately."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from sendsite.admin.rights import right

screen = Blueprint("home", __name__)


@screen.get("/")
@right("look")
def home() -> ResponseReturnValue:
    """The first screen after a sign-in."""
    return render_template("home/index.html")


@screen.get("/school/<urn>/")
@right("look")
def school(urn: str) -> ResponseReturnValue:
    """One school at a glance, with the ways to its screens."""
    return render_template("home/school.html")

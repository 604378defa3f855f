"""The review cycle of the term: six steps, what is done and what is due."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from sendsite.admin.reviewing import cycle
from sendsite.admin.rights import right
from sendsite.admin.screens.acting.blueprint import screen


@screen.get("/school/<urn>/review")
@right("look")
def review(urn: str) -> ResponseReturnValue:
    """Collect, calculate, compute, interpret, act, embed: each with its tasks and the ways to their screens."""
    return render_template("acting/review.html", cycle=cycle(urn))

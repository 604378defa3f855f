"""Help: a tour of six short pages with ways to the real screens, the words of the field, and the keys."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import nh3
from flask import Blueprint, abort, current_app, render_template, url_for
from flask.typing import ResponseReturnValue
from markdown import markdown
from markupsafe import Markup

from sendsite.admin.me import may, my_schools
from sendsite.admin.rights import right, right_of
from sendsite.report.glossary import MEASURES, OTHERS

screen = Blueprint("tour", __name__)

FOLDER = Path(__file__).parent.parent / "tour"
WAY = re.compile(r'<a href="screen:([a-z_.]+)"[^>]*>(.*?)</a>')
"""A link to a screen, as the pages write it: `[the register](screen:register.pupils)`."""


class Step(NamedTuple):
    """One page of the tour: its number, what its address is called, its title, its first words, and its text as HTML with ways still to be led."""

    number: int
    slug: str
    title: str
    summary: str
    html: str


@screen.get("/help")
@right("self")
def contents() -> ResponseReturnValue:
    """The six pages of the tour, the words and the keys."""
    return render_template("tour/index.html", steps=steps(), words=[(word.name, word.meaning) for word in (*MEASURES, *OTHERS)])


@screen.get("/help/<slug>")
@right("self")
def page(slug: str) -> ResponseReturnValue:
    """One page of the tour."""
    found = next((step for step in steps() if step.slug == slug), None)
    if found is None:
        abort(404)
    near = {step.number: step for step in steps()}
    return render_template("tour/page.html", step=found, html=_led(found.html), before=near.get(found.number - 1), after=near.get(found.number + 1))


@cache
def steps() -> tuple[Step, ...]:
    """The tour, in the order of its files."""
    return tuple(_step(path) for path in sorted(FOLDER.glob("*.md")))


def _step(path: Path) -> Step:
    number, _, slug = path.stem.partition("-")
    heading, _, text = path.read_text("utf-8").partition("\n")
    html = nh3.clean(markdown(text), url_schemes={"screen"}, link_rel=None)
    return Step(int(number), slug, heading.removeprefix("# ").strip(), text.strip().partition("\n")[0], html)


def _led(html: str) -> Markup:
    """The text with each way led to the asker's own screen; plain words where they may not go there, or have to choose a school first."""
    return Markup(WAY.sub(lambda found: _way(found[1], found[2]), html))  # noqa: S704


def _way(endpoint: str, words: str) -> str:
    view = current_app.view_functions[endpoint]
    schools = my_schools()
    of_school = any("urn" in rule.arguments for rule in current_app.url_map.iter_rules(endpoint))
    if not may(right_of(view)) or (of_school and not schools):
        return words
    address = url_for(endpoint, urn=schools[0].urn) if of_school else url_for(endpoint)
    return f'<a href="{address}">{words}</a>'

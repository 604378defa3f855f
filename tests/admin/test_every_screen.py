"""
Every screen in a real Chromium, as the owner and as a SENCO: axe in light and dark, its policy, its width, its heading, what it keeps.

Each screen is opened once, and what was seen there is judged by each rule. What is refused is a screen too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask

from tests.admin.conftest import Served, serving
from tests.admin.people import COOKIE, OWN, Caller, document, signed_in
from tests.admin.screens_listed import lived_in, screens, waiting
from tests.site.test_browser import RULES, axe_source

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 800}
LOOK = """async rules => {
    const faults = async only => (await axe.run({runOnly: only, resultTypes: ['violations']})).violations
        .map(each => each.id + ': ' + each.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | '));
    return {faults: await faults(rules), kept: {...localStorage, ...sessionStorage}};
}"""
SHAPE = """() => ({h1: [...document.querySelectorAll('h1')].filter(each => each.checkVisibility()).length, title: document.title,
    lang: document.documentElement.lang, width: document.documentElement.scrollWidth,
    twice: [...document.querySelectorAll('[id]')].map(each => each.id).filter((id, place, all) => all.indexOf(id) !== place),
    nameless: [...document.querySelectorAll('input:not([type=hidden]), select, textarea')]
        .filter(each => each.checkVisibility() && !each.closest('[aria-hidden=true]'))
        .filter(each => !each.labels?.length && !each.getAttribute('aria-label') && !each.getAttribute('aria-labelledby'))
        .map(each => each.outerHTML.slice(0, 120))})"""
SPOIL = """form => { form.noValidate = true; form.removeAttribute('hx-post');
    const typed = 'input:not([type=hidden], [type=radio], [type=checkbox], [type=file]), textarea';
    form.querySelectorAll(typed).forEach(each => { if (each.type === 'date') each.type = 'text'; each.value = '=12h'; });
    form.submit(); }"""
SPOILED = (
    "register.add",
    "staff.adding",
    "staff.member",
    "tasks.tasks",
    "pupil.details",
    "pupil.new_outcome",
    "pupil.second_look",
    "schools.adding",
    "schools.term",
    "schools.priority",
    "bands.adding",
    "people.people",
    "readers.readers",
    "account.account",
    "moving.start",
    "scenarios.scenarios",
    "register.paste",
    "terms.signing",
)
"""Screens with a form of their own that are also shown as they refuse what was typed."""


@dataclass
class Visit:
    """What was seen of one screen."""

    faults: list[str] = field(default_factory=list)
    dark: list[str] = field(default_factory=list)
    narrow: int = 0
    shape: dict[str, Any] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)


class Eye:
    """A page that looks at screens one after another."""

    def __init__(self, served: Served, caller: Caller | None) -> None:
        self.context = served.browser.new_context(base_url=served.address, viewport=WIDE, reduced_motion="reduce")  # type: ignore[arg-type]
        if caller is not None:
            kept = caller.client.get_cookie(COOKIE)
            assert kept is not None
            self.context.add_cookies([{"name": COOKIE, "value": kept.value, "url": served.address}])
        self.context.add_init_script(axe_source())
        self.page: Page = self.context.new_page()
        self.told: list[str] = []
        self.page.on("console", lambda message: self.told.append(message.text))
        self.page.on("pageerror", lambda error: self.told.append(str(error)))

    def __enter__(self) -> Eye:
        return self

    def __exit__(self, *_: object) -> None:
        self.context.close()

    def look(self, dark: bool = False) -> Visit:
        """See what is open: wide and light, then in the dark where that is asked, then narrow."""
        page = self.page
        seen = page.evaluate(LOOK, {"type": "tag", "values": RULES})
        visit = Visit(faults=seen["faults"], kept=seen["kept"], shape=page.evaluate(SHAPE))
        if dark:
            page.emulate_media(color_scheme="dark")
            visit.dark = page.evaluate(LOOK, {"type": "rule", "values": ["color-contrast", "link-in-text-block"]})["faults"]
            page.emulate_media(color_scheme="light")
        page.set_viewport_size(NARROW)  # type: ignore[arg-type]
        visit.narrow = page.evaluate("document.documentElement.scrollWidth")
        page.set_viewport_size(WIDE)  # type: ignore[arg-type]
        visit.told, self.told[:] = list(self.told), []
        return visit

    def open(self, path: str, dark: bool) -> Visit:
        self.page.goto(path)
        return self.look(dark)

    def spoil(self, path: str) -> Visit:
        """Type into every field what no field takes, and see the answer."""
        self.page.goto(path)
        with self.page.expect_navigation():
            self.page.locator("main form[method=post]").filter(has=self.page.locator("input:not([type=hidden]), textarea")).first.evaluate(SPOIL)
        return self.look(dark=True)


def _paths(app: Flask, callers: dict[str, Caller], done: dict[str, object]) -> Iterator[tuple[str, str]]:
    """
    Who looks at what: the owner at every screen that is a page, the SENCO at those that read otherwise for them, nobody at the sign-in.

    The SENCO's are made of the same pieces, and so are looked at in the light alone.
    """
    known = {who: done | waiting(caller) for who, caller in callers.items()}
    read: dict[tuple[str, str], str] = {}
    for who, caller in callers.items():
        for each in screens(app, OWN, known[who]):
            answer = caller.get(each.path)
            parts = ("publishing.progress", "publishing.sealing", "backups.progress")
            if answer.mimetype != "text/html" or answer.status_code == 303 or each.endpoint in parts:
                continue
            words = _words(answer.text)
            if words not in read.values() and (who == "owner" or "?" not in each.path):
                yield who, each.path
            read[who, each.path] = words
    yield from (("nobody", path) for path in ("/sign-in", "/invitation/nothing", "/nowhere"))


def _words(page: str) -> str:
    """What the main part of a page says, and of which controls it consists."""
    main = next(document(page).iter("main"))
    return " ".join(f"{each.tag} {each.text or ''}" for each in main.iter())


def _spoiled(app: Flask, done: dict[str, object]) -> list[str]:
    return [next(each.path for each in screens(app, OWN, done) if each.endpoint == endpoint) for endpoint in SPOILED]


@pytest.mark.parametrize("who", ["owner", "senco and strangers"])
def test_every_screen_can_be_read_by_everybody_and_keeps_to_its_policy(small, done, browser, subtests, who):
    visits = _visits(small, done, browser, who)

    for rule, broken in RULES_OF_SCREENS.items():
        with subtests.test(rule):
            assert {where: fault for where, seen in visits.items() if (fault := broken(seen))} == {}


@pytest.fixture(scope="module")
def done(small: Flask) -> dict[str, object]:
    """Some work to look at."""
    return lived_in(small, signed_in(small, "owner"))


def _visits(app: Flask, done: dict[str, object], browser: Browser, who: str) -> dict[str, Visit]:
    """What was seen, by who looked and at what."""
    callers = {role: signed_in(app, role) for role in ("owner", "senco")}
    paths = list(_paths(app, callers, done))
    found: dict[str, Visit] = {}
    with serving(app, browser) as served:
        for each in ("owner",) if who == "owner" else ("senco", "nobody"):
            with Eye(served, callers.get(each)) as eye:
                found |= {f"{each} {path}": eye.open(path, dark=each != "senco") for asker, path in paths if asker == each}
        if who != "owner":
            with Eye(served, callers["owner"]) as eye:
                found |= {f"refused {path}": eye.spoil(path) for path in _spoiled(app, done)}
    assert len(found) > 30
    return found


RULES_OF_SCREENS: dict[str, Callable[[Visit], object]] = {
    "axe finds nothing in light": lambda seen: seen.faults,
    "axe finds nothing in the dark": lambda seen: seen.dark,
    "no policy is broken and no script fails": lambda seen: [words for words in seen.told if "the server responded with a status of" not in words],
    "nothing is wider than its window": lambda seen: [width for width, most in ((seen.shape["width"], 1280), (seen.narrow, 320)) if width > most],
    "there is one heading": lambda seen: seen.shape["h1"] != 1,
    "there is a title of its own": lambda seen: not seen.shape["title"].split("–")[0].strip(),
    "its language is said": lambda seen: seen.shape["lang"] != "en-GB",
    "no id stands twice": lambda seen: seen.shape["twice"],
    "every field has a label": lambda seen: seen.shape["nameless"],
    "the browser keeps nothing of it": lambda seen: seen.kept,
}

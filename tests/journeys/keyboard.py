"""A person at the keyboard alone: everything is reached by Tab, and what cannot be reached so fails the test."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

MOST_TABS = 120
FOCUSED = "element => element.contains(document.activeElement)"


class Keyboard:
    """The keyboard of one page. Nothing here clicks, fills or focuses."""

    def __init__(self, page: Page) -> None:
        self.page, self._keys = page, page.keyboard

    def press(self, *keys: str) -> None:
        for key in keys:
            self._keys.press(key)

    def type(self, text: str) -> None:
        self._keys.type(text)

    def to(self, target: Locator, most: int = MOST_TABS) -> None:
        """Press Tab until this, or something in it, has the focus; AssertionError after `most` times."""
        target.wait_for(state="attached")
        for _ in range(most):
            if target.evaluate(FOCUSED):
                return
            self.press("Tab")
        raise AssertionError(f"{target} was not reached by {most} presses of Tab.")

    def link(self, name: str) -> None:
        """Follow a link."""
        self.to(self.page.get_by_role("link", name=name, exact=True).first)
        with self.page.expect_navigation():
            self.press("Enter")

    def button(self, name: str) -> None:
        """Press a button that leads to a page."""
        self.to(self.page.get_by_role("button", name=name, exact=True).first)
        with self.page.expect_navigation():
            self.press("Enter")

    def write(self, label: str, text: str) -> None:
        """Write into the field whose label begins so, in the place of what stood there."""
        self.to(self.labelled(label))
        self.press("Control+A")
        self.type(text)

    def choose(self, label: str, option: str) -> None:
        """Choose of a list by typing how the option begins."""
        self.to(self.labelled(label))
        self.type(option)
        expect(self.labelled(label).locator("option:checked")).to_have_text(re.compile(rf"^\s*{re.escape(option)}"))

    def pick(self, group: Locator, option: str) -> None:
        """Choose one of several radio buttons."""
        wanted = group.get_by_role("radio", name=option)
        self.to(group)
        self.press("Space")
        for _ in range(group.get_by_role("radio").count()):
            if wanted.is_checked():
                return
            self.press("ArrowRight")
        raise AssertionError(f"{option} was not reached by the arrows.")

    def labelled(self, label: str) -> Locator:
        return self.page.get_by_label(re.compile(rf"^{re.escape(label)}")).first

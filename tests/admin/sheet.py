"""A matrix in a real browser, for tests: its cells, what it says, what is on the clipboard, and what the browser complains of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flask import Flask

from tests.admin.matrix_school import PAGE, token
from tests.admin.people import COOKIE
from tests.answering import answering

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

EXPECTED = ("status of 409", "status of 422", "status of 401")
"""Refusals that the page answers itself; a browser lists each in its console."""


@dataclass
class Sheet:
    """The matrix that one editor has open. Rows and columns are counted from 0."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def cell(self, row: int, column: int) -> Locator:
        return self.page.locator(f'[data-row="{row + 1}"][data-col="{column + 1}"] input')

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, text: str) -> None:
        self.page.keyboard.type(text)

    @property
    def state(self) -> Locator:
        """The line that says whether all is saved."""
        return self.page.locator(".grid-state")

    @property
    def selected(self) -> Locator:
        return self.page.locator("[aria-selected=true]")

    def copied(self) -> str:
        return str(self.page.evaluate("() => navigator.clipboard.readText()"))

    def paste(self, text: str) -> None:
        self.page.evaluate("text => navigator.clipboard.writeText(text)", text)
        self.press("Control+v")

    def kept_in_the_browser(self) -> list[str]:
        return list(self.page.evaluate("() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]"))


@contextmanager
def answered(app: Flask) -> Iterator[str]:
    """The admin by waitress; its address."""
    from waitress.server import create_server

    with answering(create_server(app, host="127.0.0.1", port=0, threads=4)) as port:
        yield f"http://127.0.0.1:{port}"


def opened(browser: Browser, app: Flask, address: str, number: int = 0, path: str = PAGE, **options: object) -> Sheet:
    """The matrix in a browser of its own, signed in as `editor0` and so on."""
    context = browser.new_context(base_url=address, **options)  # type: ignore[arg-type]
    context.add_cookies([{"name": COOKIE, "value": token(app, number), "url": address}])
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=address)
    sheet = Sheet(context.new_page())
    sheet.page.on("console", lambda message: _heard(sheet, message.text) if message.type in ("error", "warning") else None)
    sheet.page.on("pageerror", lambda error: _heard(sheet, str(error)))
    sheet.page.goto(path)
    return sheet


def _heard(sheet: Sheet, words: str) -> None:
    if not any(each in words for each in EXPECTED):
        sheet.complaints.append(words)

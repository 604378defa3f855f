"""A SENCO's afternoon in a real browser, without a mouse: from signing in to a better deployment that is live, and out again with a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from sendsite.register.facts import records
from tests.admin.people import PASSWORD
from tests.journeys.conftest import LARGE
from tests.journeys.downloads import cells_of_workbook, content_of, members, rows_of_csv
from tests.journeys.keyboard import Keyboard
from tests.journeys.trail import Trail

if TYPE_CHECKING:
    from playwright.sync_api import Page

NAME, PUPIL = "Oona Dray", "P-0900"
SCENARIO = "Two more mornings"
ROWS, COLUMNS = 20, 10
BLOCK = "\n".join("\t".join(("1", "2 Phonics", "0", "0.5 + 1 Maths")[(row + column) % 4] for column in range(COLUMNS)) for row in range(ROWS)) + "\n"
"""As a spreadsheet gives it: with one line end after the last row."""


class Senco:
    """What she does, in the words of the screens."""

    def __init__(self, page: Page) -> None:
        self.page, self.keys = page, Keyboard(page)

    def signs_in(self) -> None:
        self.page.goto("/sign-in")
        self.keys.write("Name", "marsh")
        self.keys.write("Password", PASSWORD)
        self.keys.button("Sign in")

    def adds_a_pupil(self) -> None:
        self.keys.link("Register")
        self.keys.link("Add a pupil")
        self.keys.write("Name", NAME)
        self.keys.write("Id", PUPIL)
        self.keys.choose("Year group", "Year 4")
        self.keys.pick(self.page.get_by_role("group", name="SEN status"), "SEN support")
        self.keys.write("Hours needed", "4.5")
        self.keys.button("Save")

    def answers_the_eight_questions(self) -> str:
        """Red three times, then amber; what the page says of it before anything is saved."""
        groups = self.page.locator("fieldset.question")
        for number in range(groups.count()):
            self.keys.pick(groups.nth(number), "Red" if number < 3 else "Amber")
        self.page.get_by_text("3 red and 5 amber, of eight questions.").wait_for()
        return self.page.locator("#rating-now").inner_text()

    def to_the_cells(self) -> None:
        self.keys.to(self.page.locator("#grid td[data-col] input[tabindex='0']"))
        self.keys.press("Control+Home")

    def types(self, *cells: str) -> None:
        """Down one column, each cell with Enter, and waits for the last to be saved."""
        for text in cells:
            self.keys.type(text)
            self.keys.press("Enter")
        self.page.locator("td[data-unsaved]").first.wait_for(state="detached")

    def pastes(self, block: str) -> None:
        self.page.evaluate("text => navigator.clipboard.writeText(text)", block)
        self.keys.press("Control+V")
        self.saved("cells changed")

    def saved(self, words: str) -> None:
        self.page.locator(".grid-state", has_text=words).wait_for()

    def figures(self) -> dict[str, str]:
        """Every total of the matrix and the figures of the bar, as they are read."""
        texts: dict[str, str] = self.page.evaluate(
            "() => Object.fromEntries([...document.querySelectorAll('#deployment output, #bar dl > div')]"
            ".map(each => [each.id || each.querySelector('dt').textContent, each.textContent.replace(/\\s+/g, ' ').trim()]))"
        )
        return texts


@pytest.fixture
def page(large):
    return large.page("", permissions=["clipboard-read", "clipboard-write"])


@pytest.mark.browser
def test_a_senco_s_afternoon_by_keyboard_alone(large, page):
    trail, senco, keys = Trail(page), Senco(page), Keyboard(page)
    register = large.app.extensions["desk"].register

    senco.signs_in()
    senco.adds_a_pupil()
    assert page.get_by_role("heading", level=1).inner_text() == NAME
    before = page.locator("#rating-now").inner_text()
    assert senco.answers_the_eight_questions() != before
    assert not any(row.pupil_id == PUPIL for row in records(register).ratings)
    keys.button("Save the rating")
    assert [row.pupil_id for row in records(register).ratings if row.pupil_id == PUPIL] == [PUPIL]

    keys.link("Deployment")
    start = senco.figures()
    senco.to_the_cells()
    senco.types("2", "1.5 Reading", "3 + 1 Reading")
    typed = senco.figures()
    assert typed != start

    keys.press("Control+Home")
    senco.pastes(BLOCK)
    pasted = senco.figures()
    moved = {name for name in typed if typed[name] != pasted[name]}
    assert {"corner", "Index", "Cost of support given"} <= moved
    assert len([name for name in moved if name.startswith("row-")]) >= ROWS
    keys.press("Control+Z")
    senco.saved("Undone")
    assert senco.figures() == typed

    keys.link("Scenarios")
    keys.write("Name", SCENARIO)
    keys.button("Make the copy")
    senco.to_the_cells()
    senco.types("6")
    assert "live" in senco.figures()["Index"]
    keys.link("Compare with live")
    page.get_by_role("heading", name="1 cell differs").wait_for()
    keys.link(f"Make {SCENARIO} live")
    keys.button("Make it live")
    assert page.locator("#grid td[data-col] input").first.input_value() == "6"

    keys.link("Register")
    for link in ("CSV", "Excel"):
        keys.to(page.get_by_role("link", name=link, exact=True))
        with page.expect_download() as coming:
            keys.press("Enter")
        content = content_of(coming.value)
        assert NAME in ({text for row in rows_of_csv(content) for text in row.values()} if link == "CSV" else cells_of_workbook(content))
    keys.to(page.locator("summary", has_text="More"))
    keys.press("Enter")
    keys.link("Import and export")
    keys.to(page.get_by_role("button", name="CSV files (zip)"))
    with page.expect_download() as coming:
        keys.press("Enter")
    tables = members(content_of(coming.value))
    assert {row["school_urn"] for row in tables["pupils.csv"]} == {LARGE}
    assert any(row["hours"] == "6" and not row["scenario"] for row in tables["deployment.csv"])

    names = [row.name for row in records(register).pupils if row.school_urn == LARGE]
    assert trail.faults == []
    kept_for_good, kept_for_the_tab, cookie = trail.kept()
    assert (kept_for_good - {"look"}, kept_for_the_tab, cookie) == (set(), set(), "")
    assert trail.told(word for name in names for word in re.split(r"\s+", name) if len(word) > 3) == []

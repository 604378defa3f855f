"""The same afternoon in a browser without JavaScript: every step is a plain form or a link."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from sendsite.register.facts import records
from tests.admin.people import OWN, PASSWORD
from tests.journeys.downloads import cells_of_workbook, content_of, rows_of_csv
from tests.journeys.trail import Trail

if TYPE_CHECKING:
    from playwright.sync_api import Page

NAME, PUPIL, SCENARIO = "Oona Dray", "P-0900", "Two more mornings"


@pytest.fixture
def page(large):
    return large.page("", java_script_enabled=False)


def press(page: Page, name: str) -> None:
    """Press a button and wait for the page that it leads to: without JavaScript every one leads to a page."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).first.click()


def follow(page: Page, name: str) -> None:
    """Follow a link to its page."""
    with page.expect_navigation():
        page.get_by_role("link", name=name, exact=True).first.click()


def add_a_pupil(page: Page) -> None:
    follow(page, "Register")
    follow(page, "Add a pupil")
    page.get_by_label(re.compile("^Name")).fill(NAME)
    page.get_by_label(re.compile("^Id")).fill(PUPIL)
    page.get_by_role("radio", name="SEN support").check()
    page.get_by_label(re.compile("^Hours needed")).fill("4.5")
    press(page, "Save")


def answer(page: Page) -> None:
    for question in page.locator("fieldset.question").all():
        question.get_by_role("radio", name="Amber").check()


def text(page: Page, css: str) -> str:
    return " ".join(page.locator(css).inner_text().split())


@pytest.mark.browser
def test_a_senco_s_afternoon_without_javascript(large, page):
    trail, register = Trail(page), large.app.extensions["desk"].register
    page.goto("/sign-in")
    page.get_by_label("Name").fill("senco")
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Sign in")

    add_a_pupil(page)
    answer(page)
    press(page, "Show the rating")
    assert "8 amber, of eight questions." in text(page, "#rating-now")
    assert not any(row.pupil_id == PUPIL for row in records(register).ratings)
    press(page, "Save the rating")
    assert [row.q8 for row in records(register).ratings if row.pupil_id == PUPIL] == ["A"]

    follow(page, "Deployment")
    before = text(page, "#corner"), text(page, "#bar")
    cell = page.locator(f"tr[data-pupil='{PUPIL}'] input").first
    cell.fill("2 + 1 Phonics")
    press(page, "Save")
    assert cell.input_value() == "2 + 1 Phonics"
    assert all(then != now for then, now in zip(before, (text(page, "#corner"), text(page, "#bar")), strict=True))
    press(page, "Undo")
    follow(page, "Deployment")
    assert (text(page, "#corner"), text(page, "#bar")) == before

    follow(page, "Scenarios")
    page.get_by_label(re.compile("^Name")).fill(SCENARIO)
    press(page, "Make the copy")
    cell.fill("3")
    press(page, "Save")
    follow(page, "Compare with live")
    assert page.get_by_role("heading", name="1 cell differs").is_visible()
    follow(page, f"Make {SCENARIO} live")
    press(page, "Make it live")
    assert (cell.input_value(), "scenario=" in page.url) == ("3", False)

    follow(page, "Register")
    for name, texts in (("CSV", lambda content: {text for row in rows_of_csv(content) for text in row.values()}), ("Excel", cells_of_workbook)):
        with page.expect_download() as coming:
            page.get_by_role("link", name=name, exact=True).first.click()
        assert NAME in texts(content_of(coming.value))

    page.locator("summary", has_text="Senco").click()
    press(page, "Sign out")
    page.goto(f"/school/{OWN}/pupils")
    assert page.get_by_role("heading", level=1).inner_text() == "Sign in"
    assert trail.faults == []
    assert trail.told([*NAME.split()]) == []

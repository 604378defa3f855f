"""The register in a browser: what a search, a sort and a tick feel like, and the same without scripts."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.admin.people import OWN

LIST = f"/school/{OWN}/pupils"


def quiet(page: Page) -> list[str]:
    """What the browser complains of on a page, a refused style or script among it; filled as it goes."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def test_a_search_narrows_the_list_as_it_is_typed_and_stays_in_the_address(served):
    page = served.page("senco")
    said = quiet(page)
    page.goto(LIST)

    page.get_by_label("Search").press_sequentially("dune")

    expect(page.get_by_text("6 of 13 pupils")).to_be_visible()
    expect(page).to_have_url(re.compile(r"\?q=dune$"))
    expect(page.get_by_label("Search")).to_be_focused()
    page.locator("#sort-gap").press("Enter")
    expect(page.locator("th[aria-sort=descending]")).to_have_text("Gap")
    expect(page.locator("#sort-gap")).to_be_focused()
    expect(page).to_have_url(re.compile(r"\?q=dune&sort=-gap$"))
    page.get_by_label("Only with a gap").check()
    expect(page).to_have_url(re.compile(r"\?q=dune&gaps=1&sort=-gap$"))
    assert said == []


def test_all_that_are_shown_are_ticked_changed_and_stay_in_sight(served):
    page = served.page("senco")
    said = quiet(page)
    page.goto(f"{LIST}?class=Dune")

    page.get_by_label("Tick all that are shown").check()
    expect(page.get_by_text("With the ticked (6)")).to_be_visible()
    page.get_by_label("With the ticked").select_option(label="Set class")
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("textbox", name="Class").fill("Heron")
    page.get_by_role("button", name="Show before and after").click()
    page.get_by_role("button", name="Change 6 pupils").click()

    expect(page.get_by_text("Class of 6 pupils: Heron")).to_be_visible()
    expect(page.get_by_text("no longer matches")).to_have_count(6)
    assert said == []


def test_without_scripts_pupils_are_found_and_pasted_rows_are_saved(served):
    page = served.page("senco", java_script_enabled=False)
    page.goto(LIST)

    page.get_by_label("Search").fill("hobbsley")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_text("1 of 13 pupils")).to_be_visible()
    page.get_by_role("link", name="Paste from Excel").click()
    page.get_by_label("Rows").fill("Pupil id\tClass\nP-0220\tHeron\n")
    page.get_by_role("button", name="Show what it would do").click()
    page.get_by_role("button", name="Save 1 pupil").click()

    expect(page.get_by_text("Pasted: 1 pupil changed")).to_be_visible()


def test_the_list_fits_a_telephone_and_scrolls_within_itself(served):
    page = served.page("senco", viewport={"width": 320, "height": 640})
    for path in (LIST, f"{LIST}/add", f"{LIST}/paste"):
        page.goto(path)

        assert page.evaluate("() => document.documentElement.scrollWidth") == 320

"""The gate and an opened page for everybody: axe, light and dark, keyboard alone, a small phone, paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.publish.reader.reading import asked, enter, expect_open, expect_refused
from tests.publish.reader.sealed_site import SealedSite
from tests.site.test_browser import A_TOUCH, axe_source, faults

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_at_the_gate_or_on_an_opened_page(browser: Browser, home: str, sealed: SealedSite, scheme: str):
    with browser.new_context(bypass_csp=True, color_scheme="light" if scheme == "light" else "dark", reduced_motion="reduce") as context:
        page = context.new_page()
        found = []
        for code, then in ((None, None), ("K7QX copper", "short-code"), (sealed.codes["oak"], "not-yours")):
            page.goto(home + sealed.address("elm"))
            if code:
                enter(page, code)
                expect_refused(page, str(then))
            page.evaluate(axe_source())
            found += faults(page)
        page.goto(home + sealed.address("oak"))
        expect_open(page)
        page.locator("#get-csv").click()
        expect(page.locator(".sealed-told")).to_contain_text("in your downloads")
        page.evaluate(axe_source())

        assert found + faults(page) == []


def test_a_keyboard_is_enough(page: Page, home: str, sealed: SealedSite):
    page.goto(home + sealed.address("oak"))
    expect(page.get_by_label("Your reading code")).to_be_focused()
    page.keyboard.type(str(sealed.codes["oak"]))
    page.keyboard.press("Tab")
    expect(page.get_by_label("Hide the code")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Keep this device unlocked")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect_open(page)

    page.get_by_role("button", name="Lock").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_label("Your reading code")).to_be_focused()


def test_nothing_is_wider_than_a_small_phone_or_smaller_than_a_finger(page: Page, home: str, sealed: SealedSite):
    page.set_viewport_size({"width": 320, "height": 700})
    asked(page, home + sealed.address("elm"), sealed.codes["oak"])
    expect_refused(page, "not-yours")
    width = page.evaluate("document.documentElement.scrollWidth")
    boxes = [each.bounding_box() for each in page.locator("button:visible, a:visible, #gate-code, .gate-tick").all()]
    page.goto(home + sealed.address("oak"))
    expect_open(page)

    assert [box["height"] for box in boxes if box and box["height"] < A_TOUCH] == []
    assert width == 320
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    lock = page.get_by_role("button", name="Lock").bounding_box()
    assert lock
    assert lock["height"] >= A_TOUCH


def test_where_a_theme_has_no_place_for_it_lock_stays_in_sight(page: Page, own: SealedSite):
    for script in own.folder.glob("reader.*.js"):
        script.write_text(script.read_text("utf-8").replace("[data-lock]", "[data-nowhere]"), "utf-8")
    asked(page, own.home + own.address("oak"), own.codes["oak"])
    expect_open(page)
    page.mouse.wheel(0, 2000)

    expect(page.get_by_role("button", name="Lock")).to_be_in_viewport()


def test_paper_shows_the_page_and_no_buttons_of_ours(page: Page, home: str, sealed: SealedSite):
    asked(page, home + sealed.address("oak"), sealed.codes["oak"])
    expect_open(page)
    page.emulate_media(media="print")

    expect(page.get_by_role("button", name="Lock")).to_be_hidden()
    expect(page.locator("#far")).to_be_visible()
    assert len(page.pdf()) > 10_000

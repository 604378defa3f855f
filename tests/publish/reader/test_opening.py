"""A sealed page reads like a plain one, over http and from a disk: one code opens all that is its reader's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.publish.reader.reading import asked, enter, expect_asked, expect_open, until
from tests.publish.reader.sealed_site import CONTENTS, SealedSite

pytestmark = pytest.mark.browser


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, sealed: SealedSite, home: str) -> str:
    return home if request.param == "http" else sealed.folder.as_uri() + "/"


def test_one_code_opens_all_that_is_its_readers(page: Page, base: str, sealed: SealedSite):
    asked(page, base + sealed.address("oak"), sealed.codes["both"])
    expect_open(page, "school/990001")

    page.locator("#to-elm").click()
    expect_open(page, "school/990002")
    page.go_back()
    expect_open(page, "school/990001")


def test_a_leaders_code_opens_every_audience(page: Page, base: str, sealed: SealedSite):
    asked(page, base + sealed.address("trust"), sealed.codes["leader"])
    expect_open(page, "trust/index")

    page.goto(base + sealed.address("elm"))
    expect_open(page, "school/990002")


def test_an_opened_page_has_its_title_language_and_body(page: Page, base: str, sealed: SealedSite):
    asked(page, base + sealed.address("oak"), sealed.codes["oak"])
    expect_open(page)

    expect(page).to_have_title("school/990001/index.html – Invented Trust")
    expect(page.locator("html")).to_have_attribute("lang", "en-GB")
    expect(page.locator("body")).to_have_class("page")
    expect(page.locator("main")).to_be_focused()
    assert page.evaluate("scrollY") == 0


@pytest.mark.parametrize("ending", ["csv", "zip"])
def test_a_download_equals_its_source_and_has_its_name(page: Page, base: str, sealed: SealedSite, ending: str):
    asked(page, base + sealed.address("oak"), sealed.codes["oak"])
    with page.expect_download() as saved:
        page.locator(f"#get-{ending}").press("Enter")

    assert saved.value.suggested_filename == f"hours.{ending}"
    assert Path(saved.value.path()).read_bytes() == CONTENTS[ending]
    expect(page.get_by_role("status").filter(has_text="in your downloads")).to_have_text(f"hours.{ending} is in your downloads.")


def test_a_picture_is_shown_as_it_is(page: Page, base: str, sealed: SealedSite):
    asked(page, base + sealed.address("oak"), sealed.codes["oak"])
    expect(page.locator("#picture")).to_have_js_property("naturalWidth", 3)

    colour = page.locator("#picture").evaluate("""each => {
      const canvas = document.createElement("canvas"), pen = canvas.getContext("2d");
      pen.drawImage(each, 0, 0);
      return Array.from(pen.getImageData(1, 1, 1, 1).data);
    }""")

    assert colour == [0xC0, 0x20, 0x20, 0xFF]


def test_an_anchor_in_the_address_is_gone_to(page: Page, base: str, sealed: SealedSite):
    asked(page, base + sealed.address("oak") + "#far", sealed.codes["oak"])

    expect(page.locator("#far")).to_be_in_viewport()
    assert page.locator(":target").count() == 1


def test_back_returns_to_where_the_reader_stood(page: Page, base: str, sealed: SealedSite):
    asked(page, base + sealed.address("oak"), sealed.codes["both"])
    expect_open(page)
    page.mouse.wheel(0, 2100)
    until(page, "scrollY > 1000 && (history.state || {}).at === scrollY")
    before = page.evaluate("scrollY")
    page.locator("#to-elm").evaluate("each => each.click()")
    expect_open(page, "school/990002")
    page.go_back()
    expect_open(page, "school/990001")
    until(page, f"Math.abs(scrollY - {before}) < 60")


def test_the_themes_script_works_on_an_opened_page(page: Page, base: str, sealed: SealedSite):
    asked(page, base + sealed.address("oak"), sealed.codes["oak"])
    page.get_by_role("button", name="Hours").click()
    page.get_by_label("Show rows with").fill("row 1")
    page.locator("[data-look]").click()

    expect(page.locator("th[aria-sort]")).to_have_text("Hours")
    expect(page.locator("tbody tr:visible")).to_have_text(re.compile("Row 1"))
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    assert page.locator("button.sort").count() == 2


WAYS = (str.upper, lambda text: text.replace(" ", " – "), lambda text: f"  {text.replace(' ', '-', 1)}\t.", lambda text: text.replace(" ", "", 1))


@pytest.mark.parametrize("change", WAYS)
def test_a_code_may_be_typed_as_people_type(page: Page, home: str, sealed: SealedSite, change):
    page.goto(home + sealed.address("oak"))
    page.get_by_label("Your reading code").fill(change(str(sealed.codes["oak"])))

    expect(page.locator("#gate-read")).to_have_text(f"Read as: {sealed.codes['oak']}")
    page.get_by_role("button", name="Open").click()
    expect_open(page)


def test_the_gate_says_that_it_is_at_work(page: Page, home: str, sealed: SealedSite):
    page.goto(home + sealed.address("oak"))
    page.get_by_label("Your reading code").fill(str(sealed.codes["oak"]))
    said = page.locator("#gate-form").evaluate("form => { form.requestSubmit(); return [form.textContent, document.querySelector('#gate-code').type]; }")

    assert "Opening. On an older device this takes a few seconds." in said[0]
    assert said[1] == "password"
    expect_open(page)


def test_a_code_can_be_hidden_while_it_is_typed(page: Page, home: str, sealed: SealedSite):
    page.goto(home + sealed.address("oak"))
    page.get_by_label("Hide the code").check()
    page.get_by_label("Your reading code").fill("K7QX copper")

    expect(page.locator("#gate-code")).to_have_attribute("type", "password")
    expect(page.locator("#gate-read")).to_have_text("")


def test_a_browser_that_keeps_nothing_asks_on_each_page_and_says_why(page: Page, home: str, sealed: SealedSite):
    page.add_init_script("IDBObjectStore.prototype.put = () => { throw new DOMException('no', 'DataCloneError'); }")
    asked(page, home + sealed.address("oak"), sealed.codes["both"])
    expect_open(page)
    page.locator("#to-elm").click()
    expect_asked(page)
    enter(page, sealed.codes["both"])
    expect_open(page, "school/990002")


def test_a_browser_without_a_store_says_why_it_asks(page: Page, home: str, sealed: SealedSite):
    page.add_init_script("IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); }")
    page.goto(home + sealed.address("oak"))

    expect(page.locator("#gate-said")).to_contain_text("This browser keeps nothing")
    enter(page, sealed.codes["oak"])
    expect_open(page)

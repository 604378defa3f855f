"""The pages in a real Chromium: axe in light and dark, 320 pixels, paper, keyboard, the file system, and nothing asked of another host."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from tests.site.conftest import each_kind

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
A_TOUCH = 44


def axe_source() -> str:
    import axe_playwright_python

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page whose policy does not stop axe from being put in; the sealed policy itself is tested below."""
    context = browser.new_context(bypass_csp=True, viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def strict_page(browser: Browser) -> Iterator[Page]:
    """A page as a reader has it."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def faults(page: Page, only: list[str] | None = None) -> list[tuple[str, Any]]:
    """What axe finds by the rules of WCAG 2.2 AA and good practice, or by some rules only."""
    rules = {"type": "rule", "values": only} if only else {"type": "tag", "values": RULES}
    found = page.evaluate("rules => axe.run({runOnly: rules, resultTypes: ['violations']})", rules)
    return [(fault["id"], [node["html"][:160] for node in fault["nodes"]][:3]) for fault in found["violations"]]


def test_axe_finds_nothing_on_any_kind_of_page_in_light_or_dark(page: Page, served: tuple[Flask, str]):
    site, home = served
    axe = axe_source()
    found: dict[tuple[str, str], list[tuple[str, Any]]] = {}
    for path in each_kind(site):
        page.goto(home + path)
        page.evaluate(axe)
        page.emulate_media(color_scheme="light")
        found[path, "light"] = faults(page)
        page.emulate_media(color_scheme="dark")
        found[path, "dark"] = faults(page, ["color-contrast", "link-in-text-block"])

    assert {where: told for where, told in found.items() if told} == {}


def test_no_page_is_wider_than_a_small_phone(page: Page, served: tuple[Flask, str]):
    site, home = served
    page.set_viewport_size({"width": 320, "height": 700})
    page.emulate_media(color_scheme="light")
    wide = {}
    for path in each_kind(site):
        page.goto(home + path)
        page.evaluate("document.querySelectorAll('details').forEach(each => { if (!each.closest('.menu, .when')) each.open = true; })")
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide[path] = width

    page.set_viewport_size({"width": 1280, "height": 900})
    assert wide == {}


def test_a_frame_that_scrolls_can_be_reached_by_keyboard_on_a_phone(page: Page, served: tuple[Flask, str]):
    home = served[1]
    page.set_viewport_size({"width": 320, "height": 700})
    axe = axe_source()
    for path in ("trust/comparison.html", "school/140001/finance.html", "research.html"):
        page.goto(home + path)
        page.evaluate(axe)
        assert faults(page) == [], path
    page.set_viewport_size({"width": 1280, "height": 900})


@pytest.mark.parametrize("path", ["school/140001/insights.html", "school/140001/data.html", "trust/insights.html"])
def test_the_tab_of_the_page_itself_is_in_sight_on_a_phone(page: Page, written: Path, path: str):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto((written / path).as_uri())
    left, right = page.locator(".tabs [aria-current]").evaluate("tab => [tab.getBoundingClientRect().left, tab.getBoundingClientRect().right]")
    page.set_viewport_size({"width": 1280, "height": 900})

    assert left >= 0
    assert right <= 390


def test_what_is_pressed_on_a_phone_is_large_enough(page: Page, written: Path):
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto((written / "school/140001/index.html").as_uri())
    small = page.evaluate(
        """least => [...document.querySelectorAll('.top a, .top summary, .top button, .tabs a, .fold > summary, .dl, .go, .foot a')]
        .map(each => [each.textContent.trim(), each.getBoundingClientRect()]).filter(([_, box]) => box.width && (box.height < least - 0.5))
        .map(([words, box]) => [words, box.height])""",
        A_TOUCH,
    )
    page.set_viewport_size({"width": 1280, "height": 900})
    assert small == []


def test_pages_break_none_of_their_own_policy_and_ask_nothing_of_another_host(strict_page: Page, served: tuple[Flask, str]):
    site, home = served
    asked: list[str] = []
    told: list[str] = []
    strict_page.on("request", lambda request: asked.append(request.url))
    strict_page.on("console", lambda message: told.append(message.text))
    strict_page.on("pageerror", lambda error: told.append(str(error)))
    for path in each_kind(site):
        strict_page.goto(home + path)

    assert told == []
    assert [url for url in asked if not url.startswith((home, "data:"))] == []


def test_the_summary_for_the_board_prints_on_two_sides(strict_page: Page, written: Path):
    for urn in ("140001", "140002"):
        strict_page.goto((written / f"school/{urn}/summary.html").as_uri())
        printed = strict_page.pdf(prefer_css_page_size=True)
        assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 2


def test_paper_is_light_even_for_those_who_read_in_the_dark(strict_page: Page, written: Path):
    strict_page.emulate_media(media="print", color_scheme="dark")
    strict_page.goto((written / "school/140001/index.html").as_uri())
    strict_page.evaluate("document.documentElement.dataset.theme = 'dark'")
    ground = strict_page.evaluate("getComputedStyle(document.body).backgroundColor")
    strict_page.emulate_media(media="screen", color_scheme="light")

    assert ground == "rgb(255, 255, 255)"


def test_paper_shows_what_is_folded_away_on_a_screen(strict_page: Page, written: Path):
    strict_page.goto((written / "school/140001/index.html").as_uri())
    folded = strict_page.locator(".card .fold table").first
    seen = "each => each.checkVisibility({contentVisibilityAuto: true})"
    on_screen = folded.evaluate(seen)
    strict_page.emulate_media(media="print")
    on_paper = folded.evaluate(seen)
    strict_page.emulate_media(media="screen")

    assert not on_screen
    assert on_paper


def test_the_site_can_be_walked_from_a_folder(strict_page: Page, written: Path):
    told: list[str] = []
    strict_page.on("console", lambda message: told.append(message.text))
    strict_page.goto((written / "index.html").as_uri())
    strict_page.get_by_role("link", name="Open the report").click()
    strict_page.get_by_role("heading", name="Tidewell Primary").get_by_role("link").click()
    strict_page.get_by_role("navigation", name="Tidewell Primary").get_by_role("link", name="Finance").click()

    strict_page.wait_for_url("**/school/140001/finance.html", wait_until="load")
    assert strict_page.evaluate("getComputedStyle(document.querySelector('.top')).borderBottomWidth") == "1px"
    assert told == []


def test_a_column_is_sorted_by_keyboard_and_marked_cells_stay_last(strict_page: Page, written: Path):
    strict_page.goto((written / "trust/comparison.html").as_uri())
    table = strict_page.locator("#league table")
    button = table.get_by_role("button", name="Column 0")
    button.focus()
    strict_page.keyboard.press("Enter")
    down = table.locator("tbody tr td:nth-child(2)").all_text_contents()
    strict_page.keyboard.press("Enter")
    up = table.locator("tbody tr td:nth-child(2)").all_text_contents()

    assert table.locator("th").nth(1).get_attribute("aria-sort") == "ascending"
    assert down[0] == "£1,250"
    assert up[0] == "−3.0"
    assert all(cell in {"[c]", "[x]", "[z]"} for cell in down[-8:-1] + up[-8:-1])
    assert down[-1] == up[-1] == "99"


def test_long_tables_can_be_sifted(strict_page: Page, written: Path):
    strict_page.goto((written / "trust/comparison.html").as_uri())
    strict_page.get_by_label("Show rows with").fill("Row 9")

    assert strict_page.locator("#league tbody tr:visible").count() == 1
    assert strict_page.get_by_role("status").text_content() == "1 of 17 rows"


def test_a_choice_of_light_or_dark_is_kept_from_page_to_page(strict_page: Page, written: Path):
    strict_page.goto((written / "trust/index.html").as_uri())
    button = strict_page.get_by_role("button", name="colours")
    button.click()
    button.click()
    strict_page.goto((written / "faq.html").as_uri())
    kept = strict_page.evaluate("document.documentElement.dataset.theme")
    strict_page.get_by_role("button", name="colours").click()

    assert kept == "dark"
    assert strict_page.evaluate("document.documentElement.dataset.theme") is None


def test_nothing_moves_while_a_page_opens(strict_page: Page, served: tuple[Flask, str]):
    home = served[1]
    strict_page.goto(f"{home}school/140001/index.html")
    shift = strict_page.evaluate(
        """() => new Promise(done => { let sum = 0; new PerformanceObserver(list => list.getEntries().forEach(each => sum += each.value))
        .observe({type: 'layout-shift', buffered: true}); setTimeout(() => done(sum), 300); })"""
    )

    assert shift == 0


def test_a_page_tells_all_without_scripts(browser: Browser, written: Path):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((written / "school/140001/index.html").as_uri())
    seen = page.get_by_role("heading", name="SEND Efficiency Index").is_visible()
    page.get_by_text("Show as a table").first.click()
    opened = page.locator(".fold[open] table").first.is_visible()
    switch = page.locator("[data-look]").is_visible()
    context.close()

    assert seen
    assert opened
    assert not switch

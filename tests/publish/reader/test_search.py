"""The search box of a page that was opened: over all that is its reader's, by keyboard, over http and from a disk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from sendsite.publish.page_text import page_text
from sendsite.publish.reader import HERE
from sendsite.publish.seal.keyring import manifest
from sendsite.publish.seal.paths import asset_name, namer, sealed_path, segment
from sendsite.publish.seal.shell import asset_file
from sendsite.publish.search import index_of, real_name
from sendsite.publish.serve import served_beside
from tests.publish.reader.reading import asked, expect_open
from tests.publish.reader.sealed_site import PAGES, SealedSite
from tests.site.test_browser import A_TOUCH, axe_source, faults
from tools.minify_reader import minified

pytestmark = pytest.mark.browser
HOSTILE = "<img src=x onerror=alert(1)>"


class SearchedSite(SealedSite):
    """The small site with an index for each audience, its words those of the pages but for a title that would be markup."""

    searched = True

    def finish(self, hashes: dict[str, dict[str, str]]) -> None:
        assert self.publication
        super().finish(hashes)
        for audience, key in self.keys.items():
            index = namer(self.site.path_key)(audience, real_name(audience))
            sealed = self.sealed(audience, index, self.index(audience), "application/json")
            self.write(asset_name(index, sealed.hash), asset_file(sealed))
            every = {**hashes[audience], index: sealed.hash}
            start = sealed_path(next(self.path(of, real) for of, real in PAGES.values() if of == audience))
            content = manifest(every, start, search=index, key=key, publication=self.publication, site=self.site)
            self.write(f"m/{segment(self.site.path_key, audience)}.{self.publication.pub}.js", content)

    def index(self, audience: str) -> bytes:
        texts = [(self.path(of, real), page_text(self.page(real)), real) for of, real in PAGES.values() if of == audience]
        return index_of([(path, f"{text.title} {HOSTILE}", "", text.sections) for path, text, _ in texts])


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> SearchedSite:
    return SearchedSite(tmp_path_factory.mktemp("searched") / "site")


@pytest.fixture(params=["http", "file"])
def base(request: pytest.FixtureRequest, searched: SearchedSite):
    if request.param == "file":
        yield searched.folder.as_uri() + "/"
    else:
        with served_beside(searched.folder, port=0) as address:
            yield address


def box(page: Page) -> Locator:
    return page.get_by_role("searchbox", name="Search the pages you may open")


def results(page: Page) -> Locator:
    return page.get_by_role("region", name="Search results").get_by_role("listitem")


def test_a_heading_is_found_and_opened_at_its_anchor(page: Page, base: str, searched: SearchedSite):
    asked(page, base + searched.address("oak"), searched.codes["both"])
    expect_open(page)
    box(page).focus()
    page.keyboard.type("far down 990002")
    expect(results(page)).to_have_count(1)
    expect(results(page)).to_contain_text("school/990002/index.html")
    page.keyboard.press("Enter")
    expect(results(page).get_by_role("link")).to_be_focused()
    page.keyboard.press("Enter")

    expect_open(page, "school/990002")
    expect(page.locator("#far")).to_be_in_viewport()


def test_what_is_not_the_readers_is_not_found(page: Page, base: str, searched: SearchedSite):
    asked(page, base + searched.address("oak"), searched.codes["oak"])
    box(page).fill("990002")

    expect(page.get_by_role("region", name="Search results").get_by_role("status")).to_have_text(
        "No places for “990002” in the pages you may open. Try one word, or only its beginning."
    )
    expect(results(page)).to_have_count(0)


def test_the_words_of_an_index_are_shown_as_words(page: Page, base: str, searched: SearchedSite):
    asked(page, base + searched.address("oak"), searched.codes["leader"])
    box(page).fill("OAK LAN")

    expect(results(page).first).to_contain_text("Oak Lane this term")
    expect(results(page).filter(has_text=HOSTILE).first).to_be_visible()
    assert page.locator(".sealed-found img").count() == 0


def test_an_index_is_loaded_when_the_box_is_first_used(page: Page, base: str, searched: SearchedSite):
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    asked(page, base + searched.address("oak"), searched.codes["oak"])
    expect(box(page)).to_be_visible()
    index = namer(searched.site.path_key)("school:990001", real_name("school:990001"))

    assert not [url for url in loaded if index in url]
    box(page).fill("far")
    expect(results(page)).to_have_count(2)
    assert len([url for url in loaded if index in url]) == 1


def test_close_puts_the_search_away_where_there_is_no_escape_key(page: Page, base: str, searched: SearchedSite):
    asked(page, base + searched.address("oak"), searched.codes["oak"])
    box(page).fill("far")
    page.get_by_role("button", name="Close").click()

    expect(results(page)).to_have_count(0)
    expect(box(page)).to_have_value("")


def test_a_keyboard_goes_through_the_results_and_back(page: Page, base: str, searched: SearchedSite):
    asked(page, base + searched.address("oak"), searched.codes["oak"])
    box(page).fill("far")
    expect(results(page)).to_have_count(2)
    expect(page.get_by_role("region", name="Search results").get_by_role("status")).to_have_text("2 places for “far” in the pages you may open.")
    page.keyboard.press("ArrowDown")
    expect(results(page).nth(0).get_by_role("link")).to_be_focused()
    page.keyboard.press("Tab")
    expect(results(page).nth(1).get_by_role("link")).to_be_focused()
    page.keyboard.press("Escape")
    expect(box(page)).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_results_which_fit_a_small_phone_and_a_finger(browser: Browser, base: str, searched: SearchedSite, scheme: str):
    shape: dict[str, Any] = {"color_scheme": scheme, "viewport": {"width": 320, "height": 640}}
    with browser.new_context(bypass_csp=True, reduced_motion="reduce", **shape) as context:
        page = context.new_page()
        asked(page, base + searched.address("oak"), searched.codes["both"])
        box(page).fill("far")
        expect(results(page)).to_have_count(3)
        touched = page.locator(".sealed-search input, .sealed-found button, .sealed-found a")
        boxes = [each.bounding_box() for each in touched.all()]
        page.evaluate(axe_source())

        assert faults(page) == []
        assert [each for each in boxes if each and (each["height"] < A_TOUCH or each["x"] < 0 or each["x"] + each["width"] > 320)] == []
        assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_escape_puts_the_search_away(page: Page, base: str, searched: SearchedSite):
    asked(page, base + searched.address("oak"), searched.codes["oak"])
    box(page).fill("far")
    expect(results(page)).to_have_count(2)
    page.keyboard.press("Escape")

    expect(results(page)).to_have_count(0)
    expect(box(page)).to_have_value("")
    expect(box(page)).to_be_focused()


def test_an_index_that_is_not_there_is_told(page: Page, tmp_path: Path):
    site = SearchedSite(tmp_path / "site")
    index = namer(site.site.path_key)("school:990002", real_name("school:990002"))
    next((site.folder / index).parent.glob(f"{index.rpartition('/')[2]}.*")).unlink()
    asked(page, site.folder.as_uri() + "/" + site.address("oak"), site.codes["both"])
    box(page).fill("far")

    expect(results(page)).to_have_count(2)
    expect(page.get_by_role("region", name="Search results")).to_contain_text("Part of the site could not be searched.")


def test_the_script_of_the_box_is_made_from_its_source_and_writes_no_markup():
    source = (HERE / "search.js").read_text("utf-8")

    assert (HERE / "search.min.js").read_text("utf-8") == minified(source)
    assert len((HERE / "search.min.js").read_bytes()) <= 4000
    assert not [way for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "fetch(", "localStorage", "location") if way in source]

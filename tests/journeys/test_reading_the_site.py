"""The published demo in a browser, as a governor and a leader meet it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from sendsite.publish.serve import served_beside
from sendsite.workflow.publishing import Wish, publish
from tests.journeys.publications import OTHER, OWN, a_reader, quiet
from tests.publish.reader.reading import enter

pytestmark = pytest.mark.browser


@pytest.fixture
def faultless(browser: Browser) -> Iterator[BrowserContext]:
    """The browser of a reader in which nothing may be refused by a page's policy, fail, or warn. Its pages are closed before their server ends."""
    context, faults = browser.new_context(), []
    context.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
    context.on("weberror", lambda error: faults.append(str(error.error)))
    yield context
    context.close()
    assert faults == []


def test_a_governor_comes_from_the_front_page_to_their_school_reads_searches_and_locks(demo, faultless):
    code = a_reader(demo, OWN)
    published = publish(demo, Wish(draft=True), tell=quiet).published.record
    with served_beside(demo.current, port=0) as address, faultless.new_page() as page:
        page.goto(address)
        page.get_by_role("link", name="Open your pages").click()
        enter(page, code)
        expect(page.get_by_role("searchbox")).to_be_visible()
        assert page.url == f"{address}{published.starts[f'school:{OWN}']}"

        page.get_by_role("link", name="Finance").first.click()
        expect(page).to_have_title(re.compile("Finance"))
        expect(page.get_by_role("navigation", name="Site").get_by_role("link", name="Trust")).to_have_count(0)
        page.get_by_role("searchbox").fill("gap")
        page.get_by_role("searchbox").press("Enter")
        expect(page.get_by_role("region", name="Search results").get_by_role("link").first).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("searchbox")).to_have_value("")

        page.goto(f"{address}{published.starts[f'school:{OTHER}']}")
        expect(page.locator("#gate-said")).to_contain_text("belongs to another school or group")
        page.get_by_role("link", name="Go to my own pages").click()
        page.get_by_role("button", name="Lock").click()
        expect(page.get_by_label("Your reading code")).to_be_focused()
        page.goto(address)
        page.get_by_role("link", name="Trust", exact=True).click()
        expect(page.get_by_label("Your reading code")).to_be_focused()


def test_every_kind_of_page_opens_for_a_leader_without_a_complaint(demo, faultless):
    code = a_reader(demo, "trust")
    published = publish(demo, Wish(draft=True), tell=quiet).published.record
    wanted = [path for path, entry in published.entries.items() if entry.kind == "text/html" and entry.audience in ("public", "trust", f"school:{OWN}")]
    with served_beside(demo.current, port=0) as address, faultless.new_page() as page:
        page.goto(f"{address}{published.starts['trust']}")
        enter(page, code)
        page.locator("nav").first.wait_for()
        for path in wanted:
            page.goto(f"{address}{path}")
            page.locator("h1:not(#gate-title)").first.wait_for()

    assert len(wanted) > 30

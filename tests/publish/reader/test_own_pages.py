"""From the front page a reader comes to their own pages in one step, and no page leads them to one that is not theirs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from tests.publish.reader.reading import asked, enter, expect_open, expect_refused
from tests.publish.reader.sealed_site import SealedSite

pytestmark = pytest.mark.browser


@pytest.fixture(params=["http", "file"])
def front(request: pytest.FixtureRequest, sealed: SealedSite, home: str) -> str:
    """Where the front page leads: the trust's page, with the wish for one's own."""
    base = home if request.param == "http" else sealed.folder.as_uri() + "/"
    return f"{base}{sealed.address('trust')}#own-pages"


def test_one_code_from_the_front_page_opens_a_governors_school(page: Page, front: str, sealed: SealedSite):
    asked(page, front, sealed.codes["oak"])
    expect_open(page, "school/990001/index")

    page.goto(front)
    expect_open(page, "school/990001/index")


def test_one_code_from_the_front_page_opens_a_leaders_trust(page: Page, front: str, sealed: SealedSite):
    asked(page, front, sealed.codes["leader"])

    expect_open(page, "trust/index")


def test_a_link_to_a_page_of_others_leads_nowhere(page: Page, home: str, sealed: SealedSite):
    asked(page, home + sealed.address("oak"), sealed.codes["oak"])
    expect_open(page)

    assert [page.locator(f"#to-{name}").get_attribute("href") is None for name in ("trust", "oak", "oak-hours", "elm")] == [True, False, False, True]


def test_the_way_to_ones_own_stands_before_the_field_and_has_the_focus(page: Page, home: str, sealed: SealedSite):
    asked(page, home + sealed.address("elm"), sealed.codes["oak"])
    expect_refused(page, "not-yours")
    way, field = page.get_by_role("link", name="Go to my own pages"), page.get_by_label("Your reading code")

    expect(way).to_be_focused()
    expect(field).to_have_value("")
    assert way.evaluate("(way, field) => way.getBoundingClientRect().bottom < field.getBoundingClientRect().top", field.element_handle())


def test_a_code_that_opens_nothing_any_more_says_so(page: Page, own: SealedSite):
    own.add("gone", 5, ())
    own.holders["gone"] = replace(own.holders["gone"], keys=())
    own.publish()
    page.goto(own.home + own.address("oak"))
    enter(page, own.codes["gone"])

    expect_refused(page, "wrong-code")

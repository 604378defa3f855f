"""The site is published anew, or cannot be reached, while somebody types: the code they typed is not lost, and is kept nowhere."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.publish.reader.reading import SAYS, enter, expect_asked, expect_open
from tests.publish.reader.sealed_site import OAK, SealedSite

pytestmark = pytest.mark.browser


def typing(page: Page, own: SealedSite) -> list[str]:
    """Somebody who has typed and not yet pressed Open; what is loaded from now on."""
    page.goto(own.home + own.address("oak"))
    page.get_by_label("Your reading code").fill(str(own.codes["oak"]))
    loads: list[str] = []
    page.on("load", lambda each: loads.append(each.url))
    return loads


def test_a_code_typed_for_an_older_publication_opens_the_new_one_in_place(page: Page, own: SealedSite):
    loads = typing(page, own)
    own.publish()
    page.get_by_role("button", name="Open").click()

    expect_open(page)
    assert loads == []


def test_a_page_that_changed_meanwhile_is_loaded_anew_and_asks_for_no_code(page: Page, own: SealedSite):
    loads = typing(page, own)
    own.words = "Another text this term"
    own.publish()
    page.get_by_role("button", name="Open").click()

    expect_open(page, "Another text")
    assert len(loads) == 1


def test_a_page_sealed_anew_meanwhile_asks_for_no_second_code(page: Page, own: SealedSite):
    typing(page, own)
    own.renew(OAK)
    own.publish()
    page.get_by_role("button", name="Open").click()

    expect_open(page)


@pytest.mark.parametrize("gone, reason", [("now.js", "unreachable"), ("k/{pub}.js", "old")])
def test_what_cannot_be_reached_for_now_leaves_the_code_to_be_tried_again(page: Page, own: SealedSite, gone: str, reason: str):
    assert own.publication
    loads = typing(page, own)
    place = own.folder / gone.format(pub=own.publication.pub)
    content = place.read_bytes()
    place.unlink()
    page.get_by_role("button", name="Open").click()
    expect(page.locator("#gate-said")).to_contain_text(SAYS[reason])
    expect_asked(page)
    expect(page.get_by_label("Your reading code")).to_have_value(str(own.codes["oak"]))

    place.write_bytes(content)
    page.get_by_role("button", name="Open").click()
    expect_open(page)
    assert loads == []


def test_a_code_is_in_no_storage_and_in_no_address(page: Page, own: SealedSite):
    typing(page, own)
    own.words = "Another text this term"
    own.publish()
    enter(page, own.codes["oak"])
    expect_open(page, "Another text")
    every = page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}, document.cookie, location.href, history.state, window.name])")

    assert not [word for word in str(own.codes["oak"]).split() if word in every]

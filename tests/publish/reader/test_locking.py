"""What a browser keeps of a reader's keys, for how long, and that Lock takes all of it away."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.conftest import BROWSERS, QUIET
from tests.publish.reader.reading import asked, enter, expect_asked, expect_open, expect_refused, kept
from tests.publish.reader.sealed_site import OAK, TRUST, SealedSite

pytestmark = pytest.mark.browser


@contextmanager
def visit(browser: Browser, profile: Path) -> Iterator[Page]:
    """A browser with a profile on disk, closed at the end: its session ends, its IndexedDB stays."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    context = browser.browser_type.launch_persistent_context(profile, executable_path=found, args=list(QUIET))
    yield context.new_page()
    context.close()


def test_keys_end_with_the_browsers_session(browser: Browser, home: str, sealed: SealedSite, tmp_path: Path):
    with visit(browser, tmp_path) as page:
        asked(page, home + sealed.address("oak"), sealed.codes["oak"])
        expect_open(page)
    with visit(browser, tmp_path) as page:
        page.goto(home + sealed.address("oak"))
        expect_asked(page)

        assert [name.split()[0] for name in kept(page)] == ["seen"]


def test_a_device_kept_unlocked_opens_without_a_code_in_the_next_session_and_the_next_epoch(browser: Browser, own: SealedSite, tmp_path: Path):
    with visit(browser, tmp_path) as page:
        page.goto(own.home + own.address("oak"))
        page.get_by_label("Keep this device unlocked").check()
        enter(page, own.codes["oak"])
        expect_open(page)
    own.renew(OAK)
    own.publish()
    with visit(browser, tmp_path) as page:
        page.goto(own.home + own.address("oak"))
        expect_open(page)


def test_no_key_can_be_exported_and_none_is_in_web_storage(page: Page, home: str, sealed: SealedSite):
    asked(page, home + sealed.address("trust"), sealed.codes["leader"])
    expect_open(page)
    all_kept = kept(page)
    keys = [each for name, each in all_kept.items() if name.startswith("key ")]
    storage = page.evaluate("JSON.stringify([{...sessionStorage}, {...localStorage}, document.cookie])")

    assert keys == [{"uses": ["decrypt"], "extractable": False, "exported": ""}] * 3
    assert not [name for name in all_kept if name.startswith("own") or sealed.master.kid in name]
    assert storage == f'[{{"sendsite-{sealed.site.id}":"1"}},{{}},""]'


def test_a_readers_own_key_is_kept_where_that_was_ticked_and_can_only_decrypt(page: Page, home: str, sealed: SealedSite):
    page.goto(home + sealed.address("oak"))
    page.get_by_label("Keep this device unlocked").check()
    enter(page, sealed.codes["oak"])
    expect_open(page)
    kinds = {name.split()[0]: each for name, each in kept(page).items()}

    assert sorted(kinds) == ["key", "own", "seen"]
    assert kinds["own"] == {"uses": ["decrypt"], "extractable": False, "exported": ""}


def test_lock_empties_storage_other_tabs_and_back(context: BrowserContext, page: Page, home: str, sealed: SealedSite):
    asked(page, home + sealed.address("oak"), sealed.codes["both"])
    expect_open(page)
    page.locator("#to-elm").click()
    expect_open(page, "school/990002")
    other = context.new_page()
    other.goto(home + sealed.address("oak"))
    expect_open(other)

    other.get_by_role("button", name="Lock").click()

    for each in (other, page):
        expect_asked(each)
        expect(each.locator("table")).to_have_count(0)
    page.go_back()
    expect_asked(page)
    assert kept(page) == {}


def test_lock_works_from_a_disk_too(context: BrowserContext, page: Page, sealed: SealedSite):
    asked(page, (sealed.folder / sealed.address("oak")).as_uri(), sealed.codes["oak"])
    expect_open(page)
    page.get_by_role("button", name="Lock").click()

    expect_asked(page)


def test_a_new_epoch_asks_for_the_same_code_once_more(page: Page, own: SealedSite):
    asked(page, own.home + own.address("oak"), own.codes["oak"])
    expect_open(page)
    own.renew(OAK)
    own.publish()
    page.reload()

    expect_refused(page, "renewed")
    enter(page, own.codes["oak"])
    expect_open(page)


def test_a_new_epoch_of_others_asks_nothing(page: Page, own: SealedSite):
    asked(page, own.home + own.address("oak"), own.codes["oak"])
    expect_open(page)
    own.renew(TRUST)
    own.publish()
    page.reload()

    expect_open(page)


def test_a_page_of_others_leads_to_the_readers_own_and_can_be_locked(page: Page, home: str, sealed: SealedSite):
    asked(page, home + sealed.address("elm"), sealed.codes["oak"])
    expect_refused(page, "not-yours")
    page.get_by_role("link", name="Go to my own pages").click()
    expect_open(page, "school/990001")
    page.go_back()
    expect_refused(page, "not-yours")
    page.get_by_role("button", name="Lock").click()
    expect(page.locator("#gate-said")).to_have_text("")
    expect_asked(page)
    assert kept(page) == {}


@pytest.mark.parametrize("locks", [True, False], ids=["locks", "no locks"])
def test_a_new_tab_needs_no_code_while_another_has_the_site_open_and_one_after_that(context: BrowserContext, home: str, sealed: SealedSite, locks: bool):
    if not locks:
        context.add_init_script("if (window.LockManager) LockManager.prototype.query = LockManager.prototype.request = () => Promise.reject(Error('no'))")
    first = context.new_page()
    asked(first, home + sealed.address("oak"), sealed.codes["oak"])
    expect_open(first)
    second = context.new_page()
    second.goto(home + sealed.address("oak"))
    expect_open(second)
    first.close()
    second.close()

    third = context.new_page()
    third.goto(home + sealed.address("oak"))
    expect_asked(third)

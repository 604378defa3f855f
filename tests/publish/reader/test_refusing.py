"""Six kinds of trouble, six plain sentences; and nothing of a page that an attacker or an old copy would have shown."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from sendsite.publish.seal.keyring import pointer
from sendsite.publish.serve import served_beside
from tests.conftest import BROWSERS, QUIET
from tests.publish.reader.reading import SAYS, asked, enter, expect_asked, expect_open, expect_refused
from tests.publish.reader.sealed_site import OAK, SealedSite

pytestmark = pytest.mark.browser
BODY = re.compile(rb'(sendsite\+body">)(.)')


def flipped(page: bytes) -> bytes:
    """A page with the first letter of its body exchanged."""
    return BODY.sub(lambda found: found[1] + (b"B" if found[2] == b"A" else b"A"), page)


def test_a_wrong_code_is_told_and_the_typed_one_stays(page: Page, home: str, sealed: SealedSite):
    typed = f"{sealed.codes['oak'].handle} {sealed.codes['both'].words}"
    asked(page, home + sealed.address("oak"), typed)

    expect_refused(page, "wrong-code")
    expect(page.get_by_label("Your reading code")).to_have_value(typed)
    expect(page.get_by_label("Your reading code")).to_be_focused()
    enter(page, sealed.codes["oak"])
    expect_open(page)


def test_an_unknown_handle_is_a_wrong_code(page: Page, home: str, sealed: SealedSite):
    asked(page, home + sealed.address("oak"), f"0000 {sealed.codes['oak'].words}")

    expect_refused(page, "wrong-code")


def test_half_a_code_is_told_at_once(page: Page, home: str, sealed: SealedSite):
    asked(page, home + sealed.address("oak"), "K7QX copper lantern")

    expect_refused(page, "short-code")


def test_another_schools_page_is_told(page: Page, home: str, sealed: SealedSite):
    asked(page, home + sealed.address("elm"), sealed.codes["oak"])

    expect_refused(page, "not-yours")


def test_a_flipped_byte_is_told_and_wipes_no_unlock(page: Page, own: SealedSite):
    place = own.folder / own.address("oak")
    good = place.read_bytes()
    own.write(own.address("oak"), flipped(good))
    asked(page, own.home + own.address("oak"), own.codes["oak"])
    expect_refused(page, "damaged")

    own.write(own.address("oak"), good)
    page.reload()
    expect_open(page)


def test_a_page_under_another_address_is_told(page: Page, own: SealedSite):
    shutil.copy(own.folder / own.address("oak"), own.folder / own.address("oak-hours"))
    page.goto(own.home + own.address("oak-hours"))

    expect_refused(page, "moved")


def test_an_old_page_is_loaded_once_more_and_then_told(page: Page, own: SealedSite):
    old = (own.folder / own.address("oak")).read_bytes()
    own.words = "Another text"
    own.publish()
    own.write(own.address("oak"), old)
    loads: list[str] = []
    page.on("load", lambda each: loads.append(each.url))
    asked(page, own.home + own.address("oak"), own.codes["oak"])

    expect_refused(page, "old")
    assert len(loads) == 2
    expect(page.get_by_role("button", name="Reload the page")).to_be_visible()


def test_a_page_of_an_earlier_epoch_is_out_of_date(page: Page, own: SealedSite):
    old = (own.folder / own.address("oak")).read_bytes()
    own.renew(OAK)
    own.publish()
    own.write(own.address("oak"), old)
    asked(page, own.home + own.address("oak"), own.codes["oak"])

    expect_refused(page, "old")


def test_a_whole_site_rolled_back_is_refused(page: Page, own: SealedSite, tmp_path: Path):
    shutil.copytree(own.folder, tmp_path / "before")
    own.publish()
    asked(page, own.home + own.address("oak"), own.codes["oak"])
    expect_open(page)
    shutil.rmtree(own.folder)
    shutil.copytree(tmp_path / "before", own.folder)
    page.reload()

    expect_refused(page, "old")


def test_a_forged_pointer_locks_nobody_out(page: Page, own: SealedSite):
    assert own.publication
    asked(page, own.home + own.address("oak"), own.codes["oak"])
    expect_open(page)
    own.write("now.js", pointer(replace(own.publication, seq=2**52)))
    page.reload()
    expect_refused(page, "old")

    own.write("now.js", pointer(own.publication))
    page.reload()
    expect_open(page)


def test_a_half_sent_publication_is_told(page: Page, own: SealedSite):
    shutil.rmtree(own.folder / "m")
    asked(page, own.home + own.address("oak"), own.codes["oak"])

    expect_refused(page, "old")


def test_a_site_that_cannot_be_reached_is_told(page: Page, own: SealedSite):
    (own.folder / "now.js").unlink()
    page.goto(own.home + own.address("oak"))

    expect_refused(page, "unreachable")


def test_a_download_that_is_damaged_or_gone_is_told_on_the_page(page: Page, own: SealedSite):
    asked(page, own.home + own.address("oak"), own.codes["both"])
    expect_open(page)
    (place,) = own.folder.glob(f"{own.asset('csv')}.*.js")
    said = json.loads(place.read_text().removeprefix("sendsiteAsset(").removesuffix(")"))
    place.write_text(f"sendsiteAsset({json.dumps({**said, 'body': 'AAAA' + said['body'][4:]})})")
    page.locator("#get-csv").click()
    expect(page.locator(".sealed-told")).to_have_text(re.compile(f"hours.csv: .*{SAYS['damaged']}"))

    (place,) = own.folder.glob(f"{own.asset('zip')}.*.js")
    place.unlink()
    page.locator("#get-zip").click()
    expect(page.locator(".sealed-told")).to_contain_text(SAYS["old"])


def test_without_javascript_a_sentence_says_so(browser: Browser, home: str, sealed: SealedSite):
    with browser.new_context(java_script_enabled=False) as plain:
        page = plain.new_page()
        page.goto(home + sealed.address("oak"))

        expect(page.locator("noscript p")).to_be_visible()
        assert "JavaScript is switched off" in str(page.locator("noscript").inner_html())
        expect(page.locator("form")).to_be_hidden()
        expect(page.locator(".gate-slow")).to_be_hidden()


def test_plain_http_to_another_machine_says_so(browser: Browser, sealed: SealedSite):
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    with served_beside(sealed.folder, port=0, host="0.0.0.0") as address:
        port = address.rstrip("/").rpartition(":")[2]
        other = browser.browser_type.launch(executable_path=found, args=[*QUIET, "--host-resolver-rules=MAP governors.test 127.0.0.1"])
        page = other.new_page()
        page.goto(f"http://governors.test:{port}/{sealed.address('oak')}")

        expect_refused(page, "insecure")
        other.close()


def test_an_old_browser_says_so(page: Page, home: str, sealed: SealedSite):
    page.add_init_script("Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined })")
    page.goto(home + sealed.address("oak"))

    expect_refused(page, "too-old")


def test_a_script_that_never_comes_is_told_after_a_while(page: Page, own: SealedSite):
    for place in own.folder.glob("reader.*.js"):
        place.unlink()
    page.goto(own.home + own.address("oak"))

    expect(page.get_by_text("If nothing happens")).to_be_visible(timeout=15_000)


def test_what_a_page_brings_to_run_does_not_run(browser: Browser, home: str, sealed: SealedSite):
    with browser.new_context() as fresh:
        page = fresh.new_page()
        asked(page, home + sealed.address("oak-hours"), sealed.codes["oak"])
        expect_open(page, "hours.html")
        page.locator("#runs").click()
        page.wait_for_timeout(300)

        assert page.evaluate("window.ran") is None
        assert page.locator("body script, base, iframe, object, template, style, [onload], [onerror], [style]").count() == 0
        assert page.url.endswith(sealed.address("oak-hours"))


def test_a_script_put_into_an_opened_page_does_not_run(browser: Browser, home: str, sealed: SealedSite):
    with browser.new_context() as fresh:
        page = fresh.new_page()
        asked(page, home + sealed.address("oak"), sealed.codes["oak"])
        expect_open(page)
        told = page.evaluate("""() => [
          () => { document.body.innerHTML = "<img src=x onerror='window.ran=1'>"; },
          () => { const each = document.createElement("script"); each.src = "/now.js"; },
          () => { const each = document.createElement("script"); each.text = "window.ran=1"; },
          () => { trustedTypes.createPolicy("sendsite", {}); },
          () => { trustedTypes.createPolicy("other", {}); },
        ].map(each => { try { each(); return "done"; } catch (error) { return error.name; } })""")

        assert told == ["TypeError"] * 5
        assert page.evaluate("window.ran") is None


def test_a_sealed_page_asks_for_its_code_again_in_a_fresh_browser(page: Page, home: str, sealed: SealedSite):
    page.goto(home + sealed.address("oak"))

    expect_asked(page)
    expect(page).to_have_title("A page for readers with a code")

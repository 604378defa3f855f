"""Proof 2: every reader opens exactly the files that are theirs, of every file there is; in Python all, in a browser the pages of three readers."""

from __future__ import annotations

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from playwright.sync_api import Browser, Page

from sendsite.publish.seal.files import aad_of, read_header
from sendsite.publish.seal.opener import Reader
from sendsite.publish.seal.refused import Reason, Refused
from sendsite.publish.seal.shell import Parts, asset_parts, page_parts
from sendsite.publish.serve import served_beside
from tests.publish.proofs.sealed_trust import OTHER, OWN, READERS, Told, Trust
from tests.publish.reader.reading import SAYS, enter


def outcome(reader: Reader, path: str) -> str:
    try:
        reader.open(path)
    except Refused as refused:
        return str(refused.reason.value)
    return "opened"


def parts(told: Told, path: str) -> Parts:
    stored = (told.folder / told.record.entries[path].at).read_bytes()
    return page_parts(stored) if path.startswith("s/") else asset_parts(stored)


@pytest.mark.parametrize("which", ["first", "edited", "back"])
@pytest.mark.parametrize("who", READERS)
def test_every_reader_opens_exactly_what_is_theirs(trust: Trust, who: str, which: str):
    told: Told = getattr(trust, which)
    if (who, which) == ("own", "back"):
        with pytest.raises(Refused) as refused:
            Reader(told.folder, trust.codes[who])
        assert refused.value.reason is Reason.WRONG_CODE
        return
    reader = Reader(told.folder, trust.codes[who])
    found = {path: outcome(reader, path) for path in told.sealed}

    assert found == {path: "opened" if trust.may(who, audience) else "not-yours" for path, audience in told.sealed.items()}
    assert "opened" in found.values()
    assert {path.removesuffix(".html") for path, said in found.items() if said == "opened"} == {path for path, _ in reader.all_files()}


@pytest.mark.parametrize("which", ["first", "back"])
def test_of_all_keys_of_the_site_one_opens_a_file_whatever_its_header_says(trust: Trust, which: str):
    """The bare cipher, without the reader's checks: the audience's key and no other, of this publication or another."""
    told: Told = getattr(trust, which)
    keys = {*trust.first.keys.values(), *trust.back.keys.values()}
    for path, audience in told.sealed.items():
        file = parts(told, path)
        opens = {key for key in keys if _opens(key, file)}
        assert opens == {told.keys[audience]}, path


def _opens(key: bytes, file: Parts) -> bool:
    try:
        AESGCM(key).decrypt(read_header(file.header).iv, file.body, aad_of(file.header))
    except InvalidTag:
        return False
    return True


def test_a_file_given_to_the_wrong_audience_is_noticed(trust: Trust):
    """What the two tests above would see if one page of a school were sealed for another."""
    told = trust.first
    path = next(path for path, audience in told.sealed.items() if audience == f"school:{OTHER}")
    wrong = {**told.sealed, path: f"school:{OWN}"}
    reader = Reader(told.folder, trust.codes["own"])

    assert (outcome(reader, path) == "opened") != trust.may("own", wrong[path])
    assert not _opens(told.keys[wrong[path]], parts(told, path))


@pytest.mark.browser
@pytest.mark.parametrize("who", ["own", "both", "leader"])
def test_a_browser_opens_the_same_pages_and_its_policy_refuses_nothing(trust: Trust, browser: Browser, who: str):
    told = trust.first
    pages = sorted((path for path in told.sealed if path.startswith("s/")), key=lambda path: (trust.may(who, told.audience(path)), path))
    sample = [*pages[::4], pages[-1]]
    faults: list[str] = []
    with served_beside(told.folder, port=0) as home, browser.new_context() as context:
        context.on("console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None)
        context.on("weberror", lambda error: faults.append(str(error.error)))
        page = context.new_page()
        first = next(path for path in sample if trust.may(who, told.audience(path)))
        page.goto(home + first)
        enter(page, trust.codes[who])
        page.locator("nav").first.wait_for()
        found = {path: said_on(page, home + path) for path in sample}

    assert found == {path: "opened" if trust.may(who, told.audience(path)) else "not-yours" for path in sample}
    assert faults == []


def said_on(page: Page, address: str) -> str:
    """Whether a page opens here, or the reason that its sentence stands for."""
    page.goto(address)
    page.locator("h1:not(#gate-title), #gate-said:not(:empty)").first.wait_for()
    gate = page.locator("#gate-said")
    if not gate.count():
        return "opened"
    assert page.locator("table, nav").count() == 0
    return next((reason for reason, words in SAYS.items() if words in (gate.text_content() or "")), "?")

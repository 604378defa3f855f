"""
Proof 3: what was touched is refused, byte by byte, in what a publication really writes; and nothing but what was published is ever given out.

The fixed vectors (tests/publish/seal/vectors.json) hold each listed tampering with its reason, for Python and the browser alike.
Here every small file of a real publication is touched, and the page as it travels.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from sendsite.publish.seal import slots
from sendsite.publish.seal.files import Sealed, seal_file
from sendsite.publish.seal.keyring import keyring_name, manifest, manifest_name
from sendsite.publish.seal.opener import Reader
from sendsite.publish.seal.refused import Reason, Refused
from sendsite.publish.seal.shell import BODY, HEADER, page_file, page_parts
from sendsite.publish.serve import served_beside
from tests.publish.proofs.sealed_trust import OTHER, OWN, Trust
from tests.publish.reader.reading import SAYS, asked, expect_open, expect_refused
from tests.publish.reader.sealed_site import ELM, OAK, SealedSite
from tests.publish.seal.small_site import SHELL, A, B, SmallSite, small_site

PAGE = "school/990001/index.html"


@pytest.fixture(scope="module", autouse=True)
def stretched_once() -> Iterator[None]:
    """A code is stretched 600,000 times once for each salt and count: these tests open a site some thousand times."""
    real = slots.stretched
    slots.stretched = cache(real)
    yield
    slots.stretched = real


@pytest.fixture(scope="module")
def files(trust: Trust) -> dict[str, bytes]:
    return trust.first.files


def start(trust: Trust, urn: str = OWN) -> str:
    return trust.first.record.starts[f"school:{urn}"]


def opened(files: dict[str, bytes], code: object, path: str) -> bytes | Reason:
    """What a reader is given: content, or a refusal and nothing else."""
    try:
        return Reader(files.get, str(code)).open(path)
    except Refused as refused:
        return refused.reason


def blocks(page: bytes) -> list[tuple[int, int]]:
    """Where a page's header and body stand in its file."""
    return [each.span(1) for shape in (HEADER, BODY) for each in shape.finditer(page.decode())]


def touched(content: bytes, step: int) -> Iterator[tuple[int, bytes]]:
    """The content with one bit changed, at every so many bytes."""
    for at in range(0, len(content), step):
        yield at, content[:at] + bytes([content[at] ^ 1 << at % 7]) + content[at + 1 :]


def test_each_byte_of_the_pointer_and_the_manifest_counts(trust: Trust, files: dict[str, bytes]):
    path = start(trust)
    for name, step in (("now.js", 1), (manifest_name(path.split("/")[1], trust.first.record.pub), 23)):
        for at, wrong in touched(files[name], step):
            assert isinstance(opened({**files, name: wrong}, trust.codes["own"], path), Reason), (name, at)


def test_a_byte_of_the_keyring_shuts_a_reader_out_or_changes_nothing_and_gives_nobody_more(trust: Trust, files: dict[str, bytes]):
    path, others, name = start(trust), start(trust, OTHER), keyring_name(trust.first.record.pub)
    content = opened(files, trust.codes["own"], path)
    mine = files[name].index(f'"{trust.codes["own"][:4]}"'.encode())
    end = files[name].index(b"}}", mine)
    for at, wrong in touched(files[name], 67):
        assert opened({**files, name: wrong}, trust.codes["own"], path) in (content, *Reason), at
        assert isinstance(opened({**files, name: wrong}, trust.codes["own"], others), Reason), at
    for at, wrong in touched(files[name][mine:end], 7):
        assert isinstance(opened({**files, name: files[name][:mine] + wrong + files[name][end:]}, trust.codes["own"], path), Reason), at


def test_each_byte_of_a_page_and_of_an_asset_as_they_travel_counts(trust: Trust, files: dict[str, bytes]):
    """What stands around a page's two blocks is everybody's: a byte changed there gives the same page, or none."""
    path = start(trust)
    content = opened(files, trust.codes["own"], path)
    spans = blocks(files[path])
    for at, wrong in touched(files[path], 19):
        found = opened({**files, path: wrong}, trust.codes["own"], path)
        assert isinstance(found, Reason) or (found == content and not any(begin <= at < end for begin, end in spans)), at
    asset = next(each for each, audience in trust.first.sealed.items() if audience == f"school:{OWN}" and each.startswith("a/"))
    place = trust.first.record.entries[asset].at
    for at, wrong in touched(files[place], 31):
        assert isinstance(opened({**files, place: wrong}, trust.codes["own"], asset), Reason), at


@pytest.mark.parametrize("earlier, later", [("first", "edited"), ("edited", "revoked"), ("edited", "back")])
def test_a_page_keyring_or_manifest_of_an_earlier_publication_is_refused(trust: Trust, earlier: str, later: str):
    """In both directions, each alone; `edited` to `revoked` is over the end of a key."""
    for old, new in ((getattr(trust, earlier), getattr(trust, later)), (getattr(trust, later), getattr(trust, earlier))):
        path, code = start(trust), trust.codes["both"]
        folder = path.split("/")[1]
        mixed = {path: old.files[path]}
        mixed_keys = {keyring_name(new.record.pub): old.files[keyring_name(old.record.pub)]}
        mixed_list = {manifest_name(folder, new.record.pub): old.files[manifest_name(folder, old.record.pub)]}
        for change in (mixed, mixed_keys, mixed_list):
            assert opened({**new.files, **change}, code, path) is Reason.OLD
        assert isinstance(opened(new.files, code, path), bytes)


def forged(site: SmallSite | SealedSite, mine: str, theirs: str, path: str, said: bytes) -> dict[str, bytes]:
    """
    What somebody with one audience's key can seal into another's folder on a host they control: a page and a manifest that lists it.

    The IV key they have not, nor need: any nonce will do for a forger.
    """
    key, publication = site.keys[mine], site.publication
    assert publication
    folder, sealed_path = path.split("/")[1], path.removesuffix(".html")
    sealed = seal_file(said, key=key, path=path, kind="text/html", iv_key=bytes(32))
    posing = replace(key, audience=theirs)
    listed = manifest({sealed_path: sealed.hash}, sealed_path, key=posing, publication=publication, site=site.site)
    return {f"{sealed_path}.html": page_file(sealed, SHELL), manifest_name(folder, publication.pub): listed}


@pytest.mark.parametrize("who", ["both", "leader"])
def test_whoever_has_one_audiences_key_cannot_seal_pages_for_another_and_those_who_hold_both(who: str):
    site = small_site({"both": (A, B)}, leaders=("leader",))
    real = site.files()
    own, theirs = site.path(A, PAGE), site.path(B, "school/990002/index.html")
    wrong = {**real, **forged(site, A, B, theirs, b"<p>Forged</p>")}

    assert opened(wrong, site.codes[who], theirs) is Reason.NOT_YOURS
    assert opened({**real, **forged(site, A, A, own, b"<p>Forged</p>")}, site.codes[who], own) == b"<p>Forged</p>", "their own audience's they can"


@pytest.mark.browser
def test_nor_in_a_browser(browser: Browser, tmp_path: Path):
    site = SealedSite(tmp_path / "site")
    files = forged(site, OAK, ELM, site.address("elm"), b"<h1>Forged</h1>")
    sealed = page_parts(files[site.address("elm")])
    site.write(site.address("elm"), site.shelled(Sealed(*sealed, "")))
    for name in files.keys() - {site.address("elm")}:
        site.write(name, files[name])
    with served_beside(site.folder, port=0) as home, browser.new_context() as context:
        page = context.new_page()
        asked(page, home + site.address("elm"), site.codes["leader"])
        expect_refused(page, "not-yours")
        page.goto(home + site.address("oak"))
        expect_open(page)


def flips(stored: bytes, count: int) -> Iterator[bytes]:
    """A page with one letter of its header or body exchanged for another of base64."""
    draw = random.Random(3)
    spans = blocks(stored)
    for number in range(count):
        at = draw.randrange(*spans[number % 2])
        letter = draw.choice([each for each in b"ABCDwxyz0189+/" if each != stored[at]])
        yield stored[:at] + bytes([letter]) + stored[at + 1 :]


def answer(body: bytes) -> Callable[[Route], None]:
    """A host that gives this page."""
    return lambda route: route.fulfill(body=body, content_type="text/html")


REFUSALS = ("damaged", "moved", "old", "unknown-version")
"""By what the letter belongs to: a name in the header, its path, its key id, its version."""


@pytest.mark.browser
def test_a_browser_refuses_every_page_that_was_touched_on_its_way_and_opens_the_untouched_one(trust: Trust, browser: Browser):
    path = start(trust)
    stored = trust.first.files[path]
    with served_beside(trust.first.folder, port=0) as home, browser.new_context() as context:
        page = context.new_page()
        asked(page, home + path, trust.codes["own"])
        page.locator("nav").first.wait_for()
        for wrong in flips(stored, 16):
            page.route(f"**/{path}", answer(wrong))
            page.evaluate("sessionStorage.setItem('sendsite-again', 1)")
            page.goto(home + path)
            expect(page.locator("#gate-said")).to_have_text(re.compile("|".join(SAYS[each] for each in (*REFUSALS, "not-yours"))))
            assert page.locator("nav, table").count() == 0
            page.unroute(f"**/{path}")
        page.goto(home + path)
        page.locator("nav").first.wait_for()

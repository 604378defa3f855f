"""A browser that cannot unpack is given a script that can: the same pages, downloads and refusals."""

from __future__ import annotations

import base64
import gzip
import random
import zlib
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from sendsite.publish.reader import HERE
from tests.publish.reader.reading import asked, expect_open
from tests.publish.reader.sealed_site import CONTENTS, SealedSite
from tools.minify_reader import minified

pytestmark = pytest.mark.browser
WITHOUT = "delete window.DecompressionStream"
TEXT = (Path(__file__).parents[3] / "README.md").read_bytes()
NOISE = random.Random(4).randbytes(70_000)
LONG = b"ab" * 200_000


def packed(content: bytes, level: int = 9, strategy: int = zlib.Z_DEFAULT_STRATEGY) -> bytes:
    """As gzip, without a name or time."""
    made = zlib.compressobj(level, zlib.DEFLATED, 31, 9, strategy)
    return made.compress(content) + made.flush()


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Page:
    return browser.new_page()


def unpacked(page: Page, content: bytes, most: int = 1_000_000) -> Any:
    """What the script gives, or the reason for which it refuses."""
    call = (HERE / "inflate.min.js").read_text("utf-8").strip().rstrip(";")
    found = page.evaluate(
        f"""([content, most]) => {{
      let each;
      const sendsiteInflate = given => {{ each = given; }};
      {call};
      try {{
        const bytes = each(Uint8Array.from(atob(content), sign => sign.charCodeAt(0)), most, reason => {{ throw {{ reason }}; }});
        let text = "";
        for (let at = 0; at < bytes.length; at += 9999) text += String.fromCharCode(...bytes.subarray(at, at + 9999));
        return btoa(text);
      }} catch (fault) {{ return fault; }}
    }}""",
        [base64.b64encode(content).decode(), most],
    )
    return base64.b64decode(found) if isinstance(found, str) else found["reason"]


WAYS = [(level, strategy) for level in (0, 1, 6, 9) for strategy in (zlib.Z_DEFAULT_STRATEGY, zlib.Z_FIXED, zlib.Z_HUFFMAN_ONLY, zlib.Z_RLE)]


@pytest.mark.parametrize("content", [b"", b"a", TEXT, NOISE, LONG], ids=["nothing", "one", "text", "noise", "long"])
def test_what_python_packs_in_any_way_comes_out_as_it_was(blank: Page, content: bytes):
    assert [unpacked(blank, packed(content, *way)) == content for way in WAYS] == [True] * len(WAYS)


def test_what_publishing_packs_comes_out_as_it_was(blank: Page):
    assert unpacked(blank, gzip.compress(TEXT, 9, mtime=0)) == TEXT


def test_no_more_is_unpacked_than_may_be(blank: Page):
    assert unpacked(blank, packed(LONG), len(LONG)) == LONG
    assert unpacked(blank, packed(LONG), len(LONG) - 1) == "too-large"


def test_what_is_not_whole_is_damaged(blank: Page):
    whole = packed(TEXT[:3000])
    wrong = [b"", whole[:5], whole[: len(whole) // 2], whole[:-1], whole + b"\0", b"\x1f\x8b\x08\x08" + whole[4:], whole[:10] + b"\x07" + whole[11:]]

    assert [unpacked(blank, each) for each in wrong] == ["damaged"] * len(wrong)


def test_the_script_is_made_from_its_source_and_is_small():
    assert (HERE / "inflate.min.js").read_text("utf-8") == minified((HERE / "inflate.js").read_text("utf-8"))
    assert len((HERE / "inflate.min.js").read_bytes()) <= 2048


@pytest.mark.parametrize("way", ["http", "file"])
def test_a_browser_that_cannot_unpack_opens_pages_and_downloads(page: Page, home: str, sealed: SealedSite, way: str):
    base = home if way == "http" else sealed.folder.as_uri() + "/"
    page.add_init_script(WITHOUT)
    asked(page, base + sealed.address("oak"), sealed.codes["both"])
    expect_open(page)
    with page.expect_download() as saved:
        page.locator("#get-csv").click()
    page.locator("#to-elm").click()
    expect_open(page, "school/990002")

    assert page.evaluate("typeof DecompressionStream") == "undefined"
    assert Path(saved.value.path()).read_bytes() == CONTENTS["csv"]


def test_other_browsers_do_not_load_it(page: Page, home: str, sealed: SealedSite):
    loaded: list[str] = []
    page.on("request", lambda request: loaded.append(request.url))
    asked(page, home + sealed.address("oak"), sealed.codes["oak"])
    expect_open(page)
    expect(page.locator("#picture")).to_have_js_property("naturalWidth", 3)

    assert not [url for url in loaded if "inflate" in url]

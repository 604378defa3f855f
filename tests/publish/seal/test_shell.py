"""What a host and a passer-by see of a sealed site: nothing of a page in clear, and all pages alike."""

from __future__ import annotations

import base64
import re

import pytest

from sendsite.errors import BuildFailed
from sendsite.publish.seal.encoding import b64
from sendsite.publish.seal.refused import Reason, Refused
from sendsite.publish.seal.shell import asset_file, asset_parts, load_shell, page_file, page_parts
from tests.publish.seal.small_site import SHELL, TRUST, A, B, SmallSite, reader_of, small_site

PAGE = "school/990001/index.html"


@pytest.fixture(scope="module")
def site() -> SmallSite:
    return small_site({}, leaders=("leader",))


@pytest.fixture(scope="module")
def files(site: SmallSite) -> dict[str, bytes]:
    return site.files()


def reason(does, *given) -> Reason:
    with pytest.raises(Refused) as refused:
        does(*given)
    return refused.value.reason


def in_clear(text: bytes) -> bytes:
    """A file and all base64 in it, as one text to search."""
    decoded = [base64.b64decode(found[: len(found) // 4 * 4]) for found in re.findall(rb"[A-Za-z0-9+/]{24,}", text)]
    return b"\n".join((text, *decoded)).lower()


def test_nothing_of_a_page_stands_in_clear(site, files):
    published = {name: in_clear(text) for name, text in files.items()}
    secrets = [b"heron", b"otter", b"badger", b"990001", b"990002", b"school", b"trust", b"feathers that only", b"1234.5", b"finance", b"need,hours"]

    assert [(name, word) for name, text in published.items() for word in secrets if word in text or word.decode() in name] == []


def test_nothing_of_a_page_stands_in_another_audiences_files(site, files):
    words = {A: b"heron", B: b"otter", TRUST: b"badger"}
    leader = reader_of(files, site.codes["leader"])
    for audience, word in words.items():
        for folder in leader.audiences:
            for path in leader.manifest(folder).hashes:
                assert (word in leader.open(path)) == (folder == site.folder(audience))


def test_all_pages_look_alike_but_for_their_two_blocks(site, files):
    pages = [text for name, text in files.items() if name.startswith("s/")]
    bare = {re.sub(rb'(sendsite\+(?:header|body)">)[^<]*', rb"\1", page) for page in pages}

    assert len(bare) == 1


@pytest.mark.parametrize("page", [b"", b"\xff", b"<p>no block</p>", b'<script type="application/sendsite+header">x</script>'])
def test_a_page_without_its_blocks_is_damaged(page):
    assert reason(page_parts, page) is Reason.DAMAGED


def test_a_second_block_is_not_chosen_from(site, files):
    page = files[f"{site.path(A, PAGE)}.html"]

    assert reason(page_parts, page + page) is Reason.DAMAGED


def test_the_shell_holds_header_and_body_as_they_are(site):
    sealed = site.sealed(A, PAGE)
    text = page_file(sealed, SHELL)

    assert b64(sealed.header).encode() in text
    assert page_parts(text) == (sealed.header, sealed.body)
    assert b'href="../../reader.css"' in text


def test_the_real_shell_has_a_place_for_everything(site):
    sealed = site.sealed(A, PAGE)
    page = page_file(sealed, load_shell(reader="r.js", style="r.css", site_style="s.css", site_script="s.js"))

    assert page_parts(page) == (sealed.header, sealed.body)
    assert [name for name in (b"r.js", b"r.css", b"s.css", b"s.js") if b'"../../' + name + b'"' not in page] == []
    assert b"{{" not in page


def test_a_place_in_the_shell_that_nothing_goes_into_fails_the_build(site):
    with pytest.raises(BuildFailed, match="'{{ title }}'"):
        page_file(site.sealed(A, PAGE), SHELL._replace(template="{{ title }}"))


def test_an_asset_is_a_call_that_reads_back(site):
    sealed = site.sealed(A, "school/990001/need.csv")

    assert asset_parts(asset_file(sealed)) == (sealed.header, sealed.body)


@pytest.mark.parametrize(
    "text, why",
    [
        (b"", Reason.DAMAGED),
        (b"sendsiteAsset([])", Reason.UNKNOWN_VERSION),
        (b'sendsiteAsset({"body":"","header":"","more":""})', Reason.UNKNOWN_VERSION),
        (b'sendsiteAsset({"body":7,"header":""})', Reason.DAMAGED),
        (b'sendsiteAsset({"body":"Q","header":""})', Reason.DAMAGED),
    ],
)
def test_what_is_no_asset_is_refused(text, why):
    assert reason(asset_parts, text) is why

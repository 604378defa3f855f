"""
Proof 1: no run of eight words, title, URN, school's name, number cell or planted word of a protected page stands in clear or in another audience's file.

Looked for in every file and its name, and in all that is coded or packed in it; each kind of leak is put in once, to show that it would be found.
"""

from __future__ import annotations

import base64
import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from sendsite.framework.coarse import LEAST_MONEY
from sendsite.publish.seal.paths import PUBLIC
from sendsite.report.formats import POUNDS
from tests.publish.proofs.finder import RUN, Finder, Words, layers, rows_of, signs_of, words
from tests.publish.proofs.sealed_trust import OTHER, OWN, Told, Trust

TOP = Path(__file__).parents[3]
Opened = Mapping[str, Mapping[str, bytes]]


@pytest.fixture(scope="module")
def opened(trust: Trust) -> Opened:
    return trust.opened(trust.first)


def names(trust: Trust, *urns: str) -> set[Words]:
    """URN, name and planted word of schools."""
    return {words(each) for urn in urns or trust.schools for each in (urn, trust.schools[urn], trust.planted[urn])}


def told_by(files: Mapping[str, bytes]) -> set[Words]:
    """The signs of all pages and tables among files."""
    found: set[Words] = set()
    for real, content in files.items():
        if real.endswith(".html"):
            found |= signs_of(content.decode())
        elif real.endswith(".csv"):
            found |= rows_of(content.decode("utf-8-sig"))
    return found


def plain(told: Told) -> dict[str, bytes]:
    """Public files."""
    return {path: content for path, content in told.files.items() if path in told.record.entries and told.audience(path) == PUBLIC}


def sources() -> Iterator[bytes]:
    """What the product's own words are made of. It knows no trust, so what stands in it is nobody's secret."""
    yield b"What do these words mean? Finance Average support hours Need met Deployment quality"
    yield f"shares of less than {POUNDS.text(LEAST_MONEY)} are not told".encode()
    for folder in ("content", "themes", "sendsite/report", "sendsite/site"):
        yield from (path.read_bytes() for path in (TOP / folder).rglob("*") if path.suffix in (".md", ".html", ".py", ".toml", ".csv"))


@pytest.fixture(scope="module")
def protected(trust: Trust, opened: Opened) -> Finder:
    """Finds anything of any protected page or table."""
    return Finder(names(trust).union(*(told_by(files) for files in opened.values())))


def test_the_finder_sees_a_page_in_what_the_page_says(trust, opened, protected):
    pages = {real: content for files in opened.values() for real, content in files.items() if real.endswith(".html")}

    assert {path for path, _ in protected(pages)} == set(pages)
    assert Finder(names(trust, OWN))(opened[f"school:{OWN}"])
    assert min(len(told_by(files)) for files in opened.values()) > 1000


@pytest.mark.parametrize("which", ["first", "back"])
def test_nothing_protected_stands_in_clear_in_a_file_that_holds_no_public_page(trust, protected, which):
    told: Told = getattr(trust, which)
    public = plain(told)
    rest = {path: content for path, content in told.files.items() if path not in public}

    assert len(rest) > 200
    assert protected(rest) == []


def test_public_files_name_no_school_and_nobody_and_say_nothing_that_one_audience_alone_says(trust, opened):
    public = plain(trust.first)
    said = [told_by(files) for files in opened.values()]
    own = {sign for files in said for sign in files if sum(sign in each for each in said) == 1}
    people = {words(name) for name in trust.people if len(words(name)) > 1}

    assert len(public) > 20
    assert Finder(names(trust) | people)(public) == []
    alone = Finder(own)
    found = set().union(*(alone.within(path, content) for path, content in public.items()))
    assert found - set().union(*(Finder(found).within("", source) for source in sources())) == set()


def test_nobody_is_named_in_any_file_opened_or_not(trust, opened):
    people = Finder(words(name) for name in trust.people if len(words(name)) > 1)

    assert people({f"{audience} {real}": content for audience, files in opened.items() for real, content in files.items()}) == []


@pytest.mark.parametrize("urn", [OWN, OTHER])
def test_nothing_that_names_a_school_stands_in_another_schools_files(trust, opened, urn):
    """Titles hold the school's name; the search index and what is packed in workbooks is looked through too."""
    others = Finder(names(trust, *(each for each in trust.schools if each != urn)))

    assert others(opened[f"school:{urn}"]) == []


def test_what_is_a_schools_own_is_in_no_other_schools_file(trust, opened):
    """Number cells and runs: what an edit of one school brings about appears with that school and the trust, and nowhere else."""
    now = trust.opened(trust.edited)
    mine = told_by(now[f"school:{OWN}"]) - told_by(opened[f"school:{OWN}"])
    news = Finder(mine)

    assert len(mine) > 5
    assert news(now[f"school:{OWN}"])
    for urn in set(trust.schools) - {OWN}:
        assert now[f"school:{urn}"] == opened[f"school:{urn}"]


def test_the_publishers_own_keys_and_codes_stand_nowhere(trust):
    from sendsite.publish import secrets_file

    secrets = secrets_file.begun(secrets_file.place(trust.folder.root))
    keys = [secrets.site.iv_key, secrets.site.path_key, secrets.master.key, *(reader.ring_key for reader in secrets.readers.values())]
    keys += [*trust.first.keys.values(), *trust.back.keys.values()]
    for told in (trust.first, trust.back):
        for content in told.files.values():
            for layer in layers(content):
                assert not [key for key in keys if key in layer or key.hex().encode() in layer]
        assert Finder(words(code)[1:] for code in trust.codes.values())(told.files) == []


def picture(said: str) -> bytes:
    """A picture with text beside its dots, packed as zTXt packs it."""
    chunk = b"zTXt" + b"Comment\0\0" + zlib.compress(said.encode())
    return b"\x89PNG\r\n\x1a\n" + len(chunk).to_bytes(4, "big") + chunk + zlib.crc32(chunk).to_bytes(4, "big")


def book(said: str) -> bytes:
    """A workbook whose properties say it."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("docProps/core.xml", f"<dc:title>{said}</dc:title>")
    return written.getvalue()


LEAKS: dict[str, Callable[[str], tuple[str, bytes]]] = {
    "in a page": lambda said: ("index.html", f"<p>{said}</p>".encode()),
    "in a page between tags": lambda said: ("index.html", "<p>{}</p>".format("</b> <b>".join(said.split())).encode()),
    "in a page's note": lambda said: ("index.html", f"<!-- {said} -->".encode()),
    "in a feed": lambda said: ("explainers/feed.xml", f"<summary>{said.replace('&', '&amp;')}</summary>".encode()),
    "in a host's file": lambda said: ("_headers", f"X-Note: {said}".encode()),
    "in base64": lambda said: ("now.js", b'sendsiteNow({"note":"' + base64.b64encode(said.encode()) + b'"})'),
    "in base64 from the second letter on": lambda said: ("k/1.js", b"x" + base64.b64encode(said.encode())),
    "in hex": lambda said: ("m/1.js", said.encode().hex().encode()),
    "packed and not sealed": lambda said: ("a/1.js", json.dumps({"body": base64.b64encode(gzip.compress(said.encode() * 3)).decode()}).encode()),
    "beside a picture": lambda said: ("a/2.js", picture(said)),
    "in a workbook's properties": lambda said: ("research.xlsx", book(said)),
    "in a table": lambda said: ("research.csv", ",".join(said.split()).encode()),
    "in a search index": lambda said: ("search.json", json.dumps({"pages": [["x", "Title", "", [["", "", said]]]]}).encode()),
    "in two bytes a letter": lambda said: ("robots.txt", said.encode("utf-16")),
}


@pytest.mark.parametrize("how", LEAKS)
def test_a_leak_of_each_kind_is_found(trust, opened, protected, how):
    signs = signs_of(opened[f"school:{OWN}"][f"school/{OWN}/insights.html"].decode())
    run = max((sign for sign in signs if len(sign) == RUN), key=lambda sign: len("".join(sign)))
    for said in (" ".join(run), f"of {trust.schools[OWN]} in short", f"it is {OWN} again here", f"a {trust.planted[OWN]} was seen there today"):
        path, content = LEAKS[how](said)
        assert [at for at, _ in protected({path: content})] == [path], said


@pytest.mark.parametrize("path", [f"s/{OWN}.html", f"a/marsh-{OWN}/x.js", "school/quetzal/index.html"])
def test_a_leak_in_a_name_is_found(protected, path):
    assert protected({path: b""})

"""Verifying: a good publication passes, and each of a dozen tamperings is found and named."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from sendsite.cli.group import sendsite
from sendsite.errors import NotAsked
from sendsite.publish import secrets_file
from sendsite.publish.order import NOW
from sendsite.publish.readers import revoke
from sendsite.publish.records import Record, opened
from sendsite.publish.seal import files
from sendsite.publish.seal.encoding import b64
from sendsite.publish.seal.files import Sealed, seal_file
from sendsite.publish.seal.keyring import keyring_name, manifest_name
from sendsite.publish.seal.paths import segment
from sendsite.publish.seal.shell import page_parts
from sendsite.publish.serve import served_beside
from sendsite.publish.verify.findings import Finding, Release
from sendsite.publish.verify.headers import HostHeaders
from sendsite.publish.verify.whole import verify
from tests.publish.presses import DAY, PAGE, READER, SCHOOLS, Site, a_site, an_edition

OWN, OTHER = "school:140001", "school:140002"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A small site, published."""
    made = a_site(tmp_path)
    made.publish(an_edition(made))
    return made


def record(site: Site) -> Record:
    found = site.shelf.newest()
    assert found is not None
    return found


def release(site: Site, folder: Path | None = None, known: Record | None = None) -> Release:
    known = known or record(site)
    return Release(folder or site.current, known, opened(site.secrets.site, known.keys), site.secrets, SCHOOLS)


def at(site: Site, real: str) -> str:
    """Where a file stands by its real name."""
    return next(entry.at for entry in record(site).entries.values() if entry.real == real)


def told(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    return [(each.check, each.path) for each in findings]


def problems(site: Site, known: Record | None = None) -> list[tuple[str, str]]:
    return told(verify(release(site, known=known)).problems)


def said(site: Site, known: Record | None = None) -> str:
    return "\n".join(str(each) for each in verify(release(site, known=known)).problems)


def forged(site: Site, path: str, content: bytes, digest: str = "") -> Record:
    """A file exchanged by somebody who could change the publisher's record as well, so that only what stands in it can tell."""
    (site.current / path).write_bytes(content)
    known = record(site)
    entries = {name: each._replace(hash=digest) if digest and each.at == path else each for name, each in known.entries.items()}
    return replace(known, files={**known.files, path: hashlib.sha256(content).hexdigest()}, entries=entries)


def in_shell(site: Site, path: str, sealed: Sealed) -> bytes:
    """Another sealed page in the place of one."""
    page = (site.current / path).read_bytes()
    before = page_parts(page)
    page = page.replace(b64(before.header).encode(), b64(sealed.header).encode())
    return page.replace(b64(before.body).encode(), b64(sealed.body).encode())


def test_a_publication_that_is_as_it_was_made_is_all_as_it_should_be(site):
    found = verify(release(site))

    assert found.findings == ()
    assert (found.files, found.audiences, found.readers, found.seq) == (len(record(site).files), 3, 3, 1)


def test_a_missing_a_changed_and_an_extra_file_are_named(site):
    page, table = at(site, "school/140001/finance.html"), at(site, "trust/hours.csv")
    (site.current / page).unlink()
    (site.current / "index.html").write_bytes(PAGE.format("Another front page").encode())
    (site.current / table).write_bytes((site.current / table).read_bytes()[:-9])
    (site.current / "old.html").write_text("left from before")

    found = problems(site)

    assert ("files", f"{page} (school/140001/finance.html)") in found
    assert ("files", "index.html") in found
    assert {("files", f"{table} (trust/hours.csv)"), ("sealed", f"{table} (trust/hours.csv)")} <= set(found)
    assert ("files", "old.html") in found


def test_two_pages_that_changed_places_are_both_named(site):
    one, two = (site.current / at(site, f"school/{urn}/index.html") for urn in SCHOOLS)
    first = one.read_bytes()
    one.write_bytes(two.read_bytes())
    two.write_bytes(first)

    found = {path.partition(" ")[2] for check, path in problems(site) if check == "sealed"}
    assert found == {"(school/140001/index.html)", "(school/140002/index.html)"}


def test_a_page_sealed_with_the_key_of_another_audience_is_named(site):
    path = at(site, "school/140001/finance.html")
    sealed = seal_file(b"<title>x</title>", key=site.secrets.content_key(OTHER), path=path, kind="text/html", iv_key=site.secrets.site.iv_key)

    known = forged(site, path, in_shell(site, path, sealed), sealed.hash)

    assert "is not the one of school:140001" in said(site, known)


def test_clear_text_in_a_sealed_page_s_file_is_found(site):
    path = at(site, "school/140001/finance.html")
    page = (site.current / path).read_bytes().replace(b"<noscript>", b"<noscript>41.5 hours")

    assert "what stands around the sealed page" in said(site, forged(site, path, page))


def test_a_file_without_padding_is_found(site, monkeypatch):
    path = at(site, "school/140001/finance.html")
    monkeypatch.setattr(files, "padded", lambda content: len(content).to_bytes(4, "big") + content)
    sealed = seal_file(b"<title>x</title>", key=site.secrets.content_key(OWN), path=path, kind="text/html", iv_key=site.secrets.site.iv_key)

    assert "it is not padded" in said(site, forged(site, path, in_shell(site, path, sealed), sealed.hash))


@pytest.mark.parametrize("which", ["pointer", "keyring", "manifest"])
def test_a_small_file_of_an_older_publication_is_named(site, which):
    def path(known: Record) -> str:
        folder = segment(site.secrets.site.path_key, OWN)
        return {"pointer": NOW, "keyring": keyring_name(known.pub), "manifest": manifest_name(folder, known.pub)}[which]

    before = (site.current / path(record(site))).read_bytes()
    site.publish(an_edition(site), hours=1)
    newest = path(record(site))
    (site.current / newest).write_bytes(before)

    assert {("files", newest), ("publication", newest)} <= set(problems(site))


def test_a_manifest_that_misses_a_page_is_told(site):
    known = record(site)
    page = next(path for path, entry in known.entries.items() if entry.real == "school/140001/finance.html")
    shorter = replace(known, entries={path: entry for path, entry in known.entries.items() if path != page})

    assert ("publication", page.removesuffix(".html")) in problems(site, shorter)


def test_a_reader_who_was_revoked_since_and_still_opens_is_told(site):
    revoke(site.secrets, next(each for each in site.secrets.readers.values() if each.audiences == (OWN,)), on=DAY)

    assert "what its code opened it still opens. Run `sendsite publish`." in said(site)


def test_a_ring_that_opens_more_or_less_than_its_reader_may_is_told(site):
    reader = next(each for each in site.secrets.readers.values() if each.audiences == (OWN,))
    site.secrets.readers[reader.handle] = replace(reader, audiences=(OTHER,))

    found = said(site)

    assert f"cannot open {OTHER}, which is theirs" in found
    assert f"opens {OWN}, which is not theirs" in found


def test_a_slot_that_is_not_the_reader_s_is_told(site):
    one, two = list(site.secrets.readers.values())[:2]
    site.secrets.readers[one.handle] = replace(one, slot=replace(two.slot, handle=one.handle))

    assert f"{one.name}'s code ({one.handle}) opens nothing" in said(site)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("of Marsh End School", "'Marsh End School' stands in it, which anybody can read"),
        ("of 140002, a school", "'140002' stands in it, which anybody can read"),
        ("Money of Hill Top School shows 41.5 hours of support", "in clear, which is said by"),
    ],
)
def test_what_a_protected_page_says_is_found_on_a_public_page(tmp_path, words, found):
    made = a_site(tmp_path)
    made.publish(an_edition(made, {"index.html": f"<!doctype html><title>Front</title><main>{words}</main>"}))

    assert found in said(made)


def test_a_school_s_name_on_another_school_s_page_is_found(tmp_path):
    made = a_site(tmp_path)
    made.publish(an_edition(made, {"school/140001/finance.html": PAGE.format("More than at Hill Top School")}))

    assert "'Hill Top School' stands in it, which is of school:140001" in said(made)


def test_what_articles_say_is_nobody_s_secret(tmp_path):
    made, sentence = a_site(tmp_path), "a class with fewer than fifteen pupils on its roll is left out"
    pages = {"index.html": f"<main>{sentence}</main>", "school/140001/finance.html": f"<main>{sentence}</main>"}
    made.publish(an_edition(made, pages))

    assert ("leaks", "index.html") in problems(made)
    assert verify(replace(release(made), articles=(sentence.encode(),))).problems == ()


@pytest.mark.parametrize("real", ["index.html", "school/140001/finance.html"])
def test_a_link_that_leads_nowhere_is_found_on_public_and_on_opened_pages(tmp_path, real):
    made = a_site(tmp_path)
    made.publish(an_edition(made, {real: '<main id="m"><a href="nowhere.html">x</a><a href="#m">y</a><a href="#n">z</a><a href="https://a.example">w</a></main>'}))

    found = said(made)

    assert "its link 'nowhere.html' leads nowhere" in found
    assert "its link '#n' leads to no place of that page" in found
    assert found.count("its link") == 2


def test_a_reader_s_script_that_grew_too_large_is_found(tmp_path):
    made = a_site(tmp_path)
    made.publish(an_edition(made), reader={**READER, "reader.00aa.js": b"/" * 13_000})

    assert problems(made) == [("sizes", "reader.00aa.js")]


def test_a_host_that_gives_every_byte_is_as_it_should_be_but_for_headers(site):
    with served_beside(site.current, port=0) as address:
        found = verify(release(site, site.shelf.place(record(site).pub)), address)

    assert found.problems == ()
    assert {each.check for each in found.warnings} == {"headers"}


def test_a_byte_that_a_host_changed_and_a_file_it_has_not_are_named(site):
    page = site.current / at(site, "school/140001/finance.html")
    changed = page.read_bytes()[:-1] + b"!"
    page.unlink()
    page.write_bytes(changed)
    (site.current / "static" / "site.01.css").unlink()
    with served_beside(site.current, port=0) as address:
        found = verify(release(site, site.shelf.place(record(site).pub)), f"{address}index.html")

    assert told(found.problems) == [("host", page.relative_to(site.current).as_posix()), ("host", "static/site.01.css")]


def test_a_host_that_does_not_answer_is_told_once(site):
    with served_beside(site.current, port=0) as address:
        pass
    found = verify(release(site), address)

    assert told(found.problems) == [("host", f"{address}now.js")]
    with pytest.raises(NotAsked, match="no address"):
        verify(release(site), "file:///etc/")


def test_headers_that_protect_are_asked_for():
    headers = HostHeaders()
    headers.look(NOW, {"Cache-Control": "max-age=600", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "frame-ancestors 'none'"})
    headers.look("k/00.js", {"X-Content-Type-Options": "nosniff", "Content-Security-Policy": "frame-ancestors 'none'", "Cache-Control": "no-cache"})

    assert [each.path for each in headers.end()] == [NOW, "k/00.js"]


def test_the_command_says_how_many_of_what_and_ends_with_1_where_there_is_a_problem(site):
    (site.root / "sendsite.toml").write_text("")
    secrets_file.save(site.secrets, secrets_file.place(site.root))

    good = CliRunner().invoke(sendsite, ["verify", "--dir", str(site.root)])
    (site.current / "index.html").unlink()
    bad = CliRunner().invoke(sendsite, ["verify", "--json", "--dir", str(site.root)])

    assert (good.exit_code, bad.exit_code) == (0, 1)
    assert good.stdout == f"Publication 1: {len(record(site).files)} files, 3 audiences, 3 readers: all as they should be.\n"
    document = json.loads(bad.stdout)
    assert list(document) == ["form", "good", "by", "seq", "files", "audiences", "readers", "problems", "warnings"]
    assert (document["form"], document["good"], document["by"]) == (1, False, "secrets")
    assert document["problems"] == [{"check": "files", "path": "index.html", "said": "it is missing."}]

"""
Proof 6: a publication on a host that lets browsers keep everything for ten minutes opens or reloads once; a revoked reader is out, the others need no new code.

And what a second publication makes and sends: the pages of the school that changed and the trust's, and no other's.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest
from playwright.sync_api import Browser, expect

from sendsite.publish.seal.keyring import open_pointer
from sendsite.publish.seal.opener import Reader, Seen
from sendsite.publish.seal.refused import Reason, Refused
from tests.publish.proofs.sealed_trust import OTHER, OWN, THIRD, Told, Trust
from tests.publish.reader.reading import asked, enter, expect_open, expect_refused
from tests.publish.reader.sealed_site import OAK, SealedSite

TEN_MINUTES = "max-age=600"


class Keeping(SimpleHTTPRequestHandler):
    """A host that lets a browser keep every file for ten minutes, and counts what it is asked for."""

    asked: ClassVar[Counter[str]] = Counter()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", TEN_MINUTES)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        self.asked[self.path.partition("?")[0].strip("/")] += 1


@contextmanager
def kept_for_ten_minutes(folder: Path) -> Iterator[str]:
    """Such a host of what was published an hour ago: hosts tell a changed file by the second, and two publications of a test may fall into one."""
    an_hour_ago = time.time() - 3600
    for path in folder.rglob("*"):
        os.utime(path, (an_hour_ago, an_hour_ago))
    Keeping.asked.clear()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Keeping, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join()


@pytest.mark.browser
def test_a_page_that_the_browser_kept_is_loaded_once_more_and_is_the_new_one(browser: Browser, tmp_path: Path):
    site = SealedSite(tmp_path / "site")
    place = site.address("oak")
    with kept_for_ten_minutes(site.folder) as home, browser.new_context() as context:
        page = context.new_page()
        asked(page, home + place, site.codes["oak"])
        expect_open(page)
        page.goto(home + "index.html")
        page.goto(home + place)
        expect_open(page)
        assert Keeping.asked[place] == 1, "the browser did keep it: else this would prove nothing"

        site.words = "Next term"
        site.publish()
        page.goto(home + "index.html")
        loads: list[str] = []
        page.on("load", lambda each: loads.append(each.url))
        page.goto(home + place)
        expect_open(page, "Next term")

        assert (len(loads), Keeping.asked[place]) == (2, 2)
        page.goto(home + "index.html")
        page.goto(home + place)
        expect_open(page, "Next term")


@pytest.mark.browser
def test_a_revoked_reader_is_out_and_the_others_need_no_new_code(browser: Browser, tmp_path: Path):
    """Both had the page open, on a host that lets browsers keep it; the one who stays is asked for the same code once, for the key is new."""
    site = SealedSite(tmp_path / "site")
    place = site.address("oak")
    with kept_for_ten_minutes(site.folder) as home, browser.new_context() as one, browser.new_context() as other, browser.new_context() as fresh:
        out, stays, late = one.new_page(), other.new_page(), fresh.new_page()
        asked(out, home + place, site.codes["oak"])
        asked(stays, home + place, site.codes["both"])
        expect_open(out)
        expect_open(stays)
        del site.holders["oak"]
        site.renew(OAK)
        site.publish()
        for page in (out, stays):
            page.goto(home + "index.html")
            page.goto(home + place)
            expect_refused(page, "renewed")
        enter(out, site.codes["oak"])
        expect_refused(out, "wrong-code")
        asked(late, home + place, site.codes["oak"])
        expect_refused(late, "wrong-code")
        enter(stays, site.codes["both"])
        expect_open(stays)
        stays.goto(home + site.address("elm"))
        expect_open(stays)
        expect(out.locator("table")).to_have_count(0)


def outcome(told: Told, code: str, seen: dict[str, Seen] | None = None) -> set[str] | Reason:
    """The audiences whose files a code opens."""
    try:
        by_path = {path.removesuffix(".html"): audience for path, audience in told.sealed.items()}
        return {by_path[path] for path, _ in Reader(told.folder, code, seen).all_files()}
    except Refused as refused:
        return refused.reason


def test_of_the_real_publication_too(trust: Trust):
    assert outcome(trust.edited, trust.codes["own"]) == {f"school:{OWN}"}
    for told in (trust.revoked, trust.back):
        assert outcome(told, trust.codes["own"]) is Reason.WRONG_CODE
        assert outcome(told, trust.codes["other"]) == {f"school:{OTHER}"}
        assert outcome(told, trust.codes["both"]) == {f"school:{OWN}", f"school:{THIRD}"}
        assert outcome(told, trust.codes["leader"]) == set(told.sealed.values())


def test_no_key_that_a_revoked_reader_had_opens_anything_published_since(trust: Trust):
    assert trust.revoked.keys[f"school:{OWN}"] != trust.edited.keys[f"school:{OWN}"]
    assert {name for name, key in trust.revoked.keys.items() if key == trust.edited.keys[name]} == {f"school:{OTHER}", f"school:{THIRD}", "trust"}
    assert trust.back.keys == trust.revoked.keys
    assert not [path for path in trust.revoked.files if trust.edited.record.pub in path or trust.first.record.pub in path]


def test_an_older_site_put_back_by_a_host_is_refused_by_who_saw_the_newer(trust: Trust):
    seen: dict[str, Seen] = {}
    assert outcome(trust.back, trust.codes["other"], seen) == {f"school:{OTHER}"}

    assert outcome(trust.edited, trust.codes["other"], seen) is Reason.OLD
    assert open_pointer(trust.back.files["now.js"]).seq == 4


def counted(told: Told) -> dict[str, int]:
    """How many files were written at the target, by whose they are."""
    at = {entry.at: entry.audience for entry in told.record.entries.values()}
    return dict(Counter(at.get(path, path.split("/")[0] if "/" in path else path) for path in told.written))


def test_an_edit_in_one_school_makes_and_sends_that_schools_files_and_the_trusts_alone(trust: Trust):
    first, edited = trust.first.record, trust.edited.record
    differ = Counter(entry.audience for path, entry in edited.entries.items() if entry != first.entries[path])

    assert set(differ) == {f"school:{OWN}", "trust"}
    assert differ.total() == len(trust.edited.anew) < len(edited.entries) / 4
    assert counted(trust.edited) == {**differ, "k": 1, "m": len(trust.first.keys), "now.js": 1}
    assert set(counted(trust.first)) >= {"public", "trust", *(f"school:{urn}" for urn in trust.schools)}


def test_a_revocation_makes_and_sends_that_schools_files_alone(trust: Trust):
    of_the_school = sum(audience == f"school:{OWN}" for audience in trust.revoked.sealed.values())

    assert counted(trust.revoked) == {f"school:{OWN}": of_the_school, "k": 1, "m": len(trust.first.keys), "now.js": 1}


def test_the_target_holds_the_newest_publication_and_nothing_of_before(trust: Trust):
    stick = trust.folder.settings.target.removeprefix("folder:")
    there = {path.relative_to(stick).as_posix(): path.read_bytes() for path in Path(stick).rglob("*") if path.is_file()}

    assert there == trust.back.files

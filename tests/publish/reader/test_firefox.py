"""One governor's whole way in Firefox, over http and from a disk: unlock, read on without a code, search, somebody else's page, Lock, Back."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from sendsite.publish.serve import served_beside
from tests.firefox import ENTER, Firefox, firefox_with
from tests.publish.reader.reading import SAYS
from tests.publish.reader.test_search import SearchedSite

pytestmark = pytest.mark.browser
HEADING = "return document.querySelector('h1').textContent.includes(arguments[0])"
ASKED = "return document.activeElement.id === 'gate-code' && !document.querySelector('table')"
SAID = "return document.querySelector('#gate-said').textContent.includes(arguments[0])"
KEPT = """return indexedDB.databases().then(all => new Promise(done => {
  indexedDB.open(all[0].name).onsuccess = ({ target }) => {
    target.result.transaction("kept").objectStore("kept").getAllKeys().onsuccess = event => { target.result.close(); done(event.target.result.length); };
  };
}))"""


@pytest.fixture
def firefox(tmp_path: Path) -> Iterator[Firefox]:
    """A fresh Firefox. Where there is none its test is skipped, and under CI it fails."""
    program = shutil.which("firefox-esr")
    if program is None:
        missing = "There is no Firefox on this machine. Install the package firefox-esr."
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    with firefox_with(program, tmp_path / "profile") as started:
        yield started


def test_a_governors_whole_way_in_firefox(firefox: Firefox, tmp_path: Path):
    site = SearchedSite(tmp_path / "site")
    with served_beside(site.folder, port=0) as home:
        for base in (home, site.folder.as_uri() + "/"):
            whole_way(firefox, site, base)

    assert firefox.complaints() == []


def whole_way(firefox: Firefox, site: SearchedSite, base: str) -> None:
    firefox.go(base + site.address("oak"))
    firefox.until(ASKED)
    firefox.type("#gate-code", f"{site.codes['oak']}{ENTER}")
    firefox.until(HEADING, "school/990001/index")

    firefox.go(base + site.address("oak-hours"))
    firefox.until(HEADING, "school/990001/hours")
    firefox.type(".sealed-search input", f"far down index{ENTER}")
    firefox.until("return document.activeElement.closest('.sealed-found') !== null && document.activeElement.matches('a')")
    firefox.run("document.activeElement.click()")
    firefox.until(HEADING, "school/990001/index")

    firefox.go(base + site.address("elm"))
    if base.startswith("file:"):  # An address typed there begins a new session: Firefox keeps one folder's apart from another's.
        firefox.until(ASKED)
        firefox.type("#gate-code", f"{site.codes['oak']}{ENTER}")
    firefox.until(SAID, SAYS["not-yours"])
    firefox.click("#gate-own")
    firefox.until(HEADING, "school/990001/index")

    firefox.click(".sealed-lock")
    firefox.until(ASKED)
    assert firefox.run(KEPT) == 0
    firefox.ask("WebDriver:Back")
    firefox.until(ASKED)

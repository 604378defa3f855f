"""A sealed site served as a plain host would serve it, and a reader's browser with empty storage that tells what its policy refused."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from sendsite.publish.serve import served_beside
from tests.publish.reader.sealed_site import SealedSite


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> SealedSite:
    """A site that a test may not change."""
    return SealedSite(tmp_path_factory.mktemp("sealed") / "site")


@pytest.fixture(scope="module")
def home(sealed: SealedSite) -> Iterator[str]:
    """Where it is served."""
    with served_beside(sealed.folder, port=0) as address:
        yield address


@pytest.fixture
def own(tmp_path: Path) -> Iterator[SealedSite]:
    """A site that a test may change, at `own.home`."""
    site = SealedSite(tmp_path / "site")
    with served_beside(site.folder, port=0) as address:
        site.home = address
        yield site


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """The browser of somebody who has not been here, in which nothing may be refused by a page's policy and no script may fail."""
    faults: list[str] = []
    fresh = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    fresh.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text or "Trusted" in said.text else None)
    fresh.on("weberror", lambda error: faults.append(str(error.error)))
    yield fresh
    fresh.close()
    assert faults == []


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()

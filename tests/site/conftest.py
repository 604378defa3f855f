"""The site of the hand-made report, in both themes, and the same served to a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from sendsite import stock
from sendsite.site import articles, theme
from sendsite.site.app import addresses_of, create_site
from sendsite.site.catalogue import PAGES, Address
from tests.answering import answering
from tests.figures import report

THEMES = ("default", "plain")


def make(name: str) -> Flask:
    return create_site(report(), articles.load([stock.folder("content")]), theme.load(name, [stock.folder("themes")], check=False))


def pages_of(site: Flask) -> list[Address]:
    """Every page that a reader can open, and the page for what is not there."""
    return [address for address in addresses_of(site) if address.kind in PAGES | {"missing"}]


def each_kind(site: Flask) -> list[str]:
    """One path of each template: pages of older terms and the draft, and further schools, measures and articles look alike."""
    left_out = ("draft/", "2024-spring/", "school/140002", "trust/metric-", "privacy", "accessibility", "who-can-read-this", "reading-together")
    some = [address.path for address in pages_of(site) if not address.path.startswith(left_out)]
    more = ["trust/metric-finance.html", "2024-spring/school/140001/insights.html", "draft/school/140001/insights.html"]
    explainers = [path for path in some if path.startswith("explainers/") and not path.endswith("index.html")]
    return [path for path in some if path not in explainers[1:]] + more


@pytest.fixture(scope="session", params=THEMES)
def site(request: pytest.FixtureRequest) -> Flask:
    return make(request.param)


@pytest.fixture(scope="session")
def default_site() -> Flask:
    return make("default")


@pytest.fixture(scope="session")
def written(default_site: Flask, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site as files, as a host or a memory stick has them."""
    folder = tmp_path_factory.mktemp("site")
    client = default_site.test_client()
    for address in addresses_of(default_site):
        place = folder / address.path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(client.get(f"/{address.path}").data)
    return folder


@pytest.fixture(scope="session", params=THEMES)
def served(request: pytest.FixtureRequest) -> Iterator[tuple[Flask, str]]:
    """A site and the address of this machine on which waitress serves it."""
    from waitress.server import create_server

    app = make(request.param)
    with answering(create_server(app, host="127.0.0.1", port=0, threads=4)) as port:
        yield app, f"http://127.0.0.1:{port}/"

"""
No hidden figure moves a published byte: not by its number, nor by an order, a bar's length, a sentence or a name of a file.

Two sites are built of a trust. In the second, pupils have traded what they are, so that hundreds of hidden figures are others and none that is shown is;
and what was decided to hide is the same, which disclosure control confirms. Every file has to be the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from sendsite import stock
from sendsite.framework.records import Records
from sendsite.report.build import Setup, build_report
from sendsite.report.disclosure import Past
from sendsite.report.disclosure.deciding import confirmed
from sendsite.report.disclosure.remembered import Remembered, key_of
from sendsite.site import articles, theme
from sendsite.site.app import addresses_of, create_site
from tests.report.alike import K, as_it_is, gathered_all, reading, told
from tests.report.trades import hidden_after, with_trades

TRIES = 90
KINDS = {"ages", "area", "ehcp", "funded", "kpi", "mode", "money", "rating", "score", "support"}


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("alike")


def remember(records: Sequence[Records], build: Path) -> None:
    """Lay down, as a build would, that the same is hidden as in the trust as it is; what does not hold by every rule is refused."""
    shelf, past = Remembered(build / ".decisions"), Past()
    for before, ledger, hidden in zip(told().ledgers, gathered_all(records), told().hidden, strict=True):
        same = hidden_after(before, ledger, hidden)
        found = confirmed(ledger, K, past, same)
        assert found is not None
        shelf._write(key_of(ledger, K, past), same)
        past = found.past


def files(records: Sequence[Records], build: Path) -> dict[str, bytes]:
    """Every file of the site of these terms."""
    report = build_report(Setup("Saltmarsh Learning Trust", pictures=build / ".pictures"), [reading(*each) for each in enumerate(records)])
    site = create_site(report, articles.load([stock.folder("content")]), theme.load("default", [stock.folder("themes")], check=False))
    client = site.test_client()
    return {address.path: client.get(f"/{address.path}").data for address in addresses_of(site)}


@pytest.fixture(scope="module")
def as_built(build: Path) -> dict[str, bytes]:
    remember(as_it_is(), build)
    return files(as_it_is(), build)


@cache
def after() -> tuple[Records, ...]:
    return with_trades(TRIES)[0]


def test_many_hidden_figures_of_each_kind_have_moved_and_none_that_is_shown():
    moved = with_trades(TRIES)[1]

    assert len(moved) > 200
    assert {name.split(".")[1] for name in moved} >= KINDS


def test_hidden_figures_that_move_move_no_byte_of_any_file(as_built: dict[str, bytes], build: Path):
    remember(after(), build)
    now = files(after(), build)

    assert len(now) > 1_000
    assert now.keys() == as_built.keys()
    assert [path for path in now if now[path] != as_built[path]] == []


def test_a_shown_figure_that_moves_is_seen(as_built: dict[str, bytes], build: Path):
    """The test of the test: one pupil of the largest school has an hour less of support, in the newest term."""
    *earlier, newest = as_it_is()
    rows = newest.deployment
    fewer = replace(newest, deployment=(*rows[:-1], rows[-1]._replace(hours=200)))
    now = files((*earlier, fewer), build)

    assert any(path.endswith(".csv") and now[path] != as_built.get(path) for path in now)

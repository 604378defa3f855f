"""
Every hidden number, word and insight of a trust's terms is replaced by another, and what is hidden is left as it is: no file is another.

And figures that are told to the trust alone are replaced: no file of a school's pages is another.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sendsite import stock
from sendsite.demo import story
from sendsite.framework.insights import Insight
from sendsite.framework.insights.insight import SEVERITIES
from sendsite.framework.settings import default
from sendsite.framework.term import TermRecords
from sendsite.report.build import Setup, build_report
from sendsite.report.disclosure import Decision, Entry, Ledger, Past, deciding
from sendsite.report.disclosure.remembered import Remembered
from sendsite.site import articles, theme
from sendsite.site.app import addresses_of, create_site
from tests.report.alike import SIZES, first_pupils, of_schools

Changing = Callable[[Ledger, AbstractSet[str], int], AbstractSet[str]]
"""The figures of a term to replace, of its ledger, what is hidden, and k."""
Files = dict[str, tuple[str, bytes]]
"""The files of a site by path, each with its audience."""
Building = Callable[[Changing], Files]


def another(entry: Entry) -> Entry:
    """A number in place of none, and another number in place of a number."""
    value = 7.0 if entry.value is None else entry.value * 1.3 + (3 if entry.value >= 0 else -3)
    return entry._replace(value=value, why="z" if entry.why == "x" else "x")


def other_words(words: str) -> str:
    """Every digit is the next one."""
    return re.sub(r"\d", lambda found: str((int(found[0]) + 1) % 10), words)


def other_insight(insight: Insight) -> Insight:
    """All that its hours make of an insight is another: its numbers, how grave it is, and the numbers in its words."""
    grave = SEVERITIES[(SEVERITIES.index(insight.severity) + 1) % len(SEVERITIES)]
    figures = {name: value * 1.7 + 4 for name, value in insight.figures.items()}
    said = insight.said(other_words)
    return replace(said, figures=figures, severity=grave, weight=insight.weight * 3 + 11, hours=insight.hours * 3 + 11)


def replaced(ledger: Ledger, names: AbstractSet[str]) -> Ledger:
    """A ledger with these figures, and all words and insights that rest on one of them, replaced."""
    entries = {name: another(entry) if name in names else entry for name, entry in ledger.entries.items()}
    words = {name: each if names.isdisjoint(each.of) else each._replace(words=f"not {other_words(each.words)}") for name, each in ledger.words.items()}
    insights: list[Any] = [each if names.isdisjoint(each[-3]) else tuple(map(in_its_place, each)) for each in ledger.insights]
    return replace(ledger, entries=entries, words=words, insights=insights)


def in_its_place(part: Any) -> Any:
    """What stands in the place of a part of an insight's entry: the names of figures stand."""
    return other_insight(part) if isinstance(part, Insight) else part


def hidden(ledger: Ledger, names: AbstractSet[str], k: int) -> AbstractSet[str]:
    return names


def told_to_the_trust(ledger: Ledger, names: AbstractSet[str], k: int) -> AbstractSet[str]:
    return deciding.told_narrowly(ledger, k) - names


def needs(ledger: Ledger, names: AbstractSet[str], k: int) -> AbstractSet[str]:
    return {name for name in ledger.entries if name.endswith(".hours.needed")} - names


def terms() -> list[TermRecords]:
    """The last terms of the demo's story, of four of its schools: one of eight pupils, whose measures are told to the trust alone, and of four."""
    sizes = {**dict.fromkeys(SIZES, 99), "990001": 8, "990003": 4}
    records = [first_pupils(of_schools(each), sizes) for _, _, each in story()[-4:]]
    return [TermRecords(*story()[place - 4][:2], each, default(), draft=place == 3) for place, each in enumerate(records)]


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("replaced")


def files(build: Path) -> Files:
    """Every file of the site with its audience."""
    report = build_report(Setup("Saltmarsh Learning Trust", pictures=build / ".pictures"), terms())
    site = create_site(report, articles.load([stock.folder("content")]), theme.load("default", [stock.folder("themes")], check=False))
    client = site.test_client()
    return {address.path: (address.audience, client.get(f"/{address.path}").data) for address in addresses_of(site)}


@pytest.fixture(scope="module")
def as_built(build: Path) -> Files:
    return files(build)


@pytest.fixture
def with_other(monkeypatch: pytest.MonkeyPatch, build: Path) -> Building:
    """The site where the answer of each decision holds other figures than were asked about."""
    true = Remembered.decided

    def made(which: Changing) -> Files:
        def answer(self: Remembered, ledger: Ledger, k: int, past: Past | None = None) -> Decision:
            found = true(self, ledger, k, past)
            other = replaced(ledger, which(ledger, found.hidden, k))
            return found._replace(released=deciding.released(other, found.hidden, k))

        monkeypatch.setattr(Remembered, "decided", answer)
        return files(build)

    return made


def moved(one: Files, other: Files) -> dict[str, str]:
    """The files that differ, each with its audience."""
    return {path: (one.get(path) or other[path])[0] for path in one.keys() | other.keys() if one.get(path) != other.get(path)}


def test_no_file_is_another_where_every_hidden_figure_is(as_built: Files, with_other: Building):
    assert moved(as_built, with_other(hidden)) == {}


def test_no_file_of_a_school_is_another_where_what_is_told_to_the_trust_alone_is(as_built: Files, with_other: Building):
    assert set(moved(as_built, with_other(told_to_the_trust)).values()) == {"trust"}


def test_shown_figures_that_are_replaced_are_seen(as_built: Files, with_other: Building):
    """The test of the test."""
    assert set(moved(as_built, with_other(needs)).values()) >= {"trust", "school:990002"}

"""Measures read together: each pattern occurs where it says, and nowhere else; the public page says the same as the program."""

from __future__ import annotations

import re
from itertools import product

import pytest

from sendsite.framework.flags import FLAGS
from sendsite.framework.insights import INSIGHTS
from sendsite.framework.model import KPIS
from sendsite.framework.patterns import PATTERNS, Pattern, Signs, occurring
from sendsite.framework.settings import default
from tests.content.articles import CONTENT, read

GUIDE = CONTENT / "pages" / "reading-together.md"
each = pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.id)


def signs(flags: str = "", worse: str = "", unrated: float | None = 0.0, **bands: str) -> Signs:
    return Signs(default(), bands, frozenset(flags.split()), frozenset(worse.split()), unrated)


def found(seen: Signs) -> set[str]:
    return {pattern.id for pattern in occurring(seen)}


@pytest.mark.parametrize(
    "name, seen",
    [
        ("delivery_without_need", signs(ash="green", need="red")),
        ("quality_with_little", signs(dqf="green", need="red")),
        ("drift_with_gap", signs("support_drift", need="amber")),
        ("need_on_paper", signs("overcommitted", need="green")),
        ("need_without_quality", signs(need="green", dqf="red")),
        ("need_without_progress", signs(need="green", pif="red")),
        ("progress_with_growing_gap", signs(pif="green", worse="need")),
        ("progress_without_quality", signs(pif="green", dqf="red")),
        ("cost_with_drift", signs("support_drift", finance="amber")),
        ("cost_without_need", signs(finance="red", need="red")),
        ("cost_with_high_need", signs("high_need_intake", finance="amber")),
        ("low_cost_low_delivery", signs(finance="green", ash="red")),
        ("green_but_unrated", signs(unrated=0.11, finance="green", ash="green", need="green")),
    ],
)
def test_each_pattern_occurs_alone_where_it_is_meant_to(name, seen):
    assert found(seen) == {name}


@pytest.mark.parametrize(
    "seen",
    [
        signs(ash="green", need="amber"),
        signs(ash="amber", need="red"),
        signs("support_drift", need="green"),
        signs("overcommitted", need="amber"),
        signs(need="green", pif="amber"),
        signs(pif="amber", worse="need"),
        signs(pif="green", worse="ash"),
        signs("support_drift small_school", finance="amber"),
        signs("small_school", finance="red", need="red"),
        signs("small_school high_need_intake", finance="red"),
        signs(finance="green", ash="amber"),
    ],
)
def test_just_beside_it_none_occurs(seen):
    assert found(seen) == set()


@pytest.mark.parametrize("unrated, occurs", [(0.0999, False), (0.1, False), (0.1001, True), (None, False)])
def test_many_unrated_are_more_than_the_method_allows_for(unrated, occurs):
    assert (found(signs(unrated=unrated, finance="green", ash="green", pif="green")) == {"green_but_unrated"}) == occurs


def test_all_that_is_green_is_at_least_three_measures_and_no_other():
    assert found(signs(unrated=0.5, finance="green", ash="green")) == set()
    assert found(signs(unrated=0.5, finance="green", ash="green", pif="green", need="amber")) == set()


def test_where_nothing_may_be_seen_no_pattern_occurs():
    assert found(signs("support_drift overcommitted high_need_intake", unrated=None)) == set()


def test_five_green_measures_are_left_in_peace():
    assert found(Signs(default(), dict.fromkeys(KPIS, "green"), unrated=0.0)) == set()


@each
def test_a_pattern_needs_at_least_two_signs(pattern: Pattern):
    alone = [Signs(default(), {kpi: band}) for kpi, band in product(KPIS, ("red", "amber", "green"))]
    alone += [signs(flag) for flag in FLAGS] + [signs(worse=kpi) for kpi in KPIS] + [signs(unrated=0.9)]

    assert not any(pattern.occurs(seen) for seen in alone)


@each
def test_a_pattern_is_told_in_full(pattern: Pattern):
    assert 2 <= len(pattern.kpis) <= len(KPIS)
    assert set(pattern.kpis) <= set(KPIS)
    assert 2 <= len(pattern.causes) <= 3
    assert 2 <= len(pattern.checks) <= 3
    assert set(pattern.insights) <= {rule.__name__ for rule in INSIGHTS}
    assert pattern.insights


@each
def test_a_pattern_has_no_figure_no_jargon_and_no_blame(pattern: Pattern):
    text = " ".join((pattern.title, pattern.when, pattern.reading, *pattern.causes, *(check.words for check in pattern.checks)))

    assert not re.search(r"\d|KPI|\bfail|\bpoor\b|\bbad\b|\bfault\b|\bblame\b|\bwaste|\bmust\b", text)
    assert not re.search(r"""['"]""", text)


def test_ids_and_titles_stand_once():
    assert len({pattern.id for pattern in PATTERNS}) == len({pattern.title for pattern in PATTERNS}) == len(PATTERNS) >= 8


@each
def test_the_public_page_says_the_same(pattern: Pattern):
    whole = read(GUIDE).text
    part = whole.partition(f"### {pattern.title}\n")[2].partition("\n#")[0]

    assert pattern.when[1:] in part
    assert pattern.reading in part
    assert [line[2:] for line in part.splitlines() if line.startswith("- ")] == [*pattern.causes, *(check.words for check in pattern.checks)]


def test_the_public_page_has_every_pattern_in_the_same_order_and_no_other():
    assert re.findall(r"^### (.+)$", read(GUIDE).text, re.MULTILINE) == [pattern.title for pattern in PATTERNS]

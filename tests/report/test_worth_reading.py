"""The demo stays worth reading: most of its measures and of its breakdowns can be seen, after all its terms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from sendsite.demo import story
from sendsite.framework.settings import default
from sendsite.framework.term import TermRecords
from sendsite.report.disclosure import Decision, Ledger, Past, decided
from sendsite.report.quantities import TRUST, gathered, source_of

LARGER = 30
"""Pupils on the register from which a school counts as one of the larger."""
BREAKDOWNS = frozenset({"rating", "area", "ages", "mode", "group", "outcome", "outcome_cost", "funded"})
"""Kinds of figures that sort pupils, their hours, outcomes or money. Staff by role and task sort no pupils and are not counted: they would be padding."""


@lru_cache(maxsize=1)
def the_newest_term() -> tuple[Ledger, Decision]:
    """The newest term of the demo, decided after all the terms before it: what was hidden stays so."""
    past, last = Past(), None
    for term, day, records in story():
        last = source_of(TermRecords(term, day, records, default()), last)
        ledger = gathered(last)
        found = decided(ledger, 5, past)
        past = found.past
    return ledger, found


def populated() -> Iterator[tuple[str, str]]:
    """
    Kind and name of every figure of the larger schools that tells something.

    A cell of nought pupils, hours or pounds is shown nearly always and says nothing: it is not counted, and neither is one that is missing.
    """
    ledger, _ = the_newest_term()
    larger = {name.partition(".")[0] for name, entry in ledger.entries.items() if name.endswith(".register") and (entry.value or 0) >= LARGER} - {TRUST}
    for name, entry in ledger.entries.items():
        scope, kind = name.split(".")[:2]
        if scope in larger and entry.value:
            yield kind, name


def by_kind(kinds: frozenset[str]) -> dict[str, tuple[int, int]]:
    """How many of the populated figures of each kind are shown, and of how many."""
    _, found = the_newest_term()
    every, shown = Counter[str](), Counter[str]()
    for kind, name in populated():
        every[kind] += kind in kinds
        shown[kind] += kind in kinds and name not in found.hidden
    return {kind: (shown[kind], every[kind]) for kind in sorted(kinds)}


def share(table: dict[str, tuple[int, int]]) -> float:
    return sum(shown for shown, _ in table.values()) / sum(every for _, every in table.values())


def test_four_in_five_measures_of_larger_schools_are_shown():
    found = by_kind(frozenset({"kpi"}))

    assert share(found) >= 0.8, found


def test_half_the_populated_breakdowns_of_larger_schools_are_shown():
    found = by_kind(BREAKDOWNS)

    assert share(found) >= 0.5, found


def test_no_breakdown_is_mostly_hidden_from_larger_schools():
    found = by_kind(BREAKDOWNS)

    assert [kind for kind, (shown, every) in found.items() if 5 * shown < 2 * every] == [], found


def test_every_breakdown_is_there_to_be_counted():
    assert [kind for kind, (_, every) in by_kind(BREAKDOWNS).items() if not every] == []

"""The demo stays worth reading: most of its measures and half of its breakdowns can be seen."""

from __future__ import annotations

from functools import lru_cache

from sendsite.demo import story
from sendsite.framework.settings import default
from sendsite.framework.term import TermRecords
from sendsite.report.disclosure import Decision, Ledger, Past, decided
from sendsite.report.quantities import gathered, source_of

LARGER = 30
BREAKDOWNS = frozenset({"rating", "area", "stage", "year", "mode", "group", "outcome", "top_up", "outcome_cost"})


@lru_cache(maxsize=1)
def the_last_terms() -> tuple[Ledger, Decision]:
    """The newest term of the demo, decided after the two before it."""
    past, last = Past(), None
    for term, day, records in story()[-3:]:
        last = source_of(TermRecords(term, day, records, default()), last)
        ledger = gathered(last)
        found = decided(ledger, 5, past)
        past = found.past
    return ledger, found


def share_shown(kinds: frozenset[str]) -> float:
    """Of the figures of these kinds of the larger schools, the share that is shown; that there are none of a group is a figure too."""
    ledger, found = the_last_terms()
    larger = {name.partition(".")[0] for name, entry in ledger.entries.items() if name.endswith(".register") and (entry.value or 0) >= LARGER} - {"trust"}
    split = [(name, *name.split(".")[:2]) for name, entry in ledger.entries.items() if entry.value is not None]
    asked = [name for name, scope, kind in split if scope in larger and kind in kinds]
    return sum(name not in found.hidden for name in asked) / len(asked)


def test_four_in_five_measures_of_larger_schools_are_shown():
    assert share_shown(frozenset({"kpi"})) >= 0.8


def test_half_the_breakdowns_of_larger_schools_are_shown():
    assert share_shown(BREAKDOWNS) >= 0.5

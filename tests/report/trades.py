"""Trades between pupils of a trust of schools alike that move hidden figures and no shown one, looked for by chance."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from functools import cache

from sendsite.framework.records import Records
from sendsite.report.disclosure import Ledger
from sendsite.report.disclosure.deciding import confirmed
from sendsite.report.quantities import gathered, source_of
from tests.report.alike import SIZES, TWINS, K, as_it_is, plainly, told

QUESTIONS = tuple(f"q{number}" for number in range(1, 9))
TRAITS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("pupils", ("primary_need",)),
    ("pupils", ("year_group",)),
    ("pupils", QUESTIONS),
    ("pupils", ("sen_status", "funding_band")),
    ("outcomes", ("status",)),
    ("outcomes", ("area",)),
    ("deployment", ("mode",)),
    ("tasks", ("task",)),
)


def by_rule(ledger: Ledger) -> dict[str, str]:
    """A name that stays, of each figure: those of insights are numbered in an order that may be another, so that they go by their rules."""
    times, rules = Counter[tuple[str, str]](), dict[str, str]()
    for number, (insight, *_) in enumerate(ledger.insights):
        times[insight.urn, insight.rule] += 1
        rules[f"{insight.urn}.insight.{number}"] = f"{insight.urn}.insight.{insight.rule} {times[insight.urn, insight.rule]}"
    stem = {name: ".".join(name.split(".")[:3]) for name in ledger.entries}
    return {name: rules.get(stem[name], stem[name]) + name.removeprefix(stem[name]) for name in ledger.entries}


def of_unsaid(name: str, hidden: AbstractSet[str]) -> bool:
    """Whether a figure is of an insight of a school whose register is hidden: no such insight is told."""
    return name.split(".")[1] == "insight" and f"{name.split('.')[0]}.register" in hidden


def moved(before: Ledger, after: Ledger, hidden: frozenset[str]) -> set[str] | None:
    """The hidden figures that have moved; None where one that is shown has, or where other figures are there."""
    old, new = ({stays: each.entries[name] for name, stays in by_rule(each).items() if not of_unsaid(name, hidden)} for each in (before, after))
    if old.keys() != new.keys():
        return None
    found, stays = {name for name in old if apart(old[name].value, new[name].value)}, by_rule(before)
    return found if found <= {stays[name] for name in hidden} else None


def apart(one: float | None, other: float | None) -> bool:
    return one != other and (one is None or other is None or abs(one - other) > 1e-9)


def hidden_after(before: Ledger, after: Ledger, hidden: frozenset[str]) -> frozenset[str]:
    """The same decision by the names of the ledger after a trade."""
    same = set(map(by_rule(before).__getitem__, hidden))
    return frozenset(name for name, stays in by_rule(after).items() if stays in same or of_unsaid(name, hidden))


def traded(chance: random.Random, records: Records) -> Records:
    """Two rows of two schools, mostly the two smallest, trade a trait."""
    table, traits = chance.choice(TRAITS)
    rows, places = list(getattr(records, table)), defaultdict[str, list[int]](list)
    for place, row in enumerate(rows):
        places[row.school_urn].append(place)
    schools = [urn for urn in (TWINS if chance.random() < 0.7 else SIZES) if places[urn]]
    if len(schools) < 2:
        return records
    one, other = (chance.choice(places[urn]) for urn in chance.sample(schools, 2))
    given, taken = ({trait: getattr(rows[place], trait) for trait in traits} for place in (one, other))
    rows[one], rows[other] = rows[one]._replace(**taken), rows[other]._replace(**given)
    return replace(records, **{table: tuple(rows)})


@cache
def with_trades(tries: int) -> tuple[tuple[Records, ...], frozenset[str]]:
    """
    The trust after all trades, of so many tried, that move hidden figures alone in that term and the next, and after which hiding the same still holds;
    and what has moved.
    """
    chance, records, seen = random.Random(7), list(as_it_is()), set[str]()
    for number in range(tries):
        moment = number % len(records)
        new = traded(chance, records[moment])
        found = _moves(moment, [*records[:moment], new, *records[moment + 1 :]], seen) if new != records[moment] else set()
        if found:
            records[moment] = new
            seen |= found
    return tuple(records), frozenset(seen)


def _moves(moment: int, records: Sequence[Records], seen: AbstractSet[str]) -> set[str]:
    """What moves of a term and of the next, which is compared with it; nothing where a shown figure would, or where more or less had to be hidden."""
    source = source_of(plainly(moment - 1, records[moment - 1])) if moment else None
    found, after = set[str](), dict[int, Ledger]()
    for place in range(moment, min(moment + 2, len(records))):
        source = source_of(plainly(place, records[place]), source)
        after[place] = gathered(source)
        mine = moved(told().ledgers[place], after[place], told().hidden[place])
        if mine is None:
            return set()
        found |= {f"{place} {name}" for name in mine}
        source = replace(source, last=None)
    return found - seen if found - seen and all(holds(place, ledger) for place, ledger in after.items()) else set()


def holds(moment: int, after: Ledger) -> bool:
    """Whether hiding the same is right by every rule, beside the terms before as they are."""
    same = hidden_after(told().ledgers[moment], after, told().hidden[moment])
    return confirmed(after, K, told().pasts[moment], same) is not None

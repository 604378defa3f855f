"""
Hours by role: at a school where one or two people hold a role, its hours are these colleagues' own week.

So they are told together with other roles, and nothing that adds up may tell them: hours are hidden at least cost until each could be told no closer
than a hidden sum of pupils' hours, by the same programmes and the same audit. Money is left out here: it is told to 1,000 GBP, and what one role's
hour costs is near what another's does, so that hours of a role cannot be told from it (`tests/report/test_colleagues.py` tries).
"""

from __future__ import annotations

from collections.abc import Iterable

from sendsite.errors import BuildFailed
from sendsite.report.disclosure.audit import faults
from sendsite.report.disclosure.entries import HOURLY, LEAST_K, MEAN_MONEY, MONEY, Entry, Ledger
from sendsite.report.disclosure.secondary import Search
from sendsite.report.disclosure.system import system_of

LEAST_PEOPLE = 3
OF_MONEY = frozenset({MONEY, MEAN_MONEY, HOURLY})


def of_few_people(entry: Entry) -> bool:
    """Whether a figure is of the hours of one or two people."""
    return entry.people is not None and 0 < entry.people < LEAST_PEOPLE


def kept_back(ledger: Ledger, k: int) -> frozenset[str]:
    """
    What is told within a larger figure only, and what has to be hidden so that the hours of one or two people cannot be worked out.

    Hours of all roles stand whatever they tell: of hours that cannot be told closer than these tell them, no more is asked.
    """
    few = frozenset(name for name, entry in ledger.entries.items() if of_few_people(entry))
    pooled = frozenset(name for name, entry in ledger.entries.items() if entry.pooled)
    if not few | pooled:
        return frozenset()
    known = _of_hours(ledger)
    system, k = system_of(known), max(k, LEAST_K)
    by_role = frozenset(place for place, entry in enumerate(system.entries) if entry.people is not None)
    wanted = frozenset(system.at[name] for name in few)
    wanted -= frozenset(Search(system, k, wanted).proves(by_role)[0])
    places, proofs = Search(system, k, wanted).run(wanted | frozenset(system.at[name] for name in few | pooled))
    names = frozenset(system.names[place] for place in places)
    told = faults(known, names, frozenset(system.names[place] for place in wanted), k, proofs, system.names)
    if told:
        raise BuildFailed(f"Disclosure control did not hold: hours of one or two colleagues could be worked out, {told[0]} first. Nothing was written.")
    return names


def _of_hours(ledger: Ledger) -> Ledger:
    """What a reader knows of hours by role, without what hours cost. No other figure may be hidden for them, so that nothing further matters."""
    money = {name for name, entry in ledger.entries.items() if entry.unit in OF_MONEY}
    by_role = {name for name, entry in ledger.entries.items() if entry.people is not None}

    def tells(names: Iterable[str]) -> bool:
        return not by_role.isdisjoint(names) and money.isdisjoint(names)

    sums = [each for each in ledger.sums if tells((each.total, *each.parts))]
    relations = [each for each in ledger.relations if tells([name for name, _ in each.times])]
    near = {name for each in sums for name in (each.total, *each.parts)} | {name for each in relations for name, _ in each.times} | by_role - money
    entries = {name: entry if name in by_role else entry._replace(public=True) for name, entry in ledger.entries.items() if name in near}
    return Ledger(entries, sums, relations)

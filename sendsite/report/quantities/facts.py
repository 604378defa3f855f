"""What a school states for a term: requests for assessment, SENCO days, the census's counts; and its priorities with the hours they hold."""

from __future__ import annotations

from sendsite.framework.records import Priority
from sendsite.report.disclosure import SHARE, Ledger
from sendsite.report.quantities.source import TRUST, Source

PERCENT_HUNDREDTHS = 10_000
OF = {"census.ehcp": "ehcp", "census.support": "support"}
"""What the census counted is nearly what the register holds: hidden where that is."""


def enter(ledger: Ledger, source: Source) -> None:
    """`<urn>.roll`, `<urn>.requests.*`, `<urn>.senco_days`, `<urn>.census.*`, `<scope>.priority.<n>.*`."""
    schools = source.measures.deployment.schools
    for urn, roll in zip(schools.urn, schools.roll.tolist(), strict=True):
        ledger.put(f"{urn}.roll", roll)
    ledger.put(f"{TRUST}.roll", float(schools.roll.sum()))
    _stated(ledger, source)
    known = set(source.urns)
    for priority in source.reading.records.priorities:
        if priority.school_urn in known:
            _priority(ledger, priority.school_urn, priority, "")
        elif not priority.school_urn:
            for scope in source.scopes():
                _priority(ledger, scope, priority, "t")


def _stated(ledger: Ledger, source: Source) -> None:
    term = source.reading.term.name
    for fact in source.reading.records.school_facts:
        urn = fact.school_urn
        if fact.term != term or urn not in source.urns:
            continue
        ledger.put(f"{urn}.senco_days", None if fact.senco_days is None else fact.senco_days / 100)
        counts = {
            "requests.made": fact.requests_made,
            "requests.agreed": fact.requests_agreed,
            "census.ehcp": fact.census_ehcp,
            "census.support": fact.census_sen_support,
        }
        for name, count in counts.items():
            ledger.put(f"{urn}.{name}", count, count, OF.get(name, ()) and [f"{urn}.{OF[name]}"])
        if fact.requests_made is not None and fact.requests_agreed is not None:
            ledger.count(f"{urn}.requests.open", fact.requests_made - fact.requests_agreed)
            ledger.add_up(f"{urn}.requests.made", [f"{urn}.requests.agreed", f"{urn}.requests.open"])


def _priority(ledger: Ledger, scope: str, priority: Priority, mark: str) -> None:
    """The share of hours a priority holds, worked out from figures that are there already, beside its target."""
    held, whole = rests_on(scope, priority.measure, priority.of)
    if held not in ledger.entries or whole not in ledger.entries:
        return
    part, total = ledger.entries[held].value, ledger.entries[whole].value
    name = f"{scope}.priority.{mark}{priority.number}"
    ledger.put(f"{name}.share", part / total if part is not None and total else None, of=[held, whole], why="z", unit=SHARE)
    ledger.put(f"{name}.target", priority.target_share / PERCENT_HUNDREDTHS)
    ledger.tell(f"{name}.title", priority.title)
    ledger.tell(f"{name}.kind", f"{priority.measure} {priority.of}".strip())


def rests_on(scope: str, measure: str, of: str) -> tuple[str, str]:
    """The figures of the hours a priority is about and of all hours: pupil hours, or for a mode staff hours."""
    delivered = f"{scope}.hours.delivered"
    if measure == "reds":
        return f"{scope}.rating.red.received", delivered
    if measure == "need_area":
        return f"{scope}.area.{of}.received", delivered
    if measure == "key_stage":
        return f"{scope}.stage.{of}.received", delivered
    return f"{scope}.mode.{of}.hours", f"{scope}.mode.hours"

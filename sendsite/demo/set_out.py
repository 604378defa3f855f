"""What two schools set out to do, and what they expected of it: one held to it for a term, at the other cover kept coming."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from sendsite.framework.columns import columns
from sendsite.framework.insights import insights
from sendsite.framework.measure import measure
from sendsite.framework.records import Expectation, Records
from sendsite.framework.retest import Deed, expectation, stands
from sendsite.framework.settings import default

DAYS_AFTER = 7
"""The figures of a frozen term are talked about a week later."""


class Intent(NamedTuple):
    """What a school took up after a term was frozen: the term's name, the school, the rule of the insight, what was said, and by whom."""

    term: str
    urn: str
    rule: str
    note: str
    by: str


INTENTS = (
    Intent("2025-autumn", "990003", "unallocated", "The free mornings go to Year 2 and Year 4 from January.", "joan"),
    Intent("2025-spring", "990002", "absorbed", "Cover is to come from the supply budget after Easter. The head looks at it with us in June.", "joan"),
)


def set_out(term: str, day: date, records: Records) -> tuple[Expectation, ...]:
    """What was set out on the figures of a term; nothing where no school took anything up."""
    meant = [intent for intent in INTENTS if intent.term == term]
    if not meant:
        return ()
    framework = default()
    measures = measure(columns(records, framework, on=day), framework)
    found = {(each.urn, each.rule): each for each in insights(measures, framework)}
    rows = []
    for intent in meant:
        advice, stood = found[intent.urn, intent.rule], stands(measures, intent.urn)
        assert stood is not None
        deed = Deed(intent.rule, advice.title, note=intent.note)
        on = day + timedelta(days=DAYS_AFTER)
        rows.append(expectation(records, intent.urn, deed, advice.effect, stood.register, framework, on=on, by=intent.by))
    return tuple(rows)

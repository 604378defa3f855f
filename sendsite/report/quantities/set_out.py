"""What schools set out to do, beside what came of it: in the first term frozen after."""

from __future__ import annotations

from collections.abc import Iterable

from sendsite.framework.records import Expectation
from sendsite.framework.retest import LOOKED, came_of_it, never_live, retests, stands
from sendsite.report.disclosure import Ledger
from sendsite.report.quantities.index import behind
from sendsite.report.quantities.insights import OF_HOURS, OF_STAFF, of_staff
from sendsite.report.quantities.source import Source

NOT_KNOWN = 1.0
"""Where nobody noted how many pupils an action moves, it may be one."""


def enter(ledger: Ledger, source: Source) -> None:
    """
    `<urn>.set_out` tells the numbers of what is held against this term; of each `<urn>.set_out.<number>` tells its rule and term, and how it came out.

    What is to be done, and by which measures it shows, is told where it may be told of the pupils whose hours were to be moved; hours of staff are no
    pupil's.
    `.<figure>.expected` rests on the pupils whose hours were to be moved, and on those behind the figure then and now; how it came out as well.
    `.came.hours` is of the hours of staff alone.
    Nothing that anybody wrote is entered: neither title nor note. Where a register is hidden, nothing is told of what was set out.
    """
    for urn in source.urns:
        rows = [row for row in source.reading.records.expectations if row.school_urn == urn and held_here(row, source)]
        ledger.tell(f"{urn}.set_out", " ".join(str(row.number) for row in rows), [f"{urn}.register"])
        for row in rows:
            _one(ledger, source, row)


def held_here(row: Expectation, source: Source) -> bool:
    """Whether this is the first term whose data are of a later day than what was set out, and it was not a what-if that was given up."""
    if never_live(row, source.reading.records):
        return False
    last = source.last.reading.data_date if source.last else None
    return row.rule != LOOKED and row.accepted_on < source.reading.data_date and (last is None or last <= row.accepted_on)


def _one(ledger: Ledger, source: Source, row: Expectation) -> None:
    name, urn, now = f"{row.school_urn}.set_out.{row.number}", row.school_urn, stands(source.measures, row.school_urn)
    assert now is not None
    found = retests(row, now, source.reading.framework)
    ledger.count(f"{name}.moved", NOT_KNOWN if row.pupils is None else float(row.pupils))
    whose = [] if row.rule in OF_STAFF else [f"{name}.moved"]
    ledger.tell(f"{name}.what", row.rule, whose)
    ledger.tell(f"{name}.term", row.term)
    told, plain = [], []
    for each in found:
        expected = f"{name}.{each.figure}.expected"
        ledger.put(expected, each.expected, of=[f"{urn}.kpi.{each.figure}", *_then(ledger, source, name, urn, each.figure), *_moved(row, name, each.figure)])
        ledger.tell(f"{name}.{each.figure}.reads", each.reads, [expected])
        told.append(expected)
        plain += [each] if _plain(row, each.figure) else []
    ledger.tell(f"{name}.figures", " ".join(each.figure for each in found), whose)
    ledger.tell(f"{name}.came", came_of_it(found), told)
    ledger.tell(f"{name}.came.hours", came_of_it(plain) if plain else "", [f"{name}.{each.figure}.expected" for each in plain])


def _then(ledger: Ledger, source: Source, name: str, urn: str, figure: str) -> Iterable[str]:
    """The pupils behind a figure in the term before, after which it was set out."""
    if source.last is None or urn not in source.last.urns or figure == "finance":
        return ()
    counts = behind(source.last)["register" if figure == "sei" else figure]
    ledger.count(f"{name}.{figure}.then", float(counts[source.last.urns.index(urn)]))
    return (f"{name}.{figure}.then",)


def _moved(row: Expectation, name: str, figure: str) -> Iterable[str]:
    """What was expected rests on the pupils whose hours were to be moved, unless it tells the hours of staff alone."""
    return () if _plain(row, figure) else (f"{name}.moved",)


def _plain(row: Expectation, figure: str) -> bool:
    """Hours of staff that all find a gap are no pupil's."""
    return figure in OF_HOURS and row.need_expected is not None and of_staff(row.rule, row.need_expected)

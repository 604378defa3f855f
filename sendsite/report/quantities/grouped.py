"""
Pupils and their hours by rating, area of need and age: a table's worth for each school and the trust.

A school of forty on the register has three pupils a year group, and one or two with a sensory need. So what is published of it is pooled: ages in
four bands, the rarer areas as one, plans and support together. The trust, which is larger, has its areas one by one, with plans apart.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from sendsite.framework.groupings import AREA_OF, STAGE_OF
from sendsite.framework.model import RATINGS, Floats, Ints
from sendsite.framework.records import AREAS, YEAR_GROUPS
from sendsite.report.disclosure import HOURS, LEAST_K, SHARE, Ledger
from sendsite.report.disclosure.primary import GROUP
from sendsite.report.quantities.source import TRUST, Source

STAGES = ("EYFS", "KS1", "KS2", "KS3", "KS4", "KS5", "")
YEARS = (*YEAR_GROUPS, "")  # "" is a year group that nobody entered
AGES: Mapping[str, tuple[str, ...]] = {"to_2": ("EYFS", "KS1"), "3_to_6": ("KS2",), "7_to_9": ("KS3",), "from_10": ("KS4", "KS5"), "": ("",)}
"""Bands of ages, and the key stages in them: two to a phase."""
RARER = "rarer"
POOLED: Mapping[str, tuple[str, ...]] = {
    **{area: (area,) for area in ("cognition_and_learning", "communication_and_interaction", "semh")},
    RARER: ("sensory_and_physical", "other", ""),
}
"""A school's areas of need as published, and the areas in them."""
SUMS = {"needed": "hours.needed", "received": "hours.delivered", "matched": "hours.matched", "gap": "hours.gap"}
OF_EACH = frozenset({"rating", "area"})
"""Groupings by what is nobody else’s business: a group that holds everyone tells each of them."""
TOTALS = {"pupils": "register", "ehcp": "ehcp", "support": "support", **SUMS}


class Grouping(NamedTuple):
    """A way to group pupils: its name in figures, its groups in order, each pupil's group, and whether plans and support are counted apart."""

    name: str
    groups: Sequence[str]
    of_pupil: Ints
    statuses: bool = False


def enter(ledger: Ledger, source: Source) -> None:
    """`<scope>.<grouping>.<group>.pupils` and the four sums of hours, each group's hours resting on its pupils; `.ehcp` and `.support` of the trust."""
    stages = {stage: place for place, parts in enumerate(AGES.values()) for stage in parts}
    ages = [stages[STAGE_OF[row.year_group]] for row in source.pupils]
    pools = {area: place for place, parts in enumerate(POOLED.values()) for area in parts}
    pooled = [pools[AREA_OF.get(row.primary_need, "")] for row in source.pupils]
    for grouping in (
        Grouping("rating", RATINGS, source.measures.pupils.rating),
        Grouping("area", tuple(POOLED), np.array(pooled, dtype=np.int64)),
        Grouping("ages", tuple(AGES), np.array(ages, dtype=np.int64)),
    ):
        tabled(ledger, source, grouping, source.scopes())
        _schools(ledger, source, grouping)
    _trusts_areas(ledger, source)
    for scope in source.scopes():
        ledger.add_up(f"{scope}.register", [f"{scope}.ehcp", f"{scope}.support"], split=True)
    _statuses(ledger, source)


def enter_whole(ledger: Ledger, source: Source) -> None:
    """The finer groupings, for those who may see every pupil: each school's areas with plans apart, key stages and year groups."""
    years, stages = {year: place for place, year in enumerate(YEARS)}, {year: STAGES.index(STAGE_OF[year]) for year in YEARS}
    of_year, of_stage = ([places[row.year_group] for row in source.pupils] for places in (years, stages))
    tabled(ledger, source, by_area(source), source.urns)
    tabled(ledger, source, Grouping("stage", STAGES, np.array(of_stage, dtype=np.int64)), source.scopes())
    tabled(ledger, source, Grouping("year", YEARS, np.array(of_year, dtype=np.int64)), source.scopes())


def by_area(source: Source) -> Grouping:
    """Every area of need, with plans apart."""
    areas = [*AREAS, ""]
    return Grouping("area", areas, np.array([areas.index(AREA_OF.get(row.primary_need, "")) for row in source.pupils], dtype=np.int64), statuses=True)


def _trusts_areas(ledger: Ledger, source: Source) -> None:
    """The trust's areas one by one; those of a pool add up to it."""
    tabled(ledger, source, by_area(source), (TRUST,))
    for pool, parts in POOLED.items():
        for what in ("pupils", *SUMS):
            if parts != (pool,):
                ledger.add_up(f"{TRUST}.area.{pool}.{what}", [f"{TRUST}.area.{part}.{what}" for part in parts])


def _schools(ledger: Ledger, source: Source, grouping: Grouping) -> None:
    """The trust's groups are those of its schools."""
    for name in grouping.groups:
        for what in ("pupils", *SUMS):
            ledger.add_up(f"{TRUST}.{grouping.name}.{name}.{what}", [f"{urn}.{grouping.name}.{name}.{what}" for urn in source.urns])


def tabled(ledger: Ledger, source: Source, grouping: Grouping, scopes: Collection[str]) -> None:
    """A grouping's table for each of these scopes, with its sums."""
    hours, ehcp = source.measures.pupils, source.measures.deployment.pupils.ehcp
    need = source.measures.deployment.pupils.need
    columns = {"pupils": np.ones(len(need)), "needed": need, "received": hours.received, "matched": hours.matched, "gap": hours.gap}
    if grouping.statuses:
        columns |= {"ehcp": ehcp.astype(np.float64), "support": (~ehcp).astype(np.float64)}
    tables = {what: _table(source, grouping, values) for what, values in columns.items()}
    largest = {what: _largest(source, grouping, columns[what]) for what in SUMS}
    alike = _alike(source)
    for place, scope in enumerate(source.scopes()):
        if scope not in scopes:
            continue
        for group, name in enumerate(grouping.groups):
            ours = {what: float(table[place, group]) for what, table in largest.items()}
            figures = {what: float(table[place, group]) for what, table in tables.items()}
            _cells(ledger, f"{scope}.{grouping.name}.{name}", figures, ours)
            if grouping.statuses:
                pair = [f"{scope}.{grouping.name}.{name}.{status}" for status in ("ehcp", "support")]
                ledger.add_up(f"{scope}.{grouping.name}.{name}.pupils", pair, split=not bool(alike[place]))
        for what in columns:
            parts = [f"{scope}.{grouping.name}.{group}.{what}" for group in grouping.groups]
            ledger.add_up(f"{scope}.{TOTALS[what]}", parts, split=what == "pupils" and grouping.name in OF_EACH)


def _alike(source: Source) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Where all pupils of a large enough register have a plan, or none has: it is told of the school, so that it tells nothing more of a group."""
    ehcp = source.measures.deployment.pupils.ehcp
    register, plans = source.counted(source.of_pupil, np.ones(len(ehcp))), source.counted(source.of_pupil, ehcp)
    return np.asarray((register >= GROUP * LEAST_K) & ((plans == 0) | (plans == register)), dtype=np.bool_)


def _table(source: Source, grouping: Grouping, values: Floats) -> Floats:
    """Schools, and last the trust, down; groups across."""
    width = len(grouping.groups)
    sums = np.bincount(source.of_pupil * width + grouping.of_pupil, weights=values, minlength=len(source.urns) * width)
    table = sums.reshape(len(source.urns), width)
    return np.vstack([table, table.sum(axis=0)])


def _largest(source: Source, grouping: Grouping, values: Floats) -> Floats:
    """The largest part that one pupil has in each cell of the same table."""
    width = len(grouping.groups)
    most = np.zeros(len(source.urns) * width)
    np.maximum.at(most, source.of_pupil * width + grouping.of_pupil, values)
    table = most.reshape(len(source.urns), width)
    return np.vstack([table, table.max(axis=0, initial=0.0)])


def _cells(ledger: Ledger, name: str, figures: dict[str, float], largest: dict[str, float]) -> None:
    for count in ("pupils", "ehcp", "support"):
        if count in figures:
            ledger.count(f"{name}.{count}", figures[count])
    for what in SUMS:
        ledger.put(f"{name}.{what}", figures[what], figures["pupils"], [f"{name}.pupils"], unit=HOURS, largest=largest[what])
    ledger.add_up(f"{name}.needed", [f"{name}.matched", f"{name}.gap"])
    share = figures["matched"] / figures["needed"] if figures["needed"] else None
    ledger.put(f"{name}.met", share, figures["pupils"], [f"{name}.matched", f"{name}.needed"], why="z", times=2, unit=SHARE)


def _statuses(ledger: Ledger, source: Source) -> None:
    """Pupils with an EHCP and at SEN support."""
    ehcp = source.measures.deployment.pupils.ehcp
    for name, where in (("ehcp", ehcp), ("support", ~ehcp)):
        for scope, count in zip(source.scopes(), source.counted(source.of_pupil, where), strict=True):
            ledger.count(f"{scope}.{name}", float(count))
        ledger.add_up(f"{TRUST}.{name}", [f"{urn}.{name}" for urn in source.urns])

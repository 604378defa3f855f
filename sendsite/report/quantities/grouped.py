"""Pupils and their hours by rating, area of need, key stage and year group: a table's worth for each school and the trust."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from sendsite.framework.groupings import AREA_OF, STAGE_OF
from sendsite.framework.model import RATINGS, Floats, Ints
from sendsite.framework.records import AREAS, YEAR_GROUPS
from sendsite.report.disclosure import HOURS, LEAST_K, Ledger
from sendsite.report.disclosure.primary import GROUP
from sendsite.report.quantities.source import TRUST, Source

STAGES = ("EYFS", "KS1", "KS2", "KS3", "KS4", "KS5", "")
YEARS = (*YEAR_GROUPS, "")  # "" is a year group that nobody entered
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
    """`<scope>.<grouping>.<group>.pupils`, `.ehcp`, `.support` and the four sums of hours, each group's hours resting on its pupils."""
    for grouping in groupings(source):
        _enter_one(ledger, source, grouping)
    for scope in source.scopes():
        ledger.add_up(f"{scope}.register", [f"{scope}.ehcp", f"{scope}.support"], split=True)
    _statuses(ledger, source)
    for scope in source.scopes():
        for stage in STAGES:
            years = [year for year in YEARS if STAGE_OF[year] == stage]
            for what in ("pupils", *SUMS):
                ledger.add_up(f"{scope}.stage.{stage}.{what}", [f"{scope}.year.{year}.{what}" for year in years])


def groupings(source: Source) -> tuple[Grouping, ...]:
    """The four ways a register is looked at."""
    areas = [*AREAS, ""]
    years = {year: place for place, year in enumerate(YEARS)}
    stages = {year: STAGES.index(STAGE_OF[year]) for year in YEARS}
    rows = source.pupils
    return (
        Grouping("rating", RATINGS, source.measures.pupils.rating),
        Grouping("area", areas, np.array([areas.index(AREA_OF.get(row.primary_need, "")) for row in rows], dtype=np.int64), statuses=True),
        Grouping("stage", STAGES, np.array([stages[row.year_group] for row in rows], dtype=np.int64)),
        Grouping("year", YEARS, np.array([years[row.year_group] for row in rows], dtype=np.int64)),
    )


def _enter_one(ledger: Ledger, source: Source, grouping: Grouping) -> None:
    hours, ehcp = source.measures.pupils, source.measures.deployment.pupils.ehcp
    need = source.measures.deployment.pupils.need
    columns = {"pupils": np.ones(len(need)), "needed": need, "received": hours.received, "matched": hours.matched, "gap": hours.gap}
    if grouping.statuses:
        columns |= {"ehcp": ehcp.astype(np.float64), "support": (~ehcp).astype(np.float64)}
    tables = {what: _table(source, grouping, values) for what, values in columns.items()}
    largest = {what: _largest(source, grouping, columns[what]) for what in SUMS}
    alike = _alike(source)
    for place, scope in enumerate(source.scopes()):
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
    for name in grouping.groups:
        for what in columns:
            ledger.add_up(f"{TRUST}.{grouping.name}.{name}.{what}", [f"{urn}.{grouping.name}.{name}.{what}" for urn in source.urns])


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
    ledger.put(f"{name}.met", share, figures["pupils"], [f"{name}.matched", f"{name}.needed"], why="z", times=2)


def _statuses(ledger: Ledger, source: Source) -> None:
    """Pupils with an EHCP and at SEN support."""
    ehcp = source.measures.deployment.pupils.ehcp
    for name, where in (("ehcp", ehcp), ("support", ~ehcp)):
        for scope, count in zip(source.scopes(), source.counted(source.of_pupil, where), strict=True):
            ledger.count(f"{scope}.{name}", float(count))
        ledger.add_up(f"{TRUST}.{name}", [f"{urn}.{name}" for urn in source.urns])

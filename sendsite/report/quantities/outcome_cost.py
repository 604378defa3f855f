"""
What planned outcomes cost at standard rates: each figure rests on the pupils whose outcomes they are.

A school has a handful of outcomes at each status, so what is published of it is two halves; the trust has them by status and area.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

import numpy as np

from sendsite.framework.model import Flags, Floats, Ints
from sendsite.framework.money import outcome_cost, staff_cost
from sendsite.framework.records import AREAS, STATUSES
from sendsite.report.disclosure import MEAN_MONEY, MONEY, OUTCOMES, Ledger
from sendsite.report.quantities.source import TRUST, Source
from sendsite.report.words import AREAS as AREA_NAMES

OUTCOME_AREAS = (*AREAS, "")


HALVES = {"forward": ("on_track", "achieved"), "not_yet": ("not_started", "emerging", "developing"), "withdrawn": ("withdrawn",)}
"""What is published of a school: outcomes on track or achieved, and those that are not yet; the few that were withdrawn apart."""
COUNTED = ("planned", "unplanned", "cost")


def enter(ledger: Ledger, source: Source) -> None:
    """
    `<scope>.outcome_cost.forward.*`, `.not_yet.*`, `.withdrawn.*` and `.all.*`: costed outcomes (`planned`), GBP over their own weeks (`cost`) and
    the average of one (`each`).

    An outcome without planned hours has no cost: it is in `.unplanned`, which with `planned` adds up to all outcomes there are. Of the trust by
    status and area as well.
    """
    costed = _costed(source)
    for scope, mine in _scopes(source):
        name = f"{scope}.outcome_cost"
        for half, statuses in HALVES.items():
            _group(ledger, f"{name}.{half}", costed, mine & np.isin(costed.status, [STATUSES.index(status) for status in statuses]))
            counted = {f"{name}.{half}.planned": 1.0, f"{name}.{half}.unplanned": 1.0}
            ledger.tie(counted | {f"{scope}.outcome.{status}": -1.0 for status in statuses})
        _group(ledger, f"{name}.all", costed, mine)
        for what in COUNTED:
            ledger.add_up(f"{name}.all.{what}", [f"{name}.{half}.{what}" for half in HALVES], first=f"{name}.all.{what}")
        ledger.add_up(f"{scope}.outcome.all", [f"{name}.all.planned", f"{name}.all.unplanned"])
    for group in ("all", *HALVES):
        for what in COUNTED:
            ledger.add_up(f"{TRUST}.outcome_cost.{group}.{what}", [f"{urn}.outcome_cost.{group}.{what}" for urn in source.urns])
    _one_by_one(ledger, source, (TRUST,))


def enter_whole(ledger: Ledger, source: Source) -> None:
    """Each school's by status and by area, for those who may see every pupil."""
    _one_by_one(ledger, source, source.urns)


def _one_by_one(ledger: Ledger, source: Source, scopes: Collection[str]) -> None:
    """`<scope>.outcome_cost.<status>.*` and `.area.<area>.*`."""
    costed = _costed(source)
    for scope, mine in _scopes(source):
        if scope not in scopes:
            continue
        name = f"{scope}.outcome_cost"
        for place, status in enumerate(STATUSES):
            _group(ledger, f"{name}.{status}", costed, mine & (costed.status == place))
            ledger.add_up(f"{scope}.outcome.{status}", [f"{name}.{status}.planned", f"{name}.{status}.unplanned"])
        for place, area in enumerate(OUTCOME_AREAS):
            _group(ledger, f"{name}.area.{area}", costed, mine & (costed.area == place))
        for what in COUNTED:
            ledger.add_up(f"{name}.all.{what}", [f"{name}.area.{area}.{what}" for area in OUTCOME_AREAS])
            for half, statuses in HALVES.items():
                if statuses != (half,):
                    ledger.add_up(f"{name}.{half}.{what}", [f"{name}.{status}.{what}" for status in statuses])


class Costed(NamedTuple):
    """Outcomes: whose, what their planned hours cost (NaN without any), how far they have come, and their area."""

    pupil: Ints
    cost: Floats
    status: Ints
    area: Ints


def _costed(source: Source) -> Costed:
    framework, outcomes = source.reading.framework, source.measures.deployment.outcomes
    costs = outcome_cost(source.measures, framework, staff_cost(source.measures.deployment, framework, "standard"))
    return Costed(outcomes.pupil, costs, outcomes.status, _areas(source))


def _scopes(source: Source) -> list[tuple[str, Flags]]:
    """Which outcomes are a school's, and all of them as the trust's."""
    school = source.of_pupil[source.measures.deployment.outcomes.pupil]
    schools = [(urn, np.asarray(school == place, dtype=np.bool_)) for place, urn in enumerate(source.urns)]
    return [*schools, (TRUST, np.ones(len(school), dtype=np.bool_))]


def _areas(source: Source) -> Ints:
    """
    The area of each outcome, in the order of the columns: what is written counts where it is one of the four areas or a code of theirs.

    Any other wording is free text and is not published: such an outcome has no recorded area.
    """
    known = {_plain(code): OUTCOME_AREAS.index(area) for area, codes in AREAS.items() for code in (area, AREA_NAMES[area], *codes)}
    pupils = {(row.school_urn, row.pupil_id) for row in source.pupils}
    rows = [row for row in source.reading.records.outcomes if (row.school_urn, row.pupil_id) in pupils]
    return np.array([known.get(_plain(row.area), len(OUTCOME_AREAS) - 1) for row in rows], dtype=np.int64)


def _plain(words: str) -> str:
    return " ".join(re.findall(r"[a-z]+", words.casefold()))


def _group(ledger: Ledger, name: str, costed: Costed, rows: Flags) -> None:
    """One group of outcomes: those with a cost and those without, what they cost, and the average of one."""
    pupil, costs = costed.pupil[rows], costed.cost[rows]
    there = ~np.isnan(costs)
    _count(ledger, f"{name}.planned", pupil[there])
    _count(ledger, f"{name}.unplanned", pupil[~there])
    _cost(ledger, name, pupil[there], costs[there])


def _count(ledger: Ledger, name: str, pupil: Ints) -> None:
    ledger.put(name, float(len(pupil)), float(len(np.unique(pupil))), unit=OUTCOMES)


def _cost(ledger: Ledger, name: str, pupil: Ints, costs: Floats) -> None:
    """The money of a group: with the count it tells the average, so that it has to rest on as many pupils as one."""
    each, place = np.unique(pupil, return_inverse=True)
    total = float(costs.sum())
    largest = float(np.bincount(place, weights=costs).max()) if len(each) else 0.0
    ledger.put(f"{name}.cost", total, float(len(each)), [f"{name}.planned"], unit=MONEY, largest=largest, times=2)
    ledger.put(f"{name}.each", total / len(costs) if len(costs) else None, float(len(each)), [f"{name}.cost"], why="z", unit=MEAN_MONEY, times=2)

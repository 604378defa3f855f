"""Plan outcomes by status: the effect of provision, as far as reviews tell it."""

from __future__ import annotations

import numpy as np

from sendsite.framework.records import STATUSES
from sendsite.report.disclosure import OUTCOMES, Ledger
from sendsite.report.quantities.source import TRUST, Source


def enter(ledger: Ledger, source: Source) -> None:
    """
    `<scope>.outcome.<status>`, `.going` (all that are not withdrawn) and `.all`: counts of outcomes, resting on the pupils whose they are.

    `.forward` is the share of those not withdrawn that are on track or achieved.
    """
    outcomes = source.measures.deployment.outcomes
    school, width = source.of_pupil[outcomes.pupil], len(STATUSES)
    counts = _grid(source, school * width + outcomes.status, width)
    each = np.unique(np.stack([outcomes.pupil, outcomes.status]), axis=1)
    pupils = _grid(source, source.of_pupil[each[0]] * width + each[1], width)
    everyone = source.counted(source.of_pupil[np.unique(outcomes.pupil)], np.ones(len(np.unique(outcomes.pupil))))
    for place, scope in enumerate(source.scopes()):
        parts = [f"{scope}.outcome.{status}" for status in STATUSES]
        for status, part in enumerate(parts):
            ledger.put(part, float(counts[place, status]), float(pupils[place, status]), unit=OUTCOMES)
        ledger.put(f"{scope}.outcome.all", float(counts[place].sum()), float(everyone[place]), unit=OUTCOMES)
        going = counts[place, :-1].sum()
        ledger.put(f"{scope}.outcome.going", float(going), float(everyone[place]), unit=OUTCOMES)
        ledger.add_up(f"{scope}.outcome.going", parts[:-1])
        ledger.add_up(f"{scope}.outcome.all", [f"{scope}.outcome.going", parts[-1]], first=f"{scope}.outcome.all")
        forward = counts[place, STATUSES.index("on_track")] + counts[place, STATUSES.index("achieved")]
        ledger.put(f"{scope}.outcome.forward", float(forward / going) if going else None, float(everyone[place]), _ends(scope), why="z", times=2)
    for name in (*STATUSES, "going", "all"):
        ledger.add_up(f"{TRUST}.outcome.{name}", [f"{urn}.outcome.{name}" for urn in source.urns])


def _ends(scope: str) -> list[str]:
    return [f"{scope}.outcome.on_track", f"{scope}.outcome.achieved", f"{scope}.outcome.going"]


def _grid(source: Source, places: np.ndarray[tuple[int], np.dtype[np.int64]], width: int) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    grid = np.bincount(places, minlength=len(source.urns) * width).reshape(len(source.urns), width)
    return np.vstack([grid, grid.sum(axis=0)])

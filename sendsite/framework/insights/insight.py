"""An insight, what it would do, and what the rules look at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from math import nan
from typing import NamedTuple

import numpy as np

from sendsite.framework.bands import NOISE
from sendsite.framework.insights.amounts import hours
from sendsite.framework.model import KPIS, Deployment, Flags, Floats, Measures, SchoolHours
from sendsite.framework.records import Records
from sendsite.framework.settings import Framework

SEVERITIES = ("high", "medium", "low")
LITTLE = 0.05  # hours that one decimal place shows as none
SENCO, OFFICER, HEAD = "SENCO", "trust officer", "head and SENCO"


class Shift(NamedTuple):
    """A figure now, and with the action done; NaN where it is not available."""

    before: float
    after: float


UNKNOWN = Shift(nan, nan)


@dataclass(frozen=True)
class Effect:
    """
    What an action would do to the school's SEI and KPIs, all else as it is.

    `pupils`: it gives hours to, or takes hours from, no fewer pupils than these; 0 where it changes nobody's hours.
    `gap`: pupil hours a week that plans are short of.
    """

    sei: Shift
    kpis: Mapping[str, Shift]
    pupils: int = 0
    gap: Shift = UNKNOWN


@dataclass(frozen=True)
class Insight:
    """
    Something worth doing at one school. The words name no person and count no pupils; `figures` holds the counts and hours behind them.

    `figures["pupils"]` is the number of pupils it rests on. `weight` is the hours a week of those concerned: it makes the severity.
    `hours` is the pupils' hours a week that the action would bring to gaps: among equals in severity it ranks. `not_when` is one sentence
    on when the advice does not apply.
    """

    rule: str
    urn: str
    severity: str
    title: str
    diagnosis: str
    why: str
    action: str
    steps: tuple[str, ...]
    who: str
    where: str
    figures: Mapping[str, float]
    effect: Effect | None
    weight: float
    not_when: str = ""
    hours: float = 0.0

    def said(self, written: Callable[[str], str]) -> Insight:
        """The same with the amounts in its words written out, in one of the two ways of `amounts`."""
        return replace(
            self,
            title=written(self.title),
            diagnosis=written(self.diagnosis),
            why=written(self.why),
            action=written(self.action),
            steps=tuple(map(written, self.steps)),
            not_when=written(self.not_when),
        )


@dataclass(frozen=True)
class Look:
    """The measures of a set of schools, and where known the records behind them, the measures of a term before, and the day of the look."""

    measures: Measures
    framework: Framework
    records: Records | None = None
    before: Measures | None = None
    on: date | None = None

    @property
    def deployment(self) -> Deployment:
        return self.measures.deployment

    @property
    def hours(self) -> SchoolHours:
        return self.measures.schools.hours

    def urn(self, school: int) -> str:
        return self.deployment.schools.urn[school]

    def flagged(self, flag: str) -> list[int]:
        """The schools that bear a flag."""
        return [row for row, flags in enumerate(self.measures.flags) if flag in flags]

    def where(self, mask: Flags) -> list[int]:
        """The schools of a mask."""
        rows: list[int] = np.flatnonzero(mask).tolist()
        return rows

    def pupils_of(self, school: int, mask: Flags) -> float:
        """How many pupils of a school a mask holds."""
        return float(np.count_nonzero(mask & self._at[school]))

    def total(self, school: int, column: Floats, mask: Flags) -> float:
        """The sum of a pupil column over a school's pupils that a mask holds."""
        return float(column[mask & self._at[school]].sum())

    @cached_property
    def _at(self) -> dict[int, Flags]:
        return {row: self.deployment.pupils.school == row for row in range(len(self.deployment.schools.urn))}

    def severity(self, weight: float) -> str:
        """By the hours a week that are concerned."""
        return severity_of(weight, self.framework)


def severity_of(weight: float, framework: Framework) -> str:
    """How grave an insight is, one of SEVERITIES, by the hours a week that are concerned."""
    rules = framework.insights
    return "high" if weight >= rules.high_weight else "medium" if weight >= rules.medium_weight else "low"


Rule = Callable[[Look], Iterable[Insight]]


def effect(before: Measures, after: Measures) -> Effect:
    """From one school's measures to the same school's with an action done."""
    shifts = {kpi: Shift(float(before.schools.kpis[kpi].value[0]), float(after.schools.kpis[kpi].value[0])) for kpi in KPIS}
    gap = Shift(float(before.schools.hours.gap[0]), float(after.schools.hours.gap[0]))
    return Effect(Shift(float(before.schools.sei.value[0]), float(after.schools.sei.value[0])), shifts, moved(before, after), gap)


def moved(before: Measures, after: Measures) -> int:
    """Of the pupils who would receive more and those who would receive less, the fewer, but for nobody."""
    change = after.pupils.received - before.pupils.received
    counts = (int((change > NOISE).sum()), int((change < -NOISE).sum()))
    return min((count for count in counts if count), default=0)


def short(gap: float) -> str:
    """How far the school's plans are from being met, in a sentence."""
    return f"Plans are short of {hours(gap)} a week." if gap >= LITTLE else "No plan is short of hours at present."

"""What-ifs of a school beside its live timetable: what each would cost, its five measures, its index and its gap."""

from __future__ import annotations

import numpy as np

from sendsite.framework.columns import columns
from sendsite.framework.measure import measure
from sendsite.framework.model import KPIS, Flags, Measures
from sendsite.report.disclosure import HOURS, MONEY, Ledger
from sendsite.report.quantities import not_available, scenario_names
from sendsite.report.quantities.source import Source

NO_PUPIL = frozenset({"finance"})
ROOM = 1e-9


def enter(ledger: Ledger, source: Source) -> None:
    """
    `<urn>.scenario.<n>.*` for the n-th what-if of a school: `cost` and `over` rest on no pupil, the measures, `sei` and `gap` on pupils.

    Beside the live figure, and beside the other what-ifs, a what-if that moves a few pupils' hours tells those hours: a figure rests on the
    fewest pupils in whose hours two of them differ, and on the live figure besides.
    """
    found = scenario_names.planned(source.reading.records)
    framework, records = source.reading.framework, source.reading.records
    names = {name for urn in source.urns for name in found.get(urn, ())}
    tried = {name: measure(columns(records, framework, name, source.reading.data_date), framework) for name in sorted(names)}
    for row, urn in enumerate(source.urns):
        mine = found.get(urn, ())
        ledger.tell(f"{urn}.scenarios", "\n".join(scenario_names.told(mine, records)))
        for number, name in enumerate(mine, start=1):
            others = [source.measures, *(tried[other] for other in mine if other != name)]
            _scenario(ledger, f"{urn}.scenario.{number}", urn, row, tried[name], _resting(row, tried[name], others))


def _resting(row: int, one: Measures, others: list[Measures]) -> float:
    """The fewest pupils of a school in whose hours a what-if differs from another timetable; all of them where it differs from none."""
    here = one.deployment.pupils.school == row
    counts = [int((_differs(one, other) & here).sum()) for other in others]
    return float(min([*(count for count in counts if count), int(here.sum())]))


def _differs(one: Measures, other: Measures) -> Flags:
    """Pupils who receive other hours, or whose hours meet more or less of the need."""
    received = np.abs(one.pupils.received - other.pupils.received) > ROOM
    matched = np.abs(one.pupils.matched - other.pupils.matched) > ROOM
    return np.asarray(received | matched, dtype=np.bool_)


def _scenario(ledger: Ledger, name: str, urn: str, row: int, tried: Measures, resting: float) -> None:
    """The figures of one what-if of one school."""
    schools = tried.schools
    ledger.put(f"{name}.cost", float(schools.kpis["finance"].terms["cost"][row]), of=[f"{urn}.role.cost"], unit=MONEY)
    ledger.put(f"{name}.send", float(schools.hours.paid[row]), of=[f"{urn}.hours.paid"], unit=HOURS)
    ledger.put(f"{name}.over", float(schools.hours.overcommitted[row]), of=[f"{urn}.hours.overcommitted"], unit=HOURS)
    ledger.put(f"{name}.gap", float(schools.hours.gap[row]), resting, [f"{urn}.hours.gap"], unit=HOURS)
    for kpi in KPIS:
        figure = schools.kpis[kpi]
        of = [f"{urn}.kpi.{kpi}", *(not_available.by_reason(urn, kpi, figure.missing[row]) if figure.missing[row] else [])]
        ledger.put(f"{name}.{kpi}", float(figure.value[row]), None if kpi in NO_PUPIL else resting, of, times=2, narrow=True)
    ledger.put(f"{name}.sei", float(schools.sei.value[row]), resting, [f"{urn}.kpi.sei", *(f"{name}.{kpi}" for kpi in KPIS)])

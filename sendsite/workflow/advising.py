"""The insights, of the live register or of a term as it was frozen: for programs as a document, for people in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import isnan
from typing import TYPE_CHECKING

from sendsite.errors import DataRefused
from sendsite.framework.term import Term, TermRecords
from sendsite.workflow.folder import SiteFolder
from sendsite.workflow.terms import kept_term, newest_editions

if TYPE_CHECKING:
    from sendsite.framework.insights import Effect, Insight, Shift
    from sendsite.framework.settings import Framework


FEW = "too few pupils to call it a change"


@dataclass(frozen=True)
class Advised:
    """The insights of a set of schools, the gravest first, with the names and registers of the schools and the method they rest on."""

    insights: tuple[Insight, ...]
    names: Mapping[str, str]
    registers: Mapping[str, int]
    framework: Framework


def advised(folder: SiteFolder, *, term: Term | None = None, urn: str = "", on: date | None = None) -> Advised:
    """Every insight; of one school where a URN is given. What needs a term before is looked for beside the newest one frozen before."""
    from sendsite.framework.columns import columns
    from sendsite.framework.insights import insights
    from sendsite.framework.measure import measure

    reading = kept_term(folder, term) if term else _live(folder, on)
    earlier = max((info.term for info in newest_editions(folder) if info.term < reading.term), default=None)
    now, before = (
        measure(columns(each.records, each.framework, on=each.data_date), each.framework) if each else None
        for each in (reading, kept_term(folder, earlier) if earlier else None)
    )
    assert now is not None
    names = {school.urn: school.name for school in reading.records.schools}
    if urn and urn not in names:
        raise DataRefused(f"There is no school '{urn}'. There are: {', '.join(sorted(names)) or 'none yet'}.")
    found = insights(now, reading.framework, reading.records, before, reading.data_date)
    registers = dict(zip(now.deployment.schools.urn, now.schools.register.tolist(), strict=True))
    return Advised(tuple(each for each in found if urn in ("", each.urn)), names, registers, reading.framework)


def _live(folder: SiteFolder, on: date | None) -> TermRecords:
    records, today = folder.records()
    day = on or today
    return TermRecords(Term.of(day), day, records, folder.framework(), draft=True)


def insights_document(found: Advised) -> dict[str, object]:
    """The insights as programs read them: unrounded, and null for what is not available."""
    return {"insights": [_entry(insight) for insight in found.insights]}


def _entry(insight: Insight) -> dict[str, object]:
    return {
        "rule": insight.rule,
        "urn": insight.urn,
        "severity": insight.severity,
        "diagnosis": insight.diagnosis,
        "action": insight.action,
        "steps": list(insight.steps),
        "figures": {name: _number(value) for name, value in insight.figures.items()},
        "where": insight.where,
        "effect": _effect(insight.effect) if insight.effect else None,
    }


def _effect(effect: Effect) -> dict[str, object]:
    return {"sei": _shift(effect.sei), "kpis": {kpi: _shift(shift) for kpi, shift in effect.kpis.items()}}


def _shift(shift: Shift) -> dict[str, float | None]:
    return {"from": _number(shift.before), "to": _number(shift.after)}


def _number(value: float) -> float | None:
    return None if isnan(value) else float(value)


def as_lines(found: Advised) -> Iterator[tuple[int, str]]:
    """The insights for a reader at a terminal: lines with the depth that each stands at, school by school."""
    for urn, name in sorted(found.names.items()):
        own = [insight for insight in found.insights if insight.urn == urn]
        if own:
            yield 0, f"{urn}  {name}"
        for insight in own:
            yield from _lines(insight, found)


def _lines(insight: Insight, found: Advised) -> Iterator[tuple[int, str]]:
    yield 1, f"{insight.severity.upper()}: {insight.title}"
    yield 2, insight.diagnosis
    yield 2, f"Why it matters: {insight.why}"
    yield 2, f"Do: {insight.action}"
    yield from ((3, f"{number}. {step}") for number, step in enumerate(insight.steps, start=1))
    if insight.not_when:
        yield 2, insight.not_when
    if words := if_done(insight, found):
        yield 2, f"If this were done: {words}."
    yield 2, f"Who: {insight.who}. Where: {insight.where}"


def if_done(insight: Insight, found: Advised) -> str:
    """
    The figures that would be shown otherwise, from and to; a difference that chance makes too is said to be no real change.

    Where the register is too small for any change to be called, that is said once, at the end.
    """
    from sendsite.framework.change import is_real, least_real
    from sendsite.report.formats import kpi_format
    from sendsite.report.words import KPI_NAMES

    said = []
    shifts = (*insight.effect.kpis.items(), ("sei", insight.effect.sei)) if insight.effect else ()
    for kpi, shift in shifts:
        form = kpi_format(kpi, found.framework)
        before, after = ("[x]" if isnan(value) else form.text(value) for value in shift)
        real = is_real(kpi, shift.before, shift.after, found.registers[insight.urn], found.framework)
        if before != after:
            said.append(f"{KPI_NAMES[kpi]} from {before} to {after}{' (no real change)' if real is False else ''}")
    called = least_real("sei", found.registers[insight.urn], found.framework) is not None
    return "; ".join(said) + ("" if called or not said else f": {FEW}")

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


FEW = "With so few pupils on the register, chance alone can change figures as much."
TOO_LITTLE = "each measure would change by less than its last digit, so the figures above stay as they are."
"""What is said of an effect that no measure shows."""
POINTS = {"need": " points"}


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
        yield 2, f"If this were done: {words}"
    yield 2, f"Who: {insight.who}. Where: {insight.where}"


def if_done(insight: Insight, found: Advised) -> str:
    """
    What the measures would be, from, to and by how much; "" where nothing was tried.

    Those whose change could as well be chance stand apart, with the least that counts; where the register is too small to tell, that is said
    once. Where each measure would change by less than its last digit, it is that.
    """
    from sendsite.framework.change import is_real, least_real

    if insight.effect is None:
        return ""
    register, framework = found.registers[insight.urn], found.framework
    real, chance = list[str](), list[str]()
    for kpi, shift in (*insight.effect.kpis.items(), ("sei", insight.effect.sei)):
        if words := _shifted(kpi, shift, framework):
            counts = is_real(kpi, shift.before, shift.after, register, framework) is not False
            (real if counts else chance).append(words if counts else f"{words} (up to {_least(kpi, register, framework)} is chance)")
    if not real and not chance:
        return TOO_LITTLE
    few = f" {FEW}" if least_real("sei", register, framework) is None else ""
    apart = f"{'Besides, n' if real else 'n'}o more than chance from one term to the next: {'; '.join(chance)}." if chance else ""
    return " ".join(part for part in (f"{'; '.join(real)}.{few}" if real else "", apart) if part)


def _least(kpi: str, register: int, framework: Framework) -> str:
    """A change of a measure that chance makes too: `0.05`, `5.0 points`."""
    from sendsite.framework.change import least_real
    from sendsite.report.formats import kpi_format

    return f"{kpi_format(kpi, framework).decimal(least_real(kpi, register, framework) or 0)}{POINTS.get(kpi, '')}"


def _shifted(kpi: str, shift: Shift, framework: Framework) -> str:
    """`Need met from 58.4% to 73.3%, by 14.9 points`; "" where both are shown alike."""
    from sendsite.report.formats import kpi_format
    from sendsite.report.words import KPI_NAMES

    form = kpi_format(kpi, framework)
    before, after = ("[x]" if isnan(value) else form.text(value) for value in shift)
    if before == after:
        return ""
    by = "" if isnan(shift.before) or isnan(shift.after) else f", by {form.decimal(shift.after) - form.decimal(shift.before):+}".replace("-", "−")
    return f"{KPI_NAMES[kpi]} from {before} to {after}{by}{POINTS.get(kpi, '') if by else ''}"


"""An insight as a page shows it, and what it would change."""

from __future__ import annotations

from dataclasses import dataclass

from sendsite.report.figures.values import Cell, Link


@dataclass(frozen=True, slots=True)
class Effect:
    """What a figure would become: from -> to, as shown."""

    label: str
    before: Cell
    after: Cell


@dataclass(frozen=True, slots=True)
class InsightCard:
    """Diagnosis, why it matters, what to do, steps, who, and what it would change if it were done. `where` names the screen to do it on."""

    rule: str
    severity: str  # high, medium, low
    title: str
    diagnosis: str
    why: str
    action: str
    steps: tuple[str, ...]
    who: str
    figures: tuple[tuple[str, Cell], ...]
    effects: tuple[Effect, ...]
    school: Link | None = None
    explainer: Link | None = None
    where: str = ""

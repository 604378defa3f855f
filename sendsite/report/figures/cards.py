"""The cards of a page: the index as the first thing read, one of the five measures, an insight with what it would change."""

from __future__ import annotations

from dataclasses import dataclass

from sendsite.report.figures.charts import Bars, Scale, Spark
from sendsite.report.figures.values import Band, Cell, Change, Link, Table


@dataclass(frozen=True, slots=True)
class Effect:
    """What a figure would become: from -> to, as shown."""

    label: str
    before: Cell
    after: Cell


@dataclass(frozen=True, slots=True)
class InsightCard:
    """
    Diagnosis, why it matters, what to do, steps, who, when it does not apply, and what it would change if it were done.

    `where` names the screen to do it on; `tried` is what to know of the effects, or why there are none to show.
    """

    rule: str
    severity: str  # high, medium, low; "" where the hours that make it are hidden
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
    not_when: str = ""
    tried: str = ""


@dataclass(frozen=True, slots=True)
class PatternCard:
    """
    Measures read together: what is seen, the reading, what is likely behind it, and what to check, each with the screen it is kept on.

    `insights` are titles of advice on the same page that belongs to it. On the trust's page `schools` are those where it occurs, and `seen`
    is empty where it does not occur in the trust as a whole.
    """

    pattern: str
    title: str
    seen: tuple[tuple[str, Cell, Band | None], ...]
    reading: str
    causes: tuple[str, ...]
    checks: tuple[tuple[str, str], ...]
    insights: tuple[str, ...]
    guide: Link
    schools: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class IndexFigure:
    """The SEI as the first thing read: figure, band or why there is none, scale, changes, and what moved it."""

    value: Cell
    band: Band | None
    why_no_band: str
    scale: Scale | None
    scale_desc: str
    year: Change | None
    term: Change | None
    says: str
    moved: Bars | None
    moved_note: str
    moved_table: Table | None
    spark: Spark | None = None
    means: str = ""  # what the index is, in a sentence or two
    missing: tuple[tuple[str, str, str], ...] = ()  # (measure, why it is not there, what would make it available)


@dataclass(frozen=True, slots=True)
class KpiCard:
    """One of the five: name, figure, what it is, band, last terms, change in words, and where it is explained."""

    kpi: str
    name: str
    value: Cell
    sub: str
    band: Band | None
    why_missing: str
    spark: Spark | None
    change: Change | None
    range_words: str  # such as `amber: 0.70 to 0.84`
    key: str = ""  # the metric's page of the trust
    beside: str = ""  # what stands beside it, such as reach, or a flag in words
    means: str = ""  # what the measure is, in a sentence or two

"""The method in force: formulas in words, thresholds, every default with its source, the trust's own changes, what is hidden and why."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from sendsite.framework.model import KPIS
from sendsite.framework.settings import Framework
from sendsite.report.example import example
from sendsite.report.figures.pages import Method
from sendsite.report.figures.values import Cell, Row, Table
from sendsite.report.formats import kpi_format
from sendsite.report.method_hidden import not_here, suppression
from sendsite.report.method_labels import in_words, label
from sendsite.report.method_words import formulas
from sendsite.report.setup import Setup
from sendsite.report.tables import column, table, words_cell, words_column
from sendsite.report.words import KPI_NAMES

OWN_TABLES = frozenset({"scores", "change", "places", "sources", "replaced", "id"})
SECTIONS = {
    "rating": "Rating of need",
    "hours": "Hours of support",
    "cost": "Cost and funding",
    "rates": "Role rates",
    "benchmarks": "Benchmark cost of support staff, by phase",
    "provenance": "About the benchmarks",
    "progress": "Marks of an outcome’s status",
    "available": "When a measure can be given",
    "index": "The index",
    "flags": "Flags beside a school’s figures",
    "drift": "Faces of drift, and what is named for a second look",
    "moderation": "Moderation of ratings",
    "checks": "Checks of the register",
    "insights": "When an insight is given, and its priority",
}
SAID_BY = {"provenance": "Says of the benchmarks where they come from."}


def method(framework: Framework, setup: Setup) -> Method:
    """The method page of a framework in force."""
    changed = tuple(f"{label(each.key)}: {in_words(each.key, each.value)} instead of {in_words(each.key, each.default)}." for each in framework.overrides)
    return Method(
        framework=framework.id,
        lede=(
            "Everything below is written out from the settings in force. The measures and the index follow the published HEARTS SEND Deployment Framework; "
            "the formulas and thresholds are our reading of it."
        ),
        formulas=formulas(framework),
        tables=(thresholds(framework), real_changes(framework), *defaults(framework), *overrides(framework)),
        questions=framework.questions,
        example=example(framework),
        overrides=changed or ("None: every setting is the shipped one.",),
        not_here=not_here(setup.k),
        suppression=suppression(setup.k),
    )


def thresholds(framework: Framework) -> Table:
    """The values at which each measure scores 0, 1.5, 3 and 4.5."""
    levels = framework.levels
    marks = ("", " (red to amber)", " (amber to green)", "")
    columns = (words_column("Measure"), *(column(f"Score {level:g}{words}") for level, words in zip(levels, marks, strict=False)), words_column("Source"))
    rows = []
    for kpi in KPIS:
        form = kpi_format(kpi, framework)
        cells = tuple(Cell(form.text(point), form.value(point)) for point in framework.points(kpi))
        rows.append(Row(KPI_NAMES[kpi], (*cells, words_cell(_source(framework, f"scores.{kpi}")))))
    return table("thresholds", "Thresholds: straight lines between these points, clamped outside them", columns, rows)


def real_changes(framework: Framework) -> Table:
    """The least change that is called one."""
    rows = []
    for kpi in ("sei", *KPIS):
        value = framework.real_change[kpi]
        cell = Cell(f"{value * 100:g} points", value * 100) if kpi == "need" else Cell(f"{value:g}", value)
        rows.append(Row(KPI_NAMES[kpi], (cell, words_cell(_source(framework, f"change.{kpi}")))))
    rule, times = framework.index, framework.change.small_register_times
    note = f"For registers of {rule.register_full} and more; {times:g} times as much from {rule.register_least}; below that no change is called."
    return table(
        "real-change", "A change no larger than this is no real change", (words_column("Measure"), column("Change"), words_column("Source")), rows, note
    )


def defaults(framework: Framework) -> Iterator[Table]:
    """Every other setting, section by section, with its source and date."""
    settings = tomllib.loads(framework.text)
    for name, section in settings.items():
        if name in OWN_TABLES or not isinstance(section, Mapping):
            continue
        rows = [
            Row(label(key), (words_cell(in_words(key, value)), words_cell(_source(framework, key))))
            for key, value in _flat(section, f"{name}.")
            if key != "rating.questions"
        ]
        columns = (words_column("Setting"), words_column("In force"), words_column("Source"))
        yield table(f"settings-{name}", SECTIONS.get(name, name.capitalize()), columns, rows)


def overrides(framework: Framework) -> Iterator[Table]:
    """What the trust changed; no table where it changed nothing."""
    if framework.overrides:
        rows = [
            Row(
                label(each.key),
                (words_cell(in_words(each.key, each.default)), words_cell(in_words(each.key, each.value)), words_cell(_source(framework, each.key))),
            )
            for each in framework.overrides
        ]
        columns = (words_column("Setting"), words_column("Shipped"), words_column("In force"), words_column("Source"))
        yield table("overrides", "What this trust has changed", columns, rows)


def _flat(section: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for key, value in section.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", value


def _source(framework: Framework, key: str) -> str:
    return framework.source(key) or SAID_BY.get(key.partition(".")[0], "Set by the trust; the framework file gives no source.")

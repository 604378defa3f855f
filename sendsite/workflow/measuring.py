"""The metrics document, of the live register, of a term as it was frozen, of a scenario, or of a folder that is only read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sendsite.errors import DataRefused
from sendsite.framework.term import Term
from sendsite.workflow.folder import SiteFolder
from sendsite.workflow.terms import kept_term

if TYPE_CHECKING:
    from sendsite.framework.records import Records
    from sendsite.framework.settings import Framework

Document = Mapping[str, object]


def live_document(folder: SiteFolder, *, scenario: str = "", on: date | None = None) -> Document:
    """Of the register as it stands, counted from today or the day given."""
    records, today = folder.records()
    return document_of(records, folder.framework(), scenario, on or today)


def term_document(folder: SiteFolder, term: Term, *, scenario: str = "") -> Document:
    """Of a frozen term: as it was computed and kept then; a scenario of it is computed with the framework that was in force."""
    kept = kept_term(folder, term)
    if not scenario and kept.document is not None:
        return kept.document
    return document_of(kept.records, kept.framework, scenario, kept.data_date)


def folder_document(site: SiteFolder, path: Path, *, scenario: str = "", on: date | None = None) -> Document:
    """Of an interchange folder, held to the rules of an import; the register is not touched."""
    from sendsite.workflow.importing import records_read

    return document_of(records_read(path), site.framework(), scenario, on or date.today())


def document_of(records: Records, framework: Framework, scenario: str, on: date) -> dict[str, object]:
    """The one way from records to the document."""
    from sendsite.framework.columns import columns
    from sendsite.framework.document import document
    from sendsite.framework.measure import measure

    if scenario == "live":
        scenario = ""
    if scenario and scenario not in scenarios(records):
        known = ", ".join(f"'{name}'" for name in scenarios(records)) or "none besides the live one"
        raise DataRefused(f"There is no scenario '{scenario}'. There are: {known}.")
    return document(measure(columns(records, framework, scenario, on), framework), framework)


def scenarios(records: Records) -> tuple[str, ...]:
    """The names of the scenarios that anything stands in, besides the live one."""
    named = {each.scenario for each in records.staff} | {each.scenario for each in records.deployment} | {each.scenario for each in records.tasks}
    return tuple(sorted((named | {each.name for each in records.scenarios}) - {""}))


def as_table(document: Mapping[str, Any]) -> tuple[list[str], list[list[str]]]:
    """Headings and rows for a reader at a terminal, rounded to two places; what is not available is [x]."""
    from sendsite.framework.model import KPIS

    schools = [*document["schools"], {"name": "Trust", "urn": "", **document["trust"]}]
    kpis = [kpi for kpi in KPIS if kpi in document["trust"]["kpis"]]
    rows = []
    for school in schools:
        figures = [_words(school["kpis"].get(kpi) or {}) for kpi in kpis]
        rows.append([school["urn"], school["name"], *figures, _words(school["sei"])])
    return ["urn", "school", *kpis, "SEI"], rows


def _words(figure: Mapping[str, Any]) -> str:
    """A value with its band."""
    value = figure.get("value")
    return "[x]" if value is None else f"{value:.2f} {figure.get('band') or ''}".rstrip()

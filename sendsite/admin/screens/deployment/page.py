"""The page of the matrix, and everything that shows it again: with what was typed, with what is wrong, with what others changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import render_template, request
from flask.typing import ResponseReturnValue

from sendsite.admin.addresses import ident
from sendsite.admin.bar import bar, notes
from sendsite.admin.beside import Pair
from sendsite.admin.cell_edits import Cell, Fault
from sendsite.admin.desk import desk
from sendsite.admin.matrix import Filters
from sendsite.admin.matrix import matrix as matrix_of
from sendsite.admin.me import may, now
from sendsite.admin.rights import right
from sendsite.admin.scenario_edits import names
from sendsite.admin.screens.deployment.screen import RATINGS, filters_of, records_of, scenario_of, screen
from sendsite.admin.touches import Contested
from sendsite.framework.records import LIVE
from sendsite.framework.scenarios import rows_of
from sendsite.report.words import KPI_BANDS, MODES
from sendsite.report.words import RATINGS as RATING_WORDS


@screen.get("/school/<urn>/deployment")
@right("look")
def matrix(urn: str) -> ResponseReturnValue:
    """Pupils down, staff across: the live timetable or a scenario."""
    return page(urn, scenario_of(urn, request.args), filters_of(request.args))


def page(
    urn: str,
    scenario: str,
    filters: Filters,
    *,
    typed: Mapping[Cell, str] | None = None,
    faults: Sequence[Fault] = (),
    contested: Sequence[Contested] = (),
) -> str:
    """The matrix. `typed` are cells that were not saved, as they were typed."""
    records, framework = records_of(urn), desk().framework
    measures = now().measures(urn, framework, scenario)
    rows = rows_of(records, scenario)
    return render_template(
        "deployment/index.html",
        matrix=matrix_of(records, measures, scenario, filters),
        scenario=scenario,
        scenarios=names(records),
        filters=filters,
        view="pupils" if request.args.get("view") == "pupils" else "grid",
        pairs=pairs(urn, scenario),
        notes=notes(measures),
        pupils=[(row.pupil_id, row.name or row.pupil_id) for row in records.pupils],
        staff=[(row.staff_id, row.name or row.staff_id) for row in rows.staff],
        typed=typed or {},
        faults={fault.cell: fault.words for fault in faults},
        contested=contested,
        ident=ident,
        ratings=[(rating, RATING_WORDS[rating]) for rating in RATINGS],
        bands=KPI_BANDS,
        modes=[(code, words) for code, words in MODES.items() if code],
        live=LIVE,
    )


def pairs(urn: str, scenario: str) -> tuple[Pair, ...]:
    """The scenario's figures beside the live ones."""
    framework = desk().framework
    live = now().measures(urn, framework)
    shown = live if scenario == LIVE else now().measures(urn, framework, scenario)
    return bar(live, shown, framework, pay=may("pay"))

"""The schools compared: the dot plot first, then the league table with its caveat; each phase alone below."""

from __future__ import annotations

from collections.abc import Sequence

from sendsite.framework.model import KPIS
from sendsite.report.disclosure import marked, shown_cell
from sendsite.report.figures.charts import Section
from sendsite.report.figures.pages import Comparison
from sendsite.report.figures.values import Cell, Row
from sendsite.report.formats import COUNT
from sendsite.report.heads import left_out, trust_notices, trust_tabs
from sendsite.report.school_dashboard import there
from sendsite.report.sections import then_and_now
from sendsite.report.sections.across import CAVEAT, across_heading, band_cell, best_first, dot_plot, small_words
from sendsite.report.tables import column, table, words_cell, words_column
from sendsite.report.view import Place, View
from sendsite.report.words import KPI_SHORT, PHASES


def comparison(view: View) -> Comparison:
    """The page that compares all schools; a phase alone only where there are several."""
    phases = list(dict.fromkeys(school.phase for school in view.schools))
    alone = [section for phase in phases for section in _phase(view, phase)] if len(phases) > 1 else []
    first = dot_plot(view, "sei", view.schools, "index-by-school")
    known = any(view.kpi_number(school, "sei") is not None for school in view.schools)
    return Comparison(
        standing=view.standing,
        heading=across_heading(view, "sei", best_first(view, "sei", view.schools)) if known else "No school has an index yet",
        tabs=trust_tabs(view),
        lede=f"{CAVEAT} The phase stands beside each school: a secondary’s figures run lower.",
        notices=trust_notices(view),
        sections=there(first, league(view, view.schools, "league", "All schools"), *alone, then_and_now.all_schools(view)),
    )


def _phase(view: View, phase: str) -> list[Section]:
    """One phase alone, ranked within itself; none where the phase has one school only."""
    schools = [school for school in view.schools if school.phase == phase]
    return [league(view, schools, f"league-{phase.replace('_', '-')}", f"{PHASES[phase]} schools alone", phase)] if len(schools) > 1 else []


def league(view: View, schools: Sequence[Place], slug: str, heading: str, phase: str = "") -> Section:
    """Ranked schools by rank, then the unranked by name; small schools are marked. Of one phase, the rank is that within it."""
    ranked = sorted((school for school in schools if _rank(view, school)), key=lambda school: _rank(view, school) or 0)
    others = sorted((school for school in schools if not _rank(view, school)), key=lambda school: school.name)
    rows = [_row(view, school, rank_within(view, school, ranked) if phase else view.figure(school, "rank", COUNT), phase) for school in (*ranked, *others)]
    columns = (
        words_column("School"),
        *([] if phase else [words_column("Phase")]),
        column(f"Rank of {len(ranked)} {PHASES[phase].lower()}" if phase else "Rank"),
        column("Index"),
        words_column("Band"),
        *(column(KPI_SHORT[kpi]) for kpi in KPIS),
        column("Pupils"),
    )
    gone = () if phase else left_out(view)
    among = f"the {PHASES[phase].lower()} schools alone" if phase else "all schools of the trust"
    return Section(
        slug,
        f"{heading}, in the order of the index",
        sub=f"Rank among {among}; schools without a band stand below, unranked. Pupils are those on the register",
        table=table(slug, f"{heading}: index and measures", columns, rows),
        note="" if phase else " ".join([CAVEAT, *gone]),
        open_table=True,
    )


def _rank(view: View, school: Place) -> float | None:
    return view.number(school, "rank")


def rank_within(view: View, school: Place, ranked: Sequence[Place]) -> Cell:
    """A school's rank among some ranked schools only: 1 and how many stand before it, so that equals share a rank."""
    own = _rank(view, school)
    if own is None:
        return view.figure(school, "rank", COUNT)
    return shown_cell(1 + sum((_rank(view, other) or own) < own for other in ranked), COUNT)


def _row(view: View, school: Place, rank: Cell, phase: str) -> Row:
    cells: tuple[Cell, ...] = (
        *(() if phase else (words_cell(PHASES[school.phase]),)),
        rank if rank.mark != "x" else marked("z"),
        view.kpi(school, "sei"),
        band_cell(view, school, "sei"),
        *(view.kpi(school, kpi) for kpi in KPIS),
        view.figure(school, "register", COUNT),
    )
    return Row(school.name, cells, view.key(school), small_words(view, school))

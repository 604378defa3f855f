"""One measure across the schools: what it says and is not, the schools compared, their trends, and real schools beside them."""

from __future__ import annotations

from sendsite.report.cards import range_words
from sendsite.report.figures.charts import Section
from sendsite.report.figures.pages import MetricPage
from sendsite.report.figures.values import Column, Row
from sendsite.report.heads import trust_notices, trust_tabs
from sendsite.report.school_dashboard import there
from sendsite.report.sections.across import across_heading, best_first, dot_plot, trends
from sendsite.report.sections.history import over_terms
from sendsite.report.sections.real_schools import need_funnel, staffing
from sendsite.report.tables import table, words_cell, words_column
from sendsite.report.view import View
from sendsite.report.words import KPI_BANDS, KPI_ISNT, KPI_MEANS, KPI_NAMES, SEI_BANDS


def metric_page(view: View, kpi: str) -> MetricPage:
    """The page of a KPI or of the index (`sei`)."""
    known = any(view.kpi_number(school, kpi) is not None for school in view.schools)
    real = staffing(view) if kpi == "finance" else (need_funnel(view),) if kpi == "need" else ()
    return MetricPage(
        standing=view.standing,
        heading=across_heading(view, kpi, best_first(view, kpi, view.schools)) if known else f"{KPI_NAMES[kpi]} is not available yet",
        tabs=trust_tabs(view),
        lede=KPI_MEANS[kpi],
        notices=trust_notices(view),
        sections=there(
            dot_plot(view, kpi, view.schools, f"schools-{kpi}"),
            definition(view, kpi),
            over_terms(view, view.trust, kpi) if len(view.history) > 1 else None,
            trends(view, kpi),
            *real,
        ),
    )


def definition(view: View, kpi: str) -> Section:
    """What the measure says, what it is not, and its bands in words."""
    if kpi == "sei":
        low, high = (f"{edge:.2f}" for edge in view.edges("sei"))
        said = {"low": f"below {low}", "moderate": f"{low} to just under {high}", "high": f"{high} or more"}
        rows = [Row(f"{band.shape} {band.word}", (words_cell(said[name]),)) for name, band in SEI_BANDS.items()]
    else:
        rows = [Row(f"{band.shape} {band.word}", (words_cell(range_words(view, kpi, name).partition(": ")[2]),)) for name, band in KPI_BANDS.items()]
    return Section(
        "definition",
        "What it says, and what it is not",
        sub="Its bands, and how it is to be read",
        says=KPI_ISNT[kpi],
        table=table("bands", f"Bands of {KPI_NAMES[kpi]}", (words_column("Band"), Column("Figure as shown", False)), rows),
        note="A question worth asking, not a verdict. The band belongs to the figure as it is shown.",
        open_table=True,
    )

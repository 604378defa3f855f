"""The invented example school worked through figure by figure, by the same functions that measure every school."""

from __future__ import annotations

import numpy as np

from sendsite.framework.columns import columns
from sendsite.framework.measure import measure
from sendsite.framework.metrics.pif import progress
from sendsite.framework.model import BANDS, KPIS, RATINGS, Measures
from sendsite.framework.settings import Framework
from sendsite.report.disclosure import marked, shown_cell
from sendsite.report.example_school import NAME, RECORDS
from sendsite.report.figures.charts import Section
from sendsite.report.figures.values import Cell, Row
from sendsite.report.formats import COUNT, HOURS, POUNDS, RATIO, kpi_format
from sendsite.report.tables import column, table, words_cell, words_column
from sendsite.report.words import KPI_BANDS, KPI_NAMES, ROLES, why_missing
from sendsite.report.words import RATINGS as RATING_NAMES


def example(framework: Framework) -> tuple[Section, ...]:
    """Pupils, staff, the five measures and the index of the example school, by the framework in force."""
    measures = measure(columns(RECORDS, framework), framework)
    return (pupils(measures, framework), staff(measures), kpis(measures, framework), index(measures, framework))


def pupils(measures: Measures, framework: Framework) -> Section:
    """Each pupil's hours, rating and progress."""
    people, hours, marks = measures.deployment.pupils, measures.pupils, progress(measures.deployment, framework)
    rows = []
    for at, letter in enumerate(people.pupil_id):
        numbers = (people.need[at], people.one_to_one[at], hours.received[at], hours.matched[at], hours.gap[at], hours.surplus[at])
        mark = shown_cell(float(marks.progress[at]), RATIO) if marks.counted[at] else marked("z")
        rows.append(Row(f"Pupil {letter}", (words_cell(RATING_NAMES[RATINGS[hours.rating[at]]]), *(_hours(number) for number in numbers), mark)))
    totals = measures.schools.hours
    sums = (totals.needed, people.one_to_one, totals.delivered, totals.matched, totals.gap, totals.surplus)
    rows.append(Row("All pupils", (marked("z"), *(_hours(column_of.sum()) for column_of in sums), marked("z")), total=True))
    labels = ("Need", "of it one to one", "Received", "Matched", "Gap", "Surplus")
    heads = (words_column("Pupil"), words_column("Rating"), *(column(label, "h a week") for label in labels), column("Progress"))
    return Section(
        "example-pupils",
        f"Six pupils of {NAME}, an invented school in no trust",
        sub="Hours a week. Matched is never more than the plan asks for, pupil by pupil: a surplus does not hide a gap",
        says="A group of up to six counts whole for each pupil in it; hours that a plan names as one to one are matched by one-to-one hours only.",
        table=table("example-pupils", "The example’s pupils", heads, rows),
        open_table=True,
    )


def staff(measures: Measures) -> Section:
    """Each member of staff's hours: used, prepared, absorbed and left."""
    people, hours = measures.deployment.staff, measures.staff
    names = list(ROLES)
    rows = []
    for at in range(len(people.staff_id)):
        numbers = (
            people.contracted[at],
            people.send_hours[at],
            hours.used[at],
            hours.prepared[at],
            hours.absorbed[at],
            hours.unallocated[at],
            hours.overcommitted[at],
        )
        rows.append(Row(ROLES[names[people.role[at]]], tuple(_hours(number) for number in numbers)))
    sums = (people.contracted, people.send_hours, hours.used, hours.prepared, hours.absorbed, hours.unallocated, hours.overcommitted)
    rows.append(Row("Both", tuple(_hours(each.sum()) for each in sums), total=True))
    labels = ("Contracted", "SEND hours", "Used", "Prepared", "Absorbed", "Not deployed", "Over")
    return Section(
        "example-staff",
        "Two members of staff, and where their hours go",
        sub="A group takes its longest cell of the adult’s time; preparation counts up to the allowance, the rest is absorbed",
        table=table("example-staff", "The example’s staff", (words_column("Role"), *(column(label, "h a week") for label in labels)), rows),
        open_table=True,
    )


def kpis(measures: Measures, framework: Framework) -> Section:
    """Each measure's sums, figure, score and band."""
    sums = _sums(measures)
    rows = []
    for kpi in KPIS:
        figure = measures.schools.kpis[kpi]
        value, band = float(figure.value[0]), int(figure.band[0])
        if np.isnan(value):
            rows.append(Row(KPI_NAMES[kpi], (words_cell(why_missing(kpi, figure.missing[0])[0]), marked("x"), marked("x"), marked("x"))))
            continue
        word = KPI_BANDS[BANDS[band]]
        cells = (
            words_cell(sums[kpi]),
            shown_cell(value, kpi_format(kpi, framework)),
            shown_cell(float(figure.score[0]), RATIO),
            words_cell(f"{word.shape} {word.word}"),
        )
        rows.append(Row(KPI_NAMES[kpi], cells))
    heads = (words_column("Measure"), words_column("How"), column("Figure"), column("Score"), words_column("Band"))
    return Section(
        "example-measures",
        "The five measures of the example",
        sub="The band belongs to the figure as shown; the score is worked out from the unrounded figure",
        table=table("example-measures", "The example’s five measures", heads, rows),
        open_table=True,
    )


def _sums(measures: Measures) -> dict[str, str]:
    """Each measure's division in figures."""

    def term(kpi: str, name: str) -> float:
        return float(measures.schools.kpis[kpi].terms[name][0])

    cost, benchmark = POUNDS.text(term("finance", "cost")), POUNDS.text(term("finance", "benchmark"))
    weighted = [HOURS.text(term("dqf", name)) for name in ("weighted_received", "received", "weighted_need", "need")]
    return {
        "finance": f"{cost} of standard cost ÷ {benchmark} benchmark for the roll",
        "ash": f"{HOURS.text(term('ash', 'support'))} hours of support ÷ {HOURS.text(term('ash', 'paid'))} hours paid",
        "need": f"{HOURS.text(term('need', 'matched'))} hours matched ÷ {HOURS.text(term('need', 'needed'))} hours needed",
        "dqf": f"({weighted[0]} ÷ {weighted[1]}) ÷ ({weighted[2]} ÷ {weighted[3]}): weighted over plain hours received, then needed",
        "pif": f"{RATIO.text(term('pif', 'progressing'))} hours times progress ÷ {HOURS.text(term('pif', 'received'))} hours received",
    }


def index(measures: Measures, framework: Framework) -> Section:
    """The five scores multiplied, and the fifth root."""
    scores = [max(float(measures.schools.kpis[kpi].score[0]), framework.index.floor) for kpi in KPIS]
    value = float(measures.schools.sei.value[0])
    there = not np.isnan(value)
    product = " × ".join(RATIO.text(score) for score in scores) if there else "one of the scores is not available"
    cell: Cell = shown_cell(value, kpi_format("sei", framework)) if there else marked("x")
    register = int(measures.schools.register[0])
    rows = [
        Row("Scores multiplied", (words_cell(product),)),
        Row("Fifth root of the product", (cell,)),
        Row("Band", (words_cell(f"none: {COUNT.text(register)} pupils are on the register, and a band needs {framework.index.register_least}"),)),
    ]
    return Section(
        "example-index",
        f"The index of the example is {cell.text}" if there else "The example’s index is not available",
        sub="The geometric mean of the five scores, each no less than the floor: a strong measure cannot buy off a weak one",
        table=table("example-index", "The example’s index", (words_column("Step"), column("Figure")), rows),
        open_table=True,
    )


def _hours(number: float) -> Cell:
    return shown_cell(float(number), HOURS)

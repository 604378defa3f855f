"""The trust's schools among real ones: staffing by size of school, and the funnel of need met where there are schools enough."""

from __future__ import annotations

from collections.abc import Sequence

from sendsite.framework.records import Comparator
from sendsite.report.charts.distribution import Placed, SizeBand, distribution
from sendsite.report.charts.funnel import LEAST_SCHOOLS, Share, funnel, outside
from sendsite.report.comparing import MEASURES, Measure, bands_of, own, where
from sendsite.report.disclosure import marked, shown_cell
from sendsite.report.figures.charts import Section
from sendsite.report.figures.values import Cell, Column, Row
from sendsite.report.formats import COUNT, PERCENT, TENTH, listed
from sendsite.report.sections.across import not_drawn
from sendsite.report.tables import column, table, words_column
from sendsite.report.view import View
from sendsite.report.words import PHASES


def staffing(view: View) -> tuple[Section, ...]:
    """For each phase of the trust that has comparators: its schools' support staff per 100 pupils among real schools by size."""
    phases = dict.fromkeys(school.phase for school in view.schools)
    found = (_staffing(view, phase, MEASURES[0]) for phase in phases)
    return tuple(section for section in found if section is not None)


def _staffing(view: View, phase: str, measure: Measure) -> Section | None:
    bands = bands_of(view.comparators, phase, measure.code)
    placed, said = [], []
    for school in (school for school in view.schools if school.phase == phase):
        at = next((place for place, band in enumerate(bands) if band.roll_from <= school.roll and (band.roll_to is None or school.roll < band.roll_to)), None)
        value = own(view, school, measure)
        if at is not None and value is not None:
            placed.append(Placed(school.name, at, TENTH.value(value), view.small(school), view.key(school, "finance")))
            said.append(f"{school.name} is {where(value, bands[at])}")
    if not bands or not placed:
        return None
    words, slug = PHASES[phase].lower(), f"staffing-{phase.replace('_', '-')}"
    heading = (
        f"{listed(said)} of {words} schools of its size for support staff" if len(said) == 1 else f"Support staff among real {words} schools: {listed(said)}"
    )
    if len(said) > 3:
        heading = f"Support staff per 100 pupils among real {words} schools of the same size"
    desc = f"{measure.name} by size of school: " + "; ".join(f"{_size(band)}: median {TENTH.text(band.p50 or 0)}" for band in bands) + ". " + "; ".join(said)
    shapes = [SizeBand(_size(band), band.p10, band.p25, band.p50, band.p75, band.p90) for band in bands]
    return Section(
        slug,
        heading,
        sub=f"{measure.name}, 10th to 90th percentile of {sum(band.schools for band in bands):,} {words} schools by size, and this trust’s schools",
        chart=distribution(shapes, placed, TENTH),
        desc=desc,
        table=table(slug, f"Support staff per 100 pupils, {words} schools", _columns(), [*_rows(view, bands, phase, measure)]),
        note="The data of the real schools are some years old.",
        source=f"{bands[0].source}, {bands[0].year}",
    )


def _columns() -> tuple[Column, ...]:
    return (words_column("School or size band"), column("This school"), *(column(name) for name in ("10th", "25th", "Median", "75th", "90th")))


def _rows(view: View, bands: Sequence[Comparator], phase: str, measure: Measure) -> list[Row]:
    rows = [Row(f"{_size(band)} on roll", (marked("z"), *(_cell(value) for value in (band.p10, band.p25, band.p50, band.p75, band.p90)))) for band in bands]
    for school in (school for school in view.schools if school.phase == phase):
        rows.append(Row(school.name, (_cell(own(view, school, measure)), *(marked("z") for _ in range(5))), view.key(school, "finance")))
    return rows


def _cell(value: float | None) -> Cell:
    return marked("x") if value is None else shown_cell(value, TENTH)


def _size(band: Comparator) -> str:
    return f"{band.roll_from:,} to {band.roll_to - 1:,}" if band.roll_to is not None else f"{band.roll_from:,}+"


def need_funnel(view: View) -> Section | None:
    """Need met against the pupils it rests on, with control limits; None with fewer than eight schools."""
    shares = [
        Share(school.name, pupils, need)
        for school in view.schools
        if (pupils := view.number(school, "register")) and (need := view.kpi_number(school, "need")) is not None
    ]
    centre = view.kpi_number(view.trust, "need")
    if len(shares) < LEAST_SCHOOLS or centre is None:
        return None
    shares = [Share(each.label, each.pupils, PERCENT.value(each.share) / 100) for each in shares]
    centre = PERCENT.value(centre) / 100
    beyond = outside(shares, centre)
    verb = "lies" if len(beyond) == 1 else "lie"
    heading = f"{listed(beyond)} {verb} outside what chance would give" if beyond else "No school lies outside what chance would give"
    desc = "; ".join(f"{each.label}: {PERCENT.text(each.share)} with {COUNT.text(each.pupils)} pupils" for each in shares)
    picture = funnel(view.canvas, "funnel-picture", heading, desc, shares, centre, "Need met, %")
    rows = [Row(each.label, (shown_cell(each.pupils, COUNT), shown_cell(each.share, PERCENT))) for each in shares]
    return Section(
        "funnel",
        heading,
        sub="Need met against the size of the register, with the limits that chance alone would set around the trust’s figure",
        chart=picture,
        desc=desc,
        table=table("funnel", "Need met by size of register", (words_column("School"), column("Pupils on the register"), column("Need met", "%")), rows),
        note=f"Limits take each pupil as one draw and allow for no other difference between schools.{not_drawn(view, [each.label for each in shares])}",
    )

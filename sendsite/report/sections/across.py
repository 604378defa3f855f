"""One measure across the schools: the dot plot with the trust's line, and the small trends."""

from __future__ import annotations

from collections.abc import Sequence

from sendsite.report.changes import change
from sendsite.report.charts.dots import Spot, dots, zones_of
from sendsite.report.charts.lines import multiples
from sendsite.report.disclosure import marked
from sendsite.report.figures.charts import Section
from sendsite.report.figures.values import Cell, Row
from sendsite.report.formats import listed, small
from sendsite.report.sections.history import short_label, span
from sendsite.report.tables import column, table, words_cell, words_column
from sendsite.report.view import Place, View
from sendsite.report.words import KPI_NAMES, LOWER_IS_BETTER, MANY, PHASES, are, band, flag_words, measure, stands

CAVEAT = "A question worth asking, not a verdict."


def best_first(view: View, kpi: str, schools: Sequence[Place]) -> list[Place]:
    """Schools by a measure, best first; those without a figure last, by name."""
    sign = 1 if kpi in LOWER_IS_BETTER else -1

    def order(school: Place) -> tuple[bool, float, str]:
        value = view.kpi_number(school, kpi)
        return value is None, sign * (value or 0.0), school.name

    return sorted(schools, key=order)


def small_words(view: View, school: Place) -> str:
    """The marks that stand beside a small school's figures."""
    kept = [flag for flag in ("small_school", "small_register") if view.now.told(f"{school.scope}.flag.{flag}")]
    return listed([flag_words(flag, view.framework)[0].lower() for flag in kept])


def band_cell(view: View, school: Place, kpi: str) -> Cell:
    """A band in shape and word, [z] where none is given."""
    word = band(view.now.told(f"{school.scope}.band.{kpi}"))
    if word:
        return Cell(f"{word.shape} {word.word}", word.word)
    gone = "c" if view.now.hidden(f"{school.scope}.band.{kpi}") else "z"
    return marked(view.now.mark(f"{school.scope}.kpi.{kpi}") or gone)


def not_drawn(view: View, drawn: Sequence[str]) -> str:
    """Which schools have no point in a picture; nothing where all have one."""
    names = [school.name for school in view.schools if school.name not in drawn]
    return f" Not drawn, since a figure of theirs is hidden or missing: {listed(names)}." if names else ""


def dot_plot(view: View, kpi: str, schools: Sequence[Place], slug: str, heading: str = "") -> Section | None:
    """Every school on one axis, best first, small ones hollow, with the trust's line; None where no school has a figure."""
    form, order = view.format(kpi), best_first(view, kpi, schools)
    known = [value for school in order if (value := view.kpi_number(school, kpi)) is not None]
    if not known:
        return None
    trust = view.kpi_number(view.trust, kpi)
    spots = [
        Spot(school.name, view.kpi_number(school, kpi), view.kpi(school, kpi).text, view.small(school), view.key(school), small_words(view, school))
        for school in order
    ]
    within = span(view, kpi, [*known, *([trust] if trust is not None else [])])
    picture = dots(spots, within, form, trust, zones_of("sei" if kpi == "sei" else "kpi", view.edges(kpi)))
    rows = [*(_row(view, school, kpi) for school in order), _row(view, view.trust, kpi)]
    columns = (words_column("School"), words_column("Phase"), column(KPI_NAMES[kpi]), words_column("Band"), words_column("Change"))
    said = ", ".join(f"{spot.label} {spot.text}" for spot in spots)
    return Section(
        slug,
        heading or across_heading(view, kpi, order),
        sub=f"{KPI_NAMES[kpi]} of each school, best first; small schools are hollow",
        chart=picture,
        desc=said + (f"; the trust {form.text(trust)}" if trust is not None else ""),
        table=table(slug, f"{KPI_NAMES[kpi]} by school", columns, rows),
    )


def _row(view: View, place: Place, kpi: str) -> Row:
    """A school, or the trust, in the table behind a dot plot."""
    phase = words_cell("Trust" if place.is_trust else PHASES[place.phase])
    cells = (phase, view.kpi(place, kpi), band_cell(view, place, kpi), _change_cell(view, place, kpi))
    return Row(place.name, cells, "" if place.is_trust else view.key(place), small_words(view, place), place.is_trust)


def _change_cell(view: View, place: Place, kpi: str) -> Cell:
    changed = change(view, place, kpi, view.term.year_before)
    return words_cell(changed.words) if changed else marked(view.now.mark(f"{place.scope}.kpi.{kpi}") or "x")


def across_heading(view: View, kpi: str, order: Sequence[Place]) -> str:
    """From the lowest to the highest figure, of the schools shown where any is hidden, and where the trust stands."""
    known = [value for school in order if (value := view.kpi_number(school, kpi)) is not None]
    form, name = view.format(kpi), measure(kpi)
    low, high, trust = form.text(min(known)), form.text(max(known)), view.kpi(view.trust, kpi)
    if any(view.now.mark(f"{school.scope}.kpi.{kpi}") == "c" for school in order):
        name = f"Of the schools shown, {small(name)}"
    spread = f"{name} {'run' if kpi in MANY else 'runs'} from {low} to {high}" if low != high else f"{name} {stands(kpi)} at {low}"
    return f"{spread}; the trust stands at {trust.text}" if not trust.mark else spread


def trends(view: View, kpi: str) -> Section | None:
    """The measure of each school over the terms, on one scale; None where there is only one term or no figure."""
    history = view.history
    values = {school: [moment.figures.number(f"{school.scope}.kpi.{kpi}") for moment in history] for school in view.schools}
    known = [value for line in values.values() for value in line if value is not None]
    if len(history) < 2 or not known:
        return None
    labels, form = [short_label(moment.term) for moment in history], view.format(kpi)
    panels = [(school.name, view.key(school, "history"), values[school], view.kpi(school, kpi).text) for school in view.schools]
    picture = multiples(panels, labels, span(view, kpi, known), form, zones_of("sei" if kpi == "sei" else "kpi", view.edges(kpi)))
    rows = [
        Row(
            school.name,
            tuple(moment.figures.cell(f"{school.scope}.kpi.{kpi}", form) for moment in history),
            view.key(school, "history"),
            small_words(view, school),
        )
        for school in view.schools
    ]
    rows.append(Row(view.trust.name, tuple(moment.figures.cell(f"trust.kpi.{kpi}", form) for moment in history), total=True))
    return Section(
        f"trend-{kpi}",
        trends_heading(view, kpi),
        sub=f"{KPI_NAMES[kpi]} of each school, {history[0].term.label} to {view.term.label}, all on one scale",
        chart=picture,
        desc="; ".join(f"{name}: now {last}" for name, _, _, last in panels),
        table=table(f"trend-{kpi}", f"{KPI_NAMES[kpi]} by school and term", (words_column("School"), *(column(label) for label in labels)), rows),
    )


def trends_heading(view: View, kpi: str) -> str:
    """How many schools changed for the better or the worse on the year, of those that can be compared."""
    found = [changed.reads for school in view.schools if (changed := change(view, school, kpi, view.term.year_before))]
    read = [each for each in found if each != "unknown"]
    up, down, name = read.count("better"), read.count("worse"), measure(kpi)
    if not read:
        return f"{name}: no school can be compared with a year before"
    every = len(read) == len(view.schools)
    if not up and not down:
        return f"{name}: no school {'' if every else 'that can be compared '}has really changed on the year"
    told = listed([each for each in (f"better in {up}" if up else "", f"worse in {down}" if down else "") if each])
    of = f"{len(read)} schools" if every else f"the {len(read)} that can be compared"
    return f"{name} {are(kpi)} {told} of {of} on the year"

"""Two A4 sides for the board: introduction, key information, priority areas, next steps, who is compared with whom."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sendsite.framework.model import KPIS
from sendsite.report.cards import index_figure, index_says, kpi_cards, why_no_band
from sendsite.report.changes import then
from sendsite.report.charts.bars import Item, bars
from sendsite.report.charts.board import Bullet, board
from sendsite.report.comparing import MEASURES, band_for, bands_of, size_words
from sendsite.report.figures.charts import Bars, Section
from sendsite.report.figures.pages import BoardSummary
from sendsite.report.figures.values import Row, Table
from sendsite.report.formats import COUNT, HOURS, POUNDS, SHARE, Format, listed, small
from sendsite.report.heads import about, left_out, school_head, school_notices
from sendsite.report.next_steps import next_steps
from sendsite.report.questions import questions
from sendsite.report.tables import column, row, table, words_column
from sendsite.report.view import Place, View
from sendsite.report.words import KPI_NAMES, KPI_SHORT, PHASES, band

PRIORITIES = 3


def board_summary(view: View, place: Place) -> BoardSummary:
    """The school’s summary of one term."""
    return BoardSummary(
        standing=view.standing,
        school=school_head(view, place),
        introduction=introduction(view, place),
        notices=school_notices(view, place),
        index=index_figure(view, place),
        kpis=kpi_cards(view, place),
        picture=picture(view, place),
        key_table=key_table(view, place),
        priorities=next_steps(view, place, PRIORITIES),
        questions=questions(view, place),
        compared=compared(view, place),
        scores=score_bars(view, place),
    )


def introduction(view: View, place: Place) -> str:
    """What the sides are about and how the school stands, in three sentences."""
    word = band(view.now.told(f"{place.scope}.band.sei"))
    stands = f"The index stands at {view.kpi(place, 'sei').text}, {word.word.lower()}." if word else why_no_band(view, place)
    said = (
        f"This summary shows where special-needs support lands at {place.name} in the {small(view.standing.term_label)}: {about(view, place)}.",
        stands,
        index_says(view, place),
        "The figures come from the timetable and from pupils’ plans; they are questions worth asking, not a verdict.",
    )
    return " ".join(each for each in said if each)


def picture(view: View, place: Place) -> Section | None:
    """The five measures on one scale; None where none has a score."""
    bullets = bullets_of(view, place)
    if all(bullet.score is None for bullet in bullets):
        return None
    scores = {kpi: view.number(place, f"score.{kpi}") for kpi in KPIS}
    heading = picture_heading(scores, {view.now.told(f"{place.scope}.band.{kpi}") for kpi in KPIS}, view.format("sei"))
    desc = "; ".join(f"{bullet.label} {bullet.text}" for bullet in bullets)
    edges = (*view.edges("sei"), view.framework.levels[-1])
    form = view.format("sei")
    rows = [
        Row(KPI_NAMES[kpi], (view.kpi(place, kpi), view.figure(place, f"score.{kpi}", form), *row(view.year, "", [(f"{place.scope}.score.{kpi}", form)]).cells))
        for kpi in KPIS
    ]
    columns = (words_column("Measure"), column("Figure"), column("Score"), column("Score a year before"))
    return Section(
        "scores",
        heading,
        sub="Each measure’s score from 0 to 4.5",
        chart=board(view.canvas, "board-picture", heading, desc, bullets, edges),
        desc=desc,
        table=table("scores", f"Scores of the five measures, {place.name}", columns, rows),
    )


def bullets_of(view: View, place: Place) -> list[Bullet]:
    """Each measure with its words, and its score now and a year before."""
    found = []
    for kpi in KPIS:
        word = band(view.now.told(f"{place.scope}.band.{kpi}"))
        text = " ".join(each for each in (view.kpi(place, kpi).text, word.shape if word else "", word.word if word else "") if each)
        before = view.year.number(f"{place.scope}.score.{kpi}") if view.year else None
        found.append(Bullet(KPI_SHORT[kpi], text, view.number(place, f"score.{kpi}"), before))
    return found


def picture_heading(found: Mapping[str, float | None], bands: Collection[str], form: Format) -> str:
    """
    Which measure is lowest, by the scores as shown: it holds the index back, unless all five share a band. Measures that tie are all named.

    Where a measure has no score there is no lowest of five.
    """
    scores = [(form.value(score), small(KPI_SHORT[kpi])) for kpi, score in found.items() if score is not None]
    if len(scores) < len(KPIS):
        return "The measures that can be shown, on one scale"
    lowest = [name for score, name in scores if score == min(scores)[0]]
    if len(lowest) == len(KPIS):
        return "All five measures stand level"
    if len(bands) == 1:
        return f"Lowest of five {min(bands)} measures: {listed(lowest)}"
    return f"The index is held back most by {listed(lowest)}"


def score_bars(view: View, place: Place) -> Bars | None:
    """The scores as plain bars, for a screen too narrow for the picture; None where none has a score."""
    bullets = bullets_of(view, place)
    if all(bullet.score is None for bullet in bullets):
        return None
    return bars([Item(bullet.label, bullet.score, bullet.text) for bullet in bullets], top=view.framework.levels[-1])


def key_table(view: View, place: Place) -> Table:
    """Key information, this term and a year before."""
    named = (
        ("register", "Pupils on the register", COUNT),
        ("ehcp", "With an EHCP", COUNT),
        ("support", "At SEN support", COUNT),
        ("hours.paid", "SEND-paid hours a week", HOURS),
        ("hours.needed", "Hours plans ask for, a week", HOURS),
        ("hours.gap", "Hours plans are short of, a week", HOURS),
        ("money.send_cost", "SEND cost at standard rates, a year", POUNDS),
        ("money.utilisation", "Support staff as a share of SEND funding", SHARE),
    )
    rows = [Row(words, (view.figure(place, name, form), then(view, place, name, form))) for name, words, form in named]
    return table("key", f"Key information, {place.name}", (words_column("What"), column("This term"), column("A year before")), rows)


def compared(view: View, place: Place) -> tuple[str, ...]:
    """Who the school is compared with, and who is left out and why. The trust's other schools are counted: whoever reads this may read none of them."""
    others = sum(school.scope != place.scope for school in view.schools)
    said = [f"The trust’s other {f'{others} schools' if others > 1 else 'school'}."] if others else []
    band_of = band_for(bands_of(view.comparators, place.phase, MEASURES[0].code), place.roll)
    if band_of is not None:
        said.append(
            f"On the finance page: {band_of.schools:,} real {small(PHASES[place.phase])} schools with {size_words(band_of)} ({band_of.source}, {band_of.year})."
        )
    return (*said, *left_out(view, place))

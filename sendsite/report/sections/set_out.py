"""What a school set out to do, and what came: the term before, what was expected, this term, and whether that is more than chance makes."""

from __future__ import annotations

from collections.abc import Iterator

from sendsite.framework.term import Term
from sendsite.report.changes import since
from sendsite.report.disclosure import marked
from sendsite.report.figures.charts import Section
from sendsite.report.figures.values import Cell, Row
from sendsite.report.formats import capital, small
from sendsite.report.retest_words import CAME, CAME_SAYS
from sendsite.report.tables import column, table, words_cell, words_column
from sendsite.report.view import Place, View
from sendsite.report.words import KPI_NAMES

DEEDS = {
    "absorbed": "Bring hours back from other tasks",
    "unallocated": "Give pupils the hours that nobody held",
    "surplus": "Move hours that lay beyond plans",
    "highest_need": "Bring hours to the highest need",
    "costly": "Bring paid hours back to pupils",
    "at_odds": "Give hours to pupils rated red who had none",
    "continuing": "Let support step back where need came down",
    "rebalance": "Rebalance the hours",
}
"""What was to be done, by the rule of the insight: never what somebody wrote."""
OTHER = "Act on an insight"
UNTOLD = "An action the school set out"
"""Where it moves the hours of so few pupils that what it is could point to one."""
HIDDEN = "What was expected is hidden: it moves the hours of so few pupils that it could point to a child."
REST_HIDDEN = "That is so of what can be shown; the rest is hidden: it moves the hours of so few pupils that it could point to a child."
NOTE = "A change no larger than chance makes is called no real change, by the measure noted when it was set out."


def of_school(view: View, place: Place) -> Iterator[Section]:
    """A section for each thing that is held against this term."""
    for number in _numbers(view, place):
        name = f"{place.scope}.set_out.{number}"
        what, term = _what(view, name)
        came, figures = _overall(view, name), view.now.told(f"{name}.figures").split()
        yield Section(
            f"set-out-{number}",
            f"{what}: {small(CAME[came].word)}" if came else what,
            sub=f"What was set out in the {small(term.label)}, and what came",
            says=" ".join([*([CAME_SAYS[came]] if came else []), *([] if came and view.now.told(f"{name}.came") else [REST_HIDDEN if came else HIDDEN])]),
            table=table(
                f"set-out-{number}",
                f"{what}: expected, and what came",
                (words_column("Figure"), column(_before(view)), column("Expected"), column("This term"), words_column("How it came out")),
                [_row(view, place, name, figure) for figure in figures],
            )
            if figures
            else None,
            note=NOTE if figures else "",
            open_table=True,
        )


def of_trust(view: View) -> Section | None:
    """What each school set out to do and how it came out, in a table; None where no school has anything to be held against this term."""
    rows = [
        Row(school.name, (words_cell(what), words_cell(term.label), _cell(_overall(view, name))), view.key(school, "insights"))
        for school in view.schools
        for name in (f"{school.scope}.set_out.{number}" for number in _numbers(view, school))
        for what, term in (_what(view, name),)
    ]
    if not rows:
        return None
    columns = (words_column("School"), words_column("What"), words_column("Set out in"), words_column("How it came out"))
    return Section(
        "set-out",
        "What schools set out to do, and what came",
        sub="Held against this term, the first since",
        table=table("set-out", "What schools set out to do", columns, rows),
        note=NOTE,
        open_table=True,
    )


def _numbers(view: View, place: Place) -> list[str]:
    return view.now.told(f"{place.scope}.set_out").split()


def _what(view: View, name: str) -> tuple[str, Term]:
    """What was to be done, in words of our own where it may be told, and the term it was set out in."""
    rule = view.now.told(f"{name}.what")
    return DEEDS.get(rule, OTHER) if rule else UNTOLD, Term.parse(view.now.told(f"{name}.term"))


def _before(view: View) -> str:
    return capital(since(view, view.term.before))


def _row(view: View, place: Place, name: str, figure: str) -> Row:
    """A figure as it was published the term before, as it was expected, and as it is."""
    form, kpi = view.format(figure), f"{place.scope}.kpi.{figure}"
    before = view.before.cell(kpi, form) if view.before else marked("x")
    now = view.now.cell(kpi, form)
    came = "" if "c" in (before.mark, now.mark) else view.now.told(f"{name}.{figure}.reads")
    return Row(KPI_NAMES[figure], (before, view.now.cell(f"{name}.{figure}.expected", form), now, _cell(came)))


def _overall(view: View, name: str) -> str:
    """How it came out as a whole, or where that is hidden, of the hours of staff alone; "" where that is hidden too, or a figure of the term before."""
    figures = view.now.told(f"{name}.figures").split()
    if view.before and any(view.before.mark(f"{name.partition('.')[0]}.kpi.{figure}") == "c" for figure in figures):
        return ""
    return view.now.told(f"{name}.came") or view.now.told(f"{name}.came.hours")


def _cell(came: str) -> Cell:
    return words_cell(f"{CAME[came].shape} {CAME[came].word}") if came else marked("c")

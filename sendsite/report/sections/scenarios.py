"""What-ifs that a school has drawn up, beside its live timetable: cost, the five measures, the index and the gap."""

from __future__ import annotations

from sendsite.framework.change import is_real
from sendsite.framework.model import KPIS
from sendsite.report.changes import hours_alike, money_alike
from sendsite.report.figures.charts import Section
from sendsite.report.figures.values import Cell, Row
from sendsite.report.formats import HOURS, POUNDS, Format, plural
from sendsite.report.tables import column, table, words_column
from sendsite.report.tried import register_of
from sendsite.report.view import Place, View
from sendsite.report.words import KPI_NAMES

LIVE = "As it is"


def section(view: View, place: Place) -> Section | None:
    """A column a what-if beside the live one; None where the term's records hold no what-if of the school."""
    names = view.now.told(f"{place.scope}.scenarios").splitlines()
    if not names:
        return None
    rows = [Row(label, _cells(view, place, live, name, form, len(names))) for label, live, name, form in _lines(view)]
    columns = (words_column("Figure"), column(LIVE), *(column(name) for name in names))
    return Section(
        "scenarios",
        _heading(view, place, names),
        sub=f"{plural(len(names), 'plan')} drawn up beside the timetable in force, each worked out as if it were in force",
        says=_says(view, place, names),
        table=table("scenarios", f"What-ifs beside the timetable in force, {place.name}", columns, rows),
        note="Plans on paper: none of them feeds any other figure. What a plan would buy from outside is not in its cost.",
        open_table=True,
    )


def _lines(view: View) -> list[tuple[str, str, str, Format]]:
    """(label, the live figure's name, the what-if's, how it is written)."""
    return [
        ("Cost of all support staff, £ a year", "role.cost", "cost", POUNDS),
        ("SEND hours a week", "role.send", "send", HOURS),
        *((KPI_NAMES[kpi], f"kpi.{kpi}", kpi, view.format(kpi)) for kpi in (*KPIS, "sei")),
        ("Hours a week that plans are short of", "hours.gap", "gap", HOURS),
        ("Hours a week promised beyond those paid", "hours.overcommitted", "over", HOURS),
    ]


def _cells(view: View, place: Place, live: str, name: str, form: Format, count: int) -> tuple[Cell, ...]:
    tried = (view.figure(place, f"scenario.{number}.{name}", form) for number in range(1, count + 1))
    return (view.figure(place, live, form), *tried)


def _heading(view: View, place: Place, names: list[str]) -> str:
    """The what-if with the highest index, as shown, beside the live one."""
    form, live = view.format("sei"), view.kpi_number(place, "sei")
    tried = [(index, name) for number, name in enumerate(names, start=1) if (index := view.number(place, f"scenario.{number}.sei")) is not None]
    if live is None or not tried:
        return f"{plural(len(names), 'plan')} beside the timetable in force"
    index, name = max(tried)
    if form.value(index) > form.value(live):
        real = is_real("sei", form.told(live), form.told(index), register_of(view, place), view.framework)
        lift = f"“{name}” would lift the index from {form.text(live)} to {form.text(index)}"
        return f"{lift}, less than chance moves it in a year" if real is False else lift
    return f"No plan would lift the index above {form.text(live)}"


def _says(view: View, place: Place, names: list[str]) -> str:
    """What each costs beside the live timetable, and how far it would leave plans short."""
    told = []
    for number, name in enumerate(names, start=1):
        cost = _cost(view, view.number(place, "role.cost"), view.number(place, f"scenario.{number}.cost"))
        short = _short(view, view.number(place, "hours.gap"), view.number(place, f"scenario.{number}.gap"))
        told += [f"“{name}” {' and '.join(part for part in (cost, short) if part)}."] if cost or short else []
    return " ".join(told)


def _cost(view: View, live: float | None, tried: float | None) -> str:
    """What it costs beside the live one; of rounded money a step is no difference."""
    if live is None or tried is None:
        return ""
    change = 0.0 if money_alike(view, live, tried) else POUNDS.value(tried) - POUNDS.value(live)
    return f"costs {POUNDS.text(abs(change))} a year {'more' if change > 0 else 'less'}" if change else "costs about the same"


def _short(view: View, live: float | None, tried: float | None) -> str:
    """How far it leaves plans short, and beside now; of rounded hours a step is no difference."""
    if live is None or tried is None:
        return ""
    change = 0.0 if hours_alike(view, live, tried) else HOURS.value(tried) - HOURS.value(live)
    beside = f"{HOURS.text(abs(change))} {'more' if change > 0 else 'fewer'} than now" if change else "about as now"
    return f"leaves plans {HOURS.text(tried) if tried else 'under 5'} hours a week short, {beside}"

"""Where every support hour lands: one bar over the hours paid for."""

from __future__ import annotations

from sendsite.framework.coarse import LEAST_HOURS
from sendsite.framework.landing import LONG_PREPARATION
from sendsite.report.charts.stack import LITTLE, Part, stack
from sendsite.report.disclosure import marked
from sendsite.report.figures.charts import Section
from sendsite.report.figures.values import Cell, Row, Table
from sendsite.report.formats import HOURS, WHOLE_PERCENT, capital, fraction, many
from sendsite.report.quantities.landing import PARTS
from sendsite.report.tables import column, table, words_cell, words_column
from sendsite.report.view import Place, View
from sendsite.report.words import TASKS

LABELS = {
    "matched": "Matched to need",
    "preparation": "Preparation",
    "beyond": "Beyond need",
    "unallocated": "Not yet deployed",
    **{task: words for task, words in TASKS.items() if task != "preparation"},
    LONG_PREPARATION: "Preparation beyond the allowance",
}
TONES = {
    "matched": "s1",
    "preparation": "s2",
    "beyond": "s5",
    "cover": "s4",
    "admin": "s3",
    "pastoral": "s6",
    "duty": "s2",
    "general_class": "s5",
    "absence": "s4",
    "other": "s6",
    LONG_PREPARATION: "s3",
    "unallocated": "s7",
}
"""Each part has its tone at every school and in every term; two of one tone stand far apart."""
GOOD = frozenset({"matched", "preparation", "unallocated"})


def section(view: View, place: Place) -> Section:
    """The picture with its table; where no hours are paid for, a sentence that says so."""
    total = view.number(place, "land.total")
    if not total:
        return Section("hours", _none(view, place), says="The picture of where hours land appears once staff and their SEND hours are entered.")
    shown = _shown(view, place)
    parts = [Part(LABELS[part], view.number(place, f"land.{part}"), tone, cell.text) for part, cell, tone in shown]
    picture = stack([("Hours", parts, total)], view.least(LEAST_HOURS))
    shares = {segment.label: segment.share for segment in picture.rows[0].segments}
    return Section(
        "hours",
        heading(view, place),
        sub=whole_words(view, place),
        says=_says(shown),
        chart=picture,
        desc="; ".join(f"{each.label} {each.text} hours" + (f", {each.share}" if each.share else "") for each in picture.rows[0].segments if each.text),
        table=_table(view, place, shown, shares),
        note="A timetable, not a record of what was delivered on the day. All are staff hours: an hour with a group of three is one hour.",
    )


def _none(view: View, place: Place) -> str:
    return "Under 5 hours of support a week are entered" if view.now.mark(f"{place.scope}.land.total") == "low" else "No hours of support are entered yet"


def promised_beyond(view: View, place: Place) -> float:
    """Hours a week, as told, that timetables promise beyond those paid for; 0 where one decimal shows none."""
    over = view.number(place, "land.over") or 0.0
    return over if over >= 0.05 else 0.0


def whole_words(view: View, place: Place) -> str:
    """What the picture is of: the hours paid for, and those promised beyond them where there are any."""
    paid, over = view.number(place, "hours.paid") or 0.0, promised_beyond(view, place)
    beside = f". They promise another {HOURS.text(over)} hours that nobody is paid for" if over else ""
    return f"Where timetables put the {HOURS.text(paid)} hours a week that staff are paid for SEND support{beside}"


def _shown(view: View, place: Place) -> list[tuple[str, Cell, str]]:
    """Each part that is not nought, as told, with its tone. Parts are rounded one by one and are not made to add up."""
    kept = [part for part in PARTS if part == "matched" or not view.is_none(place, f"land.{part}")]
    return [(part, view.figure(place, f"land.{part}", HOURS), TONES[part]) for part in kept]


def heading(view: View, place: Place) -> str:
    """The finding: how much reaches a need, and the largest of what does not; of too little for a share, how much is support at all."""
    total, matched = view.number(place, "land.total") or 0.0, view.number(place, "land.matched")
    if not total:
        return _none(view, place)
    if matched is None:
        return f"Where the {HOURS.text(view.number(place, 'hours.paid') or 0.0)} paid hours of a week land"
    enough = total >= view.least(LEAST_HOURS)
    reach = _reach(fraction(matched / total)) if enough else _support(view, place, matched, total)
    other = largest_other(view, place)
    if other is None or other[1] / total < 0.035 or (not enough and _equals(view, place, other[1]) > 1):
        return reach
    taken = fraction(other[1] / total).replace(" hours in ", " in ").replace(" hour in ", " in ").replace("half the hours", "half")
    verb = "take" if other[0] == "duty" else "takes"
    return f"{reach}; {LABELS[other[0]].lower()} {verb} {taken if enough else f'{HOURS.text(other[1])} hours'}"


def _equals(view: View, place: Place, hours: float) -> int:
    """How many parts other than support have just so many hours as told: of several none is named."""
    return sum(view.number(place, f"land.{part}") == hours for part in PARTS if part not in GOOD)


def _reach(share: str) -> str:
    return f"{capital(share)} {'reach' if many(share) else 'reaches'} a pupil’s need"


def _support(view: View, place: Place, matched: float, total: float) -> str:
    """Of little no fraction of rounded hours is told: that of the measure, which is told to its places, or where it is hidden the hours alone."""
    ash = view.kpi_number(place, "ash")
    if ash is None:
        return f"{HOURS.text(matched)} of {HOURS.text(total)} hours a week reach a pupil’s need"
    share = fraction(ash, within=0.005)
    return f"{capital(share)} {'are' if many(share) else 'is'} support of pupils or its preparation"


def largest_other(view: View, place: Place) -> tuple[str, float] | None:
    """The largest part that is not support, preparation or waiting: its name and hours."""
    found = [(part, number) for part in PARTS if part not in GOOD and (number := view.number(place, f"land.{part}"))]
    return max(found, key=lambda each: each[1], default=None)


def _says(shown: list[tuple[str, Cell, str]]) -> str:
    """The sentence below the picture, in the picture's own figures."""
    cells = {part: cell.text for part, cell, _ in shown if not cell.mark}
    said = []
    if "matched" in cells:
        said.append(f"{cells['matched']} hours a week are matched to what pupils’ plans ask for.")
    if "unallocated" in cells:
        said.append(f"{cells['unallocated']} hours are paid for and not yet deployed.")
    return " ".join(said) or "Some of the figures are hidden because they could point to a child."


def _table(view: View, place: Place, shown: list[tuple[str, Cell, str]], shares: dict[str, str]) -> Table:
    def share(label: str, cell: Cell) -> Cell:
        words = shares.get(label, "")
        if words == LITTLE:
            return words_cell(words)
        return Cell(words, float(words.rstrip("%"))) if words else marked(cell.mark or ("c" if hidden else "u"))

    over, total = promised_beyond(view, place), view.figure(place, "land.total", HOURS)
    hidden = any(cell.mark == "c" for _, cell, _ in shown)
    rows = [Row(LABELS[part], (cell, share(LABELS[part], cell))) for part, cell, _ in shown]
    beside = f" ({view.figure(place, 'hours.paid', HOURS).text} paid, {HOURS.text(over)} promised beyond)" if over else ""
    rows.append(Row(f"All hours{beside}", (total, Cell(WHOLE_PERCENT.text(1), 100.0)), total=True))
    caption = f"Where the paid hours of {place.name} land"
    return table("hours", caption, (words_column("Use"), column("Hours", "h a week"), column("Share", "%")), rows)

"""The faces of drift with their hours, what took them, and changes of the register that a governor may ask about."""

from __future__ import annotations

from collections.abc import Sequence

from sendsite.framework.coarse import HOURS_STEP, LEAST_HOURS
from sendsite.framework.landing import OTHER_TASKS
from sendsite.framework.records import TASKS
from sendsite.report.charts.bars import Item, bars
from sendsite.report.figures.charts import Section
from sendsite.report.figures.values import Row
from sendsite.report.formats import COUNT, HOURS, SHARE, WHOLE_PERCENT, Format, capital, fraction, listed, small
from sendsite.report.most import most
from sendsite.report.sections.by_role import rows_by_role
from sendsite.report.sections.landing import LABELS
from sendsite.report.tables import column, row, table, words_cell, words_column
from sendsite.report.view import Place, View

FACES = {
    "absorbed": ("Other tasks (staff hours)", "Hours paid for support that went to cover, admin, duties and the like"),
    "surplus": ("Beyond the plan (pupil hours)", "Hours a pupil receives beyond the plan, or not of the kind it names"),
    "past_need": ("Continuing past need (pupil hours)", "Hours that stayed although a pupil’s rating or need fell since the last snapshot"),
    "concentration": ("Concentration (staff hours)", "Hours where one pupil takes most of an adult’s time while another pupil has a gap"),
}
"""An hour of an adult with a group of three is one staff hour and three pupil hours."""
PREPARED = "preparation"
BENDS: dict[str, tuple[str, Format]] = {
    "send_hours_cut": ("The share of contracted hours that counts as SEND hours fell, percentage points", Format(1, percent=True, plain=True)),
    "need_cut": ("Pupils whose planned hours were cut while their rating stayed", COUNT),
    "rerated": ("Pupils re-rated towards the hours they have", COUNT),
    "outcomes_withdrawn": ("Outcomes withdrawn", COUNT),
    "outcomes_achieved_at_once": ("Outcomes first entered as achieved", COUNT),
    "missing_pupils": ("Pupils of the census count who are not on the register", COUNT),
}


def section(view: View, place: Place) -> Section | None:
    """Each face with its hours; None where no hours are paid for."""
    if not view.number(place, "land.total"):
        return None
    items = [Item(words, view.number(place, f"drift.{face}"), view.figure(place, f"drift.{face}", HOURS).text, tone="s4") for face, (words, _) in FACES.items()]
    rows = [Row(words, (view.figure(place, f"drift.{face}", HOURS), words_cell(means))) for face, (words, means) in FACES.items()]
    return Section(
        "drift",
        heading(view, place),
        sub="Hours a week that are paid for as support and drift away from need, in four ways",
        says=share_says(view, place),
        chart=bars(items),
        desc="; ".join(f"{item.label}: {item.text} hours" for item in items),
        table=table("drift", f"Drift by kind, {place.name}", (words_column("Kind"), column("Hours", "h a week"), words_column("What it is")), rows),
        note="The kinds overlap, are counted in different hours and do not add up. A school may have good reasons for each: they are questions, not faults.",
    )


def share_says(view: View, place: Place) -> str:
    """What share of paid hours other tasks take, and whether that is flagged; `just over` where rounding hides that it is."""
    share, limit = view.share(place, "drift.absorbed", "hours.paid", LEAST_HOURS), view.framework.flags.drift_share
    if share is None:
        return ""
    edge, said = WHOLE_PERCENT.text(limit), WHOLE_PERCENT.text(share)
    if share <= limit + 1e-9:
        return f"Other tasks take {said} of paid hours; above {edge} that is flagged."
    taken = f"just over {edge}" if said == edge else said
    return f"Other tasks take {taken} of paid hours: above {edge} that is flagged."


def heading(view: View, place: Place) -> str:
    """The kind of drift with the most hours."""
    shown = [(hours, face) for face in FACES if (hours := view.number(place, f"drift.{face}"))]
    if not shown:
        marks = {view.now.mark(f"{place.scope}.drift.{face}") for face in FACES}
        return "Drift of hours, by kind" if "c" in marks else "Hardly any drift of hours is seen" if "low" in marks else "No drift of hours is seen"
    hours, face = max(shown)
    said = {
        "absorbed": "went to other tasks",
        "surplus": "of pupils lie beyond their plans",
        "past_need": "of pupils went on past need",
        "concentration": "sit with one pupil while others wait",
    }
    return f"{HOURS.text(hours)} hours a week {said[face]}"


def tasks(view: View, place: Place) -> Section | None:
    """
    Which tasks took paid hours, which roles they came from, and what share of paid hours that is; None where there are none.

    Preparation is part of good support: it is told last, in the table, and is not drawn beside what takes hours from support.
    """
    found = [task for task in TASKS if view.number(place, f"task.{task}.hours") or view.now.mark(f"{place.scope}.task.{task}.hours") in ("c", "low")]
    kept = [task for task in found if task != PREPARED]
    if not kept:
        return None
    roles = {role: name for role, name in rows_by_role(view, place).items() if f"{place.scope}.task.{kept[0]}.{role}" in view.now}
    paid = view.number(place, "hours.paid") or 0.0
    items = [Item(LABELS[task], view.number(place, f"task.{task}.hours"), view.figure(place, f"task.{task}.hours", HOURS).text, tone="s4") for task in kept]
    rows = [
        row(view.now, LABELS[task], [(f"{place.scope}.task.{task}.hours", HOURS), *((f"{place.scope}.task.{task}.{role}", HOURS) for role in roles)])
        for task in (*kept, *(task for task in found if task == PREPARED))
    ]
    columns = (words_column("Task"), column("Hours", "h a week"), *(column(f"from {small(name)}", "h a week") for name in roles.values()))
    return Section(
        "tasks",
        tasks_heading(items, paid if paid >= view.least(LEAST_HOURS) else None, view.number(place, "hours.absorbed"), little_each(view, place)),
        sub=f"Hours paid for support that are timetabled to other tasks{', and the roles they come from' if roles else ''}",
        says=displaced(view, place),
        chart=bars(items),
        desc="; ".join(f"{item.label}: {item.text} hours" for item in items),
        table=table("tasks", f"Tasks beside support, {place.name}", columns, rows),
        note="Preparation is part of good support up to the allowance, and is not drawn here; only what goes past it counts as another task.",
    )


def tasks_heading(items: Sequence[Item], paid: float | None, total: float | None, little: str = "") -> str:
    """The task with the most hours, and its share of what is paid for; of those shown where a hidden one could have more; all where each is little."""
    if little:
        return f"Other tasks take {little}"
    found = most({item.label: item.number for item in items}, total, HOURS_STEP)
    if not found or not (found.of_all or found.of_shown):
        return "Tasks beside support"
    each = " each" if len(found.names) > 1 else ""
    share = f", {SHARE.text(round(found.figure / paid, 2))} of all that is paid for" if paid and not each else ""
    of, said = "" if found.of_all else "Of the tasks shown, ", listed([small(name) for name in found.names])
    verb = "take" if each or said.endswith("s") else "takes"
    return f"{of or capital(said)}{said if of else ''} {verb} most: {HOURS.text(found.figure)} hours a week{each}{share}"


def little_each(view: View, place: Place) -> str:
    """`about 5 hours a week in all, none of them much by itself`, where other tasks are told together and each rounds to nought; else ""."""
    absorbed = view.number(place, "hours.absorbed")
    marks = {view.now.mark(f"{place.scope}.land.{task}") for task in OTHER_TASKS if not view.is_none(place, f"land.{task}")}
    return f"about {HOURS.text(absorbed)} hours a week in all, none of them much by itself" if absorbed and marks == {"low"} else ""


def displaced(view: View, place: Place) -> str:
    """What the hours of other tasks displace: hours of pupils’ plans that are not met; in how many of them only where these are enough for a share."""
    absorbed, gap = view.number(place, "hours.absorbed"), view.number(place, "hours.gap")
    if not absorbed or not gap:
        return ""
    if little_each(view, place):
        return f"The gap in pupils’ plans is {HOURS.text(gap)} hours a week."
    if absorbed >= gap or gap < view.least(LEAST_HOURS):
        return f"Other tasks hold {HOURS.text(absorbed)} hours a week altogether; the gap in pupils’ plans is {HOURS.text(gap)} hours."
    return f"Given back to support, {HOURS.text(absorbed)} hours would reach {fraction(absorbed / gap)} of the {HOURS.text(gap)} that plans are short of."


def second_look(view: View, place: Place) -> Section | None:
    """Changes that could make figures look better than support is; None where none was found. Where no number can be shown a sentence says so."""
    found = [kind for kind in BENDS if view.number(place, f"bend.{kind}") or view.now.mark(f"{place.scope}.bend.{kind}") in ("c", "low")]
    if not found:
        return None
    rows = [Row(BENDS[kind][0], (view.figure(place, f"bend.{kind}", BENDS[kind][1]),)) for kind in found]
    return Section(
        "second-look",
        "Changes worth a second look",
        sub="Changes since the last snapshot that can make the figures look different without support being different",
        says="Each has good reasons as often as not. A governor may ask who decided, and why.",
        table=table("second-look", f"Changes worth a second look, {place.name}", (words_column("Change"), column("How many")), rows),
        open_table=True,
    )

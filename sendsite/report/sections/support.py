"""How support is given: in class or withdrawn, one to one or in groups, by which roles, and whether pairings of adult and pupil went on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sendsite.framework.coarse import LEAST_COUNT, LEAST_HOURS, surely_most
from sendsite.framework.records import MODES
from sendsite.report.charts.bars import Item, paired
from sendsite.report.charts.stack import LITTLE, Part, stack
from sendsite.report.disclosure import marked, shown_cell
from sendsite.report.figures.charts import Section
from sendsite.report.figures.values import Cell, Row
from sendsite.report.formats import COUNT, HOURS, SHARE, WHOLE_PERCENT, small
from sendsite.report.quantities.support import SIZES
from sendsite.report.sections.by_role import rows_by_role, told_by
from sendsite.report.sections.ratings import REST_HIDDEN
from sendsite.report.tables import column, row, table, words_cell, words_column
from sendsite.report.view import Place, View
from sendsite.report.words import GROUPS
from sendsite.report.words import MODES as MODE_NAMES

TONES = ("s1", "s2", "s5", "s7")


def modes(view: View, place: Place) -> Section | None:
    """Support hours by mode; None where no support is timetabled."""
    return _split(view, place, "mode", {mode: MODE_NAMES[mode] for mode in (*MODES, "")}, "Support hours by mode", "in class, withdrawn or as an intervention")


def groups(view: View, place: Place) -> Section | None:
    """Support hours by size of group; None where no support is timetabled."""
    return _split(view, place, "group", {size: GROUPS[size] for size in SIZES}, "Support hours by size of group", "one to one or in groups")


def _split(view: View, place: Place, name: str, labels: Mapping[str, str], caption: str, how: str) -> Section | None:
    if view.is_none(place, f"{name}.hours"):
        return None
    kept = {group: words for group, words in labels.items() if not view.is_none(place, f"{name}.{group}.hours")}
    parts = [
        Part(words, view.number(place, f"{name}.{group}.hours"), TONES[at % 4], view.figure(place, f"{name}.{group}.hours", HOURS).text)
        for at, (group, words) in enumerate(kept.items())
    ]
    whole = view.number(place, f"{name}.hours")
    picture = stack([("Hours", parts, whole)], view.least(LEAST_HOURS))
    shares = {segment.label: segment.share for segment in picture.rows[0].segments if segment.share}
    drawn = any(segment.width for segment in picture.rows[0].segments)
    rows = [
        Row(words, (view.figure(place, f"{name}.{group}.hours", HOURS), _share(view, place, f"{name}.{group}", shares.get(words, ""))))
        for group, words in kept.items()
    ]
    total = view.figure(place, f"{name}.hours", HOURS)
    rows.append(Row("All support", (total, marked(total.mark) if total.mark else shown_cell(1.0, SHARE)), total=True))
    return Section(
        f"by-{name}",
        _heading(parts, shares, whole, caption),
        sub=f"How adults’ support hours are given: {how}",
        says="" if drawn else _shown(parts, whole),
        chart=picture,
        desc="; ".join(f"{part.label}: {part.text} hours" for part in parts),
        table=table(f"by-{name}", f"{caption}, {place.name}", (words_column("How"), column("Hours", "h a week"), column("Share", "%")), rows),
        note=_beyond(parts, whole) if view.now.rounded else "",
    )


def _share(view: View, place: Place, part: str, drawn: str) -> Cell:
    """A share as it stands in the picture: of what is drawn there; without a picture as it is released."""
    if drawn == LITTLE:
        return words_cell(drawn)
    return Cell(drawn, float(drawn.rstrip("%"))) if drawn else view.figure(place, f"{part}.share", SHARE)


GIVEN = {
    MODE_NAMES["in_class"]: "given in class",
    MODE_NAMES["withdrawn"]: "given withdrawn from class",
    MODE_NAMES["intervention"]: "given as an intervention",
    MODE_NAMES[""]: "without a recorded mode",
    **{words: f"given {'' if size == 'one' else 'in '}{small(words)}" for size, words in GROUPS.items()},
}


def _heading(parts: Sequence[Part], shares: Mapping[str, str], whole: float | None, caption: str) -> str:
    """The largest part that is shown, with its share; of too little for one `More than half` where that holds whatever rounding hid."""
    top = max(parts, key=lambda part: part.number or 0.0)
    if top.number and shares.get(top.label):
        return f"{shares[top.label]} of support is {GIVEN[top.label]}"
    return f"More than half of support is {GIVEN[top.label]}" if top.number and whole and surely_most(top.number, whole) else caption


def _shown(parts: Sequence[Part], whole: float | None) -> str:
    """What is told of the parts where too few can be drawn; nothing where none is shown."""
    told = [f"{part.text} {'' if whole is None else f'of {HOURS.text(whole)} '}hours of support are {GIVEN[part.label]}." for part in parts if part.number]
    return " ".join([*told, REST_HIDDEN]) if told else ""


def _beyond(parts: Sequence[Part], whole: float | None) -> str:
    """Why parts come to more than their total; what they leave over of it stands in the picture."""
    together = sum(part.number or 0.0 for part in parts)
    if whole is None or together <= whole or any(part.number is None for part in parts):
        return ""
    return f"Each figure is rounded by itself, so parts may not add up: these come to {HOURS.text(together)} hours, and all support to {HOURS.text(whole)}."


def pairings(view: View, place: Place) -> Section | None:
    """How much of last term's pairing of adult and pupil went on; None where there is no term before, or nobody was paired."""
    if view.now.mark(f"{place.scope}.pairs.share") not in ("", "c"):
        return None
    last, went_on = (view.figure(place, f"pairs.{name}", COUNT) for name in ("last", "kept"))
    part = _share_of_pairs(view, place)
    heading = "Pairings of adult and pupil since last term"
    if part.value is not None:
        heading = f"{part.text} of last term’s pairings of adult and pupil went on"
    elif not last.mark and not went_on.mark:
        heading = f"{went_on.text} of last term’s {last.text} pairings of adult and pupil went on"
    columns = (words_column("Pairings"), column("Last term"), column("Went on"), column("Share", "%"))
    return Section(
        "pairings",
        heading,
        sub="Pairings of an adult and a pupil last term, where both are still here",
        says="Neither high nor low is good in itself: a pupil may need someone they know, and may need to learn to do without.",
        table=table("pairings", f"Pairings that went on, {place.name}", columns, [Row("Adult and pupil", (last, went_on, part))]),
        open_table=True,
    )


def _share_of_pairs(view: View, place: Place) -> Cell:
    """The share that went on, to a whole percent; of fewer than are enough for one its mark."""
    last = view.number(place, "pairs.last")
    few = last is not None and last < view.least(LEAST_COUNT) and view.number(place, "pairs.share") is not None
    return marked("u") if few else view.figure(place, "pairs.share", WHOLE_PERCENT)


def roles(view: View, place: Place) -> Section | None:
    """Contracted, SEND and used hours by role: roles only, never persons; None without staff."""
    if view.is_none(place, "role.contracted"):
        return None
    kept = rows_by_role(view, place)
    items = [
        Item(
            label,
            view.number(place, f"role.{role}.send"),
            view.figure(place, f"role.{role}.send", HOURS).text,
            view.number(place, f"role.{role}.used"),
            view.figure(place, f"role.{role}.used", HOURS).text,
        )
        for role, label in kept.items()
    ]
    by = " by role" if kept else ""
    what = ("contracted", "send", "used", "prepared", "absorbed", "unallocated")
    rows = [row(view.now, label, [(f"{place.scope}.role.{role}.{name}", HOURS) for name in what]) for role, label in kept.items()]
    rows.append(row(view.now, "All roles", [(f"{place.scope}.role.{name}", HOURS) for name in what], total=True))
    labels = ("Contracted", "SEND hours", "In support", "Preparation", "Other tasks", "Not yet deployed")
    return Section(
        "roles",
        _roles_heading(view, place),
        sub=f"Hours a week{by}: paid for as SEND hours, and timetabled in support of pupils",
        chart=paired(items, "SEND hours", "In support") if kept else None,
        desc="; ".join(f"{item.label}: {item.text} SEND hours, {item.second_text} in support" for item in items),
        table=table("roles", f"Staff hours{by}, {place.name}", (words_column("Role"), *(column(label, "h a week") for label in labels)), rows),
        note=told_by(kept),
        open_table=not kept,
    )


def _roles_heading(view: View, place: Place) -> str:
    send = view.number(place, "role.send")
    if not send:
        return "No staff hours are paid for as SEND hours yet" if view.is_none(place, "role.send") else "Staff hours by role"
    share = view.share(place, "role.send", "role.contracted", LEAST_HOURS)
    if share is None:
        return f"{HOURS.text(send)} contracted hours a week are SEND hours"
    return f"{WHOLE_PERCENT.text(share)} of contracted hours are SEND hours: {HOURS.text(send)} a week"

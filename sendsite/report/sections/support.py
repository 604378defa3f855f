"""How support is given: in class or withdrawn, one to one or in groups, by which roles, and whether pairings of adult and pupil went on."""

from __future__ import annotations

from collections.abc import Mapping

from sendsite.framework.coarse import LEAST_HOURS
from sendsite.framework.records import MODES, ROLES
from sendsite.report.charts.bars import Item, paired
from sendsite.report.charts.stack import Part, stack
from sendsite.report.disclosure import marked, shown_cell
from sendsite.report.figures.charts import Section
from sendsite.report.figures.values import Row
from sendsite.report.formats import COUNT, HOURS, PERCENT, SHARE, WHOLE_PERCENT, small
from sendsite.report.quantities.support import SIZES
from sendsite.report.tables import column, row, table, words_column
from sendsite.report.view import Place, View
from sendsite.report.words import GROUPS
from sendsite.report.words import MODES as MODE_NAMES
from sendsite.report.words import ROLES as ROLE_NAMES

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
    picture = stack([("Hours", parts, view.number(place, f"{name}.hours"))], view.least(LEAST_HOURS))
    rows = [
        row(view.now, words, [(f"{place.scope}.{name}.{group}.hours", HOURS), (f"{place.scope}.{name}.{group}.share", SHARE)]) for group, words in kept.items()
    ]
    total = view.figure(place, f"{name}.hours", HOURS)
    rows.append(Row("All support", (total, marked(total.mark) if total.mark else shown_cell(1.0, SHARE)), total=True))
    return Section(
        f"by-{name}",
        _heading(view, place, name, kept, caption),
        sub=f"How adults’ support hours are given: {how}",
        chart=picture,
        desc="; ".join(f"{part.label}: {part.text} hours" for part in parts),
        table=table(f"by-{name}", f"{caption}, {place.name}", (words_column("How"), column("Hours", "h a week"), column("Share", "%")), rows),
    )


def _heading(view: View, place: Place, name: str, kept: Mapping[str, str], caption: str) -> str:
    """The largest share that is shown."""
    shares = [(share, words) for group, words in kept.items() if (share := view.number(place, f"{name}.{group}.share")) is not None]
    if not shares:
        return caption
    share, words = max(shares)
    if name == "group":
        return f"{WHOLE_PERCENT.text(share)} of support is given {'' if words == GROUPS['one'] else 'in '}{small(words)}"
    said = {
        "In class": "given in class",
        "Withdrawn": "given withdrawn from class",
        "Intervention": "given as an intervention",
        "Not recorded": "without a recorded mode",
    }
    return f"{WHOLE_PERCENT.text(share)} of support is {said[words]}"


def pairings(view: View, place: Place) -> Section | None:
    """How much of last term's pairing of adult and pupil went on; None where there is no term before, or nobody was paired."""
    if view.now.mark(f"{place.scope}.pairs.share") not in ("", "c"):
        return None
    share = view.number(place, "pairs.share")
    heading = (
        "Pairings of adult and pupil since last term" if share is None else f"{WHOLE_PERCENT.text(share)} of last term’s pairings of adult and pupil went on"
    )
    names = [(f"{place.scope}.pairs.last", COUNT), (f"{place.scope}.pairs.kept", COUNT), (f"{place.scope}.pairs.share", PERCENT)]
    columns = (words_column("Pairings"), column("Last term"), column("Went on"), column("Share", "%"))
    return Section(
        "pairings",
        heading,
        sub="Pairings of an adult and a pupil last term, where both are still here",
        says="Neither high nor low is good in itself: a pupil may need someone they know, and may need to learn to do without.",
        table=table("pairings", f"Pairings that went on, {place.name}", columns, [row(view.now, "Adult and pupil", names)]),
        open_table=True,
    )


def roles(view: View, place: Place) -> Section | None:
    """Contracted, SEND and used hours by role: roles only, never persons; None without staff."""
    kept = [role for role in ROLES if not view.is_none(place, f"role.{role}.contracted")]
    if not kept:
        return None
    items = [
        Item(
            ROLE_NAMES[role],
            view.number(place, f"role.{role}.send"),
            view.figure(place, f"role.{role}.send", HOURS).text,
            view.number(place, f"role.{role}.used"),
            view.figure(place, f"role.{role}.used", HOURS).text,
        )
        for role in kept
    ]
    what = ("contracted", "send", "used", "prepared", "absorbed", "unallocated")
    rows = [row(view.now, ROLE_NAMES[role], [(f"{place.scope}.role.{role}.{name}", HOURS) for name in what]) for role in kept]
    rows.append(row(view.now, "All roles", [(f"{place.scope}.role.{name}", HOURS) for name in what], total=True))
    labels = ("Contracted", "SEND hours", "In support", "Preparation", "Other tasks", "Not yet deployed")
    return Section(
        "roles",
        _roles_heading(view, place),
        sub="Hours a week by role: paid for as SEND hours, and timetabled in support of pupils",
        chart=paired(items, "SEND hours", "In support"),
        desc="; ".join(f"{item.label}: {item.text} SEND hours, {item.second_text} in support" for item in items),
        table=table("roles", f"Staff hours by role, {place.name}", (words_column("Role"), *(column(label, "h a week") for label in labels)), rows),
        note="Roles, never persons.",
    )


def _roles_heading(view: View, place: Place) -> str:
    send = view.number(place, "role.send")
    if not send:
        return "No staff hours are paid for as SEND hours yet" if view.is_none(place, "role.send") else "Staff hours by role"
    share = view.share(place, "role.send", "role.contracted", LEAST_HOURS)
    if share is None:
        return f"{HOURS.text(send)} contracted hours a week are SEND hours"
    return f"{WHOLE_PERCENT.text(share)} of contracted hours are SEND hours: {HOURS.text(send)} a week"

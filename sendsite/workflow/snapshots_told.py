"""Snapshots and their comparison told: as a document for programs, unrounded, and as lines and tables for people, rounded as pages are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from sendsite.framework.model import KPIS
from sendsite.report.formats import HOURS, Format, adding_up
from sendsite.report.words import KPI_SHORT

if TYPE_CHECKING:
    from sendsite.framework.between import Moved, Need, NeedChange, Person, PlaceChange
    from sendsite.framework.settings import Framework
    from sendsite.workflow.snapshots_diff import Compared, Shown

NONE = "[x]"
"""What stands where a figure is not available."""
HOURS_SHOWN = ("needed", "paid", "delivered", "gap", "surplus")
STATUS = {"E": "EHCP", "K": "SEN support"}


class Sheet(NamedTuple):
    """A table for a terminal."""

    headings: list[str]
    rows: list[list[str]]


def shown_document(shown: Shown) -> dict[str, Any]:
    """A snapshot as JSON: its manifest, rows by table, and the metrics as they were computed then."""
    info = shown.info
    head = {"term": info.term.name, "edition": info.edition, "data_date": str(info.data_date), "taken_at": info.taken_at, "by": info.by}
    return {**head, "product": info.product, "file": info.path.name, "previous": info.previous, "rows": info.rows, "metrics": shown.document}


def shown_lines(shown: Shown) -> Iterator[str]:
    """The manifest in plain words, then what the snapshot holds."""
    info = shown.info
    yield f"{info.term.label}, edition {info.edition}: the register as it stood on {info.data_date}."
    yield f"Taken {info.taken_at} by {info.by}, with sendsite {info.product}. Every byte of {info.path.name} is as it was written."
    yield "It holds " + ", ".join(f"{rows:,} {table.replace('_', ' ')}" for table, rows in info.rows.items() if rows) + "."


def compared_document(compared: Compared) -> dict[str, Any]:
    """A comparison as JSON: hours as hours a week, every figure unrounded; `moved_by` adds up to the change of the SEI."""
    told = compared.between
    return {
        "before": {"name": compared.before, "data_date": str(compared.before_date)},
        "after": {"name": compared.after, "data_date": str(compared.after_date)},
        "same_method": told.same_method,
        "pupils": {"joined": _people(told.pupils_joined), "left": _people(told.pupils_left)},
        "staff": {"joined": _people(told.staff_joined), "left": _people(told.staff_left)},
        "needs": [{**each.pupil._asdict(), "was": _need(each.was), "now": _need(each.now)} for each in told.needs],
        "schools": [_place(place) for place in told.schools],
        "trust": _place(told.trust),
    }


def people_lines(compared: Compared) -> Iterator[str]:
    """Who joined and who left, and whose need changed, a line each."""
    told = compared.between
    for words, people in (
        ("Pupils who joined", told.pupils_joined),
        ("Pupils who left", told.pupils_left),
        ("Staff who joined", told.staff_joined),
        ("Staff who left", told.staff_left),
    ):
        yield f"{words}: {len(people):,}"
        yield from (f"  {_called(person)}" for person in people)
    yield f"Pupils whose need changed: {len(told.needs):,}"
    yield from (f"  {_called(each.pupil)}: {need_words(each)}" for each in told.needs)


def hours_sheet(compared: Compared) -> Sheet:
    """Hours a week per school, before and after."""
    places = (*compared.between.schools, compared.between.trust)
    rows = [[place.urn, place.name, *(_pair(place.hours.get(name), HOURS) for name in HOURS_SHOWN)] for place in places]
    return Sheet(["urn", "hours a week", *HOURS_SHOWN], rows)


def figures_sheet(compared: Compared, framework: Framework) -> Sheet:
    """The five KPIs and the SEI per school, before and after."""
    places = (*compared.between.schools, compared.between.trust)
    forms = {name: _form(name, framework) for name in (*KPIS, "sei")}
    rows = [[place.urn, place.name, *(_pair(place.kpis[kpi], forms[kpi]) for kpi in KPIS), _pair(place.sei, forms["sei"])] for place in places]
    return Sheet(["urn", "figures", *(KPI_SHORT[kpi] for kpi in (*KPIS, "sei"))], rows)


def moved_sheet(compared: Compared, framework: Framework) -> Sheet:
    """What moved each SEI: the parts of a row add up to its change, as shown too."""
    form = _form("sei", framework)
    rows = [[place.urn, place.name, *_parts(place, form)] for place in (*compared.between.schools, compared.between.trust)]
    return Sheet(["urn", "what moved the index", *(KPI_SHORT[kpi] for kpi in KPIS), "change"], rows)


def _parts(place: PlaceChange, form: Format) -> list[str]:
    if not place.parts or place.sei.was is None or place.sei.now is None:
        return [NONE] * (len(KPIS) + 1)
    total = form.value(place.sei.now) - form.value(place.sei.was)
    shown = [float(part) for part in adding_up([place.parts[kpi] for kpi in KPIS], total, form)]
    return [form.signed(part) for part in (*shown, total)]


def _form(name: str, framework: Framework) -> Format:
    """As the pages write it: the share of need as a percentage."""
    places = framework.places[name]
    return Format(places - 2, suffix="%", percent=True) if name == "need" and places >= 2 else Format(places)


def _pair(moved: Moved | None, form: Format) -> str:
    was, now = (NONE if each is None else form.text(each) for each in (moved or (None, None)))
    return was if was == now else f"{was} > {now}"


def _called(person: Person) -> str:
    return " ".join(part for part in (person.school_urn, person.person_id, person.name) if part)


def need_words(each: NeedChange) -> str:
    """`10.0 to 12.5 hours a week, SEN support to EHCP`."""
    told = []
    if each.was.need_hours != each.now.need_hours:
        told.append(f"{each.was.need_hours / 100:g} to {each.now.need_hours / 100:g} hours a week")
    if each.was.one_to_one_hours != each.now.one_to_one_hours:
        told.append(f"one-to-one {(each.was.one_to_one_hours or 0) / 100:g} to {(each.now.one_to_one_hours or 0) / 100:g}")
    if each.was.sen_status != each.now.sen_status:
        told.append(f"{STATUS[each.was.sen_status]} to {STATUS[each.now.sen_status]}")
    if each.was.primary_need != each.now.primary_need:
        told.append(f"primary need {each.was.primary_need or 'not recorded'} to {each.now.primary_need or 'not recorded'}")
    return ", ".join(told)


def _people(people: Sequence[Person]) -> list[dict[str, str]]:
    return [person._asdict() for person in people]


def _need(need: Need) -> dict[str, Any]:
    hours = {name: None if value is None else value / 100 for name, value in need._asdict().items() if name.endswith("_hours")}
    return {**need._asdict(), **hours}


def _place(place: PlaceChange) -> dict[str, Any]:
    hours = {name: _moved(moved) for name, moved in place.hours.items()}
    kpis = {name: _moved(moved) for name, moved in place.kpis.items()}
    sei = {**_moved(place.sei), "moved_by": place.parts or None}
    return {"urn": place.urn, "name": place.name, "hours": hours, "kpis": kpis, "sei": sei, "real": place.real}


def _moved(moved: Moved) -> dict[str, float | None]:
    return {"was": moved.was, "now": moved.now, "change": moved.by}

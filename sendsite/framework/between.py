"""Two states of a trust side by side: who came and who left, whose need changed, and each school's hours, KPIs and SEI with what moved it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sendsite.framework.change import is_real, split
from sendsite.framework.model import KPIS
from sendsite.framework.records import LIVE, Hundredths, Pupil, Records, Staff
from sendsite.framework.settings import Framework


class State(NamedTuple):
    """A trust at one time: its records, the metrics document computed of them, and the framework that computed it."""

    records: Records
    document: Mapping[str, Any]
    framework: Framework


class Person(NamedTuple):
    """A pupil or a member of staff of a school."""

    school_urn: str
    person_id: str
    name: str


class Need(NamedTuple):
    """What a pupil's plan asks for; hours in hundredths."""

    need_hours: Hundredths
    one_to_one_hours: Hundredths | None
    sen_status: str
    primary_need: str


class NeedChange(NamedTuple):
    """A pupil who stands in both states with another need."""

    pupil: Person
    was: Need
    now: Need


class Moved(NamedTuple):
    """A figure before and after, unrounded; None where it was not available."""

    was: float | None
    now: float | None

    @property
    def by(self) -> float | None:
        """The change; None where either side is missing."""
        return None if self.was is None or self.now is None else self.now - self.was


@dataclass(frozen=True)
class PlaceChange:
    """
    A school, or the trust under the URN "". `parts` is how much of the SEI's change each KPI made: the five add up to `sei.by`.

    `parts` is empty where either SEI is missing. `real` says of the SEI and each KPI whether the change is more than chance makes; None where
    no change is called.
    """

    urn: str
    name: str
    hours: dict[str, Moved]
    kpis: dict[str, Moved]
    sei: Moved
    parts: dict[str, float]
    real: dict[str, bool | None]


@dataclass(frozen=True)
class Between:
    """All that differs between two states; people and schools in the order of their ids, schools that stand in either."""

    pupils_joined: tuple[Person, ...]
    pupils_left: tuple[Person, ...]
    staff_joined: tuple[Person, ...]
    staff_left: tuple[Person, ...]
    needs: tuple[NeedChange, ...]
    schools: tuple[PlaceChange, ...]
    trust: PlaceChange
    same_method: bool


def between(before: State, after: State) -> Between:
    """What changed from one state to another. Each figure is as it was computed in its own time, by the method in force then."""
    pupils = [{row[:2]: row for row in state.records.pupils} for state in (before, after)]
    staff = [{row[:2]: row for row in state.records.staff if row.scenario == LIVE} for state in (before, after)]
    was, now = ({school["urn"]: school for school in state.document["schools"]} for state in (before, after))
    on_register = [_registers(state.records) for state in (before, after)]
    schools = [_place(was.get(urn, {}), now.get(urn, {}), before, after, min(each.get(urn, 0) for each in on_register)) for urn in sorted({*was, *now})]
    least = min(sum(each.values()) for each in on_register)
    return Between(
        pupils_joined=_only_in(pupils[1], pupils[0]),
        pupils_left=_only_in(pupils[0], pupils[1]),
        staff_joined=_only_in(staff[1], staff[0]),
        staff_left=_only_in(staff[0], staff[1]),
        needs=_needs(*pupils),
        schools=tuple(schools),
        trust=_place(_whole(before.document), _whole(after.document), before, after, least),
        same_method=before.framework == after.framework,
    )


def _only_in(these: Mapping[Any, Pupil | Staff], others: Mapping[Any, Pupil | Staff]) -> tuple[Person, ...]:
    return tuple(_person(row) for key, row in sorted(these.items()) if key not in others)


def _person(row: Pupil | Staff) -> Person:
    return Person(*row[:3])


def _needs(was: Mapping[Any, Pupil], now: Mapping[Any, Pupil]) -> tuple[NeedChange, ...]:
    both = [(was[key], row) for key, row in sorted(now.items()) if key in was]
    return tuple(NeedChange(_person(new), _need(old), _need(new)) for old, new in both if _need(old) != _need(new))


def _need(row: Pupil) -> Need:
    return Need(row.need_hours, row.one_to_one_hours, row.sen_status, row.primary_need)


def _registers(records: Records) -> dict[str, int]:
    """Pupils on each school's register."""
    found = dict.fromkeys((school.urn for school in records.schools), 0)
    for pupil in records.pupils:
        found[pupil.school_urn] = found.get(pupil.school_urn, 0) + 1
    return found


def _whole(document: Mapping[str, Any]) -> dict[str, Any]:
    """The trust's figures, with the sums of its schools' hours."""
    schools: Sequence[Mapping[str, Any]] = document["schools"]
    names = dict.fromkeys(name for school in schools for name in school.get("hours", {}))
    hours = {name: math.fsum(school.get("hours", {}).get(name) or 0 for school in schools) for name in names}
    return {"urn": "", "name": "Trust", "hours": hours, **document["trust"]}


def _place(was: Mapping[str, Any], now: Mapping[str, Any], before: State, after: State, register: int) -> PlaceChange:
    """One school's or the trust's figures; an empty side is a school that is not there."""
    head = now or was
    hours = {name: Moved(was.get("hours", {}).get(name), now.get("hours", {}).get(name)) for name in _names(was.get("hours", {}), now.get("hours", {}))}
    kpis = {kpi: Moved(_figure(was, kpi, "value"), _figure(now, kpi, "value")) for kpi in KPIS}
    sei = Moved(was.get("sei", {}).get("value"), now.get("sei", {}).get("value"))
    figures = {**kpis, "sei": sei}
    real = {kpi: is_real(kpi, _float(moved.was), _float(moved.now), register, after.framework) for kpi, moved in figures.items()}
    return PlaceChange(head["urn"], head["name"], hours, kpis, sei, _parts(was, now, sei, before.framework, after.framework), real)


def _names(*sides: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name for side in sides for name in side))


def _parts(was: Mapping[str, Any], now: Mapping[str, Any], sei: Moved, then: Framework, today: Framework) -> dict[str, float]:
    """The exact split; where the floors of two methods differ, each score is floored by its own, as in its own SEI."""
    first = {kpi: _float(_figure(was, kpi, "score")) for kpi in KPIS}
    last = {kpi: _float(_figure(now, kpi, "score")) for kpi in KPIS}
    if sei.by is None or any(math.isnan(score) for score in (*first.values(), *last.values())):
        return {}
    first = {kpi: max(score, then.index.floor) for kpi, score in first.items()}
    last = {kpi: max(score, today.index.floor) for kpi, score in last.items()}
    return split(first, last, min(then, today, key=lambda method: method.index.floor))


def _figure(place: Mapping[str, Any], kpi: str, part: str) -> float | None:
    found: float | None = place.get("kpis", {}).get(kpi, {}).get(part)
    return found


def _float(figure: float | None) -> float:
    return math.nan if figure is None else figure

"""What the history may be asked for, in the query of its address: a school, who, which kind, which table, one record, from when until when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from sendsite.admin.desk import desk
from sendsite.admin.forms import Field, Form, own, read
from sendsite.admin.me import my_schools, now, reach
from sendsite.admin.telling import KINDS, table_words, who
from sendsite.framework.records import TABLES
from sendsite.register.reach import made

NAMES = ("school", "by", "kind", "table", "pupil", "staff", "since", "until")


def fields() -> tuple[Field, ...]:
    """The fields of the filter; only schools, people and kinds that whoever asks can meet in the history are offered."""
    known = made(desk().register, school=reach())
    schools = [(school.urn, school.name) for school in my_schools()]
    return (
        own("school", "School", choices=schools, required=False) if schools else own("school", "School", required=False),
        own("by", "Who", choices=[(by, who(by)) for by in known.by], required=False),
        own("kind", "Kind", choices=[(kind, KINDS.get(kind, kind.capitalize())) for kind in known.kinds], required=False),
        own("table", "Table", choices=[(table, table_words(table)) for table in TABLES], required=False),
        own("pupil", "Pupil's id", required=False),
        own("staff", "Staff id", required=False),
        own("since", "From", "date", required=False),
        own("until", "Until", "date", required=False),
    )


def asked(query: Mapping[str, str]) -> Form:
    """The filter as it was asked for. A record is one school's: with several to choose from, the school has to be said."""
    form, mine = read(fields(), query), reach()
    if mine is not None and (form.values.get("school") or "") not in {"", *mine}:  # with no school in the register there is no list to choose from
        form.refuse("school", "School: this is not one of yours. Leave it blank.")
    if not form.faults and (form.values["pupil"] or form.values["staff"]) and not _school_of_record(form.values):
        form.refuse("school", "Choose the school of the record as well: two schools may use the same id.")
    return form


def arguments(form: Form) -> dict[str, Any]:
    """A filter without a fault as `history` takes it. Days are this machine's, the last one included."""
    values = form.values
    mine = reach()
    found: dict[str, Any] = {name: values[name] for name in ("by", "kind", "table") if values[name]}
    found["school"] = values["school"] or mine
    for whom in ("pupil", "staff"):
        if values[whom]:
            found[whom] = (_school_of_record(values), values[whom])
    if values["since"]:
        found["since"] = _midnight(values["since"])
    if values["until"]:
        found["until"] = _midnight(values["until"] + timedelta(days=1))
    return found


def query_of(form: Form) -> dict[str, str]:
    """The filter as the query of an address."""
    return {name: form.typed[name] for name in NAMES if form.typed.get(name)}


def _school_of_record(values: Mapping[str, Any]) -> str:
    """The school that was said, else the only one that has somebody of that id, else the only one that is theirs."""
    if values["school"]:
        return str(values["school"])
    mine = {school.urn for school in my_schools()}
    records = now().records
    have = {each.school_urn for each in records.pupils if each.pupil_id == values["pupil"]} if values["pupil"] else set()
    have |= {each.school_urn for each in records.staff if each.staff_id == values["staff"]} if values["staff"] else set()
    of_mine = have & mine or mine
    return next(iter(of_mine)) if len(of_mine) == 1 else ""


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time()).astimezone()

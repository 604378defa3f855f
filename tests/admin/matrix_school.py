"""A school with a matrix of any size, an admin on it and people who edit it, for tests."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from flask import Flask

from sendsite.admin.app import create_admin
from sendsite.admin.desk import Desk
from sendsite.config import Settings
from sendsite.framework.records import Allocation, Pupil, Records, School, Staff
from sendsite.framework.settings import default
from sendsite.register import sessions
from sendsite.register.database import Register
from sendsite.register.edits import replace_all
from sendsite.register.people import users
from sendsite.register.people_edits import add_user
from tests.admin.people import COOKIE, Caller, document, token_of

URN = "140001"
PAGE = f"/school/{URN}/deployment"


def a_school(pupils: int, staff: int, cells: Sequence[tuple[int, int, int, str]] = ()) -> Records:
    """`cells` are (pupil, member of staff, hundredths of an hour, group)."""
    children = tuple(Pupil(URN, f"P{number:03}", f"Pupil {number}", "3", "3B", 10_00, None, "K", "SLCN") for number in range(pupils))
    people = tuple(Staff(URN, f"S{number:02}", f"Adult {number}", "TA", 30_00, 30_00) for number in range(staff))
    rows = tuple(Allocation(URN, "", f"S{by:02}", f"P{whom:03}", hours, group) for whom, by, hours, group in cells)
    return Records(schools=(School(URN, "Harbour Lane", "primary", 400),), staff=people, pupils=children, deployment=rows)


def an_admin(register: Register, folder: Path, records: Records, editors: int = 1) -> Flask:
    """An admin on these records, with SENCOs `editor0` and so on."""
    replace_all(register, records, by="test")
    for number in range(editors):
        add_user(register, name=f"editor{number}", shown_name=f"Editor {number}", role="senco", schools=(URN,), password_hash="none", by="test")
    return create_admin(Desk(folder, register, Settings(), default()))


def an_editor(app: Flask, number: int = 0) -> Caller:
    """Somebody signed in who may edit the school."""
    client = app.test_client()
    client.set_cookie(COOKIE, token(app, number))
    caller = Caller(client)
    caller.csrf = token_of(caller.get(PAGE).text)
    return caller


def token(app: Flask, number: int) -> str:
    register = app.extensions["desk"].register
    who = next(user for user in users(register) if user.name == f"editor{number}")
    return sessions.begin(register, who.id, proven=True)


def posted(cells: Sequence[tuple[str, str, str, str]], scenario: str = "", kind: str = "edit") -> dict[str, str]:
    """What the script posts: cells as (pupil, member of staff, text, what was seen)."""
    return {"scenario": scenario, "kind": kind, "cells": json.dumps([dict(zip(("pupil", "staff", "text", "was"), cell, strict=True)) for cell in cells])}


def edit(caller: Caller, *cells: tuple[str, str, str, str], scenario: str = "", kind: str = "edit", urn: str = URN) -> Any:
    """Edit some cells as the script does."""
    return caller.part("post", f"/school/{urn}/deployment/cells", posted(cells, scenario, kind))


def notes(answer: Any) -> list[dict[str, str]]:
    """What an answer tells of its cells."""
    return [dict(each.attrib) for each in document(answer.text).iter("i") if each.get("data-pupil")]


def outputs(answer: Any) -> dict[str, str]:
    """The totals of an answer or a page, by their id, as they are read."""
    return {each.get("id"): re.sub(r"\s+", " ", "".join(each.itertext())).strip() for each in document(answer.text).iter("output")}


def cells_of(page: Any) -> dict[tuple[str, str], str]:
    """The cells of a page that hold anything, by pupil and member of staff."""
    root = document(page.text)
    staff = [each.get("data-staff") for each in root.iter("th") if each.get("data-staff")]
    rows = [row for row in root.iter("tr") if row.get("data-pupil")]
    found = {
        (row.get("data-pupil"), staff[int(cell.get("data-col")) - 1]): cell.find("input").get("value")
        for row in rows
        for cell in row.iter("td")
        if cell.get("data-col")
    }
    return {place: text for place, text in found.items() if text}

"""
Salaries: seen and set by those who may, and by nobody else in any writing, on any page, in any file; and whose school it is not stays untouched.

Two unlike sums are somebody's pay here. A sum of them is looked for as well, for from a total one can be told by the other.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from sendsite.framework.records import LIVE, TABLES, Staff
from sendsite.register import facts
from sendsite.register.changes import Changes
from sendsite.register.edits import apply
from tests.admin.forms_found import form_on, forms_of
from tests.admin.people import OTHER, OWN, Caller, signed_in
from tests.admin.screens_listed import an_admin_of, lived_in, register_of, screens, small_trust, values_of, waiting
from tests.admin.sending import paste

FIRST, SECOND = 27182_81, 31415_92
"""Pence. No other figure of the demo is written like them."""


def written(pence: int) -> tuple[str, ...]:
    """The ways in which such a sum may be written: as it is typed, in pence, in whole pounds with and without a comma."""
    pounds, whole = f"{pence / 100:.2f}", (pence + 50) // 100
    return (pounds, str(pence), str(whole), f"{whole:,}", f"{pence // 100:,}", str(pence // 100))


FORBIDDEN = {words for pence in (FIRST, SECOND, FIRST + SECOND) for words in written(pence)}


@pytest.fixture(scope="module")
def paid(demo_register: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An admin in which two colleagues of the SENCO's school have those salaries, live and in a scenario with staff of its own."""
    with an_admin_of(small_trust(demo_register, tmp_path_factory.mktemp("paid") / "demo")) as app:
        before = [row for row in facts.records(register_of(app)).staff if row.school_urn == OWN]
        pay = dict(zip(sorted({row.staff_id for row in before}), (FIRST, SECOND), strict=False))
        changes = tuple((row, row._replace(annual_salary=pay.get(row.staff_id, row.annual_salary))) for row in before)
        apply(register_of(app), Changes(changed={"staff": tuple(pair for pair in changes if pair[0] != pair[1])}), by="owner")
        yield app


@pytest.fixture(scope="module")
def done(paid: Flask) -> dict[str, object]:
    return lived_in(paid, signed_in(paid, "owner"))


def staff_of(app: Flask, salary: int = FIRST) -> Staff:
    rows = facts.records(register_of(app)).staff
    found: Staff = next(row for row in rows if (row.school_urn, row.annual_salary, row.scenario) == (OWN, salary, LIVE))
    return found


def _answers(app: Flask, caller: Caller, role: str, done: dict[str, object]) -> Iterator[tuple[str, bytes]]:
    """Everything that somebody can be shown or take away."""
    known = done | (waiting(caller) if role != "viewer" else {})
    member = f"/school/{OWN}/staff/{staff_of(app).staff_id}"
    history = [f"/history?table=staff&school={OWN}", f"/history/{values_of(app, OWN)['change']}", *(f"/history/{number}" for number in range(1, 12))]
    for path in (*(each.path for each in screens(app, OWN, known)), f"{member}/", f"{member}/remove", *history):
        answer = caller.get(path)
        yield path, answer.get_data()
        if answer.mimetype == "text/html":
            yield f"{path} (part)", caller.part("get", path).get_data()
            for form in forms_of(answer.text, path):
                if form.action.endswith("/export"):
                    yield from ((f"{form.action} {ending}", caller.post(form.action, {"as": ending}).get_data()) for ending in ENDINGS)
    for ending in (*ENDINGS, "csv"):
        yield f"/history.{ending}", caller.get(f"/history.{ending}").get_data()


ENDINGS = ("zip", "xlsx")


def _unpacked(content: bytes) -> str:
    """All that a file holds, its members included."""
    if not content.startswith(b"PK"):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(_unpacked(archive.read(name)) for name in archive.namelist())


def _shown(app: Flask, role: str, done: dict[str, object], wanted: set[str]) -> list[str]:
    caller = signed_in(app, role)
    return [f"{path}: {words}" for path, content in _answers(app, caller, role, done) for text in [_unpacked(content)] for words in wanted if words in text]


@pytest.mark.parametrize("role", ["senco", "viewer"])
def test_no_page_part_or_file_shows_a_salary_to_whoever_may_not_see_pay(paid, done, role):
    assert _shown(paid, role, done, FORBIDDEN) == []


@pytest.mark.parametrize("role", ["senco", "viewer"])
def test_nothing_that_they_see_moves_with_a_salary(paid, done, role):
    """What gives a sum away without writing it would change with it: whatever they are shown is the same after everybody's pay was doubled."""
    caller = signed_in(paid, role)
    paths = [each.path for each in screens(paid, OWN, done) if each.endpoint.split(".")[0] in STEADY and not each.path.endswith((".xlsx", ".zip"))]
    before = {path: _steady(caller, path) for path in paths}
    rows = [row for row in facts.records(register_of(paid)).staff if row.school_urn == OWN and row.annual_salary]
    pairs = tuple((row, row._replace(annual_salary=row.annual_salary * 2)) for row in rows if row.annual_salary)
    apply(register_of(paid), Changes(changed={"staff": pairs}), by="owner")
    after = {path: _steady(caller, path) for path in paths}
    apply(register_of(paid), Changes(changed={"staff": tuple((doubled, row) for row, doubled in pairs)}), by="owner")

    assert len(paths) > 20
    assert [path for path in paths if before[path] != after[path]] == []


STEADY = ("figures", "deployment", "scenarios", "register", "pupil", "tasks", "schools", "bands")
"""Screens that show no history, no version of a row of staff and no time of day."""


def _steady(caller: Caller, path: str) -> str:
    """A page without its token, and without the mark of what a confirmation stands for: that one is keyed, and only says that something changed."""
    return re.sub(r'name="seen" value="[0-9a-f]{16}"', "", str(caller.get(path).text).replace(caller.csrf, ""))


def test_those_who_may_see_pay_are_shown_it(paid, done):
    caller = signed_in(paid, "trust_officer")
    member = f"/school/{OWN}/staff/{staff_of(paid).staff_id}/"

    assert form_on(caller, member).sent()["annual_salary"] == "27182.81"
    assert "£27,183" in caller.get(f"/school/{OWN}/staff").text
    found = _shown(paid, "trust_officer", done, {"27182.81", "27,182.81"})
    assert any("history" in each for each in found)
    assert any("export" in each for each in found)


@pytest.mark.parametrize("more", [{}, {"annual_salary": "1"}, {"annual_salary": ""}])
def test_saving_a_row_without_the_right_keeps_the_salary(paid, more):
    row, caller = staff_of(paid), signed_in(paid, "senco")
    member = f"/school/{OWN}/staff/{row.staff_id}/"
    form = form_on(caller, member)
    name = f"{row.name}x"

    answer = caller.post(member, form.sent(name=name, **more))

    assert "annual_salary" not in form.sent()
    assert answer.status_code == 303
    assert staff_of(paid) == row._replace(name=name)


def test_a_conflict_shows_no_salary_to_whoever_may_not_see_pay(paid):
    row, caller = staff_of(paid), signed_in(paid, "senco")
    member = f"/school/{OWN}/staff/{row.staff_id}/"
    seen = form_on(caller, member).sent(name="Mine")
    apply(register_of(paid), Changes(changed={"staff": ((row, row._replace(name="Theirs", annual_salary=SECOND)),)}), by="owner")

    answer = caller.post(member, seen)

    now = next(each for each in facts.records(register_of(paid)).staff if (each.school_urn, each.staff_id, each.scenario) == (OWN, row.staff_id, LIVE))
    apply(register_of(paid), Changes(changed={"staff": ((now, row),)}), by="owner")
    assert answer.status_code == 409
    assert [words for words in FORBIDDEN if words in answer.text] == []
    assert now.annual_salary == SECOND


def test_an_import_without_the_right_neither_shows_nor_sets_a_salary(paid):
    row, caller = staff_of(paid), signed_in(paid, "senco")
    head = "school_urn,staff_id,name,role,contracted_hours,send_hours,annual_salary"
    sent = paste(caller, f"{head}\n{OWN},{row.staff_id},{row.name}y,{row.role},{row.contracted_hours / 100:g},{row.send_hours / 100:g},1\n")
    page = caller.get(sent.location) if sent.status_code == 303 else sent

    assert [words for words in FORBIDDEN if words in page.text] == []
    assert staff_of(paid) == row


def _others(app: Flask) -> dict[str, list[Any]]:
    records = facts.records(register_of(app))
    return {table: [row for row in getattr(records, table) if getattr(row, "school_urn", getattr(row, "urn", "")) == OTHER] for table in TABLES}


def _attempts(app: Flask) -> Iterator[tuple[str, dict[str, Any]]]:
    """A SENCO's own addresses with another school's ids in the path, in a field, or both."""
    theirs, own = values_of(app, OTHER), values_of(app, OWN)
    at = f"/school/{OWN}"
    for what in ("details", "answers", "rating", "leave", "outcomes/add", f"outcomes/{theirs['outcome_id']}/", f"outcomes/{theirs['outcome_id']}/remove"):
        yield f"{at}/pupils/{theirs['pupil_id']}/{what}", {"version": "1", "name": "x", "why": "mistake", "need_hours": "5"}
    yield f"{at}/staff/{theirs['staff_id']}/", {"version": "1", "name": "x", "role": "TA", "contracted_hours": "5", "send_hours": "5"}
    yield f"{at}/staff/{theirs['staff_id']}/remove", {"version": "1", "why": "mistake"}
    yield f"{at}/moderation/{theirs['pupil_id']}", {"version": "1", "agreed": "yes"}
    yield f"{at}/pupils/bulk", {"tick": f"1:{theirs['pupil_id']}", "action": "class", "step": "do", "value": "Gone"}
    yield f"{at}/pupils/bulk", {"tick": [f"1:{theirs['pupil_id']}"], "action": "leave", "step": "do", "value": "2026-01-01"}
    for kind in ("edit", "paste", "clear", "fill"):
        cells = [{"pupil": theirs["pupil_id"], "staff": theirs["staff_id"], "text": "9", "was": ""}]
        yield f"{at}/deployment/cells", {"scenario": "", "kind": kind, "cells": json.dumps(cells)}
        crossed = [{"pupil": own["pupil_id"], "staff": theirs["staff_id"], "text": "9", "was": ""}]
        yield f"{at}/deployment/cells", {"scenario": "", "kind": kind, "cells": json.dumps(crossed)}
    yield f"{at}/deployment/whole", {"scenario": "", f"c:{theirs['pupil_id']}:{theirs['staff_id']}:": "9"}
    yield f"{at}/tasks", {f"t:{theirs['staff_id']}:cover:0:": "9"}
    for what in ("name", "remove", "make-live"):
        yield f"{at}/scenarios/{theirs['scenario']}/{what}".replace(" ", "~20"), {"name": "x"}
    yield f"{at}/staff/scenarios/{theirs['scenario']}".replace(" ", "~20"), {}
    yield f"{at}/scenarios", {"name": "Taken", "source": str(theirs["scenario"]), "note": ""}


@pytest.mark.parametrize("role", ["senco", "viewer"])
def test_another_schools_ids_are_unknown_and_nothing_is_changed_by_them(paid, done, role):
    before, caller, wrong = facts.records(register_of(paid)), signed_in(paid, role), []
    for path, typed in _attempts(paid):
        answer = caller.post(path, typed)
        if answer.status_code not in (400, 403, 404, 409, 422) and not (answer.status_code == 303 and "saved=0" in str(answer.location)):
            wrong.append(f"{path} {typed}: {answer.status_code}")

    assert wrong == []
    assert facts.records(register_of(paid)) == before


def test_a_change_of_another_school_can_be_neither_seen_nor_undone(paid):
    records = facts.records(register_of(paid))
    row = next(each for each in records.pupils if each.school_urn == OTHER)
    number = apply(register_of(paid), Changes(changed={"pupils": ((row, row._replace(class_name="Elsewhere")),)}), by="owner")
    caller = signed_in(paid, "senco")
    before = _others(paid)
    unknown = caller.get("/history/999999")

    for path in (f"/history/{number}", f"/history/{number}.csv", f"/history/{number}.xlsx"):
        assert caller.get(path).status_code == unknown.status_code == 404
    assert caller.post(f"/history/{number}/undo").status_code == caller.post("/history/999999/undo").status_code
    assert _others(paid) == before
    assert "Elsewhere" not in caller.get("/history.csv").text


def test_what_somebody_else_sent_and_has_not_taken_yet_is_not_there(paid):
    owner, caller = signed_in(paid, "owner"), signed_in(paid, "senco")
    theirs, before = waiting(owner), facts.records(register_of(paid))
    asked = [
        *(caller.get(f"/import-and-export/{theirs['ready']}/{what}") for what in ("preview", "columns", "errors.csv")),
        *(caller.post(f"/import-and-export/{theirs['ready']}/{what}", {"good": "yes", "made": "x"}) for what in ("apply", "preview", "columns")),
        caller.post(f"/school/{OWN}/pupils/paste/apply", {"token": theirs["ready"], "some": "yes"}),
    ]
    unknown = caller.get("/import-and-export/nothing/preview")

    assert {answer.status_code for answer in asked} == {unknown.status_code}
    assert ["Odd" in answer.text for answer in asked] == [False] * len(asked)
    caller.post(f"/import-and-export/{theirs['ready']}/leave")
    assert owner.get(f"/import-and-export/{theirs['ready']}/preview").status_code == 200
    assert facts.records(register_of(paid)) == before


def test_pasted_rows_that_name_another_school_are_refused(paid):
    caller, before = signed_in(paid, "senco"), facts.records(register_of(paid))
    theirs = values_of(paid, OTHER)
    sent = paste(caller, f"school_urn,pupil_id,name,need_hours,sen_status\n{OTHER},{theirs['pupil_id']},x,5,K\n")
    page = caller.get(sent.location) if sent.status_code == 303 else sent
    taken = [caller.post(form.action, form.sent(good="yes")) for form in forms_of(page.text, "") if form.action.endswith("/apply")]

    assert {answer.status_code for answer in taken} <= {303, 422}
    assert facts.records(register_of(paid)) == before

"""Import and export in the browser."""

from __future__ import annotations

import csv
import io

import pytest

from sendsite.register.edits import Changes
from sendsite.register.edits import apply as apply_edit
from sendsite.register.facts import records
from sendsite.register.history import history
from tests.admin.people import OTHER, OWN, query_of, texts
from tests.admin.sending import PUPILS, START, apply, lede_of, paste, previewed, send


def register_of(app):
    return app.extensions["desk"].register


def pupil_of(app, pupil_id, urn=OWN):
    return next((row for row in records(register_of(app)).pupils if (row.school_urn, row.pupil_id) == (urn, pupil_id)), None)


@pytest.fixture
def known(admin):
    """A pupil of the SENCO's own school."""
    return next(row for row in records(register_of(admin)).pupils if row.school_urn == OWN)


def test_a_preview_counts_new_changed_unchanged_and_refused_rows_and_changes_nothing(admin, senco, known):
    same = f"{OWN},{known.pupil_id},{known.name},{known.need_hours / 100:g},{known.sen_status}\n"
    page = previewed(senco, send(senco, ("pupils.csv", f"{PUPILS}{same}{OWN},NEW1,Ada Invented,5,K\n{OWN},NEW2,Bo Sample,12h,K\n")))

    assert lede_of(page) == "1 row differs: 1 new, 1 unchanged, 1 refused. Nothing was changed yet."
    assert pupil_of(admin, "NEW1") is None


def test_a_refusal_names_row_and_column_and_what_to_write(senco):
    page = previewed(senco, send(senco, ("pupils.csv", f"{PUPILS}{OWN},NEW2,Bo Sample,12h,K\n")))

    cells = texts(page.text, "td")
    assert cells[cells.index("need_hours") - 1 :][:4] == ["2", "need_hours", "'12h' is not a number of hours", "Write 12 or 12.5."]


def test_an_import_is_applied_as_one_change_with_a_way_back(admin, senco, known):
    hours = known.need_hours // 100 + 1
    lines = f"{OWN},NEW1,Ada Invented,5,K\n{OWN},{known.pupil_id},{known.name},{hours},{known.sen_status}\n"
    page = previewed(senco, send(senco, ("pupils.csv", PUPILS + lines)))

    answer = apply(senco, page)

    done = history(register_of(admin), limit=1)[0]
    assert (done.kind, done.title, done.rows) == ("import", "Imported pupils.csv: 1 new, 1 changed", 2)
    assert query_of(answer) == f"saved={done.id}"
    assert texts(senco.get(answer.location).text, "h1") == ["Imported"]
    assert senco.post(f"/history/{done.id}/undo").status_code == 303
    assert pupil_of(admin, "NEW1") is None
    assert pupil_of(admin, known.pupil_id) == known


def test_an_import_is_applied_once_however_often_the_button_is_pressed(admin, senco):
    page = previewed(senco, send(senco, ("pupils.csv", f"{PUPILS}{OWN},NEW1,Ada Invented,5,K\n")))

    assert apply(senco, page).location == apply(senco, page).location


def test_with_a_refused_row_nothing_is_applied_unless_the_good_rows_are_asked_for(admin, senco):
    page = previewed(senco, send(senco, ("pupils.csv", f"{PUPILS}{OWN},NEW1,Ada Invented,5,K\n{OWN},NEW2,Bo Sample,12h,K\n")))

    assert apply(senco, page).status_code == 422
    assert pupil_of(admin, "NEW1") is None
    assert apply(senco, page, good="1").status_code == 303
    assert pupil_of(admin, "NEW1").name == "Ada Invented"
    assert pupil_of(admin, "NEW2") is None


def test_the_refusals_can_be_taken_away_safe_from_formulas(senco):
    answer = send(senco, ("pupils.csv", f"{PUPILS}{OWN},NEW2,=1+1,5,K\n"))
    senco.get(answer.location)

    rows = list(csv.reader(io.StringIO(senco.get(answer.location.replace("/preview", "/errors.csv")).data.decode("utf-8-sig"))))

    assert rows[1][:4] == ["pupils.csv", "2", "name", "'=1+1"]
    assert all(cell[:1] not in ("=", "+", "-", "@") for cell in rows[1])


def test_a_plan_that_the_register_moved_on_from_is_refused_and_can_be_looked_at_again(admin, senco, known):
    page = previewed(senco, send(senco, ("pupils.csv", f"{PUPILS}{OWN},{known.pupil_id},{known.name},1,{known.sen_status}\n")))
    apply_edit(register_of(admin), Changes(changed={"pupils": ((known, known._replace(class_name="Moved")),)}), by="sam")

    answer = apply(senco, page)

    assert answer.status_code == 409
    assert "was changed by someone else (sam" in " ".join(texts(answer.text, "p"))
    assert pupil_of(admin, known.pupil_id).class_name == "Moved"


def test_rows_of_another_school_are_refused_as_rows_of_an_unknown_one(senco):
    def said(urn):
        return [text.replace(urn, "URN") for text in texts(previewed(senco, send(senco, ("pupils.csv", f"{PUPILS}{urn},X,Ada,5,K\n"))).text, "td")]

    assert said(OTHER) == said("123456")
    assert "'URN' is not a school of schools.csv or of the register" in said(OTHER)


def test_headings_nobody_knows_are_asked_about_and_remembered(admin, senco):
    text = "Ref\tWho\tPlan\tKind\nNEW1\tAda Invented\t3.5\tSEN support\n"
    columns = senco.get(paste(senco, text).location)
    assert texts(columns.text, "h1") == ["Which column is which"]

    where = columns.request.path
    answer = senco.post(where, {"t0": "pupils"})
    assert answer.location == where  # which table it is was said: now its columns
    answer = senco.post(where, {"t0": "pupils", "c0-0": "pupil_id", "c0-1": "name", "c0-2": "need_hours", "c0-3": "sen_status"})
    apply(senco, senco.get(answer.location))

    assert pupil_of(admin, "NEW1")[2:] == ("Ada Invented", "", "", 350, None, "K", *pupil_of(admin, "NEW1")[8:])
    again = paste(senco, text.replace("3.5", "4"))
    asked = senco.post(again.location, {"t0": "pupils"})
    assert "Not known" not in texts(senco.get(asked.location).text, "span")


def test_an_export_of_a_school_system_is_of_the_school_that_is_chosen(as_role):
    owner = as_role("owner")
    columns = owner.get(paste(owner, "UPN,Full name,SEN status,NCY\nB801200005001,Ada Invented,E,4\n").location)
    where = columns.request.path
    chosen = {"t0": "pupils", "c0-0": "pupil_id", "c0-1": "name", "c0-2": "sen_status", "c0-3": "year_group"}

    assert owner.post(where, chosen).status_code == 422
    page = owner.get(owner.post(where, {**chosen, "school": OTHER}).location)

    assert lede_of(page).startswith("1 row differs: 1 new")
    assert any("names no school; its rows were read as those of 990002" in text for text in texts(page.text, "li"))


def test_a_school_that_is_not_theirs_cannot_be_chosen(senco):
    answer = paste(senco, "UPN,Full name,SEN status,NCY,Strange\nB801200005001,Ada Invented,E,4,x\n")
    chosen = {"t0": "pupils", "c0-0": "pupil_id", "c0-1": "name", "c0-2": "sen_status", "c0-3": "year_group", "school": OTHER}

    page = senco.get(senco.post(answer.location, chosen).location)

    assert any(f"were read as those of {OWN}" in text for text in texts(page.text, "li"))


def test_salaries_are_left_out_for_whoever_may_not_see_them_and_stay_as_they_are(admin, senco):
    member = next(row for row in records(register_of(admin)).staff if row.school_urn == OWN and row.annual_salary and not row.scenario)
    line = f"{OWN},{member.staff_id},{member.role},{member.contracted_hours / 100:g},{member.send_hours / 100 - 1:g},1\n"
    page = previewed(senco, send(senco, ("staff.csv", "school_urn,staff_id,role,contracted_hours,send_hours,annual_salary\n" + line)))

    assert any("salaries were left out" in text for text in texts(page.text, "li"))
    apply(senco, page)

    now = next(row for row in records(register_of(admin)).staff if row[:2] == member[:2] and not row.scenario)
    assert (now.send_hours, now.annual_salary) == (member.send_hours - 100, member.annual_salary)


@pytest.mark.parametrize("role", ["owner", "senco"])
@pytest.mark.parametrize("ending", ["zip", "xlsx"])
def test_what_was_exported_comes_back_unchanged(as_role, role, ending):
    caller = as_role(role)
    out = caller.post(f"{START}/export", {"as": ending})

    page = previewed(caller, send(caller, (f"register.{ending}", out.data)))

    assert " unchanged. Nothing was changed yet." in lede_of(page)
    assert not {"new", "changed,", "refused", "removed"} & set(lede_of(page).split())
    assert texts(page.text, "h2")[0] == "Nothing to apply"


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_list_of_the_register_as_it_is_taken_away_comes_back_unchanged(senco, ending):
    out = senco.get(f"/school/{OWN}/pupils.{ending}")

    page = previewed(senco, send(senco, (f"register.{ending}", out.data)))

    assert lede_of(page) == "13 rows: 13 unchanged. Nothing was changed yet."


def test_an_export_is_noted_and_holds_only_what_is_theirs(admin, senco):
    out = senco.post(f"{START}/export", {"as": "zip"})

    noted = history(register_of(admin), limit=1)[0]
    assert (noted.kind, noted.by) == ("export", "senco")
    assert OTHER.encode() not in out.data
    assert b"annual_salary" not in out.data


def test_replacing_removes_what_is_not_in_the_file_when_that_is_ticked_alone(admin, as_role):
    owner = as_role("owner")
    mine = [row for row in records(register_of(admin)).tasks if row.school_urn == OWN]
    school = next(row for row in records(register_of(admin)).schools if row.urn == OWN)
    schools = f"urn,name,phase,number_on_roll\n{OWN},{school.name},{school.phase},{school.number_on_roll}\n"
    answer = send(owner, ("schools.csv", schools), ("tasks.csv", "school_urn,staff_id,task,hours\n"))

    assert "removed" not in lede_of(previewed(owner, answer))
    page = owner.get(owner.post(answer.location, {"replace": "1"}).location)
    assert f"{len(mine)} removed" in lede_of(page)


def test_a_viewer_sees_the_way_out_and_no_way_in(as_role):
    viewer = as_role("viewer")

    assert "Import" not in texts(viewer.get(START).text, "h2")
    assert viewer.post(START, {"pasted": "a"}).status_code == 403


def test_another_persons_upload_is_not_found(senco, as_role):
    answer = send(senco, ("pupils.csv", f"{PUPILS}{OWN},NEW1,Ada Invented,5,K\n"))

    assert as_role("owner").get(answer.location).status_code == 422


@pytest.mark.parametrize("ending", ["zip", "xlsx"])
def test_templates_can_be_taken_away_by_whoever_may_look(as_role, ending):
    answer = as_role("viewer").get(f"{START}/template.{ending}")

    assert (answer.status_code, answer.headers["Content-Disposition"]) == (200, f"attachment; filename=template.{ending}")


def test_tables_without_a_change_are_told_in_one_line_and_what_differs_stands_first(senco, known):
    school = f"urn,name,phase,number_on_roll\n{OWN},Winterbrook Primary School,primary,89\n"
    same = f"{OWN},{known.pupil_id},{known.name},{known.need_hours / 100:g},{known.sen_status}\n"

    page = previewed(senco, send(senco, ("schools.csv", school), ("pupils.csv", PUPILS + same)))

    assert "2 tables unchanged: Schools (1), Pupils (1)." in texts(page.text, "p")
    assert "Table" not in texts(page.text, "th")

"""Pupils pasted into the register: a preview, then exactly what it showed, and one step back."""

from __future__ import annotations

import csv
import io
from typing import Any

from flask import Flask

from sendsite.register.changes import Changes
from sendsite.register.edits import apply
from sendsite.register.facts import records
from sendsite.register.history import change_set
from sendsite.register.undo import undo
from tests.admin.people import OTHER, OWN, document, texts

PASTE = f"/school/{OWN}/pupils/paste"
APPLY = f"{PASTE}/apply"
ROWS = "Pupil id\tName\tClass\tNeed hours\tSEN status\nP-0220\t\tHeron\t\t\nP-9001\tOona Dray\tHeron\t4.5\tE\n"
REFUSED = f"{ROWS}P-9002\tWren Astor\tHeron\t12h\tE\n"


def register_of(app: Flask) -> Any:
    return app.extensions["desk"].register


def classes(app: Flask) -> dict[str, str]:
    return {row.pupil_id: row.class_name for row in records(register_of(app)).pupils if row.school_urn == OWN}


def rows_of(page: str) -> list[list[str]]:
    return [["".join(cell.itertext()).strip() for cell in row] for row in document(page).iter("tr")]


def token(page: str) -> str:
    return next(str(each.get("value")) for each in document(page).iter("input") if each.get("name") == "token")


def saved(answer: Any) -> int:
    return int(str(answer.location).rpartition("saved=")[2])


def test_the_preview_counts_new_and_changed_and_changes_nothing(senco, admin):
    before = records(register_of(admin))

    answer = senco.post(PASTE, {"rows": ROWS})

    assert answer.status_code == 200
    assert "1 new, 1 changed. Nothing is changed yet." in texts(answer.text, "p")
    assert records(register_of(admin)) == before


def test_a_yes_does_what_was_shown_in_one_change_that_can_be_taken_back(senco, admin):
    before = records(register_of(admin))
    preview = senco.post(PASTE, {"rows": ROWS}).text

    number = saved(senco.post(APPLY, {"token": token(preview)}))

    assert (classes(admin)["P-0220"], classes(admin)["P-9001"]) == ("Heron", "Heron")
    done = change_set(register_of(admin), number)
    assert done is not None
    assert (done.kind, done.title, done.rows) == ("paste", "Pasted: 1 pupil added, 1 pupil changed", 2)
    undo(register_of(admin), number, by="senco", school=(OWN,))
    assert records(register_of(admin)) == before


def test_a_second_yes_changes_nothing_and_is_answered_like_the_first(senco, admin):
    preview = senco.post(PASTE, {"rows": ROWS}).text
    first = senco.post(APPLY, {"token": token(preview)})
    after = records(register_of(admin))

    assert senco.post(APPLY, {"token": token(preview)}).location == first.location
    assert records(register_of(admin)) == after


def test_rows_that_are_refused_are_named_and_stop_the_others(senco, admin):
    answer = senco.post(PASTE, {"rows": REFUSED})

    assert answer.status_code == 422
    assert "Pasted row 4, need hours: '12h' is not a number of hours. Write 12 or 12.5." in texts(answer.text, "li")
    assert senco.post(APPLY, {"token": token(answer.text)}).status_code == 422
    assert "P-9001" not in classes(admin)


def test_the_good_rows_are_taken_where_that_was_ticked(senco, admin):
    preview = senco.post(PASTE, {"rows": REFUSED}).text

    answer = senco.post(APPLY, {"token": token(preview), "refused": "yes", "some": "yes"})

    assert answer.status_code == 303
    assert classes(admin)["P-9001"] == "Heron"
    assert "P-9002" not in classes(admin)


def test_a_register_that_moved_on_refuses_what_was_shown(senco, admin):
    preview = senco.post(PASTE, {"rows": ROWS}).text
    row = next(each for each in records(register_of(admin)).pupils if each.pupil_id == "P-0220")
    apply(register_of(admin), Changes(changed={"pupils": ((row, row._replace(class_name="Kite")),)}), by="sam")

    answer = senco.post(APPLY, {"token": token(preview)})

    assert answer.status_code == 409
    assert (classes(admin)["P-0220"], "P-9001" in classes(admin)) == ("Kite", False)


def test_a_funding_band_that_nobody_knows_is_refused_and_not_added(senco, admin):
    before = records(register_of(admin)).funding_bands

    answer = senco.post(PASTE, {"rows": "pupil_id\tfunding_band\nP-0220\tZ9\n"})

    assert any("'Z9' is not a funding band. Write B1, " in each for each in texts(answer.text, "li"))
    assert records(register_of(admin)).funding_bands == before


def test_what_the_register_says_already_is_said_so_and_cannot_be_saved(senco):
    page = senco.post(PASTE, {"rows": "pupil_id\tclass\nP-0220\tDune\n"}).text

    assert "1 unchanged. Nothing is changed yet." in texts(page, "p")
    assert "token" not in [each.get("name") for each in document(page).iter("input")]


def test_nothing_pasted_is_said_so(senco):
    answer = senco.post(PASTE, {"rows": " \n"})

    assert answer.status_code == 422
    assert any("nothing was pasted" in each for each in texts(answer.text, "li"))


def test_the_rows_stay_in_the_box_to_be_mended(senco):
    page = senco.post(PASTE, {"rows": REFUSED}).text

    (box,) = document(page).iter("textarea")
    assert box.text == REFUSED


def test_the_lists_own_download_can_be_edited_and_pasted_back(senco, admin):
    content = senco.get(f"/school/{OWN}/pupils.csv").get_data().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(content, newline="")))
    place = rows[0].index("Class")
    chloe = next(row for row in rows if row[0] == "P-0220")
    chloe[place] = "Heron"

    page = senco.post(PASTE, {"rows": "\r\n".join("\t".join(row) for row in rows) + "\r\n"}).text

    assert f"1 changed, {len(rows) - 2} unchanged. Nothing is changed yet." in texts(page, "p")


def test_a_pupil_of_another_school_cannot_be_reached_by_pasting(senco, admin):
    theirs = next(row for row in records(register_of(admin)).pupils if row.school_urn == OTHER)

    answer = senco.post(PASTE, {"rows": f"school_urn\tpupil_id\tneed_hours\tsen_status\n{OTHER}\t{theirs.pupil_id}\t1\tK\n"})

    assert answer.status_code == 422
    assert theirs in records(register_of(admin)).pupils
    assert theirs.name not in answer.text


def test_a_preview_of_one_person_is_no_yes_of_another(senco, as_role, admin):
    preview = senco.post(PASTE, {"rows": ROWS}).text

    assert as_role("owner").post(APPLY, {"token": token(preview)}).status_code == 422
    assert "P-9001" not in classes(admin)


def test_somebody_who_only_reads_pastes_nothing(as_role):
    viewer = as_role("viewer")

    assert [viewer.get(PASTE).status_code, viewer.post(PASTE, {"rows": ROWS}).status_code, viewer.post(APPLY, {}).status_code] == [403, 403, 403]


def test_the_headings_of_a_list_of_ones_own_are_understood(senco):
    page = senco.post(PASTE, {"rows": "ID\tName\tYear\tSEN\tHours\tNeed\tBand\nP-9001\tOona Dray\tY2\tEHCP\t4.5\tAutism\tB1\n"}).text

    assert "1 new. Nothing is changed yet." in texts(page, "p")
    assert ["P-9001", "Oona Dray", "2", "–", "4.5", "E", "ASD", "B1"] in rows_of(page)


def test_a_new_pupil_is_not_left_out_because_the_column_of_sen_status_is_not_there(senco):
    answer = senco.post(PASTE, {"rows": "UPN\tName\tHours\nP-9001\tOona Dray\t4.5\n"})

    assert answer.status_code == 422
    assert any("sen status: is missing from the headings" in words for words in texts(answer.text, "li"))


def test_new_pupils_without_an_id_are_told_a_free_one(senco):
    answer = senco.post(PASTE, {"rows": "Name\tSEN status\tNeed hours\nOona Dray\tE\t4.5\n"})

    assert "Each new pupil needs an id: the UPN, or one of the school’s own. P-0330 is free." in texts(answer.text, "p")

"""The history in the browser: what is told to whom, and the way back."""

from __future__ import annotations

import csv
import io
import re

import pytest

from sendsite.framework.records import FundingBand
from sendsite.register.chain import note
from sendsite.register.changes import Changes
from sendsite.register.edits import apply
from sendsite.register.facts import records
from tests.admin.people import OTHER, OWN, document, texts


@pytest.fixture
def register(admin):
    return admin.extensions["desk"].register


def pupil(register, urn=OWN):
    return next(row for row in records(register).pupils if row.school_urn == urn)


def a_change(register, *urns, by="senco", title="", **values):
    """Change one pupil of each school; the number of the change."""
    rows = [pupil(register, urn) for urn in urns or (OWN,)]
    pairs = tuple((row, row._replace(**(values or {"class_name": f"{row.class_name}x"}))) for row in rows)
    return apply(register, Changes(changed={"pupils": pairs}), by=by, title=title)


def titles(page):
    """The changes that a page of the history lists."""
    return ["".join(link.itertext()).strip() for link in document(page.text).iter("a") if re.fullmatch(r"/history/\d+", str(link.get("href", "")))]


def test_a_change_is_told_with_who_by_the_shown_name_and_each_value_before_and_after(senco, register):
    was = pupil(register)
    number = a_change(register, class_name="Owl")

    page = senco.get(f"/history/{number}")

    assert texts(page.text, "h1") == ["1 pupil changed"]
    assert "Senco" in texts(page.text, "dd")
    assert (texts(page.text, "del"), texts(page.text, "ins")) == ([was.class_name], ["Owl"])


def test_a_change_of_another_school_answers_as_one_that_never_was(senco, register):
    other = senco.get(f"/history/{a_change(register, OTHER)}")
    never = senco.get("/history/999999")

    assert other.status_code == never.status_code == 404
    assert texts(other.text, "h1") == texts(never.text, "h1")
    assert senco.post(f"/history/{a_change(register, OTHER)}/undo").status_code == 404


def test_of_a_change_in_two_schools_only_their_own_rows_are_told_and_its_title_is_not(senco, register):
    name = pupil(register, OTHER).name
    number = a_change(register, OWN, OTHER, by="owner", title=f"Moved {name}")

    page = senco.get(f"/history/{number}")

    assert texts(page.text, "h1") == ["1 pupil changed"]
    assert name not in page.text
    assert name not in senco.get("/history").text
    assert name not in senco.get("/history.csv").text
    assert len(list(document(page.text).iter("del"))) == 1


def test_a_change_in_two_schools_is_not_a_sencos_to_undo(senco, register):
    number = a_change(register, OWN, OTHER, by="owner")

    answer = senco.post(f"/history/{number}/undo")

    assert answer.status_code == 409
    assert "Can't undo: it touched more than your schools. Ask somebody who sees the whole trust." in texts(answer.text, "p")


def test_undo_takes_a_change_back_and_undoing_that_is_a_redo(senco, register):
    was = pupil(register)
    number = a_change(register, class_name="Owl")

    undone = senco.post(f"/history/{number}/undo", {"next": f"/school/{OWN}/"})
    assert undone.location == f"/school/{OWN}/?saved={number + 1}"
    assert pupil(register) == was
    assert "Redo" in texts(senco.get(f"/history/{number + 1}").text, "button")
    senco.post(f"/history/{number + 1}/undo")
    assert pupil(register).class_name == "Owl"


def test_an_undo_leads_to_no_other_site(senco, register):
    answer = senco.post(f"/history/{a_change(register)}/undo", {"next": "//elsewhere.example"})

    assert answer.location.startswith("/history/")


def test_an_undo_that_cannot_be_done_says_why(senco, register):
    number = a_change(register, class_name="Owl")
    a_change(register, by="sam", class_name="Wren")

    answer = senco.post(f"/history/{number}/undo")

    assert answer.status_code == 409
    (reason,) = [text for text in texts(answer.text, "p") if text.startswith("Can't undo")]
    assert reason.startswith(f"Can't undo: pupil {pupil(register).pupil_id} was changed again on")
    assert reason.endswith(" by sam.")


def test_a_refused_undo_calls_whoever_came_between_as_people_do(senco, register):
    number = a_change(register, class_name="First")
    a_change(register, by="trust_officer", class_name="Second")

    answer = senco.post(f"/history/{number}/undo")

    (reason,) = [text for text in texts(answer.text, "p") if text.startswith("Can't undo")]
    assert reason.endswith(" by Trust Officer.")
    assert "Undo" not in texts(senco.get(f"/history/{number}").text, "button")


def test_a_viewer_reads_and_undoes_nothing(as_role, register):
    number = a_change(register)
    viewer = as_role("viewer")

    assert "Undo" not in texts(viewer.get(f"/history/{number}").text, "button")
    assert viewer.post(f"/history/{number}/undo").status_code == 403


def test_a_salary_is_neither_told_nor_taken_back_without_the_right_to_pay(senco, as_role, register):
    row = next(row for row in records(register).staff if row.school_urn == OWN)
    number = apply(register, Changes(changed={"staff": ((row, row._replace(annual_salary=12_345_67)),)}), by="owner")

    assert "12,345.67" in as_role("owner").get(f"/history/{number}").text
    for path in (f"/history/{number}", f"/history/{number}.csv", "/history.csv"):
        answer = senco.get(path)
        assert "12,345" not in answer.text
        assert "A salary was changed, which is not shown to you." in answer.text
    assert senco.post(f"/history/{number}/undo").status_code == 409


def test_who_may_not_see_pay_brings_a_row_back_with_its_newest_salary_and_with_no_older_one(senco, register):
    row = next(row for row in records(register).staff if row.school_urn == OWN)._replace(staff_id="NEW-1", annual_salary=2_000_000)
    newer = row._replace(annual_salary=2_500_000)
    apply(register, Changes(added={"staff": (row,)}), by="owner")
    first = apply(register, Changes(removed={"staff": (row,)}), by="senco")
    apply(register, Changes(added={"staff": (newer,)}), by="owner")
    second = apply(register, Changes(removed={"staff": (newer,)}), by="senco")

    refused = senco.post(f"/history/{first}/undo")

    assert refused.status_code == 409
    assert "was changed since" in refused.text
    assert senco.post(f"/history/{second}/undo").status_code == 303
    assert newer in records(register).staff


def test_sign_ins_exports_and_what_is_the_trusts_are_told_to_those_who_see_it_alone(senco, as_role, register):
    exported = note(register, by="owner", kind="export", title="The register of every school")
    band = apply(register, Changes(added={"funding_bands": (FundingBand("Z9", None, "Zed", 1),)}), by="owner")

    for number in (exported, band):
        assert senco.get(f"/history/{number}").status_code == 404
        assert as_role("trust_officer").get(f"/history/{number}").status_code == 200
    assert "The register of every school" in titles(as_role("owner").get("/history"))
    assert not {"The register of every school", "1 funding band added"} & set(titles(senco.get("/history")))
    kinds = next(each for each in document(senco.get("/history").text).iter("select") if each.get("name") == "kind")
    assert "sign-in" not in [each.get("value") for each in kinds.iter("option")]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"by": "owner"}, ["Second"]),
        ({"kind": "edit"}, ["Second", "First"]),
        ({"school": OTHER}, ["Second"]),
        ({"table": "pupils", "kind": "edit"}, ["Second", "First"]),
        ({"table": "tasks", "kind": "edit"}, []),
        ({"since": "2100-01-01"}, []),
        ({"until": "2000-01-01"}, []),
    ],
    ids=str,
)
def test_the_history_is_filtered_by_its_address(as_role, register, query, found):
    a_change(register, title="First")
    a_change(register, OTHER, by="owner", title="Second")

    page = as_role("owner").get("/history", query_string=query)

    assert [title for title in titles(page) if title in ("First", "Second")] == found


def test_the_changes_of_one_pupil_are_found_by_their_school_and_id(as_role, register):
    a_change(register, title="First")
    a_change(register, OTHER, by="owner", title="Second")

    page = as_role("owner").get("/history", query_string={"school": OTHER, "pupil": pupil(register, OTHER).pupil_id, "kind": "edit"})

    assert titles(page)[0] == "Second"
    assert "First" not in titles(page)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"since": "yesterday"}, "From 'yesterday' is not a date. Write 2025-08-31 or 31/08/2025."),
        ({"pupil": "nobody"}, "Choose the school of the record as well: two schools may use the same id."),
    ],
    ids=["date", "record"],
)
def test_a_filter_that_cannot_be_read_says_what_to_write(as_role, query, words):
    answer = as_role("owner").get("/history", query_string=query)

    assert answer.status_code == 422
    assert words in texts(answer.text, "a")


def test_another_school_is_no_choice_of_the_filter(senco):
    answer = senco.get("/history", query_string={"school": OTHER})

    assert answer.status_code == senco.get("/history", query_string={"school": "123456"}).status_code == 422


def test_older_changes_stand_on_the_next_page(senco, register):
    for number in range(51):
        a_change(register, title=f"Change {number}")

    first = senco.get("/history")
    older = next(link.get("href") for link in document(first.text).iter("a") if "".join(link.itertext()) == "Older changes")

    assert titles(first)[:2] == ["Change 50", "Change 49"]
    assert titles(senco.get(older))[0] == "Change 0"


def test_edits_close_together_stand_as_one_and_can_be_opened(senco, register):
    row = pupil(register)
    for hours in (100, 200):
        now = pupil(register)
        apply(register, Changes(changed={"pupils": ((now, row._replace(need_hours=hours)),)}), by="senco", group=f"pupil:{OWN}")

    assert "2 edits: 2 pupils changed" in texts(senco.get("/history").text, "summary")


def test_what_is_filtered_can_be_taken_away_safe_from_formulas(senco, register):
    a_change(register, class_name="=1+1")

    rows = list(csv.DictReader(io.StringIO(senco.get("/history.csv?kind=edit").data.decode("utf-8-sig"))))

    assert [(row["who"], row["what"], row["column"], row["after"]) for row in rows] == [("Senco", "changed", "Class", "'=1+1")]
    assert senco.get("/history.xlsx?kind=edit").data.startswith(b"PK")


def test_the_chain_is_verified_on_demand_by_those_who_see_the_whole_trust(as_role, register):
    page = as_role("owner").get("/history/verified")

    assert any(text.startswith("History verified: ") and text.endswith("changes, chain intact.") for text in texts(page.text, "p"))
    assert as_role("senco").get("/history/verified").status_code == 403


def test_a_history_that_was_altered_past_sendsite_is_not_called_whole(as_role, register):
    owner = as_role("owner")
    with register.writing() as database:
        triggers = database.execute_sql("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name IN ('change_sets', 'change_rows')").fetchall()
        for (name,) in triggers:
            database.execute_sql(f'DROP TRIGGER "{name}"')
        database.execute_sql("UPDATE change_sets SET made_by = 'nobody' WHERE id = 1")

    page = owner.get("/history/verified")

    assert texts(page.text, "h1") == ["The history is not whole"]
    assert "Change 1 was altered: its hash is not that of what it says." in texts(page.text, "li")

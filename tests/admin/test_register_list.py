"""The register's list: who is shown, in which order, and what may be taken away."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import openpyxl
import pytest
from flask import Flask

from sendsite.admin.screens.register.asked import Asked, in_order, keeps, read
from sendsite.admin.screens.register.lines import Line
from sendsite.framework.records import Moderation, Pupil, Records
from sendsite.framework.term import Term
from sendsite.register.changes import Changes
from sendsite.register.edits import apply, with_dependents
from sendsite.register.facts import records
from tests.admin.people import OTHER, OWN, Caller, document, texts
from tests.register.counting import statements

TODAY = date(2026, 11, 6)
PUPILS = f"/school/{OWN}/pupils"


def pupil(pupil_id: str, **values: Any) -> Pupil:
    return Pupil(OWN, pupil_id, values.pop("name", "Ada Quill"), "3", "Dune", 500, None, "K")._replace(**values)


def a_line(pupil_id: str = "P-1", **values: Any) -> Line:
    of_line = {name: values.pop(name) for name in list(values) if name in Line._fields}
    blank = Line(pupil(pupil_id, **values), "unrated", False, 0, False, None, 0, 0, 0, None, False, False)
    return blank._replace(**of_line)


def shown(page: str) -> list[str]:
    """The ids of the pupils on a page, in its order."""
    return [str(box.get("value")).partition(":")[2] for box in document(page).iter("input") if box.get("name") == "tick"]


def _records(app: Flask) -> Records:
    return records(app.extensions["desk"].register)


def edited(app: Flask, **values: Any) -> None:
    """Give the pupil P-0220 other values."""
    row = next(each for each in _records(app).pupils if each.pupil_id == "P-0220")
    apply(app.extensions["desk"].register, Changes(changed={"pupils": ((row, row._replace(**values)),)}), by="senco")


def rating_of(page: str) -> str:
    """What the only line of a list says of the rating."""
    cells = [each for each in document(page).iter("td") if "c-rating" in (each.get("class") or "")]
    return " ".join("".join(cells[0].itertext()).split())


BLANK: dict[str, Any] = {f"q{number}": "" for number in range(1, 9)}
GREENS: dict[str, Any] = {f"q{number}": "G" for number in range(1, 9)}


def test_the_list_counts_who_is_shown_and_who_there_is(senco):
    page = senco.get(f"{PUPILS}?class=Dune").text

    assert "6 of 13 pupils" in texts(page, "b")
    assert len(shown(page)) == 6


@pytest.mark.parametrize("q,found", [("hobbsley", ["P-0220"]), ("p-0220", ["P-0220"]), ("chloe dune", ["P-0220"]), ("chloe marsh", [])])
def test_every_word_searched_for_stands_in_the_name_the_id_or_the_class(senco, q, found):
    assert shown(senco.get(PUPILS, query_string={"q": q}).text) == found


@pytest.mark.parametrize(
    "asked,line,kept",
    [
        (Asked(year="3"), a_line(year_group="4"), False),
        (Asked(status="E"), a_line(sen_status="E"), True),
        (Asked(rating="red"), a_line(rating="amber"), False),
        (Asked(need="ASD"), a_line(primary_need="ASD"), True),
        (Asked(gaps=True), a_line(gap=0, surplus=200), False),
        (Asked(gaps=True), a_line(gap=50), True),
        (Asked(due=True), a_line(look_due=False), False),
        (Asked(stale=True), a_line(answered=8, age=None), True),
        (Asked(stale=True), a_line(answered=0, age=None), False),
        (Asked(tied=True), a_line(tied=True), True),
        (Asked(tied=True), a_line(tied=False), False),
        (Asked(class_name="Dune", q="quill"), a_line(), True),
    ],
)
def test_a_filter_keeps_whoever_it_names(asked, line, kept):
    assert keeps(asked, line) == kept


def test_what_no_filter_offers_is_not_asked_for():
    assert read({"year": "99", "status": "X", "rating": "purple", "need": "?", "sort": "salary", "names": "all", "gaps": "yes"}) == Asked()


def test_whoever_has_no_value_stands_last_in_either_order():
    some = [a_line("P-1", year_group=""), a_line("P-2", year_group="4"), a_line("P-3", year_group="R")]

    assert [line.pupil.pupil_id for line in in_order(Asked(sort="year"), some)] == ["P-3", "P-2", "P-1"]
    assert [line.pupil.pupil_id for line in in_order(Asked(sort="-year"), some)] == ["P-2", "P-3", "P-1"]


def test_the_heading_of_the_sorted_column_says_so_and_leads_to_the_other_order(senco):
    page = document(senco.get(f"{PUPILS}?sort=-gap&class=Dune").text)
    heading = next(each for each in page.iter("th") if each.get("aria-sort"))

    assert heading.get("aria-sort") == "descending"
    assert next(heading.iter("a")).get("href") == f"{PUPILS}?class=Dune&sort=gap"


@pytest.mark.parametrize(
    "values,said",
    [
        ({**BLANK, "q1": "R", "q2": "A", "rated_on": None}, "▲ Red tied, 2 of 8 answered, no date"),
        ({**GREENS, "rated_on": TODAY - timedelta(days=366)}, "● Green stale"),
        ({**GREENS, "rated_on": TODAY - timedelta(days=365)}, "● Green"),
        ({**BLANK, "rated_on": None}, "Not rated"),
    ],
)
def test_the_rating_says_when_it_is_tied_thin_undated_stale_or_not_there(senco, admin, values, said):
    edited(admin, **values)

    assert rating_of(senco.get(f"{PUPILS}?q=P-0220").text) == said


def test_a_moderation_is_due_until_a_second_person_has_looked(senco, admin):
    due = shown(senco.get(f"{PUPILS}?due=1").text)
    assert due
    standing = {row.pupil_id: row for row in _records(admin).moderations if row.school_urn == OWN and row.term == Term.of(TODAY).name}
    looks = {pupil_id: Moderation(OWN, pupil_id, Term.of(TODAY).name, TODAY, "Second person", True) for pupil_id in due}
    added = tuple(look for pupil_id, look in looks.items() if pupil_id not in standing)
    changed = tuple((standing[pupil_id], look) for pupil_id, look in looks.items() if pupil_id in standing)
    apply(admin.extensions["desk"].register, Changes(added={"moderations": added}, changed={"moderations": changed}), by="senco")

    assert shown(senco.get(f"{PUPILS}?due=1").text) == []


def test_a_gap_is_said_in_word_sign_and_shape(senco):
    page = document(senco.get(f"{PUPILS}?q=P-0220").text)
    cells = [" ".join("".join(each.itertext()).split()) for each in page.iter("td") if "c-gap" in (each.get("class") or "")]

    assert cells == ["▼ 2.5 h short"]


def test_htmx_gets_the_table_alone_and_an_address_without_what_asks_nothing(senco):
    answer = senco.part("get", f"{PUPILS}?q=&year=3&class=&gaps=1&sort=name")

    assert answer.headers["HX-Push-Url"] == f"{PUPILS}?year=3&gaps=1"
    assert texts(answer.text, "h1") == []
    assert texts(answer.text, "table")


def test_whoever_was_just_edited_stays_in_sight(senco, admin):
    register = admin.extensions["desk"].register
    row = next(each for each in _records(admin).pupils if each.pupil_id == "P-0220")
    number = apply(register, Changes(changed={"pupils": ((row, row._replace(class_name="Heron")),)}), by="senco")

    page = senco.get(f"{PUPILS}?class=Dune&saved={number}").text

    assert "P-0220" in shown(page)
    assert "no longer matches" in texts(page, "small")
    assert "5 of 13 pupils" in texts(page, "b")


def test_somebody_who_may_not_edit_sees_no_ticks_and_no_way_to_add(as_role: Callable[[str], Caller]):
    page = as_role("viewer").get(PUPILS).text

    assert shown(page) == []
    assert "Add a pupil" not in texts(page, "a")
    assert "13 of 13 pupils" in texts(page, "b")


def _csv(answer: Any) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.get_data().decode("utf-8-sig"), newline="")))


def test_the_download_holds_what_the_same_address_shows(senco):
    rows = _csv(senco.get(f"{PUPILS}.csv?class=Dune&sort=-gap"))

    assert [row["Id"] for row in rows] == shown(senco.get(f"{PUPILS}?class=Dune&sort=-gap").text)
    assert (rows[0]["Need hours"], rows[0]["Hours short"], rows[0]["Rating"]) == ("12", "2.5", "Amber")


def test_the_workbook_holds_the_same_rows(senco):
    book = openpyxl.load_workbook(io.BytesIO(senco.get(f"{PUPILS}.xlsx?q=P-0220").get_data()))

    assert [cell.value for cell in book.worksheets[0][2]][:4] == ["P-0220", "Chloe Hobbsley", "3", "Dune"]


def test_a_name_that_begins_like_a_formula_is_no_formula_in_a_download(senco, admin):
    edited(admin, name="=1+1")

    assert _csv(senco.get(f"{PUPILS}.csv?q=P-0220"))[0]["Name"] == "'=1+1"


def test_with_initials_no_name_stands_on_the_page_or_in_the_download(senco):
    assert "Hobbsley" not in senco.get(f"{PUPILS}?names=initials").text
    assert "Hobbsley" not in senco.get(f"{PUPILS}.csv?names=initials").get_data().decode()
    assert "Name" not in _csv(senco.get(f"{PUPILS}.csv?names=initials"))[0]


def test_a_school_without_pupils_says_what_goes_here_and_how_to_begin(admin, senco):
    found = _records(admin)
    gone = tuple(row for row in found.pupils if row.school_urn == OWN)
    apply(admin.extensions["desk"].register, with_dependents(found, Changes(removed={"pupils": gone})), by="senco")

    page = senco.get(PUPILS).text

    assert "No pupils yet" in texts(page, "h2")
    assert {"Add the first pupil", "Paste from Excel"} <= set(texts(page, "a"))


def test_the_list_of_another_school_is_not_there(senco):
    for path in ("", ".csv", ".xlsx", "/add", "/paste", "/bulk"):
        assert senco.get(f"/school/{OTHER}/pupils{path}").status_code == 404


def test_the_list_asks_the_register_as_often_for_many_pupils_as_for_few(senco, admin):
    register = admin.extensions["desk"].register
    senco.get(PUPILS)
    with statements(register) as few:
        senco.get(f"{PUPILS}?q=P-0220")
    with statements(register) as many:
        senco.get(PUPILS)

    assert len(many) == len(few)

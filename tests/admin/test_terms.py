"""Terms: the shelf, freezing in three steps, editions with a reason, verifying, comparing, taking away."""

from __future__ import annotations

import io
import re
import shutil
import threading
import zipfile
from time import sleep

import pytest

from sendsite.admin.screens.terms.plain import plainly
from sendsite.register import facts
from sendsite.register.changes import Changes
from sendsite.register.edits import apply
from sendsite.register.history import history
from sendsite.snapshots.shelf import load
from sendsite.workflow.folder import open_folder
from sendsite.workflow.terms import listed, verified
from tests.admin.people import document, texts

NOW = "2026-autumn"
SIGN = "/terms/freeze/sign-off"


@pytest.fixture
def shelved(admin, demo_register):
    """The admin with the demo's frozen terms."""
    root = admin.extensions["desk"].root
    shutil.copytree(demo_register / "data" / "snapshots", root / "data" / "snapshots", dirs_exist_ok=True)
    for key in (demo_register / "data").glob("signing.*"):
        shutil.copy(key, root / "data")
    return open_folder(root)


@pytest.fixture
def officer(as_role):
    return as_role("trust_officer")


def freeze(caller, **more):
    return caller.post(SIGN, {"term": NOW, "edition": "1", "by": "Kim Moss", "looked": "yes", **more})


def test_the_shelf_lists_every_term_newest_first(shelved, officer):
    rows = [row[0] for row in _rows(officer.get("/terms").text)]

    assert len(rows) == len(listed(shelved)) == 9
    assert rows[0].startswith("Summer term 2025/26")


def test_without_a_frozen_term_it_says_what_one_is_for(officer):
    page = officer.get("/terms").text

    assert "No term is frozen yet" in texts(page, "h3")
    assert [each.get("href") for each in document(page).iter("a") if "Freeze" in "".join(each.itertext())] == [f"/terms/freeze?term={NOW}"]


def test_the_first_step_lists_what_is_missing_with_the_way_to_mend_it(officer):
    page = officer.get("/terms/freeze").text

    assert any("hours in the plan and none in the timetable" in words for words in texts(page, "b"))
    links = [each.get("href") for each in document(page).iter("a")]
    assert any(str(link).endswith("/deployment") for link in links)
    assert f"{SIGN}?term={NOW}" in links


def test_the_second_step_says_what_will_stand_there(officer):
    page = officer.get(f"{SIGN}?term={NOW}").text

    assert any(row[0].startswith("Winterbrook Primary School") and row[1:] == ["13", "4", "73", "61.5"] for row in _rows(page))
    assert "6 November 2026" in " ".join(texts(page, "p"))


def test_a_term_is_frozen_signed_and_noted_under_who_was_signed_in(shelved, officer, admin):
    answer = freeze(officer)

    assert (answer.status_code, answer.location) == (303, f"/terms/{NOW}/frozen")
    info = listed(shelved)[-1]
    assert (info.term.name, info.by, info.signed, str(info.data_date)) == (NOW, "Kim Moss", True, "2026-11-06")
    noted = next(iter(history(admin.extensions["desk"].register, kind="snapshot", limit=1)))
    assert (noted.by, noted.title) == ("trust_officer", f"Froze {NOW}")
    assert f"{NOW}.zip" in texts(officer.get(answer.location).text, "code")


def test_nothing_is_frozen_until_it_is_said_that_what_is_missing_was_looked_at(shelved, officer):
    answer = freeze(officer, looked="")

    assert answer.status_code == 422
    assert any("looked at what is missing" in words for words in texts(answer.text, "li"))
    assert [info for info in listed(shelved) if info.term.name == NOW] == []


def test_a_new_edition_needs_a_reason_and_both_stay(shelved, officer):
    freeze(officer)

    assert freeze(officer, edition="2", reason="").status_code == 422
    answer = freeze(officer, edition="2", reason="Two ratings had been missed")
    assert answer.location == f"/terms/{NOW}.2/frozen"
    assert [(info.edition, info.reason) for info in listed(shelved) if info.term.name == NOW] == [(1, ""), (2, "Two ratings had been missed")]
    heads = [row[0] for row in _rows(officer.get("/terms").text)][:2]
    assert heads == ["Autumn term 2026/27 edition 2Two ratings had been missed", "Autumn term 2026/27 edition 1, corrected since"]


def test_a_form_that_was_open_while_the_term_was_frozen_makes_no_second_edition(shelved, officer):
    freeze(officer)

    answer = freeze(officer, reason="I did not know")

    assert answer.status_code == 422
    assert any("frozen meanwhile" in words for words in texts(answer.text, "li"))
    assert len([info for info in listed(shelved) if info.term.name == NOW]) == 1


@pytest.mark.parametrize("term", ["2027-spring", "2030-autumn"])
def test_a_term_that_has_not_begun_is_refused_before_anything_is_asked(officer, term):
    page = officer.get(f"{SIGN}?term={term}").text

    assert "It cannot be frozen" in texts(page, "h2")
    assert [each for each in document(page).iter("form") if each.get("action") == f"{SIGN}?term={term}"] == []


@pytest.mark.parametrize("term", ["autumn", "../x", "2026-winter", "1999-autumn"])
def test_what_is_no_term_is_no_page(officer, term):
    assert officer.get("/terms/freeze", query_string={"term": term}).status_code == 404
    assert officer.post(SIGN, {"term": term}).status_code == 404


def test_verifying_names_a_file_that_was_changed(shelved, officer):
    assert "The frozen terms verify" in texts(officer.get("/terms/verified").text, "h1")
    path = listed(shelved)[0].path
    raw = bytearray(path.read_bytes())
    raw[-200] ^= 1
    path.write_bytes(raw)

    page = officer.get("/terms/verified").text

    assert "Not every frozen term verifies" in texts(page, "h1")
    assert [(row[0].endswith(path.name), row[1]) for row in _rows(page) if "Bad" in row[1]] == [(True, "▲ Bad")]


def test_two_terms_are_compared_with_people_needs_and_what_moved_the_index(shelved, officer):
    page = officer.get("/terms/compare?a=2025-spring&b=2025-summer").text

    assert {"Hours a week", "The five measures and the index", "What moved the index", "People"} <= set(texts(page, "h2"))
    assert any(words.startswith("Pupils who joined") for words in texts(page, "h3"))
    assert officer.get("/terms/compare?a=2025-spring&b=live").status_code == 200
    assert "Compare two terms" in texts(officer.get("/terms/compare?a=2025-spring&b=nothing").text, "h1")


def test_an_owner_takes_a_frozen_term_away_and_the_history_notes_it(shelved, as_role, officer, admin):
    owner = as_role("owner")
    with owner.post("/terms/2025-summer/download") as answer:
        content = answer.data

    assert zipfile.ZipFile(io.BytesIO(content)).namelist()[0] == "manifest.json"
    assert next(iter(history(admin.extensions["desk"].register, kind="export", limit=1))).title == "Took away the frozen term 2025-summer"
    assert officer.post("/terms/2025-summer/download").status_code == 403
    assert owner.post("/terms/../../sendsite/download").status_code == 404
    assert owner.post("/terms/2001-autumn/download").status_code == 404


def test_a_shelf_that_cannot_be_read_says_so(shelved, officer):
    (shelved.snapshots / "2024-autumn.zip").write_bytes(b"PK")

    assert "The frozen terms cannot be read" in texts(officer.get("/terms").text, "h2")


def test_a_term_frozen_while_editors_work_is_of_one_moment(shelved, officer, admin):
    register = admin.extensions["desk"].register
    pair = facts.records(register).pupils[:2]
    stop, done = threading.Event(), []

    def edit() -> None:
        before, hours = pair, 0
        while not stop.is_set():
            hours = (hours + 25) % 3000
            after = tuple(pupil._replace(need_hours=hours, one_to_one_hours=None) for pupil in pair)
            done.append(apply(register, Changes(changed={"pupils": tuple(zip(before, after, strict=True))}), by="editor"))
            before = after

    editor = threading.Thread(target=edit)
    editor.start()
    try:
        while editor.is_alive() and len(done) < 3:
            sleep(0.01)
        answer = freeze(officer)
    finally:
        stop.set()
        editor.join()

    assert answer.status_code == 303
    one, other = load(shelved.snapshots / f"{NOW}.zip").records.pupils[:2]
    assert one.need_hours == other.need_hours != pair[0].need_hours
    assert verified(shelved).good


def _rows(page: str) -> list[list[str]]:
    """The cells of every row of every table's body."""
    main = next(document(page).iter("main"))
    bodies = main.iter("tbody")
    return [[" ".join("".join(cell.itertext()).split()) for cell in row] for body in bodies for row in body.iter("tr")]


def test_what_is_said_of_terms_reads_as_on_other_pages(shelved, officer):
    pages = [officer.get("/terms/verified").text, officer.get(f"{SIGN}?term=2027-spring").text, officer.get(f"{SIGN}?term=2024-summer").text]
    said = [words for page in pages for tag in ("p", "td") for words in texts(page, tag)]

    assert any("taken on 15 December 2023 at 15:00 by" in words for words in said)
    assert any(words.startswith("Spring term 2027/28: this term begins on 1 January 2028") for words in said)
    assert any("Summer term 2024/25 was from 15 April 2025 to 31 August 2025" in words for words in said)
    assert [words for words in said if re.search(r"\d{4}-\d\d-\d\d|\d{4}-(autumn|spring|summer)(?!\.)", words)] == []


def test_names_of_files_and_editions_stand_in_what_is_said():
    assert plainly("2025-autumn.2.zip came in place of 2025-autumn.zip") == "2025-autumn.2.zip came in place of 2025-autumn.zip"
    assert plainly("There are: 2025-autumn.2, 2025-spring.") == "There are: autumn term 2025/26, edition 2, spring term 2025/26."


def test_the_last_step_says_how_to_correct_and_what_to_note_in_the_minutes(shelved, officer):
    page = officer.get(freeze(officer).location).text

    assert verified(shelved).head in texts(page, "code")
    assert f"/terms/freeze?term={NOW}" in [each.get("href") for each in document(page).iter("a")]
    assert "If something is wrong in it" in texts(page, "h2")

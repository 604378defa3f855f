"""A disk without room, or one that can only be read: reading goes on, every edit is refused in plain words, and nothing is lost on either side."""

from __future__ import annotations

import gc
import re
import time
from typing import Any

import pytest
from flask import Flask

from sendsite.errors import NoRoom
from sendsite.register import sessions
from sendsite.register.chain import head
from sendsite.register.database import Register, damage
from sendsite.register.edits import replace_all
from sendsite.register.facts import records
from tests.admin.disk import full_disk, no_more_pages, only_readable
from tests.admin.matrix_school import a_school, edit
from tests.admin.people import COOKIE, OWN, PASSWORD, document, texts, token_of
from tests.admin.sending import PUPILS, apply, paste, previewed

ADD = f"/school/{OWN}/pupils/add"
OONA = {"name": "Oona Dray", "pupil_id": "P-0400", "year_group": "4", "sen_status": "K", "need_hours": "4.5"}
FULL, READ_ONLY = "The disk is full", "The register can only be read at the moment"
PAGES = ("/", f"/school/{OWN}/", f"/school/{OWN}/pupils", f"/school/{OWN}/deployment", f"/school/{OWN}/scenarios", "/import-and-export", "/history", "/account")


@pytest.fixture
def register(admin: Flask) -> Register:
    found: Register = admin.extensions["desk"].register
    return found


@pytest.fixture
def cell(register: Register) -> tuple[str, str, str, str]:
    """A cell of the live matrix as it stands, with 3 hours to write into it."""
    known = records(register)
    pupil = next(row for row in known.pupils if row.school_urn == OWN)
    taken = {(row.pupil_id, row.staff_id) for row in known.deployment}
    staff = next(row for row in known.staff if row.school_urn == OWN and not row.scenario and (pupil.pupil_id, row.staff_id) not in taken)
    return pupil.pupil_id, staff.staff_id, "3", ""


def banners(page: str) -> list[str]:
    return [str(each.get("aria-label")) for each in document(page).iter("aside") if each.get("class") == "banner"]


def fields(page: str) -> dict[str, str]:
    """What the form of a page would send, but for the sign-out in the head."""
    form = next(each for each in document(page).iter("form") if each.get("action") != "/sign-out")
    return {str(each.get("name")): str(each.get("value")) for each in form.iter("input")}


def sign_in(app: Flask, name: str = "viewer") -> Any:
    client = app.test_client()
    return client.post("/sign-in", data={"csrf": token_of(client.get("/sign-in").text), "name": name, "password": PASSWORD})


def test_a_form_is_refused_with_all_that_was_typed_and_goes_through_once_there_is_room(senco, register):
    with full_disk():
        refused = senco.post(ADD, OONA)

    assert (refused.status_code, texts(refused.text, "h1")) == (507, [FULL])
    again = fields(refused.text)
    assert again.items() >= OONA.items()
    assert senco.client.post(ADD, data=again).status_code == 303
    assert "Oona Dray" in {row.name for row in records(register).pupils}


def test_a_file_that_cannot_grow_is_a_full_disk(senco, register):
    before = records(register), head(register)

    with no_more_pages(register):
        refused = [senco.post(ADD, OONA | {"pupil_id": f"P-{number}", "name": "Long Name " * 9}).status_code for number in range(4000, 4020)]

    assert refused[-1] == 507
    assert len(records(register).pupils) - len(before[0].pupils) == refused.count(303) == head(register)[0] - before[1][0]
    assert damage(register) == ()


def test_a_cell_of_the_matrix_is_refused_in_words_and_saved_later(senco, register, cell):
    with full_disk():
        refused = edit(senco, cell, urn=OWN)

    assert (refused.status_code, texts(refused.text, "h2"), refused.headers["HX-Retarget"]) == (507, [FULL], "#refusal")
    assert edit(senco, cell, urn=OWN).status_code == 200


def test_an_import_is_refused_whole_and_can_be_applied_later(senco, register):
    preview = previewed(senco, paste(senco, f"{PUPILS}{OWN},P-0400,Oona Dray,4.5,K\n"))
    before = head(register)

    with full_disk():
        refused = apply(senco, preview)

    assert (refused.status_code, texts(refused.text, "h1"), head(register)) == (507, [FULL], before)
    assert apply(senco, preview).status_code == 303


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Python's own half-written file says once more that there is no room
def test_an_upload_that_finds_no_place_to_wait_is_a_full_disk(senco):
    edge = "a-line-between-parts"
    body = f'--{edge}\r\nContent-Disposition: form-data; name="files"; filename="pupils.csv"\r\n\r\n{"x" * 2_000_000}\r\n--{edge}--\r\n'
    sent = {"data": body, "content_type": f"multipart/form-data; boundary={edge}", "headers": {"X-CSRF-Token": senco.csrf}}

    with full_disk():
        refused = senco.client.post("/import-and-export", **sent)
        gc.collect()

    assert (refused.status_code, texts(refused.text, "h1")) == (507, [FULL])


def test_nobody_can_sign_in_while_the_disk_is_full_and_they_can_afterwards(admin):
    with full_disk():
        refused = sign_in(admin)

    assert (refused.status_code, texts(refused.text, "h1")) == (507, [FULL])
    assert PASSWORD not in refused.text
    assert sign_in(admin).status_code == 303


@pytest.mark.parametrize("path", ["/account/password", "/account/second-factor"])
def test_no_secret_is_written_into_a_page_that_refuses(senco, path):
    with full_disk():
        refused = senco.post(path, {"present": PASSWORD, "fresh": "four other plain words", "again": "four other plain words", "code": "000000"})

    assert refused.status_code in (507, 422)
    assert PASSWORD not in refused.text
    assert "four other plain words" not in refused.text


@pytest.mark.parametrize("trouble", ["full", "readable"])
def test_who_signs_out_is_signed_out_of_this_browser_whatever_the_disk_says(senco, register, trouble):
    with full_disk() if trouble == "full" else only_readable(register):
        answer = senco.post("/sign-out")

    assert (answer.status_code, answer.location) == (303, "/sign-in")
    assert senco.client.get_cookie(COOKIE) is None


def test_reading_goes_on_while_the_disk_is_full(senco):
    with full_disk():
        assert {path: senco.get(path).status_code for path in PAGES} == dict.fromkeys(PAGES, 200)


@pytest.mark.parametrize("trouble", ["full", "readable"])
def test_who_reads_on_stays_signed_in_although_that_cannot_be_noted(senco, register, trouble):
    token = senco.client.get_cookie(COOKIE).value
    began = int(time.time())

    with full_disk() if trouble == "full" else only_readable(register):
        alive = [sessions.session(register, token, now=began + minutes * 60) is not None for minutes in (20, 40, 60, 95)]

    assert alive == [True, True, True, False]


def test_reading_goes_on_where_nothing_can_be_written_and_each_page_says_so(senco, register):
    with only_readable(register):
        answers = {path: senco.get(path) for path in PAGES}

    assert {path: (answer.status_code, *banners(answer.text)) for path, answer in answers.items()} == dict.fromkeys(PAGES, (200, "Demo", "Read only"))


def test_an_edit_of_what_can_only_be_read_is_refused_with_all_that_was_typed(senco, register):
    with only_readable(register):
        refused = senco.post(ADD, OONA)

    assert (refused.status_code, texts(refused.text, "h1")) == (503, [READ_ONLY])
    assert fields(refused.text).items() >= OONA.items()


def test_the_warning_goes_by_itself_and_edits_are_kept_again(senco, register, cell):
    with only_readable(register):
        assert edit(senco, cell, urn=OWN).status_code == 503

    assert edit(senco, cell, urn=OWN).status_code == 200
    assert banners(senco.get("/").text) == ["Demo"]


def test_nobody_can_sign_in_where_nothing_can_be_written(admin, register):
    with only_readable(register):
        refused = sign_in(admin)
        assert banners(admin.test_client().get("/sign-in").text) == ["Read only"]

    assert (refused.status_code, texts(refused.text, "h1")) == (503, [READ_ONLY])


def test_no_refusal_names_the_register_s_file(senco, register):
    with full_disk():
        assert not re.search(r"sqlite|/data/", senco.post(ADD, OONA).text)
    with only_readable(register):
        assert not re.search(r"sqlite|/data/", senco.post(ADD, OONA).text)


def test_a_register_that_cannot_be_read_at_all_is_told_without_a_page(senco, register):
    register.close()
    damaged = bytearray(register.path.read_bytes())
    damaged[:4096] = b"\0" * 4096
    register.path.write_bytes(bytes(damaged))

    answer = senco.get("/")

    assert answer.status_code >= 400
    assert "Traceback" not in answer.text


def test_an_import_larger_than_the_disk_leaves_the_register_sound(register):
    before = records(register)

    with no_more_pages(register), pytest.raises(NoRoom):
        replace_all(register, a_school(2_000, 2), by="test")

    assert (records(register), damage(register)) == (before, ())

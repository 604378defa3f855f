"""Many readers at once in the admin, what one may read changed, and refusals that name the screen instead of a command."""

from __future__ import annotations

import io

import pytest

from sendsite.register import chain
from sendsite.register.history import history
from tests.admin.people import OTHER, OWN, document, texts

LIST = f"name,email,audiences\nAnn Lee,ann@school.example,{OWN}\nCal Reed,,{OWN}; {OTHER}\nBo Finch,,trust\n"


@pytest.fixture
def officer(as_role):
    return as_role("trust_officer")


def names(officer) -> list[str]:
    return [text for text in texts(officer.get("/readers").text, "a") if text in ("Ann Lee", "Cal Reed", "Bo Finch")]


def codes(page: str) -> list[str]:
    return [" ".join("".join(word.itertext()) for word in found) for found in document(page).iter("ol") if found.get("class") == "code-words"]


def handle_of(officer, name: str) -> str:
    link = next(each for each in document(officer.get("/readers").text).iter("a") if "".join(each.itertext()) == name)
    return str(link.get("href")).split("/")[2]


def ticked(page: str) -> set[str | None]:
    return {each.get("value") for each in document(page).iter("input") if each.get("name") == "audiences" and "checked" in each.attrib}


def test_a_list_is_shown_first_and_adds_nobody(officer):
    answer = officer.post("/readers/list", {"pasted": LIST})

    assert answer.status_code == 200
    assert texts(answer.text, "h1") == ["3 readers would be added"]
    assert {"Ann Lee", "Cal Reed", "Bo Finch"} <= set(texts(answer.text, "th"))
    assert "everything" in texts(answer.text, "td")
    assert names(officer) == []


def test_a_file_is_read_as_a_pasted_list_is(officer):
    answer = officer.post("/readers/list", {"file": (io.BytesIO(LIST.encode("utf-8-sig")), "readers.csv")})

    assert texts(answer.text, "h1") == ["3 readers would be added"]
    sent = next(each for each in document(answer.text).iter("textarea") if each.get("name") == "content")
    assert "".join(sent.itertext()).strip() == LIST.strip()


def test_all_of_a_list_are_added_and_their_codes_shown_once(admin, officer):
    answer = officer.post("/readers/list/add", {"content": LIST.replace("\n", "\r\n")})

    shown = codes(answer.text)
    assert [len(each.split()) for each in shown] == [6, 6, 7]
    assert sorted(names(officer)) == ["Ann Lee", "Bo Finch", "Cal Reed"]
    told = "".join(each.title for each in history(admin.extensions["desk"].register))
    assert not any(each.partition(" ")[2] in told + officer.get("/readers").text for each in shown)


@pytest.mark.parametrize(
    "pasted, said",
    [
        (f"name,email,audiences\nAnn,x,{OWN}\nBo,,Nowhere\n", "Your list row 2: 'x' is not an e-mail address"),
        ("name,audience\nAnn,trust\n", "Did you mean audiences?"),
        ("", "Choose a file, or paste rows"),
        ("name,audiences\n" + "".join(f"Reader {each},trust\n" for each in range(101)), "These are 101 readers, and 100 can be added here at once"),
    ],
)
def test_a_list_with_a_fault_is_refused_with_what_was_pasted(officer, pasted, said):
    answer = officer.post("/readers/list", {"pasted": pasted})

    assert answer.status_code == 422
    assert any(said in words for words in texts(answer.text, "li"))
    assert officer.post("/readers/list/add", {"content": pasted}).status_code == 422
    assert names(officer) == []


def test_a_reader_who_was_added_meanwhile_stops_the_whole_list(officer):
    officer.post("/readers", {"name": "Cal Reed", "email": "", "audiences": [OWN]})
    answer = officer.post("/readers/list/add", {"content": LIST})

    assert answer.status_code == 422
    assert names(officer) == ["Cal Reed"]


def test_what_a_reader_may_read_is_changed_and_the_code_stays(officer):
    officer.post("/readers", {"name": "Ann Lee", "email": "", "audiences": [OWN]})
    handle = handle_of(officer, "Ann Lee")
    answer = officer.post(f"/readers/{handle}/change", {"audiences": [OTHER]})

    assert answer.status_code == 303
    assert handle_of(officer, "Ann Lee") == handle
    assert ticked(officer.get(f"/readers/{handle}/").text) == {OTHER}


def test_a_reader_of_nothing_or_a_leader_with_too_short_a_code_is_refused(officer):
    officer.post("/readers", {"name": "Ann Lee", "email": "", "audiences": [OWN]})
    handle = handle_of(officer, "Ann Lee")
    nothing, all_of_it = officer.post(f"/readers/{handle}/change", {}), officer.post(f"/readers/{handle}/change", {"audiences": ["trust"]})

    assert (nothing.status_code, all_of_it.status_code) == (422, 422)
    assert any("revoke the code" in words for words in texts(nothing.text, "li"))
    assert any("add them anew" in words for words in texts(all_of_it.text, "li"))
    assert ticked(officer.get(f"/readers/{handle}/").text) == {OWN}


def test_refusals_on_screens_name_no_command(officer):
    officer.post("/readers", {"name": "Ann Lee", "email": "", "audiences": [OWN]})
    twice = officer.post("/readers", {"name": "Ann Lee", "email": "", "audiences": ["trust"]})

    assert any("open their name on the page Readers" in words for words in texts(twice.text, "li"))
    assert "sendsite reader" not in twice.text


def test_where_the_secrets_of_a_published_site_are_gone_both_screens_say_so_and_begin_nothing(admin, officer):
    desk = admin.extensions["desk"]
    chain.note(desk.register, by="kim", kind="publish", title="Published the site, number 1")
    readers, publishing = officer.get("/readers"), officer.get("/publishing")

    assert (readers.status_code, publishing.status_code) == (409, 200)
    for page in (readers.text, publishing.text):
        assert any("is missing, and the site was published with it" in words for words in texts(page, "p"))
        assert "sendsite reader" not in page
    assert "/publishing/publish" not in [form.get("action") for form in document(publishing.text).iter("form")]
    assert not (desk.root / "data" / "secrets.json").exists()


def test_a_senco_adds_no_list(senco):
    assert senco.get("/readers/list").status_code == senco.post("/readers/list/add", {"content": LIST}).status_code == 403

"""Home: the schools of whoever asks, what needs attention, and what happened lately."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from sendsite.admin.app import create_admin
from sendsite.admin.desk import Desk
from sendsite.admin.passwords import hashed
from sendsite.admin.screens.home import INSIGHTS
from sendsite.register import chain
from sendsite.register.changes import Changes
from sendsite.register.database import Register
from sendsite.register.edits import apply
from sendsite.register.facts import records
from sendsite.register.marks import set_mark
from sendsite.register.people_edits import add_user
from sendsite.workflow.folder import open_folder
from tests.admin.people import OTHER, OWN, document, signed_in, texts


@pytest.fixture
def register(admin: Flask) -> Register:
    found: Register = admin.extensions["desk"].register
    return found


@pytest.fixture
def nothing_entered(tmp_path: Path) -> Iterator[Flask]:
    """The admin of an empty register."""
    (tmp_path / "new" / "data").mkdir(parents=True)
    (tmp_path / "new" / "sendsite.toml").write_text("", "utf-8")
    folder = open_folder(tmp_path / "new")
    with folder.open_register(create=True) as register:
        add_user(register, name="owner", shown_name="Owner", role="owner", password_hash=hashed("three plain words"), by="test")
        yield create_admin(Desk(folder.root, register, folder.settings, folder.framework()))


def edit(register: Register, *, urn: str = OWN, by: str = "somebody else", title: str = "", group: str = "") -> int:
    """Change one pupil's class."""
    pupil = next(row for row in records(register).pupils if row.school_urn == urn)
    other = pupil._replace(class_name=f"{pupil.class_name or ''}x")
    return apply(register, Changes(changed={"pupils": ((pupil, other),)}), by=by, title=title, group=group)


def links(page: str) -> dict[str, str]:
    """Links by their words."""
    return {" ".join("".join(each.itertext()).split()): str(each.get("href")) for each in document(page).iter("a")}


def test_home_shows_the_schools_of_whoever_asks_and_no_other(as_role, admin):
    names = {school.urn: school.name for school in admin.extensions["desk"].standing.at(admin.extensions["desk"].register).records.schools}

    assert [text for text in texts(as_role("senco").get("/").text, "h3") if text in names.values()] == [names[OWN]]
    assert set(texts(as_role("owner").get("/").text, "h3")) >= set(names.values())


def test_whoever_looks_after_two_schools_reads_which_one_each_finding_is_of(register, admin):
    add_user(register, name="both", shown_name="Both", role="senco", schools=(OWN, OTHER), password_hash=hashed("three plain words"), by="test")
    names = {row.name for row in records(register).schools if row.urn in (OWN, OTHER)}

    items = [each for each in document(signed_in(admin, "both").get("/").text).iter("li") if str(each.get("class")) == "mend"]

    assert items
    assert [" ".join("".join(each.itertext()).split()) for each in items if not any(name in "".join(each.itertext()) for name in names)] == []


def test_what_is_to_mend_is_counted_as_it_is_listed(senco):
    counted = [each for each in document(senco.get("/").text).iter("a") if str(each.get("href")).endswith("#mend")]
    count = int("".join(counted[0].itertext()).split()[0])
    listed = [each for each in document(senco.get(f"/school/{OWN}/").text).iter("li") if str(each.get("id")).startswith("mend-")]

    assert count == len(listed)


def test_a_finding_leads_to_where_it_is_mended(as_role):
    page = as_role("owner").get(f"/school/{OTHER}/").text

    assert links(page)["Open the deployment"] == f"/school/{OTHER}/deployment"


def test_a_finding_about_a_pupil_names_and_leads_to_the_pupil(as_role, admin):
    found = links(as_role("owner").get(f"/school/{OTHER}/").text)

    name = next(pupil.name for pupil in records(admin.extensions["desk"].register).pupils if pupil.pupil_id == "P-0035")
    assert [href for words, href in found.items() if words.startswith(f"{name}: the plan has no outcome")] == [f"/school/{OTHER}/pupils/P-0035/"]


def test_findings_about_outcomes_lead_to_the_pupils_they_are_about(as_role):
    senco = as_role("senco")

    way = next(href for words, href in links(senco.get(f"/school/{OWN}/").text).items() if words == "Open plan outcomes")

    assert way == f"/school/{OWN}/pupils?reviews=1"
    assert "Finley Harkaway" in senco.get(way).text
    assert "Otis Dhesika" not in senco.get(way).text


def test_second_looks_are_told_by_name(as_role):
    told = next(words for words in links(as_role("senco").get(f"/school/{OWN}/").text) if "Still to look at: " in words)

    assert "Aneesa Winstanleigh" in told
    assert "P-0005" not in told


def test_the_gravest_findings_stand_first(as_role):
    marked = [text.split() for text in texts(as_role("owner").get("/").text, "span") if text.endswith(" priority")]
    found = [words[1] for words in marked][:-INSIGHTS]

    assert len(found) > INSIGHTS
    assert found == sorted(found, key=["High", "Medium", "Low"].index)


def test_until_it_is_published_home_says_that_nothing_was(senco):
    assert "Nothing has been published from here yet." in texts(senco.get("/").text, "b")


def test_changes_since_the_last_publication_are_counted(register, senco):
    chain.note(register, by="owner", kind="publish")
    assert any(text.startswith("Everything is published") for text in texts(senco.get("/").text, "p"))

    edit(register)

    assert "1 change is not published yet." in texts(senco.get("/").text, "b")


def test_changes_of_other_schools_are_not_counted_for_a_senco(register, senco):
    chain.note(register, by="owner", kind="publish")
    edit(register, urn=OTHER)

    assert any(text.startswith("Everything is published") for text in texts(senco.get("/").text, "p"))


def test_backups_are_told_to_those_who_answer_for_the_whole_trust(senco, as_role):
    assert "Backup" not in texts(senco.get("/").text, "h2")
    assert "Backup" in texts(as_role("trust_officer").get("/").text, "h2")


def test_without_a_proven_backup_home_says_what_to_do(as_role):
    page = as_role("trust_officer").get("/").text

    assert "No backup has been proven yet." in texts(page, "b")
    assert any("Make one now" in text for text in texts(page, "p"))


AGES = [(0, "A backup was proven just now."), (3, "A backup was proven 3 days ago."), (30, "The last proven backup is old: 30 days ago.")]
BARE = [("pupils", "pupils"), ("outcomes", "pupils"), ("deployment", "deployment"), ("finance", "finance"), ("insights", "insights")]


@pytest.mark.parametrize(("days", "words"), AGES)
def test_the_age_of_the_last_proven_backup_is_told(register, as_role, days, words):
    set_mark(register, "backup proven", (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds"))

    assert any(text.startswith(words) for text in texts(as_role("owner").get("/").text, "p"))


def test_what_others_edited_is_told_and_leads_to_the_change(register, senco):
    number = edit(register, title="Class of one pupil put right")

    assert links(senco.get("/").text)["Class of one pupil put right"] == f"/history/{number}"


def test_what_one_edited_oneself_is_no_news(register, senco):
    edit(register, by="senco", title="My own doing")

    assert "My own doing" not in links(senco.get("/").text)


def test_edits_at_other_schools_are_not_told(register, senco, as_role):
    edit(register, urn=OTHER, title="Something elsewhere")

    assert "Something elsewhere" not in links(senco.get("/").text)
    assert "Something elsewhere" in links(as_role("owner").get("/").text)


def test_the_title_of_a_change_that_touched_other_schools_too_is_not_told(register, senco):
    pupils = [next(row for row in records(register).pupils if row.school_urn == urn) for urn in (OWN, OTHER)]
    changed = tuple((row, row._replace(class_name="both")) for row in pupils)
    apply(register, Changes(changed={"pupils": changed}), by="officer", title="Two schools at once")

    found = links(senco.get("/").text)
    assert "Two schools at once" not in found
    assert "A change of several schools" in found


def test_changes_of_several_schools_in_a_row_stand_as_one(register, senco):
    for word in ("first", "second"):
        pupils = [next(row for row in records(register).pupils if row.school_urn == urn) for urn in (OWN, OTHER)]
        apply(register, Changes(changed={"pupils": tuple((row, row._replace(class_name=word)) for row in pupils)}), by="officer", title=word)

    told = [words for words in texts(senco.get("/").text, "a") if words.startswith("A change of several schools")]

    assert told[0] == "A change of several schools, and 1 more like it"


def test_edits_of_one_kind_in_a_row_stand_as_one(register, senco):
    for _ in range(3):
        edit(register, title="A cell", group="cells")

    assert "A cell, and 2 more like it" in links(senco.get("/").text)


def test_an_empty_register_leads_to_the_five_steps(nothing_entered):
    assert signed_in(nothing_entered, "owner").get("/").location == "/begin"


@pytest.mark.parametrize(("bare", "where"), BARE)
def test_a_bare_address_leads_to_the_only_school_of_whoever_asks(senco, bare, where):
    answer = senco.get(f"/{bare}")

    assert (answer.status_code, answer.location) == (303, f"/school/{OWN}/{where}")


def test_a_bare_address_offers_whoever_has_several_schools_a_choice(as_role):
    found = links(as_role("owner").get("/tasks").text)

    assert {f"/school/{OWN}/tasks", f"/school/{OTHER}/tasks"} <= set(found.values())

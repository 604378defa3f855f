"""The first run: an empty register leads through five steps, or loads the invented trust."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from flask import Flask

from sendsite.admin.app import create_admin
from sendsite.admin.desk import Demo, Desk
from sendsite.register.facts import records
from sendsite.workflow import demo_loading, start
from sendsite.workflow.folder import open_folder
from sendsite.workflow.importing import begun
from tests.admin.people import Caller, add_owner, document, signed_in, texts


@pytest.fixture
def empty(tmp_path) -> Iterator[Flask]:
    """The admin of a new site folder, as `sendsite admin` starts it."""
    start.make(tmp_path / "site")
    folder = open_folder(tmp_path / "site")
    with begun(folder) as register:
        add_owner(register)
        invented = Demo(partial(demo_loading.load, folder, register), lambda who: demo_loading.take_out(folder, register, by=who))
        yield create_admin(Desk(folder.root, register, folder.settings, folder.framework(), demo=invented))


@pytest.fixture
def owner(empty) -> Caller:
    return signed_in(empty, "owner")


def _actions(page: str) -> list[str | None]:
    return [form.get("action") for form in document(page).iter("form")]


def test_an_owner_of_an_empty_register_is_led_to_the_five_steps(owner):
    answer = owner.get("/", follow_redirects=True)

    assert answer.request.path == "/begin"
    assert [words.split(" ")[1] for words in texts(answer.text, "h2") if words[0].isdigit()] == ["Schools", "Staff", "Pupils", "Deployment", "Publish"]


def test_the_invented_trust_is_loaded_and_taken_out_again(empty, owner):
    register = empty.extensions["desk"].register

    assert owner.post("/begin/demo").status_code == 303
    assert len(records(register).schools) == 6
    assert "/begin/demo" not in _actions(owner.get("/begin").text)
    assert owner.post("/begin/demo").status_code == 422

    assert owner.post("/begin/demo/take-out").status_code == 303
    assert len(records(register).schools) == 0
    assert "/begin/demo" in _actions(owner.get("/begin").text)


def test_without_a_school_only_the_first_step_opens_and_nothing_can_be_built(owner):
    steps = document(owner.get("/begin").text)

    assert [link.get("href") for link in steps.iter("a") if "go" in (link.get("class") or "").split()] == ["/schools/add"]
    assert "/publishing/build" not in _actions(owner.get("/publishing").text)


def test_with_a_school_the_next_steps_open(owner):
    owner.post("/schools/add", {"urn": "140001", "name": "Harbour Lane Primary", "phase": "primary", "number_on_roll": "210"})

    page = owner.get("/begin").text

    assert [way.get("href") for way in document(page).iter("a") if way.get("class") in ("go", "second")][1:4] == [
        "/school/140001/staff",
        "/school/140001/pupils",
        "/school/140001/deployment",
    ]

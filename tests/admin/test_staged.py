"""What is kept between a preview and its yes."""

from __future__ import annotations

import pytest
from flask import g

from sendsite.admin.staged import FOR_SECONDS, MOST_EACH, NotKept, Shelf, Staged, accept, keep, kept, stage, staged
from sendsite.errors import DataRefused
from sendsite.framework.records import Pupil
from sendsite.intake.fault import Fault
from sendsite.intake.plan import Plan
from sendsite.register import sessions
from sendsite.register.changes import Changes
from sendsite.register.edits import RowChanged, apply
from sendsite.register.facts import records
from sendsite.register.people import users
from tests.admin.people import OTHER, OWN


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def asking(admin):
    """A request of somebody who is signed in."""

    def as_role(role):
        register = admin.extensions["desk"].register
        who = next(user for user in users(register) if user.name == role)
        g.session = sessions.session(register, sessions.begin(register, who.id, proven=True))
        g.pop("now", None)

    with admin.test_request_context("/"):
        yield as_role


def a_pupil(urn=OWN, pupil="NEW1"):
    return Pupil(urn, pupil, "Ada Invented", "4", "4A", 500, None, "K")


def a_plan(*rows):
    return Plan(Changes(added={"pupils": rows}))


def test_what_is_kept_is_found_by_its_token():
    shelf = Shelf()

    assert shelf.get(1, "paste", shelf.put(7, 1, "paste", "rows")) == "rows"


@pytest.mark.parametrize(("session", "purpose"), [(2, "paste"), (1, "import")])
def test_a_token_is_good_for_one_session_and_one_purpose(session, purpose):
    shelf = Shelf()
    token = shelf.put(7, 1, "paste", "rows")

    with pytest.raises(NotKept):
        shelf.get(session, purpose, token)


def test_a_token_is_good_for_an_hour():
    clock = Clock()
    shelf = Shelf(clock)
    token = shelf.put(7, 1, "paste", "rows")
    clock.now = FOR_SECONDS

    with pytest.raises(NotKept):
        shelf.get(1, "paste", token)


def test_a_persons_fourth_takes_the_place_of_the_oldest_and_nobody_elses():
    shelf = Shelf()
    theirs = shelf.put(8, 2, "paste", "theirs")
    tokens = [shelf.put(7, 1, "paste", number) for number in range(MOST_EACH + 1)]

    with pytest.raises(NotKept):
        shelf.get(1, "paste", tokens[0])
    assert [shelf.get(1, "paste", token) for token in tokens[1:]] == [1, 2, 3]
    assert shelf.get(2, "paste", theirs) == "theirs"


def test_what_is_of_another_kind_is_not_kept(asking):
    asking("senco")
    token = keep("words", "paste")

    with pytest.raises(NotKept):
        staged(token, "paste")
    assert kept(token, "paste", str) == "words"


def test_a_plan_is_applied_once_however_often_it_is_said_yes_to(asking, admin):
    asking("senco")
    token = stage(a_plan(a_pupil()), "paste", title="Pasted 1 pupil")

    first, again = accept(token, "paste"), accept(token, "paste")

    assert first == again > 0
    assert a_pupil() in records(admin.extensions["desk"].register).pupils


def test_a_plan_that_no_longer_fits_is_refused_in_words(asking, admin):
    asking("senco")
    token = stage(a_plan(a_pupil()), "paste")
    apply(admin.extensions["desk"].register, a_plan(a_pupil()).changes, by="sam")

    with pytest.raises(RowChanged, match=r"such a row stands in the register already \(sam"):
        accept(token, "paste")


def test_a_plan_with_a_row_of_another_school_is_refused_whole(asking, admin):
    asking("senco")
    token = stage(a_plan(a_pupil(), a_pupil(OTHER)), "paste")

    with pytest.raises(DataRefused, match="no school of yours"):
        accept(token, "paste")
    assert a_pupil() not in records(admin.extensions["desk"].register).pupils


def test_a_plan_with_a_fault_is_not_applied(asking):
    asking("senco")

    with pytest.raises(DataRefused, match="Rows were refused"):
        Staged(Plan(Changes(added={"pupils": (a_pupil(),)}), faults=(Fault("a.csv", 2, "", "", "is wrong", ""),))).accept()

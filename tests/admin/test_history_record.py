"""The history of one record, as other screens show it."""

from __future__ import annotations

import pytest
from flask import g, render_template

from sendsite.framework.records import Pupil
from sendsite.register import sessions
from sendsite.register.changes import Changes
from sendsite.register.edits import apply
from sendsite.register.history import change_set, rows_of
from sendsite.register.people import users
from tests.admin.people import OWN, texts


@pytest.fixture
def told(admin):
    """The part for one change, as the SENCO is told it."""
    register = admin.extensions["desk"].register
    who = next(user for user in users(register) if user.name == "senco")

    def render(changes):
        number = apply(register, changes, by="senco")
        with admin.test_request_context("/"):
            g.session = sessions.session(register, sessions.begin(register, who.id, proven=True))
            return render_template("history/_record.html", changes=[(change_set(register, number), rows_of(register, number))])

    return render


def test_a_nought_of_a_new_row_is_said_and_a_blank_is_not(told):
    part = told(Changes(added={"pupils": (Pupil(OWN, "NEW1", "Ada Invented", "", "", 0, None, "K"),)}))

    assert texts(part, "dt") == ["School URN", "Pupil id", "Name", "Need hours", "SEN status"]
    assert texts(part, "dd") == [OWN, "NEW1", "Ada Invented", "0", "K"]


def test_without_changes_it_says_what_will_stand_there(admin):
    with admin.test_request_context("/"):
        assert texts(render_template("history/_record.html", changes=[]), "p") == [
            "Nothing was changed here yet. Every change will stand here: who, when, before and after."
        ]

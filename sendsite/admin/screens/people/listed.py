"""The list of people, and the fields that a person has."""

from __future__ import annotations

from typing import NamedTuple

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from sendsite.admin.desk import desk
from sendsite.admin.forms import Form, own, read
from sendsite.admin.me import my_schools
from sendsite.admin.rights import EVERYBODY, right
from sendsite.register.people import OF_SCHOOLS, User, sign_in_name, users
from sendsite.register.people_edits import LONGEST, ROLE_WORDS

screen = Blueprint("people", __name__)

NAME = own("name", "Name to sign in with", hint="Short and easy to type, such as j.okoro. Capitals do not matter. It cannot be changed later.")
SHOWN_NAME = own("shown_name", "Name that is shown", hint="As colleagues know them. It stands beside what they change.")
ROLE = own("role", "Role", choices=tuple((role, words[0].upper() + words[1:]) for role, words in ROLE_WORDS.items()), spread=True)
SCHOOLS = "schools"


class State(NamedTuple):
    """How a person stands, in a word with its colour."""

    words: str
    colour: str


@screen.get("/people")
@right("people")
def people() -> ResponseReturnValue:
    """Everybody, with the form that invites one more."""
    return shown(Form((NAME, SHOWN_NAME, ROLE)), ())


def shown(form: Form, ticked: tuple[str, ...]) -> ResponseReturnValue:
    """The list, and the form of a new person as it was typed."""
    names = {school.urn: school.name for school in my_schools()}
    everybody = sorted(users(desk().register), key=lambda who: (who.shown_name.casefold(), who.name))
    rows = [(who, state_of(who), [names.get(urn, urn) for urn in who.schools]) for who in everybody]
    page = render_template("people/index.html", rows=rows, role_words=ROLE_WORDS, form=form, ticked=ticked)
    return (page, 422) if form.faults else page


def state_of(who: User) -> State:
    """Disabled, invited or ready."""
    if who.disabled:
        return State("Disabled", "red")
    return State("Ready", "green") if who.ready else State("Invited", "amber")


def read_person(*, new: bool) -> tuple[Form, tuple[str, ...]]:
    """The form of a person as it was posted, and the schools that were ticked. A role that sees all needs none, so its ticks are let go."""
    form = read((NAME, SHOWN_NAME, ROLE) if new else (SHOWN_NAME, ROLE), request.form)
    ticked = tuple(sorted(set(request.form.getlist(SCHOOLS))))
    role = form.values.get("role")
    if role in EVERYBODY and role not in OF_SCHOOLS:
        ticked = ()
    known = {school.urn for school in my_schools()}
    if unknown := [urn for urn in ticked if urn not in known]:
        form.refuse(SCHOOLS, f"There is no school {unknown[0][:20]} in the register. Tick schools of the list.")
        ticked = tuple(urn for urn in ticked if urn in known)
    elif role in OF_SCHOOLS and not ticked:
        form.refuse(SCHOOLS, f"A {ROLE_WORDS[role]} is there for one school or more. Tick at least one.")
    for field in form.fields:
        if len(sign_in_name(form.typed[field.name])) > LONGEST:
            form.refuse(field.name, f"{field.label} has more than {LONGEST} characters. Shorten it.")
    return form, ticked

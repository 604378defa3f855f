"""Setting up the second factor on the way in, for those who edit and have none."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from sendsite.admin.desk import desk
from sendsite.admin.gate import cookie_name
from sendsite.admin.rights import right
from sendsite.admin.screens.sign_in.steps import after_second_factor, from_the_start, must_enrol, screen, waiting, wanted
from sendsite.admin.second_factor import Offer, offer, step_of
from sendsite.admin.secrets_typed import CODE, the_form
from sendsite.register.people import User, take_code
from sendsite.register.people_edits import set_second_factor

NOT_OF_IT = "This is not a code of the secret below. Scan the square or type the letters once more, then write the six digits that the app shows."


@screen.get("/sign-in/second-factor")
@right("anyone")
def enrol() -> ResponseReturnValue:
    """Show the secret, for the app to be given."""
    found = waiting()
    if found is None or found.user.enrolled or not must_enrol(found.user):
        return from_the_start()
    return _shown(found.user, "")


@screen.post("/sign-in/second-factor")
@right("anyone")
def confirm() -> ResponseReturnValue:
    """Put the secret in force once a code of it came back; with that they are signed in."""
    found = waiting()
    if found is None or found.user.enrolled:
        return from_the_start()
    offered = offer_to(found.user)
    step = step_of(offered.secret, request.form.get("code", ""))
    if step is None:
        return _shown(found.user, NOT_OF_IT)
    put_in_force(found.user, offered, step)
    return after_second_factor()


def offer_to(who: User) -> Offer:
    """The secret that this sign-in is offered."""
    return offer(request.cookies.get(cookie_name(), ""), who.version, name=who.name, trust=desk().settings.trust)


def put_in_force(who: User, offered: Offer, step: int) -> None:
    """Keep the secret; the code that proved it is used with that."""
    set_second_factor(desk().register, who.id, offered.secret, by=who.name)
    take_code(desk().register, who.id, step)


def _shown(who: User, fault: str) -> ResponseReturnValue:
    page = render_template("sign_in/enrolment.html", form=the_form(CODE, code=fault), offer=offer_to(who), next=wanted(), shown_name=who.shown_name)
    return (page, 422) if fault else page

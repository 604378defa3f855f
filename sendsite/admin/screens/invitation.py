"""The page that an invitation leads to: set a password, then a second factor where the role needs one. The link is good once."""

from __future__ import annotations

from flask import Blueprint, make_response, render_template, request
from flask.typing import ResponseReturnValue

from sendsite.admin.desk import desk
from sendsite.admin.forms import Form
from sendsite.admin.passwords import hashed
from sendsite.admin.rights import right
from sendsite.admin.screens.sign_in.steps import after_password, must_enrol
from sendsite.admin.secrets_typed import AGAIN, FRESH, check_fresh, the_form
from sendsite.register.invites import accept, invited
from sendsite.register.people import User

screen = Blueprint("invitation", __name__)


@screen.get("/invitation/<token>")
@right("anyone")
def show(token: str) -> ResponseReturnValue:
    """Ask for a password. Looking does not use the link, for programs that show links look at them too."""
    return _page(invited(desk().register, token))


@screen.post("/invitation/<token>")
@right("anyone")
def take(token: str) -> ResponseReturnValue:
    """Set the password; with that the link is used, and the sign-in goes on as after any password."""
    who = invited(desk().register, token)
    if who is None:
        return _page(None)
    form = the_form(FRESH, AGAIN)
    fresh = request.form.get("fresh", "")
    check_fresh(form, fresh, request.form.get("again", ""), (who.name, who.shown_name, desk().settings.trust))
    if form.faults:
        return _page(who, form)
    return after_password(accept(desk().register, token, password_hash=hashed(fresh)))


def _page(who: User | None, form: Form | None = None) -> ResponseReturnValue:
    """The page, whose address is told to no other page: not to ours either, where it might be noted."""
    if who is None:
        answer = make_response(render_template("invitation/gone.html"), 404)
    else:
        page = render_template("invitation/index.html", who=who, form=form or the_form(FRESH, AGAIN), must_enrol=must_enrol(who))
        answer = make_response(page, 422 if form else 200)
    answer.headers["Referrer-Policy"] = "strict-origin"
    return answer

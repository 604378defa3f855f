"""One's own account: the password, the second factor, and where one is signed in."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sendsite.admin.desk import desk
from sendsite.admin.forms import Form
from sendsite.admin.gate import set_cookie
from sendsite.admin.me import me, session
from sendsite.admin.pace import password_fault
from sendsite.admin.passwords import hashed
from sendsite.admin.rights import right
from sendsite.admin.screens.sign_in.enrolment import NOT_OF_IT, offer_to, put_in_force
from sendsite.admin.second_factor import step_of
from sendsite.admin.secrets_typed import AGAIN, CODE, FRESH, PRESENT, check_fresh, the_form
from sendsite.register import sessions
from sendsite.register.people import Credentials, credentials
from sendsite.register.people_edits import set_password
from sendsite.register.words import when

screen = Blueprint("account", __name__)
DONE = {
    "password": "Your new password is in force. You were signed out everywhere else.",
    "second-factor": "Your second factor is in force. You were signed out everywhere else.",
    "elsewhere": "You are signed in here and nowhere else.",
}


@screen.get("/account")
@right("self")
def account() -> ResponseReturnValue:
    """Who one is, with what may be done about it."""
    return _shown(the_form(PRESENT, FRESH, AGAIN))


@screen.post("/account/password")
@right("self")
def password() -> ResponseReturnValue:
    """Change one's password: the present one is asked for, and every sign-in but a new one here ends."""
    form = the_form(PRESENT, FRESH, AGAIN)
    fresh = request.form.get("fresh", "")
    check_fresh(form, fresh, request.form.get("again", ""), (me().name, me().shown_name, desk().settings.trust))
    if not form.faults and fresh == request.form.get("present"):
        form.refuse("fresh", "This is your present password. Choose another.")
    if not form.faults and (fault := password_fault(_mine(), request.form.get("present", ""))):
        form.refuse("present", fault)
    if form.faults:
        return _shown(form)
    set_password(desk().register, me().id, hashed(fresh), by=me().name)
    return _anew("password")


@screen.get("/account/second-factor")
@right("self")
def second_factor() -> ResponseReturnValue:
    """A secret on offer, in place of the one in force."""
    return render_template("account/second_factor.html", form=the_form(PRESENT, CODE), offer=offer_to(me()))


@screen.post("/account/second-factor")
@right("self")
def enrol() -> ResponseReturnValue:
    """Put the secret in force: the password is asked for, and a code that shows the app has it."""
    offered = offer_to(me())
    step = step_of(offered.secret, request.form.get("code", ""))
    form = the_form(PRESENT, CODE, code=NOT_OF_IT if step is None else "")
    if step is not None and (fault := password_fault(_mine(), request.form.get("present", ""))):
        form.refuse("present", fault)
    if step is None or form.faults:
        return render_template("account/second_factor.html", form=form, offer=offered), 422
    put_in_force(me(), offered, step)
    return _anew("second-factor")


@screen.post("/account/elsewhere")
@right("self")
def elsewhere() -> ResponseReturnValue:
    """Sign out everywhere but here."""
    here = session()
    sessions.end_all(desk().register, me().id, by=me().name, but=here.id if here else None)
    return redirect(url_for(".account", done="elsewhere"), 303)


def _anew(done: str) -> ResponseReturnValue:
    """What proves who one is has changed: every sign-in ends, and this browser goes on under a new one."""
    sessions.end_all(desk().register, me().id, by=me().name)
    token = sessions.begin(desk().register, me().id, proven=True, address=request.remote_addr or "")
    answer = redirect(url_for(".account", done=done), 303)
    set_cookie(answer, token)
    return answer


def _mine() -> Credentials:
    """What one's own password is checked against; nothing matches where one was disabled in this moment."""
    return credentials(desk().register, me().name) or Credentials(me(), "", "")


def _shown(form: Form) -> ResponseReturnValue:
    here = session()
    signed_in = [
        (_moment(each.made_at), _moment(each.last_seen), here is not None and each.id == here.id)
        for each in sessions.sessions_of(desk().register, me().id)
        if each.proven
    ]
    page = render_template("account/index.html", form=form, signed_in=signed_in, done=DONE.get(request.args.get("done", ""), ""))
    return (page, 422) if form.faults else page


def _moment(seconds: int) -> str:
    """A moment in words, by this machine's clock."""
    return when(datetime.fromtimestamp(seconds, UTC).isoformat()).removeprefix("on ")

"""The first step: a name and a password, at a pace that guessing cannot live with."""

from __future__ import annotations

from contextlib import suppress

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sendsite.admin.desk import desk
from sendsite.admin.gate import cookie_name
from sendsite.admin.me import session
from sendsite.admin.pace import too_fast
from sendsite.admin.passwords import hashed, is_old, matches
from sendsite.admin.rights import right
from sendsite.admin.screens.sign_in.steps import after_password, screen, wanted
from sendsite.admin.secrets_typed import NAME, PASSWORD, the_form
from sendsite.errors import NoRoom, NotWritable
from sendsite.register import sessions, throttle
from sendsite.register.people import Credentials, credentials
from sendsite.register.people_edits import set_password

LONGEST_NAME = 200


@screen.get("/sign-in")
@right("anyone")
def show() -> ResponseReturnValue:
    """The sign-in page; who is signed in is led on."""
    if session() is not None:
        return redirect(wanted() or url_for("home.home"), 303)
    return render_template("sign_in/index.html", form=the_form(NAME, PASSWORD), next=wanted(), unsaved="unsaved" in request.args)


@screen.post("/sign-in")
@right("anyone")
def enter() -> ResponseReturnValue:
    """
    Check a name and a password.

    A name that nobody has, a wrong password and somebody disabled read the same and take the same time.
    """
    register, address = desk().register, request.remote_addr or ""
    name, password = request.form.get("name", "")[:LONGEST_NAME], request.form.get("password", "")
    if wait := throttle.attempt(register, name, address):
        return _again(name, too_fast(wait), 429)
    found = credentials(register, name)
    if not matches(password, found.password_hash if found else "") or found is None:
        sessions.note_refused(register, name, address=address)
        return _again(name, "This name and password do not go together. Type both again. After several wrong tries there is a wait before the next.", 422)
    throttle.succeeded(register, name, address)
    _renew(found, password)
    return after_password(found.user)


@screen.post("/sign-out")
@right("self")
def leave() -> ResponseReturnValue:
    """
    Sign out: the session ends in the register, whatever the browser keeps.

    Where the register cannot be written the browser forgets its token all the same, and the session ends by itself.
    """
    with suppress(NoRoom, NotWritable):
        sessions.end(desk().register, request.cookies.get(cookie_name(), ""))
    answer = redirect(url_for(".show"), 303)
    answer.delete_cookie(cookie_name(), path="/", secure=bool(desk().address), httponly=True, samesite="Lax")
    return answer


def _again(name: str, fault: str, code: int) -> ResponseReturnValue:
    form = the_form(NAME, PASSWORD, password=fault)
    form.typed["name"] = name
    return render_template("sign_in/index.html", form=form, next=wanted(), unsaved=False), code


def _renew(found: Credentials, password: str) -> None:
    """A hash of weaker settings than today's is made anew, now that the password is at hand."""
    if is_old(found.password_hash):
        set_password(desk().register, found.user.id, hashed(password), by=found.user.name, note=False)

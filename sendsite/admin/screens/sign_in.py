"""Signing in and out."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sendsite.admin.desk import desk
from sendsite.admin.gate import cookie_name, own_path, set_cookie
from sendsite.admin.passwords import matches
from sendsite.admin.rights import right
from sendsite.register import sessions, throttle
from sendsite.register.people import credentials

screen = Blueprint("sign_in", __name__)


@screen.get("/sign-in")
@right("anyone")
def show() -> ResponseReturnValue:
    """The sign-in page."""
    return render_template("sign_in/index.html", name="", fault="", next=request.args.get("next", ""))


@screen.post("/sign-in")
@right("anyone")
def enter() -> ResponseReturnValue:
    """Check a name and a password, at a pace that guessing cannot live with."""
    register, name, address = desk().register, request.form.get("name", ""), request.remote_addr or ""
    wait = throttle.attempt(register, name, address)
    found = credentials(register, name) if not wait else None
    if wait or not matches(request.form.get("password", ""), found.password_hash if found else "") or found is None:
        fault = f"Too many tries. Wait {wait} seconds, then try again." if wait else "This name and password do not go together."
        if not wait:
            sessions.note_refused(register, name, address=address)
        return render_template("sign_in/index.html", name=name, fault=fault, next=request.form.get("next", "")), 429 if wait else 422
    throttle.succeeded(register, name, address)
    token = sessions.begin(register, found.user.id, proven=True, address=address)
    answer = redirect(own_path(request.form.get("next", ""), url_for("home.home")), 303)
    set_cookie(answer, token)
    return answer


@screen.post("/sign-out")
@right("self")
def leave() -> ResponseReturnValue:
    """Sign out: the session ends in the register, whatever the browser keeps."""
    sessions.end(desk().register, request.cookies.get(cookie_name(), ""))
    answer = redirect(url_for(".show"), 303)
    answer.delete_cookie(cookie_name(), path="/", secure=bool(desk().address), httponly=True, samesite="Lax")
    return answer

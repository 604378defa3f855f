"""From one step of a sign-in to the next, each under a token of its own."""

from __future__ import annotations

from time import time

from flask import Blueprint, g, redirect, request, url_for
from werkzeug.wrappers import Response

from sendsite.admin.desk import desk
from sendsite.admin.gate import cookie_name, own_path, set_cookie
from sendsite.admin.me import now
from sendsite.register import sessions
from sendsite.register.people import User
from sendsite.register.sessions import Session

screen = Blueprint("sign_in", __name__)

WAITS = 10 * 60
"""Seconds that a password which was given waits for its code."""


def must_enrol(who: User) -> bool:
    """Whether a second factor must be set up before anything else. The demo's people are invented and their passwords known: there it is left to choice."""
    return who.must_enrol and not now().only_invented


def waiting() -> Session | None:
    """Who has given their password and not yet the second factor."""
    found: Session | None = g.get("waiting")
    return found if found is not None and found.made_at > time() - WAITS else None


def wanted() -> str:
    """Where the sign-in is to lead, as the address or the form has it; "" for the first page."""
    return own_path(request.values.get("next", ""), "")


def after_password(who: User) -> Response:
    """The password was right: signed in, or on to the second step. Whatever this browser was signed in as before ends."""
    register, address = desk().register, request.remote_addr or ""
    if g.session or g.waiting:
        sessions.end(register, request.cookies.get(cookie_name(), ""))
    second = ".code" if who.enrolled else ".enrol" if must_enrol(who) else ""
    token = sessions.begin(register, who.id, proven=not second, address=address)
    return _on(token, url_for(f"sign_in{second}", next=wanted() or None) if second else wanted())


def after_second_factor() -> Response:
    """The second factor was given: the sign-in goes on under a new token. One that ended meanwhile begins anew."""
    token = sessions.prove(desk().register, request.cookies.get(cookie_name(), ""), address=request.remote_addr or "")
    return _on(token, wanted()) if token else from_the_start()


def from_the_start() -> Response:
    """To the first step, where a second one is not waited for, or no longer."""
    return redirect(url_for("sign_in.show", next=wanted() or None), 303)


def _on(token: str, address: str) -> Response:
    answer = redirect(address or url_for("home.home"), 303)
    set_cookie(answer, token)
    return answer

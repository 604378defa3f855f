"""The pace of proving who one is, once it is known who: codes and passwords are tried no faster than names are at the sign-in."""

from __future__ import annotations

from flask import request

from sendsite.admin.desk import desk
from sendsite.admin.passwords import matches
from sendsite.admin.second_factor import step_of
from sendsite.register import sessions, throttle
from sendsite.register.people import Credentials, take_code

NOT_NOW = "This is not the code of this moment. Write the six digits that the app shows now. If they never fit, let the telephone set its clock by itself."


def too_fast(seconds: int) -> str:
    """What is said to who must wait."""
    return f"Too many tries. Wait {seconds} second{'' if seconds == 1 else 's'}, then try again."


def password_fault(found: Credentials, password: str) -> str:
    """Why this is not taken as their password, "" where it is."""
    name, address = found.user.name, request.remote_addr or ""
    if wait := throttle.attempt(desk().register, name, address):
        return too_fast(wait)
    if not matches(password, found.password_hash):
        return "This is not your password. Type the one that you signed in with."
    throttle.succeeded(desk().register, name, address)
    return ""


def code_fault(found: Credentials, code: str) -> str:
    """
    Why this code is not taken, "" where it is; one that was taken is good no more.

    Codes are counted by themselves, for a right password must not buy new tries. What they are counted under nobody can type at the sign-in.
    """
    counted, address = f"codes of {found.totp_secret}", request.remote_addr or ""
    if wait := throttle.attempt(desk().register, counted, address):
        return too_fast(wait)
    step = step_of(found.totp_secret, code)
    if step is None or not take_code(desk().register, found.user.id, step):
        sessions.note_refused(desk().register, found.user.name, address=address)
        return NOT_NOW if step is None else "This code was used already. Wait for the next one, half a minute at most."
    throttle.succeeded(desk().register, counted, address)
    return ""

"""The second step: the code of six digits."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from sendsite.admin.desk import desk
from sendsite.admin.pace import code_fault
from sendsite.admin.rights import right
from sendsite.admin.screens.sign_in.steps import after_second_factor, from_the_start, screen, waiting, wanted
from sendsite.admin.secrets_typed import CODE, the_form
from sendsite.register.people import credentials


@screen.get("/sign-in/code")
@right("anyone")
def code() -> ResponseReturnValue:
    """Ask for the code; without a password just given there is nothing to ask it for."""
    found = waiting()
    if found is None or not found.user.enrolled:
        return from_the_start()
    return render_template("sign_in/code.html", form=the_form(CODE), next=wanted())


@screen.post("/sign-in/code")
@right("anyone")
def prove() -> ResponseReturnValue:
    """Take the code, once."""
    found = waiting()
    known = credentials(desk().register, found.user.name) if found else None
    if known is None or not known.totp_secret:
        return from_the_start()
    if fault := code_fault(known, request.form.get("code", "")):
        return render_template("sign_in/code.html", form=the_form(CODE, code=fault), next=wanted()), 422
    return after_second_factor()

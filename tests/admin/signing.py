"""Signing in as a browser does it, for tests: fill in the form of a page as it stands."""

from __future__ import annotations

from typing import Any

import pyotp
from flask.testing import FlaskClient

from sendsite.register.database import Register
from sendsite.register.people import User, users
from sendsite.register.people_edits import set_second_factor
from tests.admin.people import PASSWORD, document, texts, token_of

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def person(register: Register, name: str) -> User:
    return next(each for each in users(register) if each.name == name)


def enrolled(register: Register, name: str) -> User:
    set_second_factor(register, person(register, name).id, SECRET, by="test")
    return person(register, name)


def give(client: FlaskClient, path: str, **data: str) -> Any:
    """Fill in the form of the page at `path`, as it stands now."""
    page = client.get(path)
    assert page.status_code == 200, page.location
    action = next(each.get("action") or path for each in document(page.text).iter("form") if "sign-out" not in str(each.get("action")))
    return client.post(action, data={"csrf": token_of(page.text), **data})


def password(client: FlaskClient, name: str = "senco", typed: str = PASSWORD, **more: str) -> Any:
    return give(client, "/sign-in", name=name, password=typed, **more)


def code_now(secret: str = SECRET) -> str:
    return str(pyotp.TOTP(secret).now())


def offered_on(page: str) -> str:
    """The secret as its letters stand on a page."""
    return "".join(texts(page, "code"))


def is_in(client: FlaskClient) -> bool:
    return bool(client.get("/rights").status_code == 200)

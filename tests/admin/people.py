"""People who sign in, for tests: one of each role, the SENCO and the viewer of one school; every password is the same."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient
from html5lib import parse

from sendsite.admin.gate import csrf_token
from sendsite.admin.passwords import hashed
from sendsite.register import sessions
from sendsite.register.database import Register
from sendsite.register.people import users
from sendsite.register.people_edits import add_user

PASSWORD = "three plain words"
OWN, OTHER = "990001", "990002"
"""The school that the SENCO and the viewer are there for, and one that is not theirs."""

PEOPLE = {"owner": (), "trust_officer": (), "senco": (OWN,), "viewer": (OWN,)}
COOKIE = "sendsite-local"


@cache
def _kept() -> str:
    return hashed(PASSWORD)


def add_people(register: Register) -> None:
    """One person of each role, named as the role is."""
    for role, schools in PEOPLE.items():
        add_user(register, name=role, shown_name=role.replace("_", " ").title(), role=role, schools=schools, password_hash=_kept(), by="test")


def add_owner(register: Register) -> None:
    """An owner alone, as a register begins."""
    add_user(register, name="owner", shown_name="Owner", role="owner", password_hash=_kept(), by="test")


@dataclass
class Caller:
    """A client that is signed in and sends the token with every form."""

    client: FlaskClient
    csrf: str = ""

    def get(self, path: str, **options: Any) -> Any:
        return self.client.get(path, **options)

    def post(self, path: str, data: dict[str, Any] | None = None, **options: Any) -> Any:
        """Post a form, as a page of ours would."""
        return self.client.post(path, data={"csrf": self.csrf, **(data or {})}, **options)

    def part(self, method: str, path: str, data: dict[str, Any] | None = None) -> Any:
        """Ask as htmx does."""
        headers = {"HX-Request": "true", "X-CSRF-Token": self.csrf}
        return self.client.open(path, method=method.upper(), data=data, headers=headers)


def signed_in(app: Flask, role: str) -> Caller:
    """Somebody of this role, signed in."""
    register = app.extensions["desk"].register
    who = next(user for user in users(register) if user.name == role)
    client = app.test_client()
    token = sessions.begin(register, who.id, proven=True)
    client.set_cookie(COOKIE, token)
    with app.test_request_context("/help", headers={"Cookie": f"{COOKIE}={token}"}):
        assert app.preprocess_request() is None, "not signed in"
        return Caller(client, csrf_token())


def token_of(page: str) -> str:
    """The token that a page gives its forms."""
    found = next(each for each in document(page).iter() if each.get("name") == "csrf" and each.get("content"))
    return str(found.get("content"))


def document(page: str) -> Any:
    """A page as a document of elements without a namespace."""
    return parse(page, namespaceHTMLElements=False)


def texts(page: str, tag: str) -> list[str]:
    """The words of every element of a kind."""
    return [" ".join("".join(each.itertext()).split()) for each in document(page).iter(tag)]


def query_of(response: Any) -> str:
    """The query of the address that a response leads to."""
    return urlsplit(str(response.location)).query

"""Who is asking: the person of this request, what they may do and which schools are theirs."""

from __future__ import annotations

from typing import cast

from flask import g

from sendsite.admin.desk import desk
from sendsite.admin.now import Now
from sendsite.admin.rights import has, reaches
from sendsite.framework.records import School
from sendsite.register.people import User
from sendsite.register.sessions import Session


def session() -> Session | None:
    """The session of this request, its second factor given; None before a sign-in."""
    return cast("Session | None", g.get("session"))


def me() -> User:
    """The person who is signed in. Only views behind a right that needs a sign-in may ask."""
    found = session()
    assert found is not None
    return found.user


def may(name: str) -> bool:
    """Whether whoever is asking has a right."""
    found = session()
    return found is not None and has(found.user, name)


def reach() -> frozenset[str] | None:
    """The URNs of the schools that are theirs, None for those who see all: what `history` and `undo` take as `school`."""
    return None if me().sees_all else frozenset(me().schools)


def now() -> Now:
    """The register as it stands, the same for the whole request until `forget` is called."""
    if "now" not in g:
        found = session()
        g.now = desk().standing.at(desk().register, g.get("head", found.head if found else None))
    return cast(Now, g.now)


def forget(head: int | None = None) -> None:
    """The register was changed by this request, by change `head` where that is known: what is shown next is at least as it stood then."""
    g.pop("now", None)
    g.head = head


def my_schools() -> tuple[School, ...]:
    """The schools that are theirs to see, by name."""
    return tuple(sorted((school for school in now().records.schools if reaches(me(), school.urn)), key=lambda school: (school.name, school.urn)))

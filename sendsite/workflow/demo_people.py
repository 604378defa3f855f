"""
The people of the demo: one of each role, invented as everybody there is, and so with a password that is no secret.

The hash stands here because the password does: a register that is not the demo's never gets either.
"""

from __future__ import annotations

from typing import NamedTuple

from sendsite.register.database import Register
from sendsite.register.marks import mark
from sendsite.register.people import credentials
from sendsite.register.people_edits import ROLE_WORDS, add_user

PASSWORD = "lantern meadow tide"  # noqa: S105 - printed wherever it is of use
KEPT = "$argon2id$v=19$m=65536,t=3,p=4$/1Ry9mtZkEczpOVQmevlFA$RTII2vQIaZ54M/qDJEzJ4KKpyD+f8sQtXqtYeflNHmU"
"""What argon2 made of it."""


class Somebody(NamedTuple):
    """Somebody of the demo: what they type, what is shown, what they may do and for which schools."""

    name: str
    shown_name: str
    role: str
    schools: tuple[str, ...] = ()


EVERYBODY = (
    Somebody("amara", "Amara Whitlock", "owner"),
    Somebody("tomas", "Tomas Fairweather", "trust_officer"),
    Somebody("priya", "Priya Lanyon", "senco", ("990001",)),
    Somebody("joan", "Joan Thistlewood", "senco", ("990002", "990003")),
    Somebody("victor", "Victor Amberley", "viewer", ("990001",)),
)


def add_demo_people(register: Register, *, by: str) -> None:
    """Add everybody to the demo's register."""
    for name, shown_name, role, schools in EVERYBODY:
        add_user(register, name=name, shown_name=shown_name, role=role, schools=schools, password_hash=KEPT, by=by)


def who_may_sign_in(register: Register, demo_mark: str) -> tuple[str, ...]:
    """A line for each of them whose password is still the one above; none where the register is not the demo's."""
    if mark(register, demo_mark) != "yes":
        return ()
    lines = []
    for each in EVERYBODY:
        found = credentials(register, each.name)
        if found is not None and found.password_hash == KEPT:
            schools = f" of {' and '.join(each.schools)}" if each.schools else ""
            lines.append(f"  {each.name:<8} {PASSWORD}   {ROLE_WORDS[each.role]}{schools}")
    return ("Sign in to the admin with a name and its password:", *lines) if lines else ()

"""
Who may do what: one list, shown to everybody on a page of its own and held to by every address of the admin.

Each view names its right with `@right("edit")`; the application does not start where one names none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from sendsite.register.people import User

View = TypeVar("View", bound=Callable[..., object])

EVERYBODY = ("owner", "trust_officer", "senco", "viewer")
OF_THE_TRUST = ("owner", "trust_officer")


class Right(NamedTuple):
    """A right: what it lets people do, in words, and the roles that have it. `signed_in` is False for what comes before a sign-in."""

    words: str
    roles: tuple[str, ...]
    signed_in: bool = True


RIGHTS: dict[str, Right] = {
    "anyone": Right("Open the sign-in page and use an invitation", EVERYBODY, signed_in=False),
    "self": Right("Look after your own password, second factor and sign-ins; read the help", EVERYBODY),
    "look": Right("See the register, the deployment, the finance and the insights of your schools", EVERYBODY),
    "edit": Right(
        "Change all that is kept of your schools, from pupils and staff to the deployment; import, undo; take away all that is held about a pupil",
        ("owner", "trust_officer", "senco"),
    ),
    "pay": Right("See and change salaries; take away all that is held about a colleague", OF_THE_TRUST),
    "trust": Right("Add schools, change funding bands and the trust's priorities, import for all schools", OF_THE_TRUST),
    "publish": Right("Freeze terms; build and publish the site; make backups; give and end the codes of readers", OF_THE_TRUST),
    "copies": Right("Take away what holds everything: download backups and frozen terms", ("owner",)),
    "people": Right("Invite people, change what they may do, disable them", ("owner",)),
}


def right(name: str) -> Callable[[View], View]:
    """Declare which right a view asks for."""
    if name not in RIGHTS:
        raise KeyError(f"'{name}' is no right. Known are: {', '.join(RIGHTS)}.")

    def declare(view: View) -> View:
        view.right = name  # type: ignore[attr-defined]
        return view

    return declare


def right_of(view: object) -> str:
    """The right that a view asks for, "" where it declares none."""
    return str(getattr(view, "right", ""))


def has(user: User, name: str) -> bool:
    """Whether somebody has a right at all, be it for some schools only."""
    return user.role in RIGHTS[name].roles


def reaches(user: User, urn: str) -> bool:
    """Whether a school is theirs to see."""
    return user.sees_all or urn in user.schools

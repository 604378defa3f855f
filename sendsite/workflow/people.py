"""The people who sign in to the admin, as the command line looks after them. Passwords come hashed: hashing is the admin's affair."""

from __future__ import annotations

from sendsite.errors import DataRefused
from sendsite.register import invites, people_edits
from sendsite.register.database import Register
from sendsite.register.people import User, owner_stands, sign_in_name, user, users
from sendsite.register.people_edits import ROLE_WORDS

BY = "the command line"
FIRST = "owner"


def first_owner(register: Register, name: str = "") -> tuple[User, str] | None:
    """
    Somebody to let in where no owner can sign in: the owner of this name with a token for their link, made where there is none.

    None where an owner stands. A link that was made at an earlier start is good no more. DataRefused where the name is somebody else's.
    """
    if owner_stands(register):
        return None
    wanted = sign_in_name(name or FIRST)
    there = next((each for each in users(register) if each.name == wanted), None)
    if there is not None and (there.role != "owner" or there.disabled):
        how = "disabled" if there.disabled else f"a {ROLE_WORDS[there.role]}"
        raise DataRefused(f"No owner can sign in, and '{wanted}' is {how}. Name another with --owner NAME.")
    who = there or people_edits.add_user(register, name=wanted, shown_name=name or "Owner", role="owner", by=BY)
    return who, invites.invite(register, who.id, by=BY)


def named(register: Register, name: str) -> User:
    """The person who signs in with a name; DataRefused where there is none."""
    wanted = sign_in_name(name)
    for each in users(register):
        if each.name == wanted:
            return each
    known = ", ".join(each.name for each in users(register)) or "nobody yet"
    raise DataRefused(f"Nobody signs in as '{wanted}'. Known are: {known}.")


def added(register: Register, *, name: str, shown_name: str, role: str, schools: tuple[str, ...], password_hash: str) -> User:
    """Add a person; without a password hash they need a link."""
    return people_edits.add_user(register, name=name, shown_name=shown_name or name, role=role, schools=schools, password_hash=password_hash, by=BY)


def disabled(register: Register, who: User, disabled: bool) -> User:
    """Let nobody in under this name any more, or let them in again."""
    return people_edits.set_disabled(register, who.id, disabled, by=BY)


def everybody(register: Register) -> tuple[User, ...]:
    """All, by the name that is shown."""
    return users(register)


def invite(register: Register, who: User) -> str:
    """A token for a person's link."""
    return invites.invite(register, who.id, by=BY)


def new_password(register: Register, who: User, password_hash: str, *, without_second_factor: bool = False) -> User:
    """Set a password, and on wish take a second factor away that was lost with a telephone."""
    people_edits.set_password(register, who.id, password_hash, by=BY)
    if without_second_factor:
        people_edits.set_second_factor(register, who.id, "", by=BY)
    return user(register, who.id) or who


def state(who: User) -> str:
    """Disabled, invited or ready."""
    return "disabled" if who.disabled else "ready" if who.ready else "invited"


def document(who: User) -> dict[str, object]:
    """A person as programs read them; nothing in it proves who they are."""
    return {
        "name": who.name,
        "shown_name": who.shown_name,
        "role": who.role,
        "schools": list(who.schools),
        "state": state(who),
        "second_factor": who.enrolled,
    }

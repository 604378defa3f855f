"""The people who sign in to the admin. What proves who they are stands here as text and digests alone; hashing is the admin's affair."""

from __future__ import annotations

from peewee import CompositeKey, Model

from sendsite.register.tables import rules
from sendsite.register.tables.fields import Bytes, Whole, Words, YesNo
from sendsite.register.tables.main import Numbered, Row, table

ROLES = ("owner", "trust_officer", "senco", "viewer")
OF_A_USER = rules.belongs(("user_id",), "users", ("id",))


class User(Row):
    """
    A person: the name they sign in with, the name that is shown, and what they may do. They are disabled, never removed.

    No password hash: invited, and cannot sign in yet. `totp_step` is the last time step a code was taken for, so that none is taken twice.
    """

    name = Words()
    shown_name = Words()
    role = Words()
    password_hash = Words()
    totp_secret = Words()
    totp_step = Whole()
    must_enrol = YesNo()
    disabled = YesNo()

    Meta = table(
        "users",
        rules.identity("name"),
        rules.given("name", "shown_name"),
        rules.one_of("role", ROLES),
        rules.yes_no("must_enrol"),
        rules.yes_no("disabled"),
    )


class UserSchool(Model):
    """A school that a SENCO or viewer is there for. It may be gone from the register; that gives no right to anything."""

    user_id = Whole()
    school_urn = Words()

    Meta = table("user_schools", OF_A_USER, rules.given("school_urn"), primary_key=CompositeKey("user_id", "school_urn"), without_rowid=True)


class Invite(Numbered):
    """A link that lets one person set a password, once. Times are seconds since 1970."""

    user_id = Whole()
    token_hash = Bytes()
    expires_at = Whole()

    Meta = table("invites", rules.identity("user_id"), rules.identity("token_hash"), OF_A_USER, rules.length("token_hash", 32))


class Session(Numbered):
    """Somebody signed in. `proven` is no while the second factor is still to be given."""

    user_id = Whole()
    token_hash = Bytes()
    made_at = Whole()
    last_seen = Whole()
    proven = YesNo()

    Meta = table("sessions", rules.identity("token_hash"), OF_A_USER, rules.length("token_hash", 32), rules.yes_no("proven"))


class Throttle(Model):
    """How often it was tried in vain under a name or from an address, which stand here as digests: what was typed may have been a password."""

    whose = Words()
    digest = Bytes()
    failures = Whole()
    last_at = Whole(index=True)

    Meta = table(
        "throttles",
        rules.one_of("whose", ("name", "address")),
        rules.length("digest", 32),
        primary_key=CompositeKey("whose", "digest"),
        without_rowid=True,
    )

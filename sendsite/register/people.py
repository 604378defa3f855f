"""The people who sign in: who they are, what they may do, and what a sign-in is checked against. `people_edits` changes them."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from playhouse.apsw_ext import APSWDatabase

from sendsite.errors import DataRefused
from sendsite.register.database import Register
from sendsite.register.tables.people import ROLES

__all__ = ["EDITORS", "OF_SCHOOLS", "ROLES", "Credentials", "User", "credentials", "owner_stands", "sign_in_name", "take_code", "user", "users"]

OF_SCHOOLS = ("senco", "viewer")
"""Roles that see only the schools they are there for; the others see all."""

EDITORS = ("owner", "trust_officer", "senco")
"""Roles that change things, and so need a second factor."""

SCHOOLS = "(SELECT json_group_array(school_urn ORDER BY school_urn) FROM user_schools WHERE user_id = u.id)"
COLUMNS = f"u.id, u.version, u.name, u.shown_name, u.role, {SCHOOLS}, u.disabled, u.must_enrol, u.password_hash <> '', u.totp_secret <> ''"


@dataclass(frozen=True)
class User:
    """A person. `schools` is empty for roles that see all; `ready` says that they have set a password."""

    id: int
    version: int
    name: str
    shown_name: str
    role: str
    schools: tuple[str, ...]
    disabled: bool
    must_enrol: bool
    ready: bool
    enrolled: bool

    @property
    def sees_all(self) -> bool:
        """Whether every school is theirs to see."""
        return self.role not in OF_SCHOOLS

    @property
    def edits(self) -> bool:
        """Whether they may change anything at all."""
        return self.role in EDITORS


@dataclass(frozen=True)
class Credentials:
    """What a sign-in is checked against. It is never printed."""

    user: User
    password_hash: str = field(repr=False)
    totp_secret: str = field(repr=False)


def users(register: Register) -> tuple[User, ...]:
    """Everybody, by the name that is shown."""
    with register.asking() as database:
        rows = database.execute_sql(f"SELECT {COLUMNS} FROM users AS u ORDER BY u.shown_name, u.id").fetchall()
    return tuple(user_of(row) for row in rows)


def user(register: Register, user_id: int) -> User | None:
    """One person by number."""
    with register.asking() as database:
        row = database.execute_sql(f"SELECT {COLUMNS} FROM users AS u WHERE u.id = ?", (user_id,)).fetchone()
    return user_of(row) if row else None


def credentials(register: Register, name: str) -> Credentials | None:
    """What the sign-in of this name is checked against; None where nobody enabled has it, or they have no password yet."""
    sql = f"SELECT {COLUMNS}, u.password_hash, u.totp_secret FROM users AS u WHERE u.name = ? AND NOT u.disabled AND u.password_hash <> ''"
    with register.asking() as database:
        row = database.execute_sql(sql, (sign_in_name(name),)).fetchone()
    return Credentials(user_of(row[:-2]), *row[-2:]) if row else None


def take_code(register: Register, user_id: int, step: int) -> bool:
    """Whether a code of this time step may be taken: each step once, and none before the last that was. Asking takes it."""
    with register.writing() as database:
        return bool(database.execute_sql("UPDATE users SET totp_step = ? WHERE id = ? AND totp_step < ? RETURNING 1", (step, user_id, step)).fetchall())


def owner_stands(register: Register) -> bool:
    """Whether there is an owner who can sign in: where not, the first has yet to be made."""
    sql = "SELECT 1 FROM users WHERE role = 'owner' AND NOT disabled AND password_hash <> '' LIMIT 1"
    with register.asking() as database:
        return database.execute_sql(sql).fetchone() is not None


def sign_in_name(name: str) -> str:
    """A name as it is signed in with: however it was typed, it is the same."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def user_of(row: Any) -> User:
    """A person out of a row of COLUMNS."""
    number, version, name, shown_name, role, schools, *flags = row
    return User(number, version, name, shown_name, role, tuple(json.loads(schools)), *map(bool, flags))


def standing_user(database: APSWDatabase, user_id: int) -> User:
    """One person as they stand at this point of a transaction; refused where there is none."""
    row = database.execute_sql(f"SELECT {COLUMNS} FROM users AS u WHERE u.id = ?", (user_id,)).fetchone()
    if not row:
        raise DataRefused(f"There is no person {user_id}.")
    return user_of(row)

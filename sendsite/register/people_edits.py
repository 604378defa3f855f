"""
Changes of the people who sign in. Each is noted in the history, under who made it.

A password reaches this room only as the text that argon2 made of it. One owner who can sign in always stays: the file itself refuses less.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

from peewee import IntegrityError
from playhouse.apsw_ext import APSWDatabase

from sendsite.errors import DataRefused
from sendsite.register import chain
from sendsite.register.database import Register
from sendsite.register.people import EDITORS, OF_SCHOOLS, ROLES, User, sign_in_name, standing_user

KIND = "people"
LONGEST = 100
ROLE_WORDS = {"owner": "owner", "trust_officer": "trust officer", "senco": "SENCO", "viewer": "viewer"}


def add_user(register: Register, *, name: str, shown_name: str, role: str, schools: Collection[str] = (), password_hash: str = "", by: str) -> User:
    """
    Add a person; without a password hash they cannot sign in until they have used an invitation.

    The name to sign in with is kept in lower case, and no two are equal. A SENCO or viewer is there for at least one school.
    """
    chain.named(by)
    values = (_named("name", sign_in_name(name)), _named("shown_name", " ".join(shown_name.split())), role, password_hash, role in EDITORS)
    _fitting(role, schools)
    with register.writing() as database, in_words_of(f"users, {values[0]}"):
        columns = "version, name, shown_name, role, password_hash, totp_secret, totp_step, must_enrol, disabled"
        sql = f"INSERT INTO users ({columns}) VALUES (1, ?, ?, ?, ?, '', 0, ?, 0) RETURNING id"
        (user_id,) = database.execute_sql(sql, values).fetchone()
        _set_schools(database, user_id, schools)
        note_people(database, by, f"Added {_told(values[1], values[0], role, schools)}")
        return standing_user(database, user_id)


def change_user(register: Register, user_id: int, *, version: int, shown_name: str, role: str, schools: Collection[str] = (), by: str) -> User:
    """Change what a person is called and may do, as it stood at this version. Their sessions end where they may do less or other than before."""
    chain.named(by)
    _fitting(role, schools)
    shown = _named("shown_name", " ".join(shown_name.split()))
    with register.writing() as database:
        before = standing_user(database, user_id)
        enrol = role in EDITORS and not before.enrolled
        update_user(database, before, version, "shown_name = ?, role = ?, must_enrol = ?", (shown, role, enrol))
        _set_schools(database, user_id, schools)
        if (before.role, before.schools) != (role, tuple(sorted(schools))):
            end_sessions_of(database, user_id)
        note_people(database, by, f"Changed {_told(before.shown_name, before.name, before.role, before.schools)} to {_told(shown, before.name, role, schools)}")
        return standing_user(database, user_id)


def set_disabled(register: Register, user_id: int, disabled: bool, *, by: str) -> User:
    """Let nobody in under this name any more, or let them in again; sessions and invitations end at once. One owner who can sign in stays."""
    chain.named(by)
    with register.writing() as database:
        before = standing_user(database, user_id)
        update_user(database, before, before.version, "disabled = ?", (disabled,))
        if disabled:
            end_sessions_of(database, user_id)
            database.execute_sql("DELETE FROM invites WHERE user_id = ?", (user_id,))
        note_people(database, by, f"{'Disabled' if disabled else 'Enabled'} {before.shown_name} ({before.name})")
        return standing_user(database, user_id)


def set_password(register: Register, user_id: int, password_hash: str, *, by: str, note: bool = True) -> None:
    """Set what the password is checked against; every session of theirs ends. A hash made anew of the same password needs no note."""
    chain.named(by)
    if not password_hash:
        raise DataRefused("A password's hash must not be blank. To take a password away, reset the person.")
    with register.writing() as database:
        before = standing_user(database, user_id)
        update_user(database, before, before.version, "password_hash = ?", (password_hash,))
        if note:
            end_sessions_of(database, user_id)
            note_people(database, by, f"Set the password of {before.shown_name} ({before.name})")


def forget_password(register: Register, password_hash: str, *, by: str) -> None:
    """Take a password that others know from everybody who has it, disabled or not: they sign in again only by an invitation."""
    chain.named(by)
    with register.writing() as database:
        sql = "UPDATE users SET password_hash = '', version = version + 1 WHERE password_hash = ? AND password_hash <> '' RETURNING id, name"
        for user_id, name in database.execute_sql(sql, (password_hash,)).fetchall():
            end_sessions_of(database, user_id)
            note_people(database, by, f"Took the password of {name} away")


def set_second_factor(register: Register, user_id: int, totp_secret: str, *, by: str) -> None:
    """Keep the secret that codes are made with, or with "" take it away, so that one who edits must enrol anew."""
    chain.named(by)
    with register.writing() as database:
        before = standing_user(database, user_id)
        update_user(database, before, before.version, "totp_secret = ?, totp_step = 0, must_enrol = ?", (totp_secret, before.edits and not totp_secret))
        note_people(database, by, f"{'Set' if totp_secret else 'Took away'} the second factor of {before.shown_name} ({before.name})")


def end_sessions_of(database: APSWDatabase, user_id: int) -> None:
    """Sign a person out everywhere, within a transaction that writes."""
    database.execute_sql("DELETE FROM sessions WHERE user_id = ?", (user_id,))


def update_user(database: APSWDatabase, before: User, version: int, what: str, values: tuple[Any, ...]) -> None:
    """Change one person as they stood at a version."""
    with in_words_of(f"users, {before.name}"):
        sql = f"UPDATE users SET {what}, version = version + 1 WHERE id = ? AND version = ? RETURNING 1"
        if not database.execute_sql(sql, (*values, before.id, version)).fetchall():
            raise DataRefused(f"users, {before.name}: this person was changed by someone else since they were read. Nothing was changed; look again.")


def _set_schools(database: APSWDatabase, user_id: int, schools: Collection[str]) -> None:
    """The schools a person is there for; refused where one is not in the register."""
    listed = json.dumps(sorted(set(schools)))
    known = "SELECT urn FROM schools UNION SELECT school_urn FROM user_schools WHERE user_id = ?"
    if lost := database.execute_sql(f"SELECT value FROM json_each(?) WHERE value NOT IN ({known})", (listed, user_id)).fetchone():
        raise DataRefused(f"There is no school {lost[0]} in the register. Nothing was changed.")
    database.execute_sql("DELETE FROM user_schools WHERE user_id = ?", (user_id,))
    database.execute_sql("INSERT INTO user_schools (user_id, school_urn) SELECT ?, value FROM json_each(?)", (user_id, listed))


def _fitting(role: str, schools: Collection[str]) -> None:
    if role not in ROLES:
        raise DataRefused(f"{role!r} is not a role. Choose one of {', '.join(ROLES)}.")
    if role in OF_SCHOOLS and not schools:
        raise DataRefused(f"A {ROLE_WORDS[role]} is there for one school or more. Name at least one.")
    if role not in OF_SCHOOLS and schools:
        raise DataRefused(f"The role of {ROLE_WORDS[role]} sees every school. Name none, or choose another role.")


def _named(column: str, text: str) -> str:
    if not text or len(text) > LONGEST or not text.isprintable():
        raise DataRefused(f"{column} must be 1 to {LONGEST} characters that can be printed.")
    return text


def _told(shown_name: str, name: str, role: str, schools: Collection[str]) -> str:
    return f"{shown_name} ({name}), {ROLE_WORDS[role]}{' of ' + ', '.join(sorted(schools)) if schools else ''}"


def note_people(database: APSWDatabase, by: str, title: str) -> None:
    chain.record(database, chain.What(by, KIND, title), {})


@contextmanager
def in_words_of(who: str) -> Iterator[None]:
    """What the tables refuse, in words."""
    try:
        yield
    except IntegrityError as error:
        said = str(error)
        if "UNIQUE" in said:
            raise DataRefused(f"{who}: somebody signs in with this name already. Choose another.") from error
        if "one owner" in said:
            raise DataRefused(f"{who}: one owner who can sign in must stay. Make somebody else an owner first.") from error
        raise DataRefused(f"{who}: {said}. Nothing was changed.") from error

"""Invitations: a link that lets one person set a password and a second factor, once, within a week."""

from __future__ import annotations

from sendsite.errors import DataRefused
from sendsite.register import chain
from sendsite.register.database import Register
from sendsite.register.people import COLUMNS, User, standing_user, user_of
from sendsite.register.people_edits import end_sessions_of, note_people, update_user
from sendsite.register.tokens import digest_of, new_token, seconds

LASTS = 7 * 24 * 60 * 60


def invite(register: Register, user_id: int, *, by: str, now: int | None = None) -> str:
    """A token for a person's link, good for a week; one given out before is good no more. Their password, if any, stays until it is used."""
    chain.named(by)
    token = new_token()
    with register.writing() as database:
        who = standing_user(database, user_id)
        if who.disabled:
            raise DataRefused(f"{who.shown_name} ({who.name}) is disabled. Enable them first.")
        database.execute_sql("DELETE FROM invites WHERE user_id = ?", (user_id,))
        sql = "INSERT INTO invites (user_id, token_hash, expires_at) VALUES (?, ?, ?)"
        database.execute_sql(sql, (user_id, digest_of(token), seconds(now) + LASTS))
        note_people(database, by, f"Invited {who.shown_name} ({who.name})")
    return token


def reset(register: Register, user_id: int, *, by: str, now: int | None = None) -> str:
    """Take a person's password and second factor away, end their sessions, and invite them anew. The last owner is not reset."""
    chain.named(by)
    with register.writing() as database:
        who = standing_user(database, user_id)
        update_user(database, who, who.version, "password_hash = '', totp_secret = '', totp_step = 0, must_enrol = ?", (who.edits,))
        end_sessions_of(database, user_id)
        note_people(database, by, f"Reset {who.shown_name} ({who.name})")
        return invite(register, user_id, by=by, now=now)


def invited(register: Register, token: str, *, now: int | None = None) -> User | None:
    """Whom a link was made for; None where it was used, replaced, is too old, or never was."""
    sql = f"SELECT {COLUMNS} FROM invites AS i JOIN users AS u ON u.id = i.user_id WHERE i.token_hash = ? AND i.expires_at > ? AND NOT u.disabled"
    with register.asking() as database:
        row = database.execute_sql(sql, (digest_of(token), seconds(now))).fetchone()
    return user_of(row) if row else None


def accept(register: Register, token: str, *, password_hash: str, totp_secret: str = "", now: int | None = None) -> User:
    """Use a link: set the password and, where given, the second factor. Refused the second time, and where an empty hash would be set."""
    if not password_hash:
        raise DataRefused("A password's hash must not be blank.")
    with register.writing() as database:
        who = invited(register, token, now=now)
        if who is None:
            raise DataRefused("This link was used already, was replaced by a newer one, or is older than a week. Ask for a new one.")
        secret, enrol = (totp_secret, False) if totp_secret else ("", who.edits)
        what = "password_hash = ?, totp_secret = ?, totp_step = 0, must_enrol = ?"
        update_user(database, who, who.version, what, (password_hash, secret, enrol))
        database.execute_sql("DELETE FROM invites WHERE user_id = ?", (who.id,))
        end_sessions_of(database, who.id)
        note_people(database, who.name, f"{who.shown_name} ({who.name}) accepted the invitation")
        return standing_user(database, who.id)

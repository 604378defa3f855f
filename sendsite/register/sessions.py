"""Sessions: who is signed in. Kept here so that one can be ended; 30 minutes without a request end it, and 10 hours in any case."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from sendsite.errors import SendsiteError
from sendsite.register import chain
from sendsite.register.database import Register
from sendsite.register.people import COLUMNS, User, sign_in_name, standing_user, user_of
from sendsite.register.tokens import digest_of, new_token, seconds

IDLE = 30 * 60
MOST = 10 * 60 * 60
SEEN_EVERY = 60
"""Seconds after which a request is noted as the last one: most requests write nothing."""

SIGN_IN, SIGN_OUT, REFUSED = "sign-in", "sign-out", "sign-in refused"
HEAD = "(SELECT coalesce(max(id), 0) FROM change_sets)"
BEGUN = f"s.made_at > ? - {MOST} AND NOT u.disabled"
ALIVE = f"s.last_seen > ? - {IDLE} AND {BEGUN}"


@dataclass(frozen=True)
class Session:
    """
    Somebody signed in. `proven` is False while the second factor is still to be given; times are seconds since 1970.

    `head` is the number of the newest change in the register when the session was looked up, so that nobody needs to ask for it again.
    """

    id: int
    user: User
    made_at: int
    last_seen: int
    proven: bool
    head: int = 0


def begin(register: Register, user_id: int, *, proven: bool, address: str = "", now: int | None = None) -> str:
    """Sign a person in and answer with the token for their cookie. Sessions that have ended are swept away; a sign-in that is proven is noted."""
    token, moment = new_token(), seconds(now)
    with register.writing() as database:
        who = standing_user(database, user_id)
        database.execute_sql("DELETE FROM sessions WHERE last_seen <= ? OR made_at <= ?", (moment - IDLE, moment - MOST))
        sql = "INSERT INTO sessions (user_id, token_hash, made_at, last_seen, proven) VALUES (?, ?, ?, ?, ?)"
        database.execute_sql(sql, (who.id, digest_of(token), moment, moment, proven))
        if proven:
            chain.record(database, chain.What(who.name, SIGN_IN, _from(address)), {})
    return token


def session(register: Register, token: str, *, now: int | None = None) -> Session | None:
    """
    The session of a token, None where there is none any more: one SELECT, and once a minute a note that it is in use.

    A register that cannot be written to at the moment does not end a session: until it can be again, this process keeps in mind that it is in use.
    """
    moment, digest = seconds(now), digest_of(token)
    columns = f"s.id, s.made_at, s.last_seen, s.proven, {HEAD}, {COLUMNS}"
    sql = f"SELECT {columns} FROM sessions AS s JOIN users AS u ON u.id = s.user_id WHERE s.token_hash = ? AND {BEGUN}"
    with register.asking() as database:
        row = database.execute_sql(sql, (digest, moment)).fetchone()
    if not row:
        return None
    number, made_at, last_seen, proven, head, *who = row
    last_seen = max(last_seen, register.unwritten.get(digest, 0))
    if last_seen <= moment - IDLE:
        return None
    if moment - last_seen >= SEEN_EVERY:
        _in_use(register, digest, moment)
    return Session(number, user_of(who), made_at, last_seen, bool(proven), head)


def _in_use(register: Register, digest: bytes, moment: int) -> None:
    """Note that a session is in use, in this process where the register cannot be written to."""
    register.unwritten[digest] = moment
    with suppress(SendsiteError), register.asking() as database:
        database.execute_sql("UPDATE sessions SET last_seen = max(last_seen, ?) WHERE token_hash = ?", (moment, digest))
        register.unwritten.pop(digest, None)


def prove(register: Register, token: str, *, address: str = "", now: int | None = None) -> str | None:
    """The second factor was given: the session goes on under a new token, and the sign-in is noted. None where it has ended or was proven."""
    fresh = new_token()
    with register.writing() as database:
        found = session(register, token, now=now)
        if found is None or found.proven:
            return None
        database.execute_sql("UPDATE sessions SET token_hash = ?, proven = 1 WHERE id = ?", (digest_of(fresh), found.id))
        chain.record(database, chain.What(found.user.name, SIGN_IN, _from(address)), {})
    return fresh


def end(register: Register, token: str) -> None:
    """Sign out: the token is good for nothing from now on."""
    sql = "DELETE FROM sessions WHERE token_hash = ? RETURNING user_id, proven"
    with register.writing() as database:
        ended = database.execute_sql(sql, (digest_of(token),)).fetchall()
        for user_id, proven in ended:
            if proven:
                chain.record(database, chain.What(standing_user(database, user_id).name, SIGN_OUT), {})


def sessions_of(register: Register, user_id: int, *, now: int | None = None) -> tuple[Session, ...]:
    """Where a person is signed in at present, the newest first."""
    moment = seconds(now)
    sql = f"SELECT s.id, s.made_at, s.last_seen, s.proven, {COLUMNS} FROM sessions AS s JOIN users AS u ON u.id = s.user_id WHERE u.id = ? AND {ALIVE}"
    with register.asking() as database:
        rows = database.execute_sql(f"{sql} ORDER BY s.id DESC", (user_id, moment, moment)).fetchall()
    return tuple(Session(number, user_of(who), made_at, last_seen, bool(proven)) for number, made_at, last_seen, proven, *who in rows)


def end_all(register: Register, user_id: int, *, by: str, but: int | None = None) -> int:
    """Sign a person out everywhere, save from session `but`; how many sessions that ended."""
    chain.named(by)
    with register.writing() as database:
        who = standing_user(database, user_id)
        ended = database.execute_sql("DELETE FROM sessions WHERE user_id = ? AND id IS NOT ? RETURNING 1", (user_id, but)).fetchall()
        if ended:
            chain.record(database, chain.What(by, SIGN_OUT, f"Signed {who.shown_name} ({who.name}) out everywhere"), {})
    return len(ended)


def note_refused(register: Register, name: str, *, address: str = "") -> None:
    """Note a sign-in that was refused, under the name of who it was tried for. A name nobody has may be a mistyped password, and is not kept."""
    with register.writing() as database:
        known = database.execute_sql("SELECT name FROM users WHERE name = ?", (sign_in_name(name),)).fetchone()
        chain.record(database, chain.What(known[0] if known else "unknown", REFUSED, _from(address)), {})


def _from(address: str) -> str:
    return f"from {address}" if address else ""

"""Who is signed in, for how long, and how guessing is slowed down."""

from __future__ import annotations

import threading

import pytest

from sendsite.register.database import Register, open_register
from sendsite.register.history import history
from sendsite.register.people import User
from sendsite.register.people_edits import add_user
from sendsite.register.sessions import IDLE, MOST, begin, end, end_all, note_refused, prove, session, sessions_of
from sendsite.register.throttle import FORGOTTEN, attempt, delay, succeeded
from sendsite.register.verify import verify_history
from tests.register.counting import statements

NOW = 1_800_000_000
HERE = "127.0.0.1"


@pytest.fixture
def sam(register: Register) -> User:
    return add_user(register, name="sam", shown_name="Sam", role="owner", password_hash="$argon2id$invented", by="setup")


def test_a_session_is_known_by_its_token_alone(register: Register, sam: User):
    token = begin(register, sam.id, proven=True, now=NOW)

    found = session(register, token, now=NOW + 1)
    assert found is not None
    assert (found.user, found.proven, found.made_at) == (sam, True, NOW)
    assert session(register, token + "x", now=NOW) is session(register, "", now=NOW) is session(register, "\ud800", now=NOW) is None


def test_thirty_minutes_without_a_request_end_a_session(register: Register, sam: User):
    token = begin(register, sam.id, proven=True, now=NOW)

    assert session(register, token, now=NOW + IDLE - 1) is not None
    assert session(register, token, now=NOW + 2 * IDLE - 2) is not None
    assert session(register, token, now=NOW + 3 * IDLE - 2) is None


def test_ten_hours_end_a_session_however_busy(register: Register, sam: User):
    token = begin(register, sam.id, proven=True, now=NOW)
    for moment in range(NOW, NOW + MOST, IDLE - 60):
        assert session(register, token, now=moment) is not None

    assert session(register, token, now=NOW + MOST) is None


def test_a_request_asks_once_and_notes_its_time_once_a_minute(register: Register, sam: User):
    token = begin(register, sam.id, proven=True, now=NOW)
    with statements(register) as soon:
        session(register, token, now=NOW + 59)
    with statements(register) as later:
        session(register, token, now=NOW + 60)

    assert [sql.split()[0] for sql in soon] == ["SELECT"]
    assert [sql.split()[0] for sql in later] == ["SELECT", "UPDATE"]


def test_a_register_that_is_being_written_to_does_not_end_a_session(register: Register, sam: User):
    token = begin(register, sam.id, proven=True, now=NOW)

    with register.writing(), open_register(register.path, wait=0.1) as other:
        assert session(other, token, now=NOW + 100) is not None


def test_the_second_factor_moves_a_session_to_a_new_token(register: Register, sam: User):
    token = begin(register, sam.id, proven=False, address=HERE, now=NOW)
    first = session(register, token, now=NOW)
    assert first is not None
    assert not first.proven
    assert history(register, kind="sign-in") == ()

    fresh = prove(register, token, address=HERE, now=NOW + 10)

    assert fresh is not None
    assert session(register, token, now=NOW + 10) is None
    second = session(register, fresh, now=NOW + 10)
    assert second is not None
    assert second.proven
    assert prove(register, fresh, now=NOW + 11) is prove(register, token, now=NOW + 11) is None
    assert [(each.by, each.title) for each in history(register, kind="sign-in")] == [("sam", f"from {HERE}")]


def test_signing_out_ends_one_session_and_all_can_be_ended(register: Register, sam: User):
    one, two, three = (begin(register, sam.id, proven=True, now=NOW) for _ in range(3))
    end(register, one)
    end(register, one)
    assert session(register, one, now=NOW) is None
    assert len(sessions_of(register, sam.id, now=NOW)) == 2

    kept = session(register, three, now=NOW)
    assert kept is not None
    assert end_all(register, sam.id, by="sam", but=kept.id) == 1

    assert session(register, two, now=NOW) is None
    assert [each.id for each in sessions_of(register, sam.id, now=NOW)] == [kept.id]
    assert [each.title for each in history(register, kind="sign-out")] == ["Signed Sam (sam) out everywhere", "sign-out"]


def test_sessions_that_ended_are_swept_away(register: Register, sam: User):
    for day in range(5):
        begin(register, sam.id, proven=True, now=NOW + day * MOST)

    assert register.database.execute_sql("SELECT count(*) FROM sessions").fetchone() == (1,)


def test_a_refused_sign_in_is_noted_without_what_was_typed(register: Register, sam: User):
    note_refused(register, "SAM", address=HERE)
    note_refused(register, "my-password-by-mistake", address=HERE)

    assert [(each.by, each.title) for each in history(register, kind="sign-in refused")] == [("unknown", f"from {HERE}"), ("sam", f"from {HERE}")]
    register.close()
    assert b"my-password-by-mistake" not in register.path.read_bytes()
    assert verify_history(register) == ()


def failures(register: Register, times: int, name: str = "sam", address: str = HERE, now: int = NOW) -> list[int]:
    return [attempt(register, name, address, now=now) for _ in range(times)]


def test_five_failures_under_a_name_are_free_and_each_further_one_waits_twice_as_long(register: Register):
    assert failures(register, 6) == [0, 0, 0, 0, 0, 1]
    assert attempt(register, "SAM ", "192.0.2.7", now=NOW) == 1
    assert attempt(register, "sam", HERE, now=NOW + 1) == 0
    assert attempt(register, "sam", HERE, now=NOW + 1) == 2
    assert [delay("name", count) for count in (4, 5, 6, 9, 14, 1000)] == [0, 1, 2, 16, 300, 300]


def test_trying_while_one_must_wait_does_not_lengthen_the_wait(register: Register):
    failures(register, 200)

    assert attempt(register, "sam", HERE, now=NOW + 1) == 0


def test_nobody_is_shut_out_for_good(register: Register):
    moment, waits = NOW, list[int]()
    for _ in range(60):
        while wait := attempt(register, "sam", HERE, now=moment):
            waits.append(wait)
            moment += wait

    assert max(waits) == 900
    assert attempt(register, "sam", "192.0.2.7", now=moment + 300) == 0
    assert failures(register, 5, now=moment + 300 + FORGOTTEN) == [0] * 5


def test_an_address_that_guesses_many_names_is_slowed_down(register: Register):
    assert [attempt(register, f"name{number}", HERE, now=NOW) for number in range(21)] == [0] * 20 + [1]
    assert attempt(register, "name99", "192.0.2.7", now=NOW) == 0


def test_a_right_password_clears_the_name_but_not_what_else_its_address_did(register: Register):
    for number in range(19):
        attempt(register, f"name{number}", HERE, now=NOW)
    attempt(register, "sam", HERE, now=NOW)
    succeeded(register, "sam", HERE, now=NOW)

    assert attempt(register, "sam", HERE, now=NOW) == 0
    assert attempt(register, "sam", HERE, now=NOW) == 1
    assert failures(register, 6, address="192.0.2.7", now=NOW + 9) == [0] * 5 + [1]


def test_who_signed_in_from_an_address_is_not_shut_out_there_by_who_tries_their_name_elsewhere(register: Register):
    attempt(register, "sam", "192.0.2.1", now=0)
    succeeded(register, "sam", "192.0.2.1", now=0)

    for second in range(3600):
        attempt(register, "sam", "198.51.100.7", now=100 + second)

    assert attempt(register, "sam", "198.51.100.7", now=3701) > 0
    assert attempt(register, "sam", "192.0.2.1", now=3701) == 0


def test_a_hundred_tries_at_once_are_counted_as_a_hundred(register: Register):
    start, let = threading.Barrier(8, timeout=60), list[int]()

    def one() -> None:
        with open_register(register.path, wait=30) as other:
            start.wait()
            let.extend(failures(other, 12))

    threads = [threading.Thread(target=one) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert len(let) == 96
    assert let.count(0) == 5


def test_what_was_typed_as_a_name_is_not_kept_and_old_failures_are_forgotten(register: Register):
    failures(register, 3, name="my-password-by-mistake")
    attempt(register, "sam", HERE, now=NOW + FORGOTTEN)

    assert register.database.execute_sql("SELECT count(*) FROM throttles").fetchone() == (2,)
    register.close()
    assert b"my-password-by-mistake" not in register.path.read_bytes()

"""Who may sign in and as what: names, roles, schools, invitations, and one owner who always stays."""

from __future__ import annotations

from typing import Any

import pytest

from sendsite.errors import DataRefused
from sendsite.register.database import Register
from sendsite.register.edits import replace_all
from sendsite.register.history import history
from sendsite.register.invites import LASTS, accept, invite, invited, reset
from sendsite.register.people import ROLES, User, credentials, owner_stands, take_code, user, users
from sendsite.register.people_edits import add_user, change_user, set_disabled, set_password, set_second_factor
from sendsite.register.sessions import begin, session
from sendsite.register.verify import verify_history
from tests.register.sample import A, B, a_trust

HASH, NOW = "$argon2id$v=19$invented", 1_800_000_000


def a_person(register: Register, name: str = "sam", role: str = "owner", schools: tuple[str, ...] = (), password_hash: str = HASH) -> User:
    return add_user(register, name=name, shown_name=f"{name.title()} Example", role=role, schools=schools, password_hash=password_hash, by="setup")


def now_of(register: Register, person: User) -> User:
    found = user(register, person.id)
    assert found is not None
    return found


def test_a_person_is_added_and_found(trust: Register):
    kim = a_person(trust, "kim", "senco", (B, A), password_hash="")

    assert users(trust) == (kim,)
    assert (kim.name, kim.shown_name, kim.role, kim.schools, kim.sees_all, kim.edits) == ("kim", "Kim Example", "senco", (A, B), False, True)
    assert (kim.ready, kim.must_enrol, kim.disabled, kim.enrolled) == (False, True, False, False)
    assert user(trust, 99) is None


def test_a_name_is_the_same_however_it_is_typed_and_nobody_shares_one(trust: Register):
    sam = a_person(trust, "  Sam.Example ")

    assert sam.name == "sam.example"
    found = credentials(trust, "SAM.EXAMPLE ")
    assert found is not None
    assert (found.user, found.password_hash) == (sam, HASH)
    with pytest.raises(DataRefused, match="users, sam.example: somebody signs in with this name already"):
        a_person(trust, "SAM.example")


def test_what_proves_a_person_is_in_no_text_that_may_be_logged(trust: Register):
    sam = a_person(trust)
    set_second_factor(trust, sam.id, "SECRETSECRET", by="sam")

    found = credentials(trust, "sam")
    assert found is not None
    assert found.totp_secret == "SECRETSECRET"
    assert not {word for word in (HASH, "SECRETSECRET") if word in repr(found)}
    assert not [each for each in history(trust) if HASH in repr(each) or "SECRETSECRET" in repr(each)]


@pytest.mark.parametrize(
    "asked, words",
    (
        ({"role": "admin"}, "'admin' is not a role. Choose one of owner, trust_officer, senco, viewer"),
        ({"role": "senco"}, "A SENCO is there for one school or more"),
        ({"role": "viewer"}, "A viewer is there for one school or more"),
        ({"role": "owner", "schools": (A,)}, "The role of owner sees every school"),
        ({"role": "senco", "schools": ("149999",)}, "There is no school 149999 in the register"),
        ({"name": "  "}, "name must be 1 to 100 characters"),
        ({"name": "x" * 101}, "name must be 1 to 100 characters"),
        ({"shown_name": "Sam\u202eelpmaxE"}, "shown_name must be 1 to 100 characters that can be printed"),
    ),
)
def test_a_person_who_does_not_fit_is_refused(trust: Register, asked: dict[str, Any], words: str):
    with pytest.raises(DataRefused, match=words):
        add_user(trust, **{"name": "sam", "shown_name": "Sam", "role": "owner", "by": "setup", **asked})

    assert users(trust) == ()


def test_a_school_that_left_the_register_stays_with_its_people_and_can_be_kept(trust: Register):
    kim = a_person(trust, "kim", "viewer", (A, B))
    replace_all(trust, type(a_trust())(schools=a_trust().schools[1:]), by="sam")

    changed = change_user(trust, kim.id, version=kim.version, shown_name="Kim", role="viewer", schools=(A, B), by="sam")

    assert changed.schools == (A, B)


def test_what_a_person_may_do_is_changed_at_the_version_that_was_seen(trust: Register):
    kim = a_person(trust, "kim", "viewer", (A,))
    changed = change_user(trust, kim.id, version=kim.version, shown_name="Kim New", role="senco", schools=(B,), by="sam")

    assert (changed.shown_name, changed.role, changed.schools, changed.must_enrol) == ("Kim New", "senco", (B,), True)
    with pytest.raises(DataRefused, match="users, kim: this person was changed by someone else"):
        change_user(trust, kim.id, version=kim.version, shown_name="Kim", role="viewer", schools=(A,), by="sam")
    assert now_of(trust, kim) == changed


def test_a_person_whose_rights_changed_must_sign_in_again_but_not_one_who_was_renamed(trust: Register):
    kim = a_person(trust, "kim", "senco", (A,))
    token = begin(trust, kim.id, proven=True)
    kim = change_user(trust, kim.id, version=kim.version, shown_name="Kim New", role="senco", schools=(A,), by="sam")
    assert session(trust, token) is not None

    change_user(trust, kim.id, version=kim.version, shown_name="Kim New", role="senco", schools=(B,), by="sam")

    assert session(trust, token) is None


def test_one_owner_who_can_sign_in_always_stays(trust: Register):
    sam, kim = a_person(trust), a_person(trust, "kim", password_hash="")
    refusal = pytest.raises(DataRefused, match="users, sam: one owner who can sign in must stay. Make somebody else an owner first")

    with refusal:
        set_disabled(trust, sam.id, True, by="sam")
    with refusal:
        change_user(trust, sam.id, version=sam.version, shown_name="Sam", role="trust_officer", by="sam")
    with refusal:
        reset(trust, sam.id, by="sam")
    for sql in ("DELETE FROM users", "UPDATE users SET password_hash = ''", "UPDATE users SET role = 'viewer'"):
        with pytest.raises(Exception, match="one owner who can sign in must stay"):
            trust.database.execute_sql(sql)

    assert now_of(trust, sam) == sam
    set_password(trust, kim.id, HASH, by="sam")
    assert set_disabled(trust, sam.id, True, by="kim").disabled


def test_whether_an_owner_stands_is_known_before_the_first_is_ready(trust: Register):
    assert not owner_stands(trust)
    sam = a_person(trust, password_hash="")
    assert not owner_stands(trust)
    set_password(trust, sam.id, HASH, by="sam")
    assert owner_stands(trust)


def test_who_is_disabled_cannot_sign_in_and_is_let_in_again(trust: Register):
    a_person(trust)
    kim = a_person(trust, "kim", "viewer", (A,))
    token, link = begin(trust, kim.id, proven=True), invite(trust, kim.id, by="sam")

    set_disabled(trust, kim.id, True, by="sam")

    assert (credentials(trust, "kim"), session(trust, token), invited(trust, link)) == (None, None, None)
    with pytest.raises(DataRefused, match="is disabled. Enable them first"):
        invite(trust, kim.id, by="sam")
    set_disabled(trust, kim.id, False, by="sam")
    assert credentials(trust, "kim") is not None
    assert session(trust, token) is None


def test_a_new_password_ends_every_session_but_a_hash_made_anew_does_not(trust: Register):
    sam = a_person(trust)
    token = begin(trust, sam.id, proven=True)
    set_password(trust, sam.id, HASH + "2", by="sam", note=False)
    assert session(trust, token) is not None

    set_password(trust, sam.id, HASH + "3", by="sam")

    assert session(trust, token) is None
    with pytest.raises(DataRefused, match="hash must not be blank"):
        set_password(trust, sam.id, "", by="sam")


def test_who_edits_must_enrol_until_they_have_a_second_factor(trust: Register):
    sam = a_person(trust)
    assert sam.must_enrol

    set_second_factor(trust, sam.id, "SECRET", by="sam")
    assert (now_of(trust, sam).must_enrol, now_of(trust, sam).enrolled) == (False, True)
    set_second_factor(trust, sam.id, "", by="sam")
    assert now_of(trust, sam).must_enrol
    assert not a_person(trust, "kim", "viewer", (A,)).must_enrol


def test_a_code_is_taken_once(trust: Register):
    sam = a_person(trust)

    assert [take_code(trust, sam.id, step) for step in (100, 100, 99, 101)] == [True, False, False, True]


def test_an_invitation_is_good_once_and_for_a_week(trust: Register):
    kim = a_person(trust, "kim", "senco", (A,), password_hash="")
    link = invite(trust, kim.id, by="sam", now=NOW)
    assert invited(trust, link, now=NOW + LASTS - 1) == kim
    assert invited(trust, link, now=NOW + LASTS) is None

    ready = accept(trust, link, password_hash=HASH, totp_secret="SECRET", now=NOW + 1)

    assert (ready.ready, ready.enrolled, ready.must_enrol) == (True, True, False)
    assert invited(trust, link, now=NOW + 2) is None
    with pytest.raises(DataRefused, match="This link was used already"):
        accept(trust, link, password_hash="another", now=NOW + 2)
    found = credentials(trust, "kim")
    assert found is not None
    assert found.password_hash == HASH


def test_a_newer_invitation_replaces_the_one_before(trust: Register):
    kim = a_person(trust, "kim", "viewer", (A,))
    first, second = invite(trust, kim.id, by="sam"), invite(trust, kim.id, by="sam")

    assert (invited(trust, first), invited(trust, second)) == (None, kim)
    assert invited(trust, "") is invited(trust, "\ud800") is None
    with pytest.raises(DataRefused, match="hash must not be blank"):
        accept(trust, second, password_hash="")


def test_a_reset_takes_everything_away_and_invites_anew(trust: Register):
    kim = a_person(trust, "kim", "senco", (A,))
    set_second_factor(trust, kim.id, "SECRET", by="kim")
    token = begin(trust, kim.id, proven=True)

    link = reset(trust, kim.id, by="sam")

    assert (credentials(trust, "kim"), session(trust, token)) == (None, None)
    assert (now_of(trust, kim).must_enrol, now_of(trust, kim).enrolled) == (True, False)
    assert accept(trust, link, password_hash=HASH).must_enrol


def test_no_token_stands_in_the_file(trust: Register):
    sam = a_person(trust)
    tokens = [invite(trust, sam.id, by="sam"), begin(trust, sam.id, proven=True)]
    trust.close()

    assert [token for token in tokens if token.encode() in trust.path.read_bytes()] == []


def test_every_change_of_a_person_is_in_the_history(trust: Register):
    a_person(trust)
    kim = a_person(trust, "kim", "senco", (A,), password_hash="")
    accept(trust, invite(trust, kim.id, by="sam"), password_hash=HASH)
    kim = now_of(trust, kim)
    change_user(trust, kim.id, version=kim.version, shown_name="Kim", role="viewer", schools=(A, B), by="sam")
    set_disabled(trust, kim.id, True, by="sam")

    assert [(each.by, each.title) for each in reversed(history(trust, kind="people"))] == [
        ("setup", "Added Sam Example (sam), owner"),
        ("setup", f"Added Kim Example (kim), SENCO of {A}"),
        ("sam", "Invited Kim Example (kim)"),
        ("kim", "Kim Example (kim) accepted the invitation"),
        ("sam", f"Changed Kim Example (kim), SENCO of {A} to Kim (kim), viewer of {A}, {B}"),
        ("sam", "Disabled Kim (kim)"),
    ]
    assert verify_history(trust) == ()


def test_a_change_needs_who_makes_it_and_somebody_to_change(trust: Register):
    with pytest.raises(DataRefused, match="who makes it"):
        add_user(trust, name="sam", shown_name="Sam", role="owner", by=" ")
    with pytest.raises(DataRefused, match="There is no person 99"):
        set_disabled(trust, 99, True, by="sam")


def test_roles_are_those_of_the_product():
    assert ROLES == ("owner", "trust_officer", "senco", "viewer")

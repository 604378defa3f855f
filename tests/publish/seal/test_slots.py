"""From a code to keys: slots, rings and grants open for who they are for, and in the publication they were made for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sendsite.publish.seal import slots
from sendsite.publish.seal.codes import new_code
from sendsite.publish.seal.keys import Box, MasterKey, first_publication, new_content_key, new_master_key, new_reader_key, new_site
from sendsite.publish.seal.refused import Reason, Refused
from sendsite.publish.seal.slots import CONTENT, MASTER, Held, Holder, Slot, decoy, grant, open_grant, open_ring, open_slot, ring, ring_bytes, slot

SITE = new_site()
NOW = first_publication(SITE)
A, B, LEADERS = new_content_key("school:990001"), new_content_key("school:990002"), new_master_key()


def reason(does, *given) -> Reason:
    with pytest.raises(Refused) as refused:
        does(*given)
    return refused.value.reason


def holder(*keys, handle="K7QX") -> Holder:
    """A reader whose slot does not matter."""
    return replace(decoy(handle, SITE), keys=keys)


@pytest.fixture(scope="module")
def code():
    return new_code()


@pytest.fixture(scope="module")
def made(code) -> tuple[Slot, bytes]:
    key = new_reader_key()
    return slot(code, key, SITE), key


def test_a_code_opens_its_slot_and_no_other_code_does(made, code):
    found, key = made

    assert open_slot(found, SITE.id, code.words) == key
    assert reason(lambda: open_slot(found, SITE.id, new_code().words)) is Reason.WRONG_CODE


@pytest.mark.parametrize("changes", [{"handle": "M3TR"}, {"salt": bytes(16)}, {"iterations": 600_001}])
def test_a_slot_that_was_touched_opens_for_no_code(made, code, changes):
    assert reason(lambda: open_slot(replace(made[0], **changes), SITE.id, code.words)) is Reason.WRONG_CODE


def test_a_slot_of_another_site_opens_for_no_code(made, code):
    assert reason(lambda: open_slot(made[0], "0" * 16, code.words)) is Reason.WRONG_CODE


@pytest.mark.parametrize("iterations", [1, 599_999, 10_000_001, 2**52])
def test_too_few_or_too_many_iterations_are_refused_before_the_first(made, code, iterations, monkeypatch):
    monkeypatch.setattr(slots, "stretched", lambda *_: pytest.fail("nothing may be worked out"))

    assert reason(lambda: open_slot(replace(made[0], iterations=iterations), SITE.id, code.words)) is Reason.DAMAGED


def test_the_same_code_has_another_slot_under_a_fresh_salt(made, code):
    assert slot(code, made[1], SITE).box != made[0].box


def test_a_ring_gives_its_keys_in_order():
    mine = holder(A, LEADERS)

    assert open_ring(ring(mine, NOW, SITE.iv_key), NOW, "K7QX", mine.reader_key) == (Held(CONTENT, A.kid, A.key), Held(MASTER, LEADERS.kid, LEADERS.key))


@pytest.mark.parametrize("count", [0, 1, 13])
def test_every_ring_is_of_one_size(count):
    keys = [new_content_key(f"school:{number}") for number in range(count)]
    box = ring(holder(*keys), NOW, SITE.iv_key)

    assert len(box.body) == 512 + 16


def test_a_ring_has_no_room_for_a_fourteenth_key():
    with pytest.raises(ValueError, match="13 keys, and these are 14"):
        ring_bytes([A] * 14)


def test_a_ring_opens_in_its_own_publication_under_its_own_handle_with_its_own_key():
    mine = holder(A)
    box = ring(mine, NOW, SITE.iv_key)
    later = NOW.next()

    assert reason(lambda: open_ring(box, later, "K7QX", mine.reader_key)) is Reason.DAMAGED
    assert reason(lambda: open_ring(box, replace(NOW, seq=NOW.seq + 1), "K7QX", mine.reader_key)) is Reason.DAMAGED
    assert reason(lambda: open_ring(box, NOW, "M3TR", mine.reader_key)) is Reason.DAMAGED
    assert reason(lambda: open_ring(box, NOW, "K7QX", new_reader_key())) is Reason.DAMAGED


def test_a_ring_with_one_byte_changed_is_damaged():
    mine = holder(A, B)
    box = ring(mine, NOW, SITE.iv_key)

    for place in range(len(box.body)):
        body = bytearray(box.body)
        body[place] ^= 1
        assert reason(open_ring, Box(box.iv, bytes(body)), NOW, "K7QX", mine.reader_key) is Reason.DAMAGED


@pytest.mark.parametrize("start, why", [(b"\x0e", Reason.DAMAGED), (b"\x01\x03", Reason.UNKNOWN_VERSION)])
def test_a_ring_of_too_many_keys_or_an_unknown_kind_is_refused(start, why, monkeypatch):
    mine = holder(A)
    plain = start + ring_bytes([A])[len(start) :]
    monkeypatch.setattr(slots, "ring_bytes", lambda keys: plain)
    box = ring(mine, NOW, SITE.iv_key)

    assert reason(lambda: open_ring(box, NOW, "K7QX", mine.reader_key)) is why


def test_a_ring_is_sealed_anew_with_each_publication():
    assert ring(holder(A), NOW, SITE.iv_key).iv != ring(holder(A), NOW.next(), SITE.iv_key).iv


def test_a_grant_opens_for_the_master_key_it_was_made_for():
    box = grant(A, LEADERS, NOW, SITE.iv_key)
    held, others = (Held(MASTER, key.kid, key.key) for key in (LEADERS, MasterKey(LEADERS.kid, bytes(32))))

    assert open_grant(box, NOW, held, A.kid) == A.key
    assert reason(lambda: open_grant(box, NOW, others, A.kid)) is Reason.DAMAGED
    assert reason(lambda: open_grant(box, NOW, held, B.kid)) is Reason.DAMAGED
    assert reason(lambda: open_grant(box, NOW.next(), held, A.kid)) is Reason.DAMAGED


def test_no_key_shows_in_a_message():
    for each in (SITE, A, LEADERS, holder(A)):
        for secret in (SITE.iv_key, SITE.path_key, A.key, LEADERS.key):
            assert repr(secret) not in repr(each)

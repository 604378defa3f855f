"""Readers: who may read what with which code, what ends when one goes, and what is refused with which words."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from sendsite.errors import DataRefused
from sendsite.publish import readers
from sendsite.publish.readers import ROUND, Issued, add_reader, add_readers, change, level, listed, named, replace_code, revoke
from sendsite.publish.seal.codes import normalised
from sendsite.publish.seal.keyring import Keyring, keyring, open_keyring
from sendsite.publish.seal.keys import Publication
from sendsite.publish.seal.refused import Refused
from sendsite.publish.seal.slots import CONTENT, MASTER, open_grant, open_ring, open_slot
from sendsite.publish.secrets import Secrets, fresh, holders, next_publication
from sendsite.publish.secrets_json import text_of
from sendsite.publish.wishes import Wish, wish

TODAY, LATER = date(2026, 10, 9), date(2026, 11, 2)
SCHOOLS = {"140001": "Ash Tree Primary School", "140002": "Oak Road School", "140003": "St Mary's, Thorpe"}
ANN, BO, CAL = wish("Ann Lee", "ann@ash.example", ["140001"], SCHOOLS), wish("Bo Finch", "", ["trust"], SCHOOLS), wish("Cal Reed", "", ["140002"], SCHOOLS)


@pytest.fixture
def secrets() -> Secrets:
    return fresh()


def added(secrets: Secrets, *asked: Wish) -> list[Issued]:
    return list(add_readers(secrets, asked, SCHOOLS, on=TODAY))


def published(secrets: Secrets) -> tuple[Publication, Keyring]:
    """The next keyring, as a browser would read it."""
    publication = next_publication(secrets, datetime(2026, 10, 9, tzinfo=UTC))
    text = keyring(publication, holders(secrets), contents=[each.key for each in secrets.epochs.values()], master=secrets.master, site=secrets.site)
    return publication, open_keyring(text)


def opened(code: str, publication: Publication, ring: Keyring) -> set[str]:
    """The kids of the content keys that a typed code opens: of a leader those of every grant."""
    handle, words = normalised(code)
    slot, box = ring.readers[handle]
    held = open_ring(box, publication, handle, open_slot(slot, publication.site, words))
    kids = {each.kid for each in held if each.kind == CONTENT}
    for master in (each for each in held if each.kind == MASTER):
        kids |= {kid for kid, grant in ring.grants.items() if open_grant(grant, publication, master, kid)}
    return kids


def kids(secrets: Secrets, *asked: str) -> set[str]:
    return {secrets.content_key(audience).kid for audience in asked}


def test_a_code_opens_the_reader_s_own_audiences_and_a_leader_s_opens_all(secrets):
    ann, bo, cal = (each.code for each in added(secrets, ANN, BO, CAL))
    site = published(secrets)

    assert opened(ann, *site) == kids(secrets, "school:140001")
    assert opened(cal.upper().replace(" ", "  -"), *site) == kids(secrets, "school:140002")
    assert opened(bo, *site) == kids(secrets, "school:140001", "school:140002", "trust")


def test_codes_have_five_words_for_a_school_and_six_for_a_leader(secrets):
    assert [len(each.code.split()) - 1 for each in added(secrets, ANN, BO)] == [5, 6]


def test_a_code_is_kept_nowhere_nor_told_nor_shown_by_accident(secrets):
    issued = added(secrets, ANN, BO, CAL)
    kept = [word for text in (text_of(secrets), repr(secrets), repr(issued), *secrets.told) for word in text.lower().replace('"', " ").split()]

    for each in issued:
        assert len(set(each.code.split()[1:]) & set(kept)) < 2


@pytest.mark.parametrize("head_count, places", [(1, 16), (15, 16), (16, 16), (17, 32)])
def test_decoys_round_the_head_count_up_to_the_next_sixteen(secrets, head_count, places, monkeypatch):
    monkeypatch.setattr("sendsite.publish.seal.slots.stretched", lambda words, salt, iterations: bytes(32))
    added(secrets, *(wish(f"Reader {number}", "", ["140001"], SCHOOLS) for number in range(head_count)))

    assert len(holders(secrets)) == places == ROUND * -(-head_count // ROUND)
    assert len({each.slot.handle for each in holders(secrets)}) == places


def test_whatever_is_done_to_one_reader_the_keyring_shows_one_handle_gone_and_one_come(secrets):
    def seen() -> set[str]:
        return {each.slot.handle for each in holders(secrets)}

    level(secrets)
    for act in (
        lambda: add_reader(secrets, ANN, SCHOOLS, on=TODAY),
        lambda: replace_code(secrets, named(secrets, "Ann Lee"), on=TODAY),
        lambda: revoke(secrets, named(secrets, "Ann Lee"), on=TODAY),
    ):
        before = seen()
        act()
        assert (len(before - seen()), len(seen() - before), len(seen())) == (1, 1, 16)


def test_a_revoked_reader_is_out_the_keys_end_and_nobody_else_needs_a_new_code(secrets):
    ann, bo, cal = (each.code for each in added(secrets, ANN, BO, CAL))
    old = kids(secrets, "school:140001")
    others = kids(secrets, "school:140002", "trust")

    assert revoke(secrets, named(secrets, "ann lee"), on=LATER) == ("school:140001",)
    site = published(secrets)

    assert normalised(ann).handle not in site[1].readers
    assert not old & kids(secrets, "school:140001")
    assert opened(cal, *site) == kids(secrets, "school:140002")
    assert opened(bo, *site) == kids(secrets, "school:140001", "school:140002", "trust")
    assert kids(secrets, "school:140002", "trust") == others
    assert secrets.withdraw
    assert secrets.epochs["school:140001"].since == LATER


def test_a_revoked_leader_ends_every_key_and_the_master(secrets):
    added(secrets, ANN, BO, CAL)
    before, master = kids(secrets, *secrets.epochs), secrets.master

    assert revoke(secrets, named(secrets, "Bo Finch"), on=LATER) == ("school:140001", "school:140002", "trust")
    assert not before & kids(secrets, *secrets.epochs)
    assert secrets.master != master


def test_a_lost_code_is_replaced_the_old_one_ends_and_so_do_its_keys(secrets):
    (ann,) = added(secrets, ANN)
    before = kids(secrets, "school:140001")

    new = replace_code(secrets, ann.reader, on=LATER)
    site = published(secrets)

    assert opened(new.code, *site) == kids(secrets, "school:140001")
    assert not before & kids(secrets, "school:140001")
    assert ann.reader.handle not in site[1].readers
    assert (new.reader.added, new.reader.code_since, new.reader.name) == (TODAY, LATER, "Ann Lee")
    assert new.reader.ring_key != ann.reader.ring_key
    with pytest.raises(Refused):
        opened(f"{new.reader.handle} {ann.code.partition(' ')[2]}", *site)


def test_a_code_that_was_destroyed_is_replaced_and_the_keys_stand(secrets):
    (ann,) = added(secrets, ANN)
    before = kids(secrets, "school:140001")

    replace_code(secrets, ann.reader, on=LATER, lost=False)

    assert kids(secrets, "school:140001") == before


def test_other_schools_with_the_same_code_and_what_is_taken_away_gets_new_keys(secrets):
    (ann,) = added(secrets, ANN)
    assert change(secrets, ann.reader, ("school:140001", "school:140002"), SCHOOLS, on=LATER) == ()
    assert opened(ann.code, *published(secrets)) == kids(secrets, "school:140001", "school:140002")
    before = kids(secrets, "school:140001")

    assert change(secrets, named(secrets, "Ann Lee"), ("school:140002",), SCHOOLS, on=LATER) == ("school:140001",)
    assert opened(ann.code, *published(secrets)) == kids(secrets, "school:140002")
    assert not before & kids(secrets, "school:140001")


def test_nobody_becomes_a_leader_with_a_short_code(secrets):
    (ann,) = added(secrets, ANN)

    with pytest.raises(DataRefused, match=f"Revoke {ann.reader.handle} and add them anew"):
        change(secrets, ann.reader, ("trust",), SCHOOLS, on=LATER)


def test_a_leader_becomes_a_school_s_reader_and_all_keys_end(secrets):
    bo, _ = added(secrets, BO, ANN)
    before = kids(secrets, *secrets.epochs)

    change(secrets, bo.reader, ("school:140001",), SCHOOLS, on=LATER)

    assert opened(bo.code, *published(secrets)) == kids(secrets, "school:140001")
    assert not before & kids(secrets, *secrets.epochs)


def test_a_handle_is_never_given_out_again(secrets):
    (ann,) = added(secrets, ANN)
    revoke(secrets, ann.reader, on=TODAY)

    assert ann.reader.handle in secrets.handles
    with pytest.raises(DataRefused, match="was revoked or replaced already"):
        named(secrets, ann.reader.handle.lower())


def test_what_was_done_is_told_for_the_history(secrets):
    (ann,) = added(secrets, ANN)
    new = replace_code(secrets, ann.reader, on=TODAY).reader
    revoke(secrets, new, on=TODAY)

    assert secrets.told == [
        f"Added the reader Ann Lee ({ann.reader.handle}) for Ash Tree Primary School",
        f"Replaced the code of the reader Ann Lee ({ann.reader.handle}, now {new.handle})",
        f"Revoked the reader Ann Lee ({new.handle})",
    ]


def test_leaders_are_listed_first_then_by_name(secrets):
    added(secrets, CAL, ANN, BO)

    assert [each.name for each in listed(secrets)] == ["Bo Finch", "Ann Lee", "Cal Reed"]


@pytest.mark.parametrize(
    "name, email, said",
    [
        ("ANN  lee", "", r"There is a reader of this name already: Ann Lee \(....\), for Ash Tree Primary School.*reader replace"),
        ("Annie", "Ann@Ash.example", "There is a reader of the e-mail address Ann@Ash.example already"),
    ],
)
def test_one_who_is_a_reader_already_is_not_added_twice(secrets, name, email, said):
    added(secrets, ANN)

    with pytest.raises(DataRefused, match=said):
        add_reader(secrets, wish(name, email, ["140002"], SCHOOLS), SCHOOLS, on=TODAY)
    assert len(secrets.readers) == 1


def test_of_a_list_all_are_added_or_none(secrets):
    added(secrets, ANN)

    with pytest.raises(DataRefused, match="There is a reader of this name"):
        added(secrets, CAL, ANN)
    with pytest.raises(DataRefused, match="Cal Reed stands here twice"):
        added(secrets, CAL, CAL)
    assert [each.name for each in listed(secrets)] == ["Ann Lee"]


def test_a_site_has_no_more_readers_than_a_telephone_can_fetch(secrets, monkeypatch):
    monkeypatch.setattr(readers, "MOST", 1)

    with pytest.raises(DataRefused, match="These would be 2 readers; a site can have 1"):
        added(secrets, ANN, BO)


def test_a_reader_is_found_by_handle_name_or_address_whatever_the_capitals(secrets):
    (ann,) = added(secrets, ANN)

    assert {named(secrets, text).name for text in (ann.reader.handle.lower(), " ann  LEE", "ANN@ash.example")} == {"Ann Lee"}


def test_nobody_is_found_by_a_blank_or_by_what_is_none(secrets):
    with pytest.raises(DataRefused, match="nobody has a code yet"):
        named(secrets, "x")
    added(secrets, BO)
    for text in ("", "  ", "zz"):
        with pytest.raises(DataRefused, match="sendsite reader list"):
            named(secrets, text)


def test_all_of_a_list_who_are_readers_already_are_told_at_once(secrets):
    added(secrets, ANN, BO)

    with pytest.raises(DataRefused) as caught:
        added(secrets, CAL, BO, ANN)
    assert ["Bo Finch" in line or "Ann Lee" in line for line in str(caught.value).splitlines()] == [True, True]
    assert len(caught.value.screen.splitlines()) == 2
    assert len(secrets.readers) == 2

"""The small files beside the pages: pointer, keyring and manifest hold what they must, and refuse what was touched."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sendsite.publish.seal.encoding import call, called
from sendsite.publish.seal.keyring import KEYS, keyring, manifest, manifest_kid, open_keyring, open_manifest, open_pointer, pointer
from sendsite.publish.seal.keys import Publication, first_publication, new_content_key, new_master_key, new_site
from sendsite.publish.seal.paths import segment
from sendsite.publish.seal.refused import Reason, Refused
from sendsite.publish.seal.slots import decoy

SITE = new_site()
NOW = first_publication(SITE)
KEY, LEADERS = new_content_key("trust"), new_master_key()
FOLDER = segment(SITE.path_key, "trust")
HEX = st.text("0123456789abcdef", min_size=16, max_size=16)


def reason(does) -> Reason:
    with pytest.raises(Refused) as refused:
        does()
    return refused.value.reason


def test_the_pointer_is_the_call_the_format_names():
    assert pointer(Publication("0" * 16, "1" * 16, 41)) == b'sendsiteNow({"pub":"1111111111111111","seq":41,"site":"0000000000000000","v":1})'


@given(HEX, HEX, st.integers(0, 2**53 - 1))
def test_the_pointer_reads_back(site, pub, seq):
    assert open_pointer(pointer(Publication(site, pub, seq))) == Publication(site, pub, seq)


@pytest.mark.parametrize(
    "change, why",
    [
        ({"v": 2}, Reason.UNKNOWN_VERSION),
        ({"more": 1}, Reason.UNKNOWN_VERSION),
        ({"seq": "41"}, Reason.DAMAGED),
        ({"seq": -1}, Reason.DAMAGED),
        ({"pub": "../../elsewhere"}, Reason.DAMAGED),
        ({"pub": 7}, Reason.DAMAGED),
        ({"site": "A" * 16}, Reason.DAMAGED),
    ],
)
def test_a_pointer_that_was_touched_is_refused(change, why):
    text = call("sendsiteNow", {"pub": "1" * 16, "seq": 41, "site": "0" * 16, "v": 1, **change})

    assert reason(lambda: open_pointer(text)) is why


def test_a_keyring_says_which_folder_a_key_belongs_to():
    found = open_keyring(keyring(NOW, [decoy("K7QX", SITE)], contents=[KEY], master=LEADERS, site=SITE))

    assert found.audiences == {KEY.kid: FOLDER}
    assert (found.publication, found.master, set(found.grants), set(found.readers)) == (NOW, LEADERS.kid, {KEY.kid}, {"K7QX"})


@pytest.mark.parametrize(
    "place, value, why",
    [
        (("alg",), "A128GCM", Reason.UNKNOWN_VERSION),
        (("readers",), [], Reason.DAMAGED),
        (("readers", "K7QX"), {}, Reason.DAMAGED),
        (("readers", "K7QX", "slot", "type"), "scrypt", Reason.UNKNOWN_VERSION),
        (("readers", "K7QX", "slot", "salt"), "AAAA", Reason.DAMAGED),
        (("readers", "K7QX", "slot", "iterations"), "600000", Reason.DAMAGED),
        (("readers", "K7QX", "ring", "body"), 7, Reason.DAMAGED),
        (("audiences",), {"nokid": FOLDER}, Reason.DAMAGED),
        (("grants",), {KEY.kid: {}}, Reason.DAMAGED),
        (("master",), 7, Reason.DAMAGED),
    ],
)
def test_a_keyring_that_says_something_else_is_refused(place, value, why):
    document: Any = called(KEYS, keyring(NOW, [decoy("K7QX", SITE)], contents=[KEY], master=LEADERS, site=SITE))
    inner = document
    for name in place[:-1]:
        inner = inner[name]
    inner[place[-1]] = value

    assert reason(lambda: open_keyring(call(KEYS, document))) is why


@settings(max_examples=30)
@given(st.dictionaries(st.builds("{}/{}/{}".format, st.sampled_from("as"), HEX, HEX), HEX.map(lambda text: text * 4), min_size=1, max_size=30))
def test_a_manifest_reads_back(hashes):
    start = next(iter(hashes))
    text = manifest(hashes, start, key=KEY, publication=NOW, site=SITE)

    assert manifest_kid(text, NOW, FOLDER) == KEY.kid
    assert open_manifest(text, KEY.key, NOW, FOLDER) == (hashes, start, "")


def test_a_manifest_names_its_search_index_which_must_be_among_its_files():
    page, index = "s/00aa00aa00aa00aa/00bb00bb00bb00bb", "a/00aa00aa00aa00aa/00cc00cc00cc00cc"
    hashes = {page: "0" * 64, index: "1" * 64}

    assert open_manifest(manifest(hashes, page, search=index, key=KEY, publication=NOW, site=SITE), KEY.key, NOW, FOLDER) == (hashes, page, index)
    with pytest.raises(ValueError, match="search index"):
        manifest({page: "0" * 64}, page, search=index, key=KEY, publication=NOW, site=SITE)


def test_a_manifest_names_a_first_page_that_it_has():
    with pytest.raises(ValueError, match="not in the manifest"):
        manifest({}, "s/x/y", key=KEY, publication=NOW, site=SITE)


def test_a_manifest_hides_its_paths_and_opens_with_its_key_alone():
    path = f"s/{FOLDER}/{'1' * 16}"
    text = manifest({path: "2" * 64}, path, key=KEY, publication=NOW, site=SITE)

    assert b"1" * 16 not in text
    assert reason(lambda: open_manifest(text, bytes(32), NOW, FOLDER)) is Reason.DAMAGED
    assert reason(lambda: open_manifest(text, KEY.key, NOW.next(), FOLDER)) is Reason.OLD
    assert reason(lambda: open_manifest(text, KEY.key, NOW, "0" * 16)) is Reason.DAMAGED


def test_no_nonce_of_a_publication_is_used_twice():
    holders = [decoy(f"{number:04}", SITE) for number in range(16)]
    keys = [new_content_key(f"school:{number}") for number in range(20)]
    text = b"".join(keyring(each, holders, contents=keys, master=LEADERS, site=SITE) for each in (NOW, NOW.next()))
    found = re.findall(rb'"iv":"([^"]+)"', text)

    assert len(found) == 2 * (2 * 16 + 20)
    assert len(set(found)) == len(found) - 16, "only the slots are the same twice"

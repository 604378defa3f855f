"""A sealed site opened as a browser opens it: every reader opens exactly what is theirs, and nothing that was touched."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sendsite.publish.seal.codes import new_code
from sendsite.publish.seal.keyring import keyring_name, manifest_name
from sendsite.publish.seal.keys import new_content_key
from sendsite.publish.seal.opener import Reader, Seen
from sendsite.publish.seal.refused import Reason, Refused
from sendsite.publish.seal.shell import Parts, page_parts
from sendsite.publish.seal.slots import Holder, slot
from tests.publish.seal.small_site import TRUST, A, B, SmallSite, reader_of, small_site

HOLDINGS = {"governor of A": (A,), "governor of B": (B,), "governor of both": (A, B), "trust office": (TRUST,)}
PAGE = "school/990001/index.html"


@pytest.fixture(scope="module")
def site() -> SmallSite:
    return small_site(HOLDINGS, leaders=("leader",))


@pytest.fixture(scope="module")
def files(site: SmallSite) -> dict[str, bytes]:
    return site.files()


@pytest.fixture(scope="module")
def governor(site, files) -> Reader:
    return reader_of(files, site.codes["governor of A"])


def reason(does: Callable[..., object], *given: object) -> Reason:
    with pytest.raises(Refused) as refused:
        does(*given)
    return refused.value.reason


@pytest.mark.parametrize("name", [*HOLDINGS, "leader"])
def test_every_reader_opens_exactly_what_is_theirs(site, files, name):
    reader, allowed = reader_of(files, site.codes[name]), HOLDINGS.get(name, (A, B, TRUST))

    for (audience, real), content in site.contents.items():
        if audience in allowed:
            assert reader.open(site.path(audience, real)) == content
        else:
            assert reason(reader.open, site.path(audience, real)) is Reason.NOT_YOURS
    assert reader.audiences == tuple(sorted(site.folder(audience) for audience in allowed))
    assert {path for path, _ in reader.all_files()} == {site.path(audience, real) for audience, real in site.contents if audience in allowed}


def test_a_folder_opens_as_a_host_does(site, files, tmp_path: Path):
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(text)

    assert Reader(tmp_path, str(site.codes["governor of A"])).open(f"{site.path(A, PAGE)}.html") == site.contents[A, PAGE]


def test_a_manifest_names_the_page_to_begin_with(site, governor):
    assert governor.manifest(site.folder(A)).start == site.path(A, PAGE)


@pytest.mark.parametrize("code", ["", "K7QX", "ZZZZ copper lantern orbit thimble meadow"])
def test_a_code_that_nobody_has_opens_nothing(files, code):
    assert reason(reader_of, files, code) is Reason.WRONG_CODE


def test_right_words_under_another_handle_open_nothing(site, files):
    mixed = site.codes["governor of A"]._replace(handle=site.codes["governor of B"].handle)

    assert reason(reader_of, files, mixed) is Reason.WRONG_CODE


def test_a_decoy_opens_for_no_words(site, files):
    decoys = site.codes["governor of A"]._replace(handle=site.holders["decoy 0"].slot.handle)

    assert reason(reader_of, files, decoys) is Reason.WRONG_CODE


def test_readers_and_decoys_look_alike(files, site):
    document = json.loads(files[keyring_name(site.publication.pub)].removeprefix(b"sendsiteKeys(")[:-1])
    shapes = {json.dumps(each, sort_keys=True) for each in _shapes(list(document["readers"].values()))}

    assert len(document["readers"]) == len(HOLDINGS) + 1 + 2
    assert len(shapes) == 1
    assert list(document["readers"]) == sorted(document["readers"])


def _shapes(entries: list[object]) -> list[object]:
    """What can be seen of entries without their random bytes: names, numbers and lengths."""

    def shape(entry: object) -> object:
        if isinstance(entry, dict):
            return {name: shape(value) for name, value in entry.items()}
        return len(entry) if isinstance(entry, str) else entry

    return [shape(entry) for entry in entries]


def expected(header: bytes, flipped: bytes) -> Reason:
    """Why a header with one bit changed is refused, by what the bit belongs to."""
    try:
        was, now = json.loads(header), json.loads(flipped.decode("ascii"))
    except ValueError:
        return Reason.DAMAGED
    if set(was) != set(now) or any(was[name] != now[name] for name in ("v", "alg", "z")):
        return Reason.UNKNOWN_VERSION
    if was["path"] != now["path"]:
        return Reason.MOVED
    return Reason.OLD if was["kid"] != now["kid"] and re.fullmatch("[0-9a-f]{12}", now["kid"]) else Reason.DAMAGED


@pytest.mark.parametrize("bit", [1 << number for number in range(8)])
def test_every_byte_of_a_sealed_file_counts_and_each_fault_has_its_reason(site, files, governor, bit):
    path = site.path(A, PAGE)
    parts = page_parts(files[f"{path}.html"])

    for place in range(len(parts.header)):
        header = bytearray(parts.header)
        header[place] ^= bit
        wrong = Parts(bytes(header), parts.body)
        assert reason(governor.open_parts, wrong, path) is expected(parts.header, wrong.header), bytes(header)
    for place in range(len(parts.body)):
        body = bytearray(parts.body)
        body[place] ^= bit
        wrong = Parts(parts.header, bytes(body))
        assert reason(governor.open_parts, wrong, path) is Reason.DAMAGED


def test_two_files_that_changed_places_are_refused_with_and_without_edited_headers(site, files, governor):
    one, other = site.path(A, PAGE), site.path(A, "school/990001/finance.html")
    theirs = page_parts(files[f"{other}.html"])
    edited = Parts(theirs.header.replace(other.encode(), one.encode()), theirs.body)

    assert reason(governor.open_parts, theirs, one) is Reason.MOVED
    assert reason(governor.open_parts, edited, one) is Reason.DAMAGED
    assert reason(lambda: governor.open_parts(Parts(page_parts(files[f"{one}.html"]).header, theirs.body), one)) is Reason.DAMAGED


def test_another_schools_page_under_this_schools_key_id_is_damaged(site, files, governor):
    mine, theirs = site.path(A, PAGE), site.path(B, "school/990002/index.html")
    parts = page_parts(files[f"{theirs}.html"])
    header = parts.header.replace(theirs.encode(), mine.encode())

    assert reason(governor.open_parts, Parts(header, parts.body), mine) is Reason.NOT_YOURS
    header = header.replace(site.keys[B].kid.encode(), site.keys[A].kid.encode())
    assert reason(governor.open_parts, Parts(header, parts.body), mine) is Reason.DAMAGED


def test_an_asset_under_another_assets_name_is_refused(site, files):
    table, picture = (next(name for name in files if name.startswith(site.path(A, f"school/990001/need.{kind}"))) for kind in ("csv", "png"))
    swapped = reader_of({**files, table: files[picture]}, site.codes["governor of A"])

    assert reason(swapped.open, site.path(A, "school/990001/need.csv")) is Reason.MOVED


def next_publication(site: SmallSite, **changes: bytes) -> tuple[SmallSite, dict[str, bytes]]:
    """The site published again, with another first page of A."""
    again = replace(site, publication=site.publication.next(), contents={**site.contents, (A, PAGE): b"<p>A newer page</p>"})
    return again, again.files()


def test_a_second_publication_changes_only_what_changed(site, files):
    again, later = next_publication(site)
    pub = again.publication.pub

    changed = {name for name in later if files.get(name) != later[name]}
    assert changed == {"now.js", keyring_name(pub), f"{site.path(A, PAGE)}.html", *(manifest_name(site.folder(each), pub) for each in (A, B, TRUST))}


def test_an_old_page_in_a_new_publication_is_out_of_date(site, files):
    _, later = next_publication(site)
    path = site.path(A, PAGE)
    mixed = {**later, f"{path}.html": files[f"{path}.html"]}

    assert reason(lambda: reader_of(mixed, site.codes["governor of A"]).open(path)) is Reason.OLD


def test_a_reader_who_saw_the_new_publication_refuses_the_old_one_whole(site, files):
    _, later = next_publication(site)
    seen: dict[str, Seen] = {}
    code, path = site.codes["governor of A"], site.path(A, PAGE)
    reader_of(later, code, seen).open(path)

    assert reason(lambda: reader_of(files, code, seen).open(path)) is Reason.OLD
    assert reader_of(later, code, seen).open(path) == b"<p>A newer page</p>"


def test_two_publications_of_one_number_are_not_both_believed(site, files):
    twin = replace(site, publication=replace(site.publication.next(), seq=site.publication.seq))
    seen: dict[str, Seen] = {}
    code, path = site.codes["governor of A"], site.path(A, PAGE)
    reader_of(files, code, seen).open(path)

    assert reason(lambda: reader_of(twin.files(), code, seen).open(path)) is Reason.OLD


def test_a_forged_pointer_locks_nobody_out(site, files):
    seen: dict[str, Seen] = {}
    code, path, pub = site.codes["governor of A"], site.path(A, PAGE), site.publication.pub
    forged = {**files, "now.js": files["now.js"].replace(b'"seq":1', b'"seq":9007199254740991')}

    assert reason(reader_of, forged, code, seen) is Reason.OLD
    forged[keyring_name(pub)] = files[keyring_name(pub)].replace(b'"seq":1', b'"seq":9007199254740991')
    assert reason(reader_of, forged, code, seen) is Reason.DAMAGED
    assert seen == {}
    assert reader_of(files, code, seen).open(path) == site.contents[A, PAGE]


@pytest.mark.parametrize("missing", ["now.js", "k/", "m/", "s/", "a/"])
def test_a_file_that_is_not_there_is_an_update_under_way(site, files, missing):
    gone = {name: text for name, text in files.items() if not name.startswith(missing)}
    code = site.codes["governor of A"]

    assert reason(lambda: list(reader_of(gone, code).all_files())) is Reason.OLD


def test_a_revoked_reader_is_out_and_the_others_need_no_new_code(site, files):
    """The revoked one held A: A has a new key, and their slot is gone."""
    key = new_content_key(A)
    staying = site.holders["governor of both"]
    holders = {"governor of both": replace(staying, keys=(key, site.keys[B])), "leader": site.holders["leader"]}
    later = replace(site, keys={**site.keys, A: key}, holders=holders, publication=site.publication.next())
    new, path = later.files(), site.path(A, PAGE)

    assert reason(reader_of, new, site.codes["governor of A"]) is Reason.WRONG_CODE
    assert reader_of(new, site.codes["governor of both"]).open(path) == site.contents[A, PAGE]
    assert reader_of(new, site.codes["leader"]).open(path) == site.contents[A, PAGE]
    stale = {**new, f"{path}.html": files[f"{path}.html"]}
    assert reason(lambda: reader_of(stale, site.codes["governor of both"]).open(path)) is Reason.OLD


def test_a_replaced_code_opens_what_the_lost_one_did_and_the_lost_one_nothing(site):
    held = site.holders["governor of A"]
    code = new_code()
    holders = {"governor of A": Holder(slot(code, held.reader_key, site.site), held.reader_key, held.keys)}
    later = replace(site, holders=holders, publication=site.publication.next()).files()

    assert reader_of(later, code).open(site.path(A, PAGE)) == site.contents[A, PAGE]
    assert reason(reader_of, later, site.codes["governor of A"]) is Reason.WRONG_CODE

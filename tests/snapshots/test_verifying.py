"""Whatever was taken out, put in, put back or changed, verifying says exactly what, and what to do."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sendsite.errors import DataRefused
from sendsite.framework.term import Term
from sendsite.signing import SigningKey, key_of, new_key
from sendsite.snapshots import freeze, tombstones
from sendsite.snapshots.archive import packed, unpacked
from sendsite.snapshots.manifest import BACKUP, parse
from sendsite.snapshots.shelf import SnapshotInfo, load, shelf
from sendsite.snapshots.verifying import verify_all
from tests.register.sample import a_trust
from tests.snapshots.test_freeze import AUTUMN, taken
from tests.snapshots.test_golden import PATH as FORMAT_1

SPRING, SUMMER = Term(2024, "spring"), Term(2024, "summer")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four snapshots: three terms, and a second edition of one."""
    folder = tmp_path / "data" / "snapshots"
    folder.parent.mkdir()
    for term in (SPRING, SUMMER, AUTUMN):
        taken(folder, term)
    taken(folder, SPRING, reason="A wrong figure")
    return folder


def wrong(folder: Path) -> list[str]:
    """What is bad, in a line each."""
    return [f"{each.name}: {each.words}" for each in verify_all(folder).told if each.state == "bad"]


def info_of(folder: Path, name: str) -> SnapshotInfo:
    return next(info for info in shelf(folder) if info.path.name == name)


def test_an_untouched_folder_is_good(folder: Path):
    verdict = verify_all(folder)

    assert verdict.good
    assert [each.name for each in verdict.told] == ["2024-spring.zip", "2024-spring.2.zip", "2024-summer.zip", "2025-autumn.zip", "the chain"]
    assert verdict.head.startswith("2024-spring.2.zip, number 4, manifest ")


def test_an_edition_and_the_one_before_it_both_stay(folder: Path):
    first, second = info_of(folder, "2024-spring.zip"), info_of(folder, "2024-spring.2.zip")

    assert (first.edition, first.reason, second.edition, second.reason) == (1, "", 2, "A wrong figure")
    assert load(first.path).records == load(second.path).records == a_trust()


def test_one_that_was_taken_out_is_missing_in_the_chain(folder: Path):
    (folder / "2024-summer.zip").unlink()

    assert wrong(folder) == [
        "the chain: Snapshot number 2 in the order of taking is missing: it was taken before 2025-autumn.zip. Put the missing one back from a backup."
    ]


def test_an_edition_that_was_taken_out_is_missing(folder: Path):
    (folder / "2024-spring.zip").unlink()

    assert [each for each in wrong(folder) if "2024-spring.zip, an earlier edition of 2024-spring, is missing" in each]


def test_one_that_was_put_in_the_place_of_another_is_told(folder: Path):
    """Signed with the trust's own key, at another time: the later manifests do not name it."""
    other = folder.parent / "again" / "snapshots"
    shutil.copytree(folder.parent, other.parent, ignore=shutil.ignore_patterns("snapshots"))
    taken(other, SPRING, by="K. Other")
    shutil.copy(other / "2024-spring.zip", folder)

    (told,) = wrong(folder)
    assert "2024-summer.zip was taken after another 2024-spring.zip than the one that is here" in told


def test_one_of_the_same_number_is_told(folder: Path):
    other = folder.parent / "again" / "snapshots"
    shutil.copytree(folder.parent, other.parent, ignore=shutil.ignore_patterns("snapshots"))
    taken(other, Term(2023, "autumn"))
    shutil.copy(other / "2023-autumn.zip", folder)

    assert any("both say that they are number 1" in each for each in wrong(folder))


def test_one_signed_by_a_stranger_is_refused_with_what_to_do(folder: Path):
    strange = folder.parent.parent / "strange" / "snapshots"
    SigningKey(bytes(range(32))).save(strange.parent / "signing.key")
    shutil.copy(taken(strange, Term(2023, "autumn")), folder)

    with pytest.raises(DataRefused, match=r"2023-autumn\.zip: it is signed with the key [0-9A-F]{16}, which is not a key of this site.*not to be believed"):
        load(folder / "2023-autumn.zip")
    assert wrong(folder)[0].startswith("2023-autumn.zip: it is signed with the key")


def test_one_that_was_made_over_and_names_our_key_is_refused(folder: Path):
    path = folder / "2025-autumn.zip"
    files = unpacked(path.read_bytes())
    note = parse(files.pop("manifest.json"), "")
    signature = files.pop("manifest.json.minisig")
    path.write_bytes(packed({"manifest.json": replace(note, by="K. Other").text(), "manifest.json.minisig": signature, **files}))

    assert wrong(folder)[0] == f"2025-autumn.zip: it is not what was signed with the key {note.signed_by}: it was changed after it was signed. {BACKUP}"


def test_other_words_before_a_signature_are_refused(folder: Path):
    path = folder / "2025-autumn.zip"
    files = unpacked(path.read_bytes())
    files["manifest.json.minisig"] = files["manifest.json.minisig"].replace(b"signature by sendsite", b"signature by somebody")
    path.write_bytes(packed(files))

    assert wrong(folder)[0] == "2025-autumn.zip: its signature is not as sendsite writes it. Put the snapshot back from a backup."


def test_after_a_new_key_the_old_ones_stand(folder: Path):
    new_key(folder.parent)
    taken(folder, Term(2025, "spring"))

    assert verify_all(folder).good
    assert len({info.signed_by for info in shelf(folder)}) == 2


def test_where_the_public_keys_are_lost_it_says_so(folder: Path):
    (folder.parent / "signing.pub").unlink()

    assert all("put data/signing.pub and data/signing.pub.d/ back from a backup" in each for each in wrong(folder) if each[0] == "2")
    assert not verify_all(folder).good


def test_one_term_can_be_verified_alone_with_the_chain_of_all(folder: Path):
    damaged = bytearray((folder / "2025-autumn.zip").read_bytes())
    damaged[-2000] ^= 1
    (folder / "2025-autumn.zip").write_bytes(damaged)

    assert [each.name for each in verify_all(folder, term=SPRING).told] == ["2024-spring.zip", "2024-spring.2.zip", "the chain"]
    assert verify_all(folder, term=SPRING).good
    assert not verify_all(folder, term=AUTUMN).good


def test_a_term_that_is_not_there_is_refused_with_those_there_are(folder: Path):
    with pytest.raises(DataRefused, match=r"There is no snapshot of 2019-autumn. There are: 2024-spring\.zip"):
        verify_all(folder, term=Term(2019, "autumn"))


def test_an_older_one_is_told_as_unsigned_and_the_first_signed_one_vouches_for_it(tmp_path: Path):
    folder = tmp_path / "data" / "snapshots"
    folder.mkdir(parents=True)
    shutil.copy(FORMAT_1, folder)
    alone = verify_all(folder)
    taken(folder, Term(2025, "spring"), today=load(FORMAT_1).data_date.replace(year=2026))
    both = verify_all(folder)

    assert (alone.good, both.good) == (True, True)
    assert [(each.state, each.words) for each in alone.told] == [("unsigned", "unsigned, taken by an older sendsite (0.1.0); its checksums agree")]
    assert "2025-spring.zip vouches for 1 unsigned ones before it" in both.told[-1].words
    (folder / "2025-autumn.zip").unlink()
    assert "2025-autumn.zip is missing: it stood here, unsigned" in wrong(folder)[0]


def test_an_unsigned_one_that_came_later_is_not_believed(folder: Path):
    (folder / "2025-autumn.zip").unlink()
    shutil.copy(FORMAT_1, folder)

    assert any("2025-autumn.zip is unsigned and was not here when the first signed one, 2024-spring.zip, was taken" in each for each in wrong(folder))


def erased(folder: Path, name: str = "2025-autumn.zip") -> Path:
    """A pupil's name taken out of a snapshot."""
    info, key = info_of(folder, name), key_of(folder.parent)
    records = a_trust()
    without = replace(records, pupils=tuple(pupil._replace(name="") for pupil in records.pupils))
    new = freeze.renew(folder, info, without, key=key, taken_at="2026-09-03T09:00:00+00:00", by="K. Other", reason="Erasure")
    return tombstones.bury(info, key, erased_at="2026-09-03T09:00:01+00:00", by="K. Other", reason="Asked for", replaced_by=new.name)


def test_an_erased_edition_is_gone_its_manifest_stays_and_the_chain_is_whole(folder: Path):
    before = load(folder / "2025-autumn.zip")
    note = erased(folder)
    after = load(folder / "2025-autumn.2.zip")

    assert verify_all(folder).good
    assert not (folder / "2025-autumn.zip").exists()
    assert (note.name, note.stat().st_mode & 0o777) == ("2025-autumn.1.note.json", 0o600)
    assert (after.document, after.framework, after.data_date) == (before.document, before.framework, before.data_date)
    assert {pupil.name for pupil in after.records.pupils} == {""}
    taken(folder, AUTUMN, reason="Another correction")
    assert [info.edition for info in shelf(folder) if info.term == AUTUMN] == [2, 3]


STRUCK: dict[str, tuple[Callable[[Path], object], str]] = {
    "the note's words": (lambda note: note.write_bytes(note.read_bytes().replace(b"Asked for", b"Forgotten")), "changed after it was signed"),
    "the note's form": (lambda note: note.write_bytes(note.read_bytes() + b"\n"), "not a note as sendsite writes it"),
    "the note's signature": (lambda note: note.with_name(note.name + ".minisig").unlink(), "it is what stays of an erased edition"),
    "the manifest": (lambda note: note.with_name("2025-autumn.1.manifest.json").unlink(), "it is what stays of an erased edition"),
    "the manifest's words": (
        lambda note: (place := note.with_name("2025-autumn.1.manifest.json")).write_bytes(place.read_bytes().replace(b"J. Example", b"K. Another")),
        "changed after it was signed",
    ),
    "all of it": (lambda note: [path.rename(path.with_name("x")) for path in note.parent.glob("2025-autumn.1.*")], "Snapshot number 3 in the order"),
    "what came in its place": (lambda note: note.with_name("2025-autumn.2.zip").unlink(), "which came in place of 2025-autumn.zip, is missing"),
    "another's note": (lambda note: note.rename(note.with_name("2025-spring.1.note.json")), "cannot be read"),
}


@pytest.mark.parametrize("case", STRUCK)
def test_a_tombstone_that_was_changed_is_told(folder: Path, case: str):
    strike, words = STRUCK[case]
    strike(erased(folder))

    assert any(words in each for each in wrong(folder)), wrong(folder)


def test_an_erasure_that_the_power_cut_is_told_and_finished(folder: Path):
    path = folder / "2025-autumn.zip"
    raw = path.read_bytes()
    erased(folder)
    path.write_bytes(raw)

    assert "2025-autumn.zip was to be destroyed and still stands" in wrong(folder)[0]
    assert tombstones.finish(folder) == ("2025-autumn.zip",)
    assert verify_all(folder).good


def test_an_edition_is_not_destroyed_before_the_one_in_its_place_is_there(folder: Path):
    with pytest.raises(DataRefused, match="is not there, so 2025-autumn.zip was not destroyed"):
        tombstones.bury(info_of(folder, "2025-autumn.zip"), key_of(folder.parent), erased_at="", by="A", reason="B", replaced_by="2025-autumn.2.zip")

    assert verify_all(folder).good

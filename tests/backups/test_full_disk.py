"""A full disk is told by the place that is written, whichever of the two disks it is, and leaves nothing half done there."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pyrage
import pytest

from sendsite import age
from sendsite.errors import NoRoom
from sendsite.workflow.backing_up import back_up
from sendsite.workflow.folder import open_folder
from sendsite.workflow.putting_back import put_back
from tests.admin.disk import full_disk
from tests.backups.places import files_of


@contextmanager
def no_file_above(size: int) -> Iterator[None]:
    """Within this block no file of this process grows beyond so many bytes."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture(params=["plain", "sealed"])
def sealing(request):
    """A key to seal to, or None."""
    return pyrage.x25519.Identity.generate() if request.param == "sealed" else None


def test_a_backup_to_a_full_stick_names_the_stick(folder, backed_up, tmp_path, sealing):
    if sealing:
        folder = replace(folder, settings=replace(folder.settings, age_recipients=(str(sealing.to_public()),)))
    before, stick = files_of(folder.root / "data"), tmp_path / "stick"
    stick.mkdir()
    # The whole archive still fits beside the register. Sealed it is longer by its header, and that does not fit on the stick.
    size = backed_up[1].size + 300 if sealing else backed_up[1].size - 300

    with pytest.raises(NoRoom, match=f"^{stick}: the disk is full, so no backup was made; the older ones stand. Make room there"), no_file_above(size):
        back_up(folder, stick, by="test")
    assert list(stick.iterdir()) == []
    assert {name for name in files_of(folder.root / "data") if ".backup-" in name} == set()
    assert before.keys() - files_of(folder.root / "data").keys() == set()


def test_a_full_disk_of_the_site_folder_is_named_and_not_the_stick(folder, tmp_path):
    (tmp_path / "stick").mkdir()
    with folder.open_register() as register:
        back_up(folder, tmp_path / "stick", by="test", register=register)

    with pytest.raises(NoRoom) as refused, no_file_above(10_000):
        back_up(folder, tmp_path / "stick" / "other.zip", by="test")
    assert str(folder.root / "data") in str(refused.value)
    assert "stick" not in str(refused.value)
    assert not (tmp_path / "stick" / "other.zip").exists()


def test_restoring_onto_a_full_disk_names_the_folder_and_not_the_backup(backed_up, tmp_path):
    made = backed_up[1]

    with pytest.raises(NoRoom, match=f"^{tmp_path / 'new'}: the disk is full, so the backup was not put back. Make room there") as refused, full_disk():
        put_back(made.path, tmp_path / "new")
    assert made.path.name not in str(refused.value)
    assert not (tmp_path / "new").exists()


def test_opening_a_sealed_backup_onto_a_full_disk_is_not_taken_for_a_damaged_one(backed_up, tmp_path):
    key = pyrage.x25519.Identity.generate()
    (tmp_path / "key.txt").write_text(str(key))
    sealed = tmp_path / "backup.zip.age"
    age.encrypt_file(backed_up[1].path, sealed, [str(key.to_public())], age.witness())

    with pytest.raises(NoRoom, match=f"^{tmp_path / 'new'}: the disk is full"), no_file_above(10_000):
        put_back(sealed, tmp_path / "new", identity=tmp_path / "key.txt")
    assert not (tmp_path / "new").exists()
    assert open_folder(put_back(sealed, tmp_path / "new", identity=tmp_path / "key.txt").folder).register.is_file()

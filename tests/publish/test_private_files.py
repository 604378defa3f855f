"""Files for their owner's eyes alone."""

from __future__ import annotations

import errno
import os

import pytest

from sendsite.errors import NoRoom
from sendsite.publish.private_files import put_new


def test_a_new_file_that_the_disk_has_no_room_for_leaves_nothing_under_its_name(tmp_path, monkeypatch):
    def full(opened: int, content: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)

    with pytest.raises(NoRoom, match="Nothing was written"):
        put_new(tmp_path / "2025-autumn.zip", b"an archive")
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_never_takes_the_name_of_another(tmp_path):
    first, second = put_new(tmp_path / "a.zip", b"one"), put_new(tmp_path / "a.zip", b"two")

    assert (first.name, first.read_bytes(), second.name, second.read_bytes()) == ("a.zip", b"one", "a-2.zip", b"two")

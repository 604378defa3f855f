"""Files damaged at random: a reading answers with rows or faults, and never with an exception."""

from __future__ import annotations

import io
import random
import zipfile
from pathlib import Path

import pytest

from sendsite.framework.records import Records
from sendsite.intake.interchange import files, write_workbook
from sendsite.intake.plan import plan
from sendsite.intake.read import read
from tests.intake.whole import whole_register

PIECES = (
    b",",
    b'"',
    b"\n",
    b"\r",
    b"\0",
    b";",
    b"\xff",
    b"\xe2\x80\xae",
    b"-1",
    b"=1+1",
    b"nan",
    b"1e9",
    b"live",
    b"140001",
    b"P1",
    b"'",
    b"\xef\xbb\xbf",
    b" ",
    b"q1,",
)


def damaged(content: bytes, chance: random.Random) -> bytes:
    """A few bytes cut, doubled, exchanged or put in."""
    raw = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        place, length = chance.randrange(len(raw) + 1), chance.randint(0, 12)
        piece = chance.choice((b"", chance.choice(PIECES), bytes(raw[place : place + length]) * 2, chance.randbytes(length)))
        raw[place : place + length] = piece
    return bytes(raw)


@pytest.mark.parametrize("seed", range(150))
def test_a_damaged_file_is_read_or_refused_and_never_breaks_the_import(tmp_path: Path, seed: int):
    chance = random.Random(seed)
    whole = files(whole_register())
    for name in chance.sample(sorted(whole), 3):
        whole[name] = damaged(whole[name], chance)
    for name, content in whole.items():
        (tmp_path / name).write_bytes(content)

    reading = read(tmp_path)
    planned = plan(reading, Records(), replace=True)

    assert all(str(fault) and "  " not in fault.problem for fault in reading.faults)
    assert planned.faults or planned.changes


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_workbook_is_read_or_refused_and_never_breaks_the_import(tmp_path: Path, seed: int):
    chance, path = random.Random(seed), tmp_path / "in.xlsx"
    write_workbook(whole_register(), path)
    if seed % 2:
        path.write_bytes(damaged(path.read_bytes(), chance))
    else:
        rewritten = io.BytesIO()
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(rewritten, "w", zipfile.ZIP_DEFLATED) as new:
            hurt = chance.choice(old.namelist())
            for item in old.infolist():
                new.writestr(item.filename, damaged(old.read(item), chance) if item.filename == hurt else old.read(item))
        path.write_bytes(rewritten.getvalue())

    reading = read(path)

    assert reading.faults or reading.rows
    plan(reading, Records())

"""Opening: a private file, refusals in plain words, and nothing acknowledged is lost when the program is killed."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from sendsite.errors import ConfigError, DataRefused, SendsiteError
from sendsite.register import facts
from sendsite.register.database import Register, damage, open_register, sqlite_version
from sendsite.register.edits import replace_all
from sendsite.register.marks import mark, marks, set_mark
from tests.register.sample import a_trust

ROOT = Path(__file__).parents[2]


def test_the_file_and_its_side_files_are_private_whatever_the_umask(tmp_path: Path):
    before = os.umask(0)
    try:
        with open_register(tmp_path / "data" / "sendsite.sqlite", create=True) as register:
            replace_all(register, a_trust(), by="J. Example")
            modes = {file.name: file.stat().st_mode & 0o777 for file in (tmp_path / "data").iterdir()}
    finally:
        os.umask(before)

    assert modes == {"sendsite.sqlite": 0o600, "sendsite.sqlite-wal": 0o600, "sendsite.sqlite-shm": 0o600}


def test_a_file_that_others_could_read_is_made_private_when_opened(tmp_path: Path):
    path = tmp_path / "sendsite.sqlite"
    open_register(path, create=True).close()
    path.chmod(0o644)

    open_register(path).close()

    assert path.stat().st_mode & 0o777 == 0o600


def test_sqlite_is_one_without_the_fault_of_older_write_ahead_logs(register: Register):
    assert tuple(map(int, sqlite_version().split("."))) >= (3, 51, 3)
    assert (register.database.journal_mode, register.database.synchronous, register.database.foreign_keys) == ("wal", 3, 1)


def test_creating_where_a_register_stands_opens_it(trust: Register):
    with open_register(trust.path, create=True) as again:
        assert facts.records(again) == a_trust()


def test_no_file_is_refused_and_none_is_made(tmp_path: Path):
    with pytest.raises(ConfigError, match="there is no register here. Run `sendsite init`"):
        open_register(tmp_path / "sendsite.sqlite")

    assert list(tmp_path.iterdir()) == []


def test_a_place_where_no_file_can_be_made_is_refused_in_words(tmp_path: Path):
    (tmp_path / "data").write_text("a file, not a folder")

    with pytest.raises(ConfigError, match="no register can be made here"):
        open_register(tmp_path / "data" / "sendsite.sqlite", create=True)


def test_a_folder_is_refused(tmp_path: Path):
    with pytest.raises(ConfigError, match="this is a folder, not a register"):
        open_register(tmp_path, create=True)


@pytest.mark.parametrize("content", (b"urn,name\n140001,Harbour Lane\n" * 100, b"\x00" * 5000, b"SQLite format 3\x00" + b"\xff" * 5000))
@pytest.mark.parametrize("create", (False, True))
def test_a_file_that_is_not_a_register_is_refused_and_left_alone(tmp_path: Path, content: bytes, create: bool):
    path = tmp_path / "sendsite.sqlite"
    path.write_bytes(content)

    with pytest.raises(DataRefused, match="not a register"):
        open_register(path, create=create)

    assert path.read_bytes() == content


@pytest.mark.parametrize("create", (False, True))
def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path, create: bool):
    path = tmp_path / "other.sqlite"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE books (title)")
    other.commit()
    other.close()
    before = path.read_bytes()

    with pytest.raises(DataRefused, match="this is not a register of sendsite"):
        open_register(path, create=create)

    assert path.read_bytes() == before


def test_an_empty_file_is_refused_but_may_become_a_register(tmp_path: Path):
    path = tmp_path / "sendsite.sqlite"
    path.touch()

    with pytest.raises(DataRefused, match="this file is empty"):
        open_register(path)
    with open_register(path, create=True) as register:
        assert facts.records(register).schools == ()


def overwritten(register: Register, name: str) -> Path:
    """The register's file with the first page of a table or index wiped out."""
    page = register.database.execute_sql("SELECT rootpage FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0]
    register.close()
    content = bytearray(register.path.read_bytes())
    content[(page - 1) * 4096 : page * 4096] = bytes(4096)
    register.path.write_bytes(content)
    return register.path


def test_a_damaged_index_is_found(trust: Register):
    with open_register(overwritten(trust, "deployment_pupil_id")) as register:
        assert damage(register)


def test_reading_a_damaged_table_is_refused_in_words(trust: Register):
    with open_register(overwritten(trust, "pupils")) as register, pytest.raises(DataRefused, match="it is damaged .* Put back the newest backup"):
        facts.records(register)


def test_a_locked_register_is_refused_plainly_when_it_must_be_upgraded(trust: Register):
    trust.database.user_version = 1
    with trust.writing(), pytest.raises(SendsiteError, match="another program is writing to the register"):
        open_register(trust.path, wait=0.1)


def test_marks_are_kept_changed_and_taken_away(register: Register):
    set_mark(register, "demo", "yes")
    set_mark(register, "mapping:pupils", "{}")
    set_mark(register, "demo", "no")

    assert (mark(register, "demo"), mark(register, "other")) == ("no", None)
    assert marks(register, "mapping:") == {"mapping:pupils": "{}"}

    set_mark(register, "demo", None)
    assert mark(register, "demo") is None


WRITER = """
import sys
from pathlib import Path
from sendsite.framework.records import Leaver
from sendsite.register.database import open_register
from sendsite.register.edits import Changes, apply
with open_register(Path(sys.argv[1])) as register:
    for number in range(100_000):
        apply(register, Changes(added={"leavers": (Leaver("140001", "pupil", f"{sys.argv[2]}-{number}", ""),)}), by="writer")
        print(f"{sys.argv[2]}-{number}", flush=True)
"""


def test_no_edit_that_was_acknowledged_is_lost_when_the_writer_is_killed(trust: Register):
    acknowledged: set[str] = set()
    for turn in range(4):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, str(trust.path), str(turn)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert writer.stdout is not None
        with writer.stdout:
            acknowledged |= {writer.stdout.readline().strip() for _ in range(7 + 5 * turn)}
            writer.send_signal(signal.SIGKILL)
            acknowledged |= {line.strip() for line in writer.stdout.read().splitlines(keepends=True) if line.endswith("\n")}
        writer.wait()

    assert len(acknowledged) > 50
    assert acknowledged <= {leaver.person_id for leaver in facts.records(trust).leavers}
    assert damage(trust) == ()

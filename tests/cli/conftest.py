"""Running the command line in this process, and a small site folder to run it on."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sendsite.cli.group import sendsite

FILES = {
    "schools.csv": "urn,name,phase,number_on_roll,send_budget\n140001,Ash Tree Primary School,primary,210,90000\n",
    "staff.csv": "school_urn,staff_id,name,role,contracted_hours,send_hours\n140001,S1,Ada Quill,TA,32.5,30\n140001,S2,Ben Rook,HLTA,30,20\n",
    "pupils.csv": (
        "school_urn,pupil_id,name,year_group,need_hours,sen_status,primary_need,q1,q2,q3,rated_on\n"
        "140001,P1,Cora Finch,3,15,E,ASD,R,R,A,2026-09-20\n140001,P2,Dev Heron,5,10.5,K,SLCN,A,G,A,2026-09-20\n140001,P3,Elm Wren,R,5,K,,,,,\n"
    ),
    "deployment.csv": "school_urn,staff_id,pupil_id,hours,group,mode\n140001,S1,P1,12,,in_class\n140001,S2,P2,6,Phonics,intervention\n",
}

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    """Run `sendsite` with these words; an unexpected exception is the test's."""

    def run(*words: object, answer: str = "") -> Result:
        return CliRunner().invoke(sendsite, [str(word) for word in words], input=answer, prog_name="sendsite")

    return run


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder of interchange files of one small school."""
    folder = tmp_path / "files"
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="session")
def _filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site folder with the small school imported, made once."""
    base = tmp_path_factory.mktemp("cli")
    for name, text in FILES.items():
        (base / "files").mkdir(exist_ok=True)
        (base / "files" / name).write_text(text, "utf-8")
    for words in (["init", str(base / "site")], ["import", str(base / "files"), "--yes", "--dir", str(base / "site")]):
        result = CliRunner().invoke(sendsite, words)
        assert result.exit_code == 0, result.stderr
    return base / "site"


@pytest.fixture
def site(_filled: Path, tmp_path: Path) -> Path:
    """A copy of that site folder, to change at will."""
    return Path(shutil.copytree(_filled, tmp_path / "site"))


@pytest.fixture
def demo(demo_register: Path, tmp_path: Path) -> Path:
    """A copy of the demo's site folder without its built site."""
    return Path(shutil.copytree(demo_register, tmp_path / "demo", ignore=shutil.ignore_patterns("build", "*-wal", "*-shm")))

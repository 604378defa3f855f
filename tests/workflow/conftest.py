"""Running the command line in this process."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sendsite.cli.group import sendsite


@pytest.fixture
def run_command() -> Callable[..., Result]:
    """Run `sendsite` with these words."""

    def run(*words: object, answer: str = "") -> Result:
        return CliRunner().invoke(sendsite, [str(word) for word in words], input=answer, prog_name="sendsite")

    return run


@pytest.fixture
def demo(demo_register: Path, tmp_path: Path) -> Path:
    """A copy of the demo's site folder without its built site."""
    return Path(shutil.copytree(demo_register, tmp_path / "demo", ignore=shutil.ignore_patterns("build", "*-wal", "*-shm")))

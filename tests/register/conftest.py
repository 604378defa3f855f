"""A register on a real disk, empty or holding the small trust."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sendsite.register.database import Register, open_register
from sendsite.register.edits import replace_all
from tests.register.sample import a_trust


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    with open_register(tmp_path / "sendsite.sqlite", create=True) as opened:
        yield opened


@pytest.fixture
def trust(register: Register) -> Register:
    replace_all(register, a_trust(), by="J. Example")
    return register

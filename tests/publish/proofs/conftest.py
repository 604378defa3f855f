"""The published trust that all proofs look at, made once a run. Nobody may change it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.publish.proofs.sealed_trust import Trust, published


@pytest.fixture(scope="session")
def trust(demo_register: Path, tmp_path_factory: pytest.TempPathFactory) -> Trust:
    return published(demo_register, tmp_path_factory.mktemp("proofs"))

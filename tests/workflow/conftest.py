"""Running the command line in this process."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from click.testing import CliRunner, Result

from sendsite.cli.group import sendsite


@pytest.fixture
def run_command() -> Callable[..., Result]:
    """Run `sendsite` with these words."""

    def run(*words: object, answer: str = "") -> Result:
        return CliRunner().invoke(sendsite, [str(word) for word in words], input=answer, prog_name="sendsite")

    return run

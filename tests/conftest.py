"""What tests of several rooms share: the demo trust's folder, built once a run, and a browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as examples

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# How busy a machine is beside the tests is no fault of what they try: no example is timed, at home as under CI.
examples.register_profile("untimed", examples(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
examples.load_profile("untimed")

MEMORY, ROOM = Path("/dev/shm"), 6_000_000_000
"""Where Linux keeps files in memory, and how many bytes must be free there: thousands of registers are made, and each edit waits for its disk."""

if "PYTEST_DEBUG_TEMPROOT" not in os.environ and MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
    os.environ["PYTEST_DEBUG_TEMPROOT"] = str(MEMORY)

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync")
PATIENCE = 30_000
"""Milliseconds that a page may take for what it is expected to show: what is there sooner is not waited for, and a busy machine is no fault."""


@pytest.fixture(autouse=True, scope="session")
def settings_of_this_machine_do_not_count() -> None:
    """A SENDSITE_ variable of the person who runs the tests must not change what they find."""
    for name in [name for name in os.environ if name.startswith("SENDSITE_")]:
        del os.environ[name]


@pytest.fixture(autouse=True, scope="session")
def what_is_compiled_is_compiled_once() -> Iterator[None]:
    from tests.compiled import addresses_compiled_once, templates_compiled_once

    with templates_compiled_once(), addresses_compiled_once():
        yield


@pytest.fixture(scope="session")
def demo_register(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's site folder, perhaps without its site, made once whatever the number of workers. Read it; copy it to change it."""
    from sendsite.publish.lock import alone
    from sendsite.workflow import demo

    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "demo"
    with alone(folder.with_suffix(".lock")):
        if not (folder / "sendsite.toml").is_file():
            demo.renew(folder)
    return folder


@pytest.fixture(scope="session")
def demo_folder(demo_register: Path) -> Path:
    """The same with its site in build/preview."""
    from sendsite.publish.lock import alone
    from sendsite.workflow import building
    from sendsite.workflow.folder import open_folder

    with alone(demo_register.with_suffix(".lock")):
        if not (demo_register / "build" / "preview" / "index.html").is_file():
            building.build(open_folder(demo_register))
    return demo_register


@pytest.fixture(scope="session")
def published_demo(demo_register: Path) -> Path:
    """The demo without its frozen terms, its draft published once; made once whatever the number of workers. Copy it to change it."""
    from sendsite.publish.lock import alone
    from sendsite.workflow.folder import open_folder
    from sendsite.workflow.publishing import Wish, publish

    folder = demo_register.with_name("published")
    with alone(folder.with_suffix(".lock")):
        if not (folder / "build" / "current" / "now.js").is_file():
            shutil.copytree(demo_register, folder, ignore=shutil.ignore_patterns("build", "*-wal", "*-shm", "snapshots", "secrets*"))
            publish(open_folder(folder), Wish(draft=True), tell=lambda words: None)
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium of this machine. Where there is none its tests are skipped, and under CI they fail."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
        found = next((path for name in BROWSERS if (path := shutil.which(name))), own if Path(own).exists() else None)
        if found is None:
            missing = "There is no Chromium on this machine. Install the package chromium."
            if os.environ.get("CI"):
                pytest.fail(missing)
            pytest.skip(missing)
        launched = playwright.chromium.launch(executable_path=found, args=list(QUIET))
        yield launched
        launched.close()

"""An admin of its own for each test, on a copy of the demo's register, and one that is served for a browser."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from flask import Flask

from sendsite.admin.app import create_admin
from sendsite.admin.desk import Desk
from sendsite.register.database import open_register
from sendsite.workflow.folder import open_folder
from tests.admin.at_rest import at_rest
from tests.admin.people import PASSWORD, Caller, add_people, signed_in
from tests.admin.screens_listed import an_admin_of, small_trust
from tests.answering import answering

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page


@pytest.fixture(scope="session")
def demo_with_people(demo_register: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's folder without its site, with one person of each role. Copy it to change it."""
    folder = tmp_path_factory.mktemp("people") / "demo"
    (folder / "data").mkdir(parents=True)
    shutil.copy(demo_register / "sendsite.toml", folder)
    with open_register(demo_register / "data" / "sendsite.sqlite") as register, register.asking() as database:
        database.execute_sql("VACUUM INTO ?", (str(folder / "data" / "sendsite.sqlite"),))
    with open_register(folder / "data" / "sendsite.sqlite") as register:
        add_people(register)
    return folder


@pytest.fixture
def site_folder(demo_with_people: Path, tmp_path: Path) -> Path:
    """A copy of the demo that a test may change."""
    return Path(shutil.copytree(demo_with_people, tmp_path / "demo"))


@pytest.fixture
def admin(site_folder: Path) -> Iterator[Flask]:
    """The admin of that copy."""
    folder = open_folder(site_folder)
    with folder.open_register() as register:
        app = create_admin(Desk(folder.root, register, folder.settings, folder.framework()))
        app.config["TESTING"] = False
        yield app
        at_rest()


@pytest.fixture
def as_role(admin: Flask) -> Callable[[str], Caller]:
    """`as_role("senco")`: somebody of that role, signed in."""
    return lambda role: signed_in(admin, role)


@pytest.fixture
def senco(admin: Flask) -> Caller:
    return signed_in(admin, "senco")


@dataclass
class Served:
    """An admin that answers on a port of this machine."""

    address: str
    app: Flask
    browser: Browser
    contexts: list[BrowserContext] = field(default_factory=list)

    def page(self, role: str = "", **options: object) -> Page:
        """A page in a browser of its own; with a role, signed in as that person."""
        self.contexts.append(self.browser.new_context(base_url=self.address, **options))  # type: ignore[arg-type]
        page = self.contexts[-1].new_page()
        if role:
            page.goto("/sign-in")
            page.get_by_label("Name").fill(role)
            page.get_by_label("Password").fill(PASSWORD)
            page.get_by_role("button", name="Sign in").click()
            page.wait_for_url("**/")
        return page


@pytest.fixture
def served(admin: Flask, browser: Browser) -> Iterator[Served]:
    """The admin over real HTTP, by waitress."""
    with serving(admin, browser) as served:
        yield served


@contextmanager
def serving(app: Flask, browser: Browser) -> Iterator[Served]:
    """An application on a free port, until the block ends."""
    from waitress.server import create_server

    with answering(create_server(app, host="127.0.0.1", port=0, threads=8)) as port:
        served = Served(f"http://127.0.0.1:{port}", app, browser)
        yield served
        for context in served.contexts:
            context.close()


@pytest.fixture(scope="module")
def small(demo_register: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """An admin of two of the demo's schools, for tests that ask for every screen. What one test changes the next one finds."""
    with an_admin_of(small_trust(demo_register, tmp_path_factory.mktemp("small") / "demo")) as app:
        yield app

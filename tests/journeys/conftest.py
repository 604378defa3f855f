"""The admin of the demo as the SENCO of its school with room for 20 pupils by 10 adults meets it."""

from __future__ import annotations

import pytest

from sendsite.admin.passwords import hashed
from sendsite.register.people_edits import add_user
from tests.admin.conftest import Served, admin, demo_with_people, served, site_folder
from tests.admin.people import PASSWORD

__all__ = ["admin", "demo_with_people", "served", "site_folder"]

LARGE = "990005"


@pytest.fixture
def large(served: Served) -> Served:
    """The admin with a SENCO of that school, who signs in as `marsh`."""
    register = served.app.extensions["desk"].register
    add_user(register, name="marsh", shown_name="Ina Marsh", role="senco", schools=(LARGE,), password_hash=hashed(PASSWORD), by="test")
    return served

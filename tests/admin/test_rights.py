"""The page on rights is the list that the gate holds to."""

from __future__ import annotations

import pytest

from sendsite.admin.rights import EVERYBODY, RIGHTS
from tests.admin.people import document, texts


@pytest.mark.parametrize("role", EVERYBODY)
def test_everybody_may_see_who_may_do_what(as_role, role):
    page = as_role(role).get("/rights")

    assert page.status_code == 200
    (table,) = [each for each in document(page.text).iter("table") if each.get("class") == "rows rights"]
    rows = [["".join(cell.itertext()).strip() for cell in row] for row in table.iter("tr")][1:]
    listed = [each for each in RIGHTS.values() if each.signed_in]
    assert rows == [[each.words, *("● Yes" if one in each.roles else "No" for one in EVERYBODY)] for each in listed]


def test_it_says_which_schools_are_ones_own(as_role):
    assert "SENCO of Winterbrook Primary School." in " ".join(texts(as_role("senco").get("/rights").text, "p"))
    assert "see every school of the trust" in " ".join(texts(as_role("trust_officer").get("/rights").text, "p"))

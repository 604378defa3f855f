"""What a file's name says of its type, whatever machine is asked."""

from __future__ import annotations

import mimetypes

import pytest

from sendsite.publish.types import teach


@pytest.mark.parametrize("name, kind", [("a.csv", "text/csv"), ("a.js", "text/javascript"), ("a.xml", "application/xml"), ("a.svg", "image/svg+xml")])
def test_a_build_guesses_the_same_on_every_machine(name, kind):
    mimetypes.add_type("application/vnd.ms-excel", ".csv")

    teach()

    assert mimetypes.guess_type(name)[0] == kind

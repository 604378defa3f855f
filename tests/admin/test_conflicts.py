"""Two people, one row: both values are shown, and nothing is overwritten by itself."""

from __future__ import annotations

import pytest
from flask import Flask

from sendsite.admin import conflicts
from sendsite.admin.forms import of_table
from sendsite.register.changes import Changes
from sendsite.register.edits import apply
from sendsite.register.refusals import RowChanged
from sendsite.register.versions import rows_where
from tests.admin.people import OWN

PHASE = of_table("schools", "phase", choices=(("primary", "Primary"), ("secondary", "Secondary")))
FIELDS = (of_table("schools", "name"), PHASE, of_table("schools", "send_budget"))


@pytest.fixture
def refusal(admin: Flask) -> RowChanged:
    """What somebody meets who opened a school's form before Sam changed it."""
    register = admin.extensions["desk"].register
    (school, version), *_ = rows_where(register, "schools", urn=OWN).values()
    theirs = school._replace(name="Theirs", phase="secondary")
    apply(register, Changes(changed={"schools": ((school, theirs),)}), by="sam")
    mine = theirs._replace(name="Mine", phase="primary")
    with pytest.raises(RowChanged) as caught:
        apply(register, Changes(changed={"schools": ((theirs, mine),)}), by="kim", expected={"schools": {(OWN,): version}})
    return caught.value


def test_a_clash_shows_both_values_of_what_differs_and_who_wrote_theirs(refusal: RowChanged) -> None:
    clash = conflicts.conflict_of(refusal, FIELDS)

    assert clash.rows == (("Name", "Mine", "Theirs"), ("Phase", "Primary", "Secondary"))
    assert (clash.who, clash.about, clash.removed) == ("sam", f"school {OWN}", False)


def test_a_field_that_the_form_does_not_have_is_not_shown(refusal: RowChanged) -> None:
    assert [row.label for row in conflicts.conflict_of(refusal, FIELDS[1:]).rows] == ["Phase"]


@pytest.mark.parametrize("typed", ["", "three", "-1", "٣", "9" * 30])
def test_a_form_without_a_readable_version_has_seen_nothing(typed: str) -> None:
    assert conflicts.seen("schools", (OWN,), {"version": typed}) == {"schools": {(OWN,): 0}}

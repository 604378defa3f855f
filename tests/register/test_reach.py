"""What of the history concerns some schools."""

from __future__ import annotations

from sendsite.framework.records import School
from sendsite.register.chain import note
from sendsite.register.changes import Changes
from sendsite.register.edits import apply
from sendsite.register.reach import counts_within, made
from tests.register.sample import A, B, a_trust


def both_schools(register):
    """A change of a row in each school; its number."""
    pairs = tuple((row, row._replace(number_on_roll=row.number_on_roll + 1)) for row in a_trust().schools)
    return apply(register, Changes(changed={"schools": pairs}), by="sam")


def test_only_rows_of_the_schools_asked_for_are_counted(trust):
    number = both_schools(trust)

    assert counts_within(trust, [number], [A]) == {number: {"schools": {"changed": 1}}}
    assert counts_within(trust, [number], [A, B]) == {number: {"schools": {"changed": 2}}}
    assert counts_within(trust, [number], ["140009"]) == {}


def test_whoever_touched_none_of_the_schools_is_not_named(trust):
    apply(trust, Changes(added={"schools": (School("140003", "Third", "primary", 1),)}), by="kim", kind="import")
    note(trust, by="lee", kind="export")

    assert made(trust) == (("J. Example", "kim", "lee"), ("export", "import"))
    assert made(trust, school=[A]) == (("J. Example",), ("import",))

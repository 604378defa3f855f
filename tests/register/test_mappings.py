"""How headings were read before."""

from __future__ import annotations

from sendsite.register.mappings import remember, remembered


def test_what_was_read_is_remembered_by_table_and_added_to(trust):
    remember(trust, {"pupils": {"UPN": "pupil_id", "DOB": ""}})
    remember(trust, {"pupils": {"Ref": "pupil_id", "Who": "name"}, "staff": {"Post": "role"}})

    assert remembered(trust) == {"pupils": {"UPN": "pupil_id", "Ref": "pupil_id", "Who": "name"}, "staff": {"Post": "role"}}

"""The address that the newest term keeps: it stands there from the first day."""

from __future__ import annotations

from sendsite.report.build import build_report
from sendsite.report.figures.values import Row
from tests.report.looking import walk
from tests.report.trust import NOW, SETUP, middling, page, reading, the_report


def test_every_page_of_the_newest_term_stands_at_its_lasting_address_too():
    keys = {each.key for each in the_report().pages}
    newest = {key for key in keys if key.split("/")[0] in ("trust", "school")} - {"trust/archive"}

    assert {f"{NOW.name}/{key}" for key in newest} <= keys


def test_a_page_names_its_lasting_address_and_the_lasting_page_is_no_older_term():
    root, lasting = (page(the_report(), key).figures.standing for key in ("school/140001/finance", f"{NOW.name}/school/140001/finance"))  # type: ignore[union-attr]

    assert root.permanent_key == f"{NOW.name}/school/140001/finance"
    assert (lasting.permanent_key, lasting.latest, lasting.latest_key) == ("", True, "")


def test_an_older_term_and_a_draft_name_no_other_address():
    for key in ("2024-spring/trust", "draft/trust"):
        assert page(the_report(), key).figures.standing.permanent_key == ""  # type: ignore[union-attr]


def test_a_lasting_page_leads_to_lasting_pages():
    lasting = page(the_report(), f"{NOW.name}/trust/comparison").figures
    keys = {found.key for found in walk(lasting) if isinstance(found, Row) and found.key}

    assert keys
    assert all(key.startswith(f"{NOW.name}/") for key in keys)


def test_a_lasting_page_says_what_the_page_at_the_root_says():
    root, lasting = (page(the_report(), f"{prefix}trust/finance").figures for prefix in ("", f"{NOW.name}/"))

    assert repr(root.sections).replace("'school/", f"'{NOW.name}/school/") == repr(lasting.sections)  # type: ignore[union-attr]


def test_a_draft_alone_has_no_lasting_address():
    keys = {each.key for each in build_report(SETUP, [reading(NOW, middling(), draft=True)]).pages}

    assert not [key for key in keys if key.startswith(NOW.name)]

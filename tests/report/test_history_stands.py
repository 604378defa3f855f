"""Published history does not change when the method does: figures stand as computed then, and today's method stands beside them, marked."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from sendsite.framework.settings import Framework, default, with_overrides
from sendsite.report.build import build_report
from sendsite.report.figures.charts import Section
from sendsite.report.figures.pages import Report, TermArchive
from sendsite.report.sections.then_and_now import SLUG
from tests.report.looking import section, walk
from tests.report.trust import NOW, SETUP, middling, page, reading, some_terms

OLD = "2024-spring/"


def another_method() -> Framework:
    """A trust's own: need is scored more gently, and the index has other bands."""
    return with_overrides("[scores]\nneed = [0.05, 0.10, 0.20, 1.00]\n[index]\nedges = [2.0, 3.5]\n", "framework.toml")


def report_by(method: Framework) -> Report:
    """The same frozen terms, published when a method is in force: the draft is measured by it."""
    *frozen, draft = some_terms()
    return build_report(replace(SETUP, method=method), [*frozen, replace(draft, framework=method)])


def without_what_is_said_of_today(value: Any) -> Any:
    """A page without the sections and the link that set today's method beside it."""
    if isinstance(value, tuple):
        kept = (each for each in value if not (isinstance(each, Section) and each.slug.startswith(SLUG)))
        return tuple(without_what_is_said_of_today(each) for each in kept)
    if is_dataclass(value) and not isinstance(value, type):
        changes = {item.name: without_what_is_said_of_today(getattr(value, item.name)) for item in fields(value)}
        changes |= {"method_key": ""} if "method_key" in changes else {}
        changes |= {"terms": ()} if isinstance(value, Section) else {}  # a word is explained where a page first uses it
        return replace(value, **changes)
    return value


@pytest.fixture(scope="module")
def before() -> Report:
    return report_by(default())


@pytest.fixture(scope="module")
def after() -> Report:
    return report_by(another_method())


def test_no_figure_of_a_frozen_term_changes_when_the_method_does(before, after):
    frozen = [each for each in before.pages if each.key not in ("research", "trust/archive") and not each.key.startswith("draft/")]
    now = {each.key: each for each in after.pages}

    assert len(frozen) > 100
    for each in frozen:
        told, still = (without_what_is_said_of_today(which.figures) for which in (each, now[each.key]))
        if hasattr(told, "groups"):  # the list of downloads names those of the added sections, too
            continue
        assert still == told, each.key


def test_the_trends_of_a_draft_show_past_terms_as_they_were_published(before, after):
    rows = [section(page(report, "draft/school/140001/history").figures, "history-sei").table.rows for report in (before, after)]  # type: ignore[union-attr]

    assert rows[0][:-1] == rows[1][:-1]
    assert rows[0][-1] != rows[1][-1], "the draft is measured by today's method"


def test_where_the_method_is_the_same_nothing_is_said_of_it(before):
    said = [found.slug for each in before.pages for found in walk(each.figures) if isinstance(found, Section) and found.slug.startswith(SLUG)]

    assert said == []
    assert not [each.key for each in before.pages if getattr(getattr(each.figures, "standing", None), "method_key", "")]


@pytest.mark.parametrize("key", [f"{OLD}school/140001/history", f"{OLD}trust/trends", f"{OLD}trust/comparison", "school/140001/history", "trust/comparison"])
def test_todays_method_stands_beside_the_published_figures(after, key):
    table = section(page(after, key).figures, SLUG).table
    assert table is not None

    assert [column.label for column in table.columns][1:] == ["As published", "Band then", "By today’s method", "Band by it"]
    assert table.rows[0].cells[0] != table.rows[0].cells[2]


def test_every_page_of_a_term_says_that_the_method_has_changed_and_where_to_look(after):
    assert page(after, f"{OLD}school/140001/finance").figures.standing.method_key == f"{OLD}school/140001/history#{SLUG}"  # type: ignore[union-attr]
    assert page(after, f"{OLD}trust").figures.standing.method_key == f"{OLD}trust/trends#{SLUG}"  # type: ignore[union-attr]


def test_by_todays_method_no_more_is_shown_than_was_published():
    report = build_report(replace(SETUP, method=another_method(), k=10), some_terms()[:-1])
    hidden = [
        row
        for each in report.pages
        for found in walk(each.figures)
        if isinstance(found, Section) and found.slug.startswith(SLUG) and found.table
        for row in found.table.rows
        if row.cells[0].mark == "c"
    ]

    assert hidden
    assert all(row.cells[2].mark == "c" for row in hidden)


def test_a_newer_code_that_computes_otherwise_is_shown_as_todays_method_too():
    kept = reading(NOW, middling())
    assert kept.document is not None
    schools = [{**school, "sei": {"value": 4.21, "band": "high"}} for school in kept.document["schools"]]  # type: ignore[attr-defined]
    report = build_report(replace(SETUP, method=default()), [replace(kept, document={**kept.document, "schools": schools})])
    table = section(page(report, "school/140001/history").figures, SLUG).table
    assert table is not None

    assert table.rows[0].cells[0].text == "4.21"
    assert table.rows[0].cells[2].text != "4.21"


def test_the_archive_names_the_terms_whose_method_was_another(after):
    archive = page(after, "trust/archive").figures
    assert isinstance(archive, TermArchive)

    assert [row.cells[-1].text for row in archive.terms.rows] == ["today’s", *["of its day"] * 4]

"""Freezing: all pages or none, and what Frozen-Flask only warns of is a fault."""

from __future__ import annotations

import pytest
from flask import Flask, Response, redirect

from sendsite.errors import BuildFailed
from sendsite.publish.freeze import Frozen, freeze

HOME = "<!doctype html><title>Home</title>"


def a_site() -> Flask:
    """A site of two rules: a home page and a page a school."""
    site = Flask("a_site", static_folder=None)

    @site.get("/index.html")
    def home() -> str:
        return HOME

    @site.get("/school/<urn>/index.html")
    def school(urn: str) -> str:
        if urn == "140009":
            raise ZeroDivisionError("no pupils")
        return f"<!doctype html><title>{urn}</title>"

    return site


def test_every_address_becomes_a_file_and_nothing_else(tmp_path):
    frozen = freeze(a_site(), tmp_path, ["index.html", "school/140001/index.html"])

    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.*")) == ["index.html", "school/140001/index.html"]
    assert (tmp_path / "index.html").read_text() == HOME
    assert frozen == Frozen(2, sum(path.stat().st_size for path in tmp_path.rglob("*.html")))


def test_progress_is_told_after_each_page(tmp_path):
    told: list[tuple[int, int, str]] = []

    freeze(a_site(), tmp_path, ["index.html", "school/140001/index.html"], lambda *step: told.append(step))

    assert told == [(1, 2, "/index.html"), (2, 2, "/school/140001/index.html")]


def test_a_failing_page_is_named(tmp_path):
    with pytest.raises(BuildFailed, match="The page school/140009/index.html could not be made: ZeroDivisionError: no pupils"):
        freeze(a_site(), tmp_path, ["index.html", "school/140001/index.html", "school/140009/index.html"])


def test_an_address_without_a_page_is_named(tmp_path):
    with pytest.raises(BuildFailed, match="The page lost.html could not be made"):
        freeze(a_site(), tmp_path, ["index.html", "lost.html"])


def test_a_rule_that_no_address_leads_to_is_a_fault(tmp_path):
    with pytest.raises(BuildFailed, match="Nothing frozen for endpoints school"):
        freeze(a_site(), tmp_path, ["index.html"])


def test_a_type_that_the_files_name_does_not_tell_is_a_fault(tmp_path):
    site = a_site()
    site.add_url_rule("/figures.csv", "figures", lambda: Response("a,b", content_type="text/plain"))

    with pytest.raises(BuildFailed, match="figures.csv"):
        freeze(site, tmp_path, ["index.html", "school/140001/index.html", "figures.csv"])


def test_a_csv_is_a_csv_whatever_the_machine_thinks(tmp_path):
    site = a_site()
    site.add_url_rule("/figures.csv", "figures", lambda: Response("a,b", content_type="text/csv; charset=utf-8"))

    assert freeze(site, tmp_path, ["index.html", "school/140001/index.html", "figures.csv"]).files == 3


def test_a_redirect_is_a_fault(tmp_path):
    site = a_site()
    site.add_url_rule("/old.html", "old", lambda: redirect("/index.html"))

    with pytest.raises(BuildFailed, match="The page old.html could not be made"):
        freeze(site, tmp_path, ["index.html", "school/140001/index.html", "old.html"])


@pytest.mark.parametrize(
    "addresses, words", [(["a.html", "A.html"], "one file"), (["a.html", "a.html"], "one file"), (["../a.html"], "inside"), (["/a.html"], "inside")]
)
def test_names_that_a_folder_cannot_keep_apart_or_hold_are_refused(tmp_path, addresses, words):
    with pytest.raises(BuildFailed, match=words):
        freeze(a_site(), tmp_path, addresses)

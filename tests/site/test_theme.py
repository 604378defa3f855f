"""The contract of themes: what is missing or does not exist is named before the first page is made."""

from __future__ import annotations

import shutil
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest

from sendsite import stock
from sendsite.errors import ConfigError
from sendsite.report.figures.charts import Marks
from sendsite.report.figures.pages import PageFigures, SchoolDashboard
from sendsite.site import theme
from sendsite.site.samples import MANNERS, Manner, sample
from sendsite.site.surroundings import TEMPLATES


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A theme that is a copy of the plain one, to be spoilt."""
    shutil.copytree(stock.folder("themes") / "plain", tmp_path / "own")
    return tmp_path / "own"


def refusal(own: Path) -> str:
    with pytest.raises(ConfigError) as told:
        theme.load("own", [own.parent])
    return str(told.value)


def spoil(own: Path, template: str, before: str, after: str) -> None:
    path = own / "templates" / template
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf-8")


@pytest.mark.parametrize("name", ["default", "plain"])
def test_both_themes_keep_to_the_contract(name: str):
    assert theme.load(name, [stock.folder("themes")]).static


def test_a_theme_without_its_static_folder_is_refused_by_name(own: Path):
    shutil.rmtree(own / "static")

    assert f"The theme 'own' has no folder {own / 'static'}" in refusal(own)


def test_a_missing_template_is_named_with_what_it_draws(own: Path):
    (own / "templates" / "trust_trends.html").unlink()

    told = refusal(own)

    assert "templates/trust_trends.html is missing" in told
    assert "TrustTrends" in told


def test_a_field_that_a_page_has_not_is_named_with_template_and_line(own: Path):
    spoil(own, "school_dashboard.html", "page.questions", "page.riddles")

    told = refusal(own)

    assert "school_dashboard.html line 8" in told
    assert "riddles" in told
    assert "SchoolDashboard" in told


def test_a_field_that_is_used_only_where_something_is_missing_is_found_too(own: Path):
    spoil(own, "words.html", "{{ card.why_missing }}", "{{ card.why_gone }}")

    assert "why_gone" in refusal(own)


def test_a_name_that_no_template_is_given_is_named(own: Path):
    spoil(own, "listing.html", "<h1>Explainers</h1>", "{% if kind == 'never' %}{{ weather }}{% endif %}<h1>Explainers</h1>")

    assert "there is no 'weather'" in refusal(own)


def test_a_slip_of_the_pen_is_named_with_its_line(own: Path):
    spoil(own, "listing.html", "{% endblock %}", "{% endblok %}")

    assert "listing.html line 7" in refusal(own)


def test_a_part_that_is_not_there_is_named(own: Path):
    spoil(own, "listing.html", "<h1>Explainers</h1>", '{% include "_gone.html" %}')

    assert "_gone.html" in refusal(own)


@pytest.mark.parametrize(
    "before, after, words",
    [
        ('name = "Plain"\n', "", "name is 'missing'"),
        ("contract = 1", "contract = 9", "contract = 9"),
        ("contract = 1", 'contract = 1\ncolour = "red"', "'colour'"),
    ],
)
def test_a_wrong_theme_toml_is_refused(own: Path, before: str, after: str, words: str):
    path = own / "theme.toml"
    path.write_text(path.read_text("utf-8").replace(before, after), "utf-8")

    assert words in refusal(own)


def test_a_theme_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(ConfigError, match="There are default, plain"):
        theme.load("gothic", [stock.folder("themes")])


def test_a_later_folder_takes_the_place_of_an_earlier_one(own: Path):
    own.rename(own.with_name("default"))

    assert theme.load("default", [stock.folder("themes"), own.parent]).name == "Plain"


def test_a_full_sample_holds_one_of_each_class_of_marks():
    page = sample(SchoolDashboard, MANNERS[0])

    assert {type(section.chart) for section in page.sections} == set(get_args(Marks))


@pytest.mark.parametrize("figures", get_args(PageFigures))
def test_every_page_has_samples_without_a_gap(figures: type):
    full, bare = sample(figures, Manner(True, True)), sample(figures, Manner(False, False))

    assert all(getattr(full, field.name) not in (None, (), "") for field in fields(figures))
    assert bare is not None


def test_each_page_of_figures_has_a_template_named_after_it():
    assert TEMPLATES["school_dashboard.html"] is SchoolDashboard
    assert len(TEMPLATES) == len(get_args(PageFigures))

"""Where sealed files stand: names that tell nothing and stay."""

from __future__ import annotations

import re

import pytest

from sendsite.publish.seal.paths import asset_name, folder_of, namer, sealed_path, segment

KEY = bytes(range(32))
SCHOOL = "school:990001"


def test_what_is_public_stands_where_it_really_is():
    assert namer(KEY)("public", "explainers/index.html") == "explainers/index.html"


@pytest.mark.parametrize(
    "real, shape", [("school/990001/index.html", r"s/[0-9a-f]{16}/[0-9a-f]{16}\.html"), ("school/990001/need.csv", r"a/[0-9a-f]{16}/[0-9a-f]{16}")]
)
def test_what_is_not_public_stands_under_names_that_tell_nothing(real, shape):
    assert re.fullmatch(shape, namer(KEY)(SCHOOL, real))


def test_names_stay_with_the_key_and_change_with_it():
    real = "school/990001/index.html"

    assert namer(KEY)(SCHOOL, real) == namer(KEY)(SCHOOL, real) != namer(KEY[::-1])(SCHOOL, real)


def test_an_audiences_pages_and_downloads_share_its_folder():
    page, table = namer(KEY)(SCHOOL, "school/990001/index.html"), namer(KEY)(SCHOOL, "school/990001/need.csv")

    assert folder_of(page) == folder_of(table) == segment(KEY, SCHOOL)


def test_ten_thousand_pages_have_ten_thousand_names():
    assert len({namer(KEY)(SCHOOL, f"school/990001/{number}.html") for number in range(10_000)}) == 10_000


def test_headers_have_a_pages_path_without_its_ending():
    path = f"{'0' * 16}/{'1' * 16}"

    assert sealed_path(f"s/{path}.html") == sealed_path(f"s/{path}") == f"s/{path}"
    assert sealed_path(f"a/{path}") == f"a/{path}"


@pytest.mark.parametrize("path", ["index.html", "s/x/y.html", "s/{0}/../{0}", "a/{0}/{0}.html", "x/{0}/{0}", "s/{0}/{0}\n", "s/{0}/{0}.html.html"])
def test_no_other_path_is_sealed(path):
    with pytest.raises(ValueError, match="is not the path of a sealed file"):
        sealed_path(path.format("0" * 16))


def test_an_assets_file_is_named_by_its_content_too():
    assert asset_name("a/x/y", "0123456789abcdef" * 4) == "a/x/y.0123456789abcdef.js"

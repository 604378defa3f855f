"""Ids in addresses."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from werkzeug.routing import Map

from sendsite.admin.addresses import WRITTEN, IdConverter


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_id_is_one_part_of_a_path_and_comes_back(value):
    converter = IdConverter(Map())
    written = converter.to_url(value)

    assert re.fullmatch(WRITTEN, written)
    assert converter.to_python(written) == value

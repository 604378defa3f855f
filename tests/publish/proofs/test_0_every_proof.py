"""Every proof that docs/sealing.md names is a test that there is, and each of the nine has one."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

HERE = Path(__file__).parents[1]
PAGE = HERE.parents[1] / "docs" / "sealing.md"
ROW = re.compile(r"^\| ([1-9, ]+) \|.*\| `([\w/]+\.py)::(\w+)` \|$", re.MULTILINE)
ROWS = ROW.findall(PAGE.read_text("utf-8"))


def test_each_of_the_nine_has_a_test():
    assert {number for numbers, *_ in ROWS for number in numbers.split(", ")} == set("123456789")


@pytest.mark.parametrize("file, name", [(file, name) for _, file, name in ROWS], ids=[f"{number} {name}" for number, _, name in ROWS])
def test_a_proof_that_is_named_is_there(file: str, name: str):
    tree = ast.parse((HERE / file).read_text("utf-8"))

    assert name in {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}

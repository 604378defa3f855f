"""What is typed into a cell of the matrix."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sendsite.admin.cells import COLUMNS, Part, read, write
from sendsite.intake.interchange.text import CellError
from sendsite.intake.interchange.values import value_of


def _stands(name: str) -> bool:
    """Whether a register can hold a group of this name."""
    try:
        return bool(value_of(COLUMNS["group"], name) == name and name)
    except CellError:
        return False


ODD = ["h", "2", "Maths + 2", '"', "C++", "A +", ".5", 'say "x"']
WORDS = st.text(st.sampled_from('aZ9.+" ,h-\u00e9'), min_size=1, max_size=8) | st.text(max_size=12) | st.sampled_from(ODD)
GROUPS = st.just("") | WORDS.filter(_stands)
PARTS = st.lists(st.tuples(st.integers(1, 60_00), GROUPS), max_size=4, unique_by=lambda part: part[1])


@given(PARTS)
def test_whatever_a_cell_holds_can_be_written_and_reads_back(parts):
    held = tuple(sorted((Part(*part) for part in parts), key=lambda part: part.group))

    assert read(write(held)) == held


@given(st.text(max_size=30) | st.text(st.sampled_from('12.5+ ,Phh"-'), max_size=14))
def test_what_is_typed_is_read_or_refused_and_reads_the_same_once_written(typed):
    try:
        parts = read(typed)
    except CellError as error:
        refusal: CellError | None = error
    else:
        refusal = None
        assert read(write(parts)) == parts

    assert refusal is None or refusal.remedy


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("", ()),
        ("  ", ()),
        ("0", ()),
        ("2", (Part(2_00),)),
        ("2.5", (Part(2_50),)),
        (".5", (Part(50),)),
        (" 2.50 ", (Part(2_50),)),
        ("2 Phonics", (Part(2_00, "Phonics"),)),
        ("2 + 1 Phonics", (Part(2_00), Part(1_00, "Phonics"))),
        ("1 Phonics+2", (Part(2_00), Part(1_00, "Phonics"))),
        ("1 Phonics + 0.5 Nurture", (Part(50, "Nurture"), Part(1_00, "Phonics"))),
        ("1 Year 5 maths", (Part(1_00, "Year 5 maths"),)),
        ("1 5B reading", (Part(1_00, "5B reading"),)),
        ("1 Reading + writing", (Part(1_00, "Reading + writing"),)),
        ('1 "Maths + 2"', (Part(1_00, "Maths + 2"),)),
        ("0 + 1 Phonics", (Part(1_00, "Phonics"),)),
    ],
)
def test_a_cell_is_read(typed, parts):
    assert read(typed) == parts


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("12h", "Write 12 alone"),
        ("2 hours", "Write 2 without the hours"),
        ("-2", "or leave the cell blank for none"),
        ("\N{MINUS SIGN}2", "or leave the cell blank for none"),
        ("2,5", "Write the decimals after a point: 2.5."),
        ("2 + Phonics", "2 + 1 Phonics"),
        ("Phonics", "Write the hours first: 2 Phonics."),
        ("2Phonics", "Leave a space before the group: 2 Phonics."),
        ("2 3", "without the 3"),
        ("2 +", "Write 2, 2.5, 2 Phonics or 2 + 1 Phonics."),
        ("+", "Write 2, 2.5, 2 Phonics or 2 + 1 Phonics."),
        ("1 + 2", "Write them once: 3."),
        ("1 Phonics + 2 Phonics", "Write them once: 3 Phonics."),
        ("61", "from 0 to 60"),
        ("2.125", "Write 12 or 12.5."),
        ("1 =SUM(A1)", "Take the = away"),
    ],
)
def test_what_is_no_cell_is_refused_with_what_to_write(typed, words):
    with pytest.raises(CellError) as refused:
        read(typed)

    assert words in f"{refused.value.problem} {refused.value.remedy}"

"""
Unique pupil numbers: a check letter, three digits of the local authority, four of the school, two of the year, three serial; 13 characters.

A temporary UPN ends in a letter. Source: DfE, Unique pupil numbers: guidance for schools and local authorities.
"""

from __future__ import annotations

import re

LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"  # 23: no I, O or S
_WEIGHTS = range(2, 14)
_SHAPE = re.compile(rf"[A-Z][0-9]{{11}}[0-9{LETTERS}]")

# Local authority numbers in use or lately in use in England (GIAS), and the Welsh ones that pupils bring with them.
AUTHORITIES = frozenset(
    number
    for first, last in (
        *((201, 213), (301, 320), (330, 336), (340, 344), (350, 359), (370, 373), (380, 384), (390, 394), (420, 420), (660, 681)),
        *((800, 803), (805, 808), (810, 813), (815, 816), (820, 823), (825, 826), (830, 831), (835, 841), (845, 846), (850, 852), (855, 857)),
        *((860, 861), (865, 874), (876, 896), (908, 909), (916, 916), (919, 919), (921, 921), (925, 926), (928, 929), (931, 931), (933, 933)),
        *((935, 938), (940, 943)),
    )
    for number in range(first, last + 1)
)


def looks_like(text: str) -> bool:
    """Whether an id is meant as a UPN: 13 characters, a letter first, and nearly all of the others digits."""
    return len(text) == 13 and text.isascii() and text.isalnum() and text[0].isalpha() and sum(c.isdigit() for c in text) >= 10


def check_letter(text: str) -> str:
    """
    The letter that the twelve characters after the first call for: weights 2 to 13, modulo 23.

    A temporary UPN's final letter counts as its place in LETTERS, so A is 0.
    """
    values = [LETTERS.index(c) if c.isalpha() else int(c) for c in text[1:]]
    return LETTERS[sum(weight * value for weight, value in zip(_WEIGHTS, values, strict=True)) % len(LETTERS)]


def fault_in(text: str) -> tuple[str, str] | None:
    """What is wrong with a UPN and what to write instead; None where it is right. An unknown authority is no fault."""
    if len(text) != 13:
        return f"'{text}' has {len(text)} characters and a UPN has 13", "Write the UPN as the school's system shows it."
    if text != text.upper():
        return f"'{text}' is a UPN in small letters", f"Write {text.upper()}."
    if not _SHAPE.fullmatch(text):
        return f"'{text}' is not a UPN", "Write a letter and 12 digits; only a temporary UPN ends in a letter, never I, O or S."
    right = check_letter(text)
    if text[0] != right:
        return f"'{text}' is not a UPN: its check letter is not {text[0]}", f"If the digits are right, write {right}{text[1:]}."
    return None


def authority_known(text: str) -> bool:
    """Whether the three digits after the letter are a local authority's number."""
    return int(text[1:4]) in AUTHORITIES

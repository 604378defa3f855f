"""Text as it may stand in a register: what can be seen, in one form, and never a formula."""

from __future__ import annotations

import unicodedata

from sendsite.intake.fault import plain, quoted

_JOINERS = "\u200c\u200d"  # they shape letters of some scripts and hide nothing
SIGNS = tuple("=+-@")
_FORMULA = (*SIGNS, "\t", "\r", "\n")
_KEPT_APART = (*_FORMULA, "'")
_BLANKS = " \t\r\n"


class CellError(Exception):
    """A cell that was not taken."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy


def refuse_formula(raw: str) -> None:
    """CellError where a text begins like a formula and has no apostrophe before it: a spreadsheet that opens it would run it."""
    text = raw.strip()
    if text.startswith(SIGNS):
        raise CellError(f"{quoted(text)} begins like a formula", f"Take the {text[0]} away, or write an apostrophe before it: {plain(chr(39) + text)}.")


def clean(raw: str, *, lines: bool = False) -> str:
    """Text without outer blanks, in NFC, its protecting apostrophe off; CellError where it holds what cannot be seen."""
    text = raw.strip(_BLANKS)
    if text.isascii() and text.isprintable():
        return unprotected(text)
    if lines:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    for character in text:
        if _hidden(character) and not (lines and character in "\n\t"):
            name = "a line break" if character in "\r\n" else "a tab" if character == "\t" else f"the hidden character U+{ord(character):04X}"
            raise CellError(f"{quoted(text)} holds {name}", "Type the value again without it.")
    return unprotected(unicodedata.normalize("NFC", text.strip()))


def _hidden(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") and character not in _JOINERS


def protected(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe before = + - @, tab or line break, and before what `unprotected` would take off."""
    return f"'{text}" if text[:1] in _FORMULA or (text[:1] == "'" and text[1:2] in _KEPT_APART) else text


def unprotected(text: str) -> str:
    """Take off the apostrophe that `protected` put on; a name such as 't Hooft keeps its own."""
    return text[1:] if text[:1] == "'" and text[1:2] in _KEPT_APART else text

"""Bytes to text: UTF-8 as it should be, cp1252 and UTF-16 as spreadsheets save them, and a plain refusal of everything else."""

from __future__ import annotations

import codecs

from sendsite.intake.fault import unreadable
from sendsite.intake.interchange.parse import Grid, grid_of

_OTHER_KINDS = (
    (b"PK\x03\x04", "is a zip or a workbook with the ending of a CSV", "Give it the ending .zip or .xlsx."),
    (b"\xd0\xcf\x11\xe0", "is a workbook of an old Excel", "Open it and save it as .xlsx."),
    (b"%PDF", "is a PDF", "Export the table as CSV instead."),
    (b"\x89PNG", "is a picture", "Export the table as CSV instead."),
    (b"\xff\xd8\xff", "is a picture", "Export the table as CSV instead."),
    (b"\x1f\x8b", "is a compressed file", "Unpack it first."),
    (b"SQLite format 3", "is a database", "Export its tables as CSV instead."),
)
_AS_UTF8 = "Save it as CSV UTF-8 (comma delimited)."


def decoded(file: str, content: bytes) -> tuple[str, str]:
    """The text of a file, and a warning where its encoding had to be guessed; Unreadable where it is no text."""
    for start, problem, remedy in _OTHER_KINDS:
        if content.startswith(start):
            raise unreadable(file, problem, remedy)
    if not content.strip(b" \t\r\n,;\xef\xbb\xbf"):
        raise unreadable(file, "is empty", "Write the headings in row 1, or leave the file out.")
    if content.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise unreadable(file, "is UTF-32", _AS_UTF8)
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _utf16(file, content), f"{file}: is UTF-16 and was read as that. {_AS_UTF8}"
    if b"\0" in content:
        raise unreadable(file, "is not text: it holds NUL bytes", _AS_UTF8)
    return _eight_bits(file, content)


def _utf16(file: str, content: bytes) -> str:
    try:
        text = content.decode("utf-16")
    except UnicodeDecodeError:
        raise unreadable(file, "begins as UTF-16 and is not", _AS_UTF8) from None
    if "\0" in text:
        raise unreadable(file, "is not text: it holds NUL characters", _AS_UTF8)
    return text


def _eight_bits(file: str, content: bytes) -> tuple[str, str]:
    try:
        return content.decode("utf-8-sig"), ""
    except UnicodeDecodeError as error:
        byte = content[error.start]
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        raise unreadable(file, "is neither UTF-8 nor Windows text (cp1252)", _AS_UTF8) from None
    return text, f"{file}: is not UTF-8 (byte {byte:#04x}) and was read as Windows text (cp1252). Check names with accents; better, save it as CSV UTF-8."


def grid_of_bytes(file: str, content: bytes) -> tuple[Grid, str]:
    """The cells of a CSV file and a warning or ""; Unreadable where it is not comma-separated text."""
    text, warning = decoded(file, content)
    if "<html" in text[:1000].lower() or "<!doctype" in text[:1000].lower():
        raise unreadable(file, "is a web page", "Export the table as CSV instead.")
    grid = grid_of(file, text)
    if len(grid.headings) == 1:
        for sign, name in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
            if sign in grid.headings[0]:
                raise unreadable(file, f"is separated by {name}, not by commas", "Save it as CSV (comma delimited).", 1)
    return grid, warning

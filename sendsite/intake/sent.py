"""What a browser sends: files by name and content, or rows pasted from a spreadsheet. Nothing of it is left on the disk."""

from __future__ import annotations

import csv
import io
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from sendsite.intake.decode import grid_of_bytes
from sendsite.intake.fault import Fault, Unreadable, unreadable
from sendsite.intake.interchange.parse import Grid
from sendsite.intake.sources import BYTES_AT_MOST, FILES_AT_MOST, Found, found_in

PASTED = "what was pasted"
_STEM_AT_MOST = 40


def found_in_files(files: Iterable[tuple[str, bytes]]) -> Found:
    """
    The sheets of files that were sent, by the limits that hold for files on a disk.

    A name is its last part alone, whatever path it came with. Each file lies for the moment in a folder that only this account may read.
    """
    found, size = Found(), 0
    for number, (name, content) in enumerate(files, start=1):
        if number > FILES_AT_MOST:
            found.faults.append(Fault("What was sent", None, "", "", f"holds more than {FILES_AT_MOST} files", "Send fewer at once."))
            break
        size += _unpacked(content)
        if number > 1 and size > BYTES_AT_MOST:
            problem, remedy = f"unpacks to more than {BYTES_AT_MOST} bytes together", "Send the files one after the other."
            found.faults.append(Fault("What was sent", None, "", "", problem, remedy))
            break
        one = _found_in(_own_name(name), content)
        found.sheets += one.sheets
        found.faults += one.faults
        found.warnings += one.warnings
    return found


def _unpacked(content: bytes) -> int:
    """How much there is of a file once it is unpacked, by the directory of a zip: many small ones must not be one large one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return max(len(content), sum(member.file_size for member in archive.infolist()))
    except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError, OSError):
        return len(content)


def _found_in(name: str, content: bytes) -> Found:
    if name.lower().endswith(".csv"):
        found = Found()
        try:
            grid, warning = grid_of_bytes(name, content)
        except Unreadable as refusal:
            found.faults.append(refusal.fault)
            return found
        found.sheets.append((name.rsplit(".", 1)[0], grid))
        found.warnings += [warning] if warning else []
        return found
    with tempfile.TemporaryDirectory(prefix="sendsite-") as folder:  # made for its owner alone
        path = Path(folder) / name
        path.write_bytes(content)
        return found_in(path)


def _own_name(name: str) -> str:
    last = PurePosixPath(name.replace("\\", "/")).name
    clean = "".join(character for character in last if character.isprintable()).strip(" .") or "file"
    stem, dot, ending = clean.rpartition(".")
    return f"{stem[:_STEM_AT_MOST]}.{ending[:8]}" if dot else clean[:_STEM_AT_MOST]


def pasted(text: str) -> Grid:
    """
    Rows that were pasted, headings first: cells parted by tabs as a spreadsheet copies them, else by commas. Unreadable where it is neither.

    The line break that a spreadsheet puts after the last row makes no row.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    if not text.strip():
        raise unreadable(PASTED, "is empty", "Copy the rows with their headings and paste them.")
    first = text.partition("\n")[0]
    if "\t" not in first:
        return grid_of_bytes(PASTED, text.encode("utf-8", "replace"))[0]
    try:
        headings, *rows = csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True)
    except csv.Error as error:
        raise unreadable(PASTED, f"is not what a spreadsheet copies ({error})", "Copy the rows again, or send the file.") from None
    return Grid(PASTED, headings, [(number, cells) for number, cells in enumerate(rows, start=2) if any(cells)])

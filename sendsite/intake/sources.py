"""Where rows come from: a folder, a zip, a workbook or one CSV file, opened with limits and turned into sheets of cells."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sendsite.intake.decode import grid_of_bytes
from sendsite.intake.fault import Fault, Unreadable, unreadable
from sendsite.intake.interchange.parse import Grid
from sendsite.intake.interchange.workbook import grids_of_workbook

BYTES_AT_MOST = 20_000_000
RATIO_AT_MOST = 100
FILES_AT_MOST = 500
_NOT_LOOKED_AT = ("__macosx", ".ds_store", "thumbs.db", "desktop.ini")


@dataclass
class Found:
    """The sheets of a source, each with the name that should say its table, and what could not be read."""

    sheets: list[tuple[str, Grid]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def found_in(path: Path) -> Found:
    """Every sheet of a folder, zip, workbook or CSV file. What cannot be read is a fault; what is no table is named and left."""
    found = Found()
    try:
        _look(found, path)
    except Unreadable as refusal:
        found.faults.append(refusal.fault)
    except OSError as error:
        found.faults.append(Fault(path.name, None, "", "", f"cannot be opened ({error.strerror})", "Check that it is there and may be read."))
    return found


def _look(found: Found, path: Path) -> None:
    if path.is_dir():
        _folder(found, path)
    elif not path.exists():
        raise unreadable(str(path), "is not there", "Give the path of a folder, a .zip, an .xlsx or a .csv.")
    elif path.suffix.lower() in (".zip", ".xlsx"):
        _too_large(path)
        (_zip if path.suffix.lower() == ".zip" else _workbook)(found, path)
    elif path.suffix.lower() == ".csv":
        _too_large(path)
        _csv(found, path.name, path.read_bytes())
    elif path.suffix.lower() in (".xls", ".xlsm", ".xlsb", ".ods"):
        raise unreadable(path.name, f"is a workbook of the kind {path.suffix}", "Save it as .xlsx, without macros.")
    else:
        raise unreadable(path.name, "is neither a folder nor a .zip, .xlsx or .csv", "Give one of these.")


def _too_large(path: Path) -> None:
    if path.stat().st_size > BYTES_AT_MOST:
        raise unreadable(path.name, f"has {path.stat().st_size} bytes, more than {BYTES_AT_MOST}", "Split it, or take out what is not the table.")


def _csv(found: Found, name: str, content: bytes) -> None:
    try:
        grid, warning = grid_of_bytes(name, content)
    except Unreadable as refusal:
        found.faults.append(refusal.fault)
        return
    found.sheets.append((name.rsplit(".", 1)[0], grid))
    found.warnings.extend([warning] if warning else [])


def _folder(found: Found, folder: Path) -> None:
    for path in sorted(folder.iterdir()):
        if path.name.casefold() in _NOT_LOOKED_AT or path.name.startswith((".", "~$")):
            continue
        if path.is_file() and path.suffix.lower() == ".csv":
            if path.stat().st_size > BYTES_AT_MOST:
                found.faults.append(_large(path.name, path.stat().st_size))
            else:
                _csv(found, path.name, path.read_bytes())
        elif not _is_note(path.name):
            found.warnings.append(f"{path.name}: is not a CSV file and was not read.")
    if not found.sheets and not found.faults:
        raise unreadable(str(folder), "holds no CSV file", "Give the folder that holds schools.csv and the other files.")


def _is_note(name: str) -> bool:
    """A README beside the tables is for people; nobody means it to be read in."""
    return Path(name).stem.casefold() == "readme"


def _large(name: str, size: int) -> Fault:
    return Fault(name, None, "", "", f"has {size} bytes, more than {BYTES_AT_MOST}", "Split it, or take out what is not the table.")


def _workbook(found: Found, path: Path) -> None:
    with _opened(path) as archive:
        _weighed(path.name, archive)
        if "xl/workbook.xml" not in archive.namelist():
            raise unreadable(path.name, "is not an Excel workbook", "Open it in a spreadsheet and save it as .xlsx.")
    sheets, faults = grids_of_workbook(path, path.name)
    found.sheets.extend(sheets)
    found.faults.extend(faults)
    if not sheets and not faults:
        raise unreadable(path.name, "holds no table", "Name each sheet after its table: schools, staff, pupils and so on.")


def _zip(found: Found, path: Path) -> None:
    with _opened(path) as archive:
        _weighed(path.name, archive)
        for name, member in _members(archive):
            if not name.lower().endswith(".csv"):
                found.warnings += [] if _is_note(name) else [f"{name}: is not a CSV file and was not read."]
                continue
            try:
                content = archive.read(member)
            except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError):
                raise unreadable(f"{path.name}, {name}", "is damaged or locked with a password", "Make the zip again, without a password.") from None
            _csv(found, name, content)
    if not found.sheets and not found.faults:
        raise unreadable(path.name, "holds no CSV file", "Put schools.csv and the other files in it.")


def _members(archive: zipfile.ZipFile) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    for member in archive.infolist():
        parts = member.filename.replace("\\", "/").split("/")
        if member.is_dir() or parts[-1].startswith((".", "~$")) or any(part.casefold() in _NOT_LOOKED_AT for part in parts):
            continue
        yield parts[-1], member


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError):
        raise unreadable(path.name, f"is not a {path.suffix} file, or it is damaged", "Make it again.") from None


def _weighed(name: str, archive: zipfile.ZipFile) -> None:
    """Refuse by the directory alone what would unpack to too much: zipfile never reads past the sizes it states."""
    members = archive.infolist()
    size, packed = sum(member.file_size for member in members), sum(member.compress_size for member in members)
    if len(members) > FILES_AT_MOST:
        raise unreadable(name, f"holds {len(members)} files", f"Put at most {FILES_AT_MOST} in it.")
    if size > BYTES_AT_MOST:
        raise unreadable(name, f"unpacks to {size} bytes, more than {BYTES_AT_MOST}", "Split it, or take out what is not the table.")
    if size > RATIO_AT_MOST * max(packed, 1):
        raise unreadable(name, f"unpacks to {size // max(packed, 1)} times its size", "Make it again from the files themselves.")

"""Imports: read, compare with the register, show, and only then apply, all of it or nothing. Exports are their mirror."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sendsite import stock
from sendsite.errors import DataRefused, SendsiteError
from sendsite.workflow.folder import SiteFolder

if TYPE_CHECKING:
    from sendsite.framework.records import Comparator, Records
    from sendsite.intake.plan import Plan
    from sendsite.intake.reading import Reading
    from sendsite.register.database import Register

SAMPLE = "sample"
"""The word that stands for the sample trust that comes with the product, where no file or folder has that name."""


@dataclass(frozen=True)
class Sources:
    """What an import is given: a folder, zip, workbook or CSV; or a trust out of GIAS files; or the department's figures of real schools."""

    path: Path | None = None
    school: str = ""
    gias: Path | None = None
    groups: Path | None = None
    counts: Path | None = None
    trust: str = ""
    dfe: Path | None = None


@dataclass(frozen=True)
class Offer:
    """What an import would do, how its headings were understood, and what is worth a second look."""

    plan: Plan
    mapping: Mapping[str, Mapping[str, str]]
    warnings: tuple[str, ...]

    def refusals(self) -> tuple[str, ...]:
        """What is wrong, one line each; nothing is applied while there is any."""
        from sendsite.intake.plan import shown

        return shown(self.plan.faults)


def offer(folder: SiteFolder, sources: Sources, *, replacing: bool = False) -> Offer:
    """Read the sources and compare them with the register. Nothing is changed, and no register is made."""
    from sendsite.framework.records import Records
    from sendsite.intake.plan import plan

    existing, known = Records(comparators=shipped_comparators()), {}
    if folder.register.is_file():
        from sendsite.register.facts import records
        from sendsite.register.mappings import remembered

        with folder.open_register() as register:
            existing, known = records(register), remembered(register)
    reading = _read(sources, existing, known)
    return Offer(plan(reading, existing, replace=replacing), reading.mapping, reading.warnings)


def accept(folder: SiteFolder, offered: Offer, *, by: str) -> None:
    """Apply an offer in one transaction, refused if the register has moved on since, and remember how the headings were read."""
    from sendsite.register.edits import apply
    from sendsite.register.mappings import remember

    if offered.plan.faults:
        raise DataRefused("An import with a fault is not applied. Mend the file and import it again.")
    with begun(folder) as register:
        apply(register, offered.plan.changes, by=by, kind="import")
        remember(register, offered.mapping)


def begun(folder: SiteFolder) -> Register:
    """The register of a folder; one that is not there yet begins with the figures of real schools that come with the product."""
    from sendsite.register.edits import Changes, apply

    new = not folder.register.is_file()
    register = folder.open_register(create=True)
    if new:
        apply(register, Changes(added={"comparators": shipped_comparators()}), by="sendsite", kind="import")
    return register


def shipped_comparators() -> tuple[Comparator, ...]:
    """Real schools by phase and size, which every register begins with."""
    from sendsite.intake.comparators import shipped

    return shipped(stock.folder("open"))


def records_read(path: Path) -> Records:
    """The records of a source that stands alone, held to every rule of an import; DataRefused with all that is wrong."""
    from sendsite.framework.records import Records
    from sendsite.intake.plan import plan, shown
    from sendsite.intake.read import read
    from sendsite.register.edits import outcome

    planned = plan(read(_there(path)), Records())
    if planned.faults:
        raise DataRefused("\n".join(shown(planned.faults)))
    return outcome(Records(), planned.changes)


def export(folder: SiteFolder, target: Path, *, with_pay: bool = True) -> tuple[Path, ...]:
    """Write the whole register into a new or empty folder, a .zip or an .xlsx, and answer with the files."""
    records, _ = folder.records()
    try:
        return _write(records, target, with_pay)
    except OSError as error:
        if not target.absolute().parent.exists():
            raise SendsiteError(f"{target}: there is no folder {target.absolute().parent}. Make it first, or name another place.") from error
        raise SendsiteError(f"{target}: this cannot be written ({error.strerror or error}). Name a place that you may write to and that has room.") from error


def _write(records: Records, target: Path, with_pay: bool) -> tuple[Path, ...]:
    """The files of an export; what is there already is refused."""
    from sendsite.intake.interchange import write_folder, write_workbook, write_zip

    if target.suffix.lower() in (".zip", ".xlsx"):
        if target.exists():
            raise DataRefused(f"{target} is there already and was left as it is. Name a new file.")
        (write_zip if target.suffix.lower() == ".zip" else write_workbook)(records, target, with_pay=with_pay)
        return (target,)
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise DataRefused(f"{target} is not an empty folder and was left as it is. Name a new one.")
    return write_folder(records, target, with_pay=with_pay)


def _read(sources: Sources, existing: Records, remembered: Mapping[str, Mapping[str, str]]) -> Reading:
    """The one source that was named."""
    if sources.trust:
        from sendsite.intake.gias import read_trust

        gias, groups, counts = (_there(path) if path else None for path in (sources.gias, sources.groups, sources.counts))
        return read_trust(gias, groups, sources.trust, counts=counts)
    if sources.dfe:
        from sendsite.intake.comparators import reading_of

        return reading_of(_there(sources.dfe), existing)
    from sendsite.intake.read import read

    if sources.path is None:
        raise DataRefused("Nothing was named to import. Name a folder, a zip, a workbook or a CSV file.")
    return read(_there(sources.path), known=existing, mappings=remembered, school=sources.school)


def _there(path: Path) -> Path:
    """The path itself, or the sample trust by its name; refused where nothing is."""
    if path.exists():
        return path
    if str(path) == SAMPLE:
        return stock.folder("sample")
    raise DataRefused(f"{path}: there is no such file or folder. Name the folder, zip, workbook or CSV file to read.")

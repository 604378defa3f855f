"""
Schools of a real trust from Get Information About Schools: the establishments file (edubasealldata) and the group membership file.

Every cell is read as text. A school that the establishments file does not have is kept, without a roll, and named.
"""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sendsite.errors import DataRefused
from sendsite.intake.fault import Fault, quoted
from sendsite.intake.frames import frame
from sendsite.intake.interchange.parse import ReadRow
from sendsite.intake.interchange.schema import SCHEMA
from sendsite.intake.interchange.text import CellError
from sendsite.intake.interchange.values import value_of
from sendsite.intake.phases import phase_of
from sendsite.intake.reading import Reading

if TYPE_CHECKING:
    from pandas import DataFrame

ESTABLISHMENTS = "the GIAS file of establishments (edubasealldata)"
GROUPS = "the GIAS file of group membership"
COUNTS = "a file of pupil counts with the columns urn and nor"
_OF_SCHOOL = {
    "urn": "URN",
    "name": "EstablishmentName",
    "type_code": "TypeOfEstablishment (code)",
    "type_name": "TypeOfEstablishment (name)",
    "phase": "PhaseOfEducation (name)",
    "low": "StatutoryLowAge",
    "high": "StatutoryHighAge",
    "status": "EstablishmentStatus (name)",
    "roll": "NumberOfPupils",
    "group_uid": "Trusts (code)",
    "group_name": "Trusts (name)",
}
_OF_MEMBER = {
    "urn": "Academy URN",
    "name": "Trust Academy Establishment Name",
    "type_code": "TypeOfEstablishment (code)",
    "type_name": "TypeOfEstablishment (name)",
    "phase": "PhaseOfEducation (name)",
    "group_uid": "Group UID",
    "group_ref": "Group ID",
    "group_name": "Group Name",
    "group_status": "Group Status",
}
_OPEN = ("open", "open, but proposed to close")


class Listed(NamedTuple):
    """What the files say of one school."""

    file: str
    row: int
    urn: str
    name: str
    type_code: str
    type_name: str
    phase: str
    low: str = ""
    high: str = ""
    status: str = "Open"
    roll: str = ""
    found: bool = True


def read_trust(edubase: Path | None, groups: Path | None, trust: str, *, counts: Path | None = None) -> Reading:
    """
    The schools of a trust chosen by name, UID or TR reference, as rows for schools.csv.

    Without the membership file the establishments file's own columns of trusts are used. `counts` gives rolls where there are none.
    """
    establishments = _named(edubase, _OF_SCHOOL, ESTABLISHMENTS) if edubase else None
    members = _named(groups, _OF_MEMBER, GROUPS) if groups else None
    if members is None and establishments is None:
        raise DataRefused(f"No file to find {quoted(trust)} in. Give {ESTABLISHMENTS} or {GROUPS}.")
    file = (groups or edubase or Path()).name
    chosen = _chosen(members if members is not None else establishments, trust, file)
    listed = _listed(chosen, file)
    if members is not None:
        listed = [_looked_up(school, establishments, edubase) for school in listed]
    return _reading(listed, establishments is not None, _rolls(counts))


def _named(path: Path, columns: dict[str, str], what: str) -> DataFrame:
    return frame(path, tuple(columns.values()), what).rename(columns={theirs: ours for ours, theirs in columns.items()})


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _chosen(table: DataFrame | None, trust: str, file: str) -> DataFrame:
    """Rows of the one group that is meant; refused where none is, or more than one."""
    assert table is not None
    wanted = _plain(trust)
    fits = (table["group_uid"] == wanted) | (table["group_name"].map(_plain) == wanted)
    if "group_ref" in table.columns:
        fits |= table["group_ref"].map(_plain) == wanted
    found = table[fits & (table["group_uid"] != "")]
    if "group_status" in table.columns and set(found["group_status"]) - {"Closed"}:
        found = found[found["group_status"] != "Closed"]
    groups = sorted({(str(uid), str(name)) for uid, name in zip(found["group_uid"], found["group_name"], strict=True)})
    if not groups:
        raise DataRefused(_unknown(trust, sorted(set(table["group_name"]) - {""}), file))
    if len(groups) > 1:
        raise DataRefused(
            f"{quoted(trust)} is the name of {len(groups)} trusts in {file}. Write the UID of one: {', '.join(f'{uid} ({name})' for uid, name in groups)}."
        )
    return found


def _unknown(asked: str, names: list[str], file: str) -> str:
    plain = {_plain(name): name for name in names}
    holding = [name for key, name in plain.items() if _plain(asked) and _plain(asked) in key]
    near = holding or [plain[key] for key in get_close_matches(_plain(asked), plain, n=5, cutoff=0.5)]
    if near:
        remedy = f"Did you mean {' or '.join(near[:5])}?"
    else:
        remedy = "Write its name as GIAS has it, its UID or its TR reference." if names else "The file names no trust."
    return f"{quoted(asked)} is no trust in {file}. {remedy}"


def _listed(table: DataFrame, file: str) -> list[Listed]:
    given = [column for column in Listed._fields if column in table.columns]
    rows = table.drop_duplicates("urn").sort_values("urn")
    cells = zip(rows.index, *(rows[column] for column in given), strict=True)
    return [_one_listed(file, int(number), dict(zip(given, map(str, row), strict=True))) for number, *row in cells]


def _one_listed(file: str, number: int, said: dict[str, str]) -> Listed:
    """Said by the establishments file in full, by the membership file without ages, status and roll."""
    listed = Listed(file, number, said["urn"], said["name"], said["type_code"], said["type_name"], said["phase"])
    if "roll" not in said:
        return listed
    return listed._replace(low=said["low"], high=said["high"], status=said["status"], roll=said["roll"])


def _looked_up(member: Listed, establishments: DataFrame | None, edubase: Path | None) -> Listed:
    """A member of a group with what the establishments file says of it."""
    rows = establishments[establishments["urn"] == member.urn] if establishments is not None else None
    if rows is None or rows.empty or edubase is None:
        return member._replace(found=False)
    return _listed(rows, edubase.name)[0]


def _rolls(counts: Path | None) -> dict[str, str]:
    if counts is None:
        return {}
    table = frame(counts, ("urn", "nor"), COUNTS)
    return dict(zip(table["urn"].map(str), table["nor"].map(str), strict=True))


def _reading(listed: list[Listed], with_establishments: bool, rolls: dict[str, str]) -> Reading:
    """Rows for schools.csv; a school that is not open is left out and named, one without a phase is refused."""
    rows: list[ReadRow] = []
    faults: list[Fault] = []
    warnings: list[str] = []
    for school in listed:
        if school.status.casefold() not in _OPEN:
            warnings.append(f"{school.name} ({school.urn}) is left out: its status is {school.status.lower()}.")
            continue
        roll, said = _roll(school, with_establishments, rolls)
        warnings += [said] if said else []
        try:
            rows.append(_row(school, roll))
        except CellError as refused:
            faults.append(Fault(school.file, school.row, "", school.urn, f"{quoted(school.name)} ({school.urn}): {refused.problem}", refused.remedy))
    return Reading({"schools": tuple(rows)}, tuple(faults), tuple(warnings), refused={"schools": len(faults)} if faults else {})


def _roll(school: Listed, with_establishments: bool, rolls: dict[str, str]) -> tuple[str, str]:
    """The roll as text, "" where it is not known, and what to say about that."""
    if school.roll:
        return school.roll, ""
    if rolls.get(school.urn):
        return rolls[school.urn], ""
    why = "the establishments file does not have it" if with_establishments and not school.found else "the file has no number of pupils"
    return "", f"{school.name} ({school.urn}) has no roll: {why}. A new school stands at 0 until you write its roll."


def _row(school: Listed, roll: str) -> ReadRow:
    phase = phase_of(school.phase, school.type_code, school.type_name, school.low, school.high)
    if not phase:
        ages = f"{school.low} to {school.high}"
        raise CellError(f"phase {quoted(school.phase)}, type {quoted(school.type_name)} and ages {quoted(ages)} say no phase", "Add the school by hand.")
    texts = {"urn": school.urn, "name": " ".join(school.name.split()), "phase": phase, "number_on_roll": roll}
    values = {column.field: value_of(column, texts[column.name]) for column in SCHEMA["schools"] if texts.get(column.name)}
    return ReadRow(school.file, school.row, values)

"""Who is to become a reader: one at a time, or a list from a CSV file with the columns name, email and audiences."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import NamedTuple, Protocol

from sendsite.errors import DataRefused
from sendsite.publish.audiences import Schools, audiences

LONGEST_NAME, LONGEST_EMAIL = 100, 254
LARGEST_FILE = 1_000_000
"""Bytes of a list; a thousand readers need a tenth."""
COLUMNS = ("name", "email", "audiences")
NEEDED = ("name", "audiences")
APART = ";"
"""What stands between two schools in one cell: names of schools hold commas."""
FAULTS_SHOWN = 20
NOBODY = "Nobody was added."


There = Callable[[str, str], DataRefused | None]
"""Asked for a name and an e-mail address: the refusal where there is such a reader already."""


class Wish(NamedTuple):
    """A reader to be, held to the rules. `where` says where the wish was written, for what is found later; "" where it was not in a file."""

    name: str
    email: str
    audiences: tuple[str, ...]
    where: str = ""


class _Known(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def email(self) -> str: ...


def wish(name: str, email: str, asked: Iterable[str], schools: Schools, *, where: str = "") -> Wish:
    """One reader to be; refused where the name is missing, the address is none, or no such school is there."""
    return Wish(_name(name), _email(email), audiences(asked, schools), where)


def same(one: _Known, other: _Known) -> bool:
    """Whether two are taken for one person: by the same name, or the same e-mail address."""
    emails = one.email.casefold(), other.email.casefold()
    return one.name.casefold() == other.name.casefold() or (bool(emails[0]) and emails[0] == emails[1])


def nobody(name: str, email: str) -> None:
    """Nobody is known yet."""


def wishes_in(raw: bytes, called: str, schools: Schools, there: There = nobody) -> tuple[Wish, ...]:
    """
    Those of a CSV file's content, all of them or none: every row at fault is named with its number and all that is wrong with it.

    `called` is the file's name; `there` says what is to be said of who is a reader already.
    """
    if len(raw) > LARGEST_FILE:
        raise DataRefused(f"{called} has more than {LARGEST_FILE // 1_000_000} MB. A list of readers is a small CSV file.")
    rows = _rows(raw, called)
    found, faults = [], []
    seen: dict[str, int] = {}
    for number, row in rows:
        where = f"{called} row {number}: "
        told = [*_faults_in(row, schools), *_twice(row, number, seen), *_there_already(row, there)]
        if told:
            faults.append((where + " ".join(map(str, told)), where + " ".join(each.screen for each in told)))
        else:
            found.append(wish(row["name"], row.get("email", ""), row["audiences"].split(APART), schools, where=where))
    if faults:
        more = f"\nand {len(faults) - FAULTS_SHOWN} rows more" if len(faults) > FAULTS_SHOWN else ""
        words, screen = ("\n".join(each[which] for each in faults[:FAULTS_SHOWN]) + f"{more}\n{NOBODY}" for which in (0, 1))
        raise DataRefused(words, screen=screen)
    if not found:
        raise DataRefused(f"{called} names nobody. Write one reader a row, below a row with the headings {', '.join(COLUMNS)}.")
    return tuple(found)


def _faults_in(row: Mapping[str, str], schools: Schools) -> Iterator[DataRefused]:
    """All that is wrong with a row by itself, cell by cell."""
    asked = row["audiences"].split(APART)
    for look in (lambda: _name(row["name"]), lambda: _email(row.get("email", "")), lambda: audiences(asked, schools)):
        try:
            look()
        except DataRefused as refusal:
            yield refusal


def _twice(row: Mapping[str, str], number: int, seen: dict[str, int]) -> Iterator[DataRefused]:
    """That a row's name or address stood in a row before, whatever else is wrong with either; `seen` remembers the first row of each."""
    name, email = _one_line(row["name"]), row.get("email", "").strip()
    before = min(seen.setdefault(key.casefold(), number) for key in (f"name {name}", f"email {email}") if not key.endswith(" ")) if name or email else number
    if before != number:
        yield DataRefused(f"{name or email} stands here twice, in row {before} too. Write each reader once, with all their schools in one place.")


def _there_already(row: Mapping[str, str], there: There) -> Iterator[DataRefused]:
    if known := there(_one_line(row["name"]), row.get("email", "").strip()):
        yield known


def _rows(raw: bytes, called: str) -> list[tuple[int, dict[str, str]]]:
    """Each row that is not blank by its headings, with its number as a spreadsheet counts."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataRefused(f"{called} is not UTF-8 text. In Excel, save it as 'CSV UTF-8 (Comma delimited)'.") from error
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise DataRefused(f"{called} cannot be read as CSV ({error}). Save it anew from a spreadsheet.") from error
    headings = _headings(lines[0] if lines else [], called)
    rows = []
    for number, cells in enumerate(lines[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(headings) and any(cell.strip() for cell in cells[len(headings) :]):
            hint = f"Between two schools in one cell stands '{APART}'; a name with a comma in it stands in double quotes."
            raise DataRefused(f"{called} row {number}: there are more cells than headings. {hint}")
        rows.append((number, dict.fromkeys(headings, "") | dict(zip(headings, cells, strict=False))))
    return rows


def _headings(cells: Sequence[str], called: str) -> list[str]:
    """The headings, each a column there is and each once."""
    headings = [cell.strip().casefold() for cell in cells]
    while headings and not headings[-1]:
        headings.pop()
    for heading in headings:
        if heading not in COLUMNS:
            near = get_close_matches(heading, COLUMNS, n=1)
            meant = f"Did you mean {near[0]}?" if near else f"Write in the first row: {','.join(COLUMNS)}."
            raise DataRefused(f"{called}: '{heading}' is no column here. {meant}")
        if headings.count(heading) > 1:
            raise DataRefused(f"{called}: the column '{heading}' stands there twice. Keep one.")
    if missing := [each for each in NEEDED if each not in headings]:
        raise DataRefused(f"{called} has no column '{missing[0]}'. Write in its first row: {','.join(COLUMNS)}.")
    return headings


def _name(text: str) -> str:
    name = _one_line(text)
    if not name:
        raise DataRefused("The reader has no name. Write the name that is to stand on the card.")
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise DataRefused(f"The name must be at most {LONGEST_NAME} characters that can be printed.")
    return name


def _one_line(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


def _email(text: str) -> str:
    email = text.strip()
    before, at, behind = email.partition("@")
    good = before and behind and "." in behind.strip(".") and "@" not in behind and email.isprintable() and not set(email) & set(" ,;<>\"'()")
    if email and not (at and good and len(email) <= LONGEST_EMAIL):
        raise DataRefused(f"'{email}' is not an e-mail address. Write one such as ann@school.example, or leave it out.")
    return email

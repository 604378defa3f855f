"""The rule of each kind of value: a cell's text to what the row holds, or a refusal that says what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from sendsite.errors import DataRefused
from sendsite.framework.codes import WORDS_OF
from sendsite.framework.term import Term
from sendsite.intake.fault import quoted
from sendsite.intake.interchange.schema import Column
from sendsite.intake.interchange.text import CellError, clean, refuse_formula

TEXT_AT_MOST = 500
NOTE_AT_MOST = 20_000
WORDS = ("id", "text", "note", "scenario")
"""Kinds that take any words; the others have no value that begins like a formula."""
YEARS = (1900, 2100)
_DECIMAL = re.compile(r"[0-9]{1,12}(?:\.[0-9]+)?")
_POUNDS = re.compile(r"£? ?(?:([0-9]{1,12})|([0-9]{1,3}(?:,[0-9]{3}){1,3}))((?:\.[0-9]+)?)")
"""An amount as people write it: 27000, £27,000, £27,000.50. A comma stands before each three figures or nowhere."""

_YEAR = re.compile(r"(?:year|yr|y) ?0?([0-9]{1,2}|r)|(nursery|reception) ?([12]?)")
_WHOLE = re.compile(r"([0-9]{1,12})(?:\.0+)?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_BRITISH = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_SPELT = re.compile(r"([0-9]{1,2}) ([A-Za-z]{3,9}) ([0-9]{4})")
MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
WRITE_A_DAY = "Write 2025-08-31 or 31/08/2025."
ANSWERS = {"r": "R", "red": "R", "a": "A", "amber": "A", "g": "G", "green": "G"}
YES_NO = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}


def value_of(column: Column, raw: str) -> Any:
    """The value of a cell, or CellError. A blank cell is the column's blank, unless the column must have a value."""
    if column.kind in WORDS:
        refuse_formula(raw)
    text = clean(raw, lines=column.kind == "note")
    if text == "":
        if column.required:
            raise CellError("is blank and needs a value", f"Write {allowed(column)}.")
        return column.blank
    return _READ[column.kind](column, text)


def allowed(column: Column) -> str:
    """What a column takes, as words after Write."""
    match column.kind:
        case "choice":
            return one_of(told_codes(column))
        case "hours":
            return f"hours a week from 0 to {column.high}, such as 12 or 12.5"
        case "days":
            return f"days from 0 to {column.high}, such as 2 or 2.5"
        case "money":
            return f"pounds from 0 to {column.high}, such as 27000 or 27000.50"
        case "percent":
            return "a percentage from 0 to 100, such as 40 or 12.5"
        case "whole":
            return f"a whole number from {column.low} to {column.high}"
        case "number":
            return "a number such as 3.6"
    return _PLAIN[column.kind]


_PLAIN = {
    "urn": "the school's URN, such as 140001",
    "id": f"an id of at most {TEXT_AT_MOST} characters",
    "text": f"text of at most {TEXT_AT_MOST} characters",
    "note": f"text of at most {NOTE_AT_MOST} characters",
    "scenario": "the name of a what-if, or live",
    "answer": "R, A or G",
    "date": "a date such as 2025-08-31",
    "term": "a term such as 2025-autumn",
    "yes_no": "yes or no",
}


def one_of(words: tuple[str, ...]) -> str:
    """Choices as a reader says them: E or K; TA, LSA or other."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def told_codes(column: Column) -> tuple[str, ...]:
    """The codes of a column, each with its words where it does not speak for itself: E (EHC plan)."""
    words = WORDS_OF.get(column.name, {})
    return tuple(f"{code} ({words[code]})" if code in words else code for code in column.choices)


def _text(column: Column, text: str) -> str:
    most = NOTE_AT_MOST if column.kind == "note" else TEXT_AT_MOST
    if len(text) > most:
        raise CellError(f"{quoted(text)} has {len(text)} characters", f"Write at most {most}.")
    return text


def _scenario(column: Column, text: str) -> str:
    return "" if text.casefold() == "live" else _text(column, text)


def _urn(column: Column, text: str) -> str:
    if not re.fullmatch(r"[0-9]{1,8}", text):
        raise CellError(f"{quoted(text)} is not a URN", "Write the school's number, six digits such as 140001.")
    return text


def _choice(column: Column, text: str) -> str:
    wanted = (_year_group(text) if column.name == "year_group" else text).casefold()
    for code in column.choices:
        if code.casefold() == wanted:
            return code
    raise CellError(f"{quoted(text)} is not a code for {column.name}", f"Write {one_of(told_codes(column))}.")


def _year_group(text: str) -> str:
    """The code of a year group as people write it: Year 4, Y4, Yr 4, Reception, Nursery 1; other text as it stands."""
    found = _YEAR.fullmatch(text.casefold())
    if found is None or (found[2] == "reception" and found[3]) or (found[2] == "nursery" and not found[3]):
        return text
    return found[1] or ("R" if found[2] == "reception" else f"N{found[3]}")


def _answer(column: Column, text: str) -> str:
    if text.casefold() in ANSWERS:
        return ANSWERS[text.casefold()]
    raise CellError(f"{quoted(text)} is not an answer", "Write R, A or G, or leave it blank.")


def _hundredths(noun: str, example: str) -> Callable[[Column, str], int]:
    def read(column: Column, text: str) -> int:
        if not _DECIMAL.fullmatch(text):
            raise CellError(f"{quoted(text)} is not {noun}", f"Write {example}.")
        whole, _, part = text.partition(".")
        if part[2:].strip("0"):
            raise CellError(f"{quoted(text)} has more than two decimals", f"Write {example}.")
        hundredths = int(whole) * 100 + int((part + "00")[:2])
        if hundredths > column.high * 100:
            raise CellError(f"{quoted(text)} is more than {column.high}", f"Write {allowed(column)}.")
        return hundredths

    return read


def _money(column: Column, text: str) -> int:
    found = _POUNDS.fullmatch(text)
    plain = (found[1] or found[2].replace(",", "")) + found[3] if found else text
    try:
        return _pounds(column, plain)
    except CellError as error:
        raise CellError(error.problem.replace(quoted(plain), quoted(text)), error.remedy) from None


_pounds = _hundredths("an amount of money", "27000, 27000.50 or £27,000")


def _percent(column: Column, text: str) -> int:
    return _percentage(column, text.removesuffix("%").rstrip() or text)


_percentage = _hundredths("a percentage", "40 or 12.5")


def _hours(column: Column, text: str) -> int:
    hours = _hours_number(column, text)
    if column.name == "contracted_hours" and hours == 0:
        raise CellError(f"{quoted(text)} is not above 0", "Write the hours a week of the contract, such as 32.5.")
    return hours


_hours_number = _hundredths("a number of hours", "12 or 12.5")


def _whole(column: Column, text: str) -> int:
    match = _WHOLE.fullmatch(text)
    if not match:
        raise CellError(f"{quoted(text)} is not a whole number", f"Write {allowed(column)}.")
    if not column.low <= int(match[1]) <= column.high:
        raise CellError(f"{quoted(text)} is not between {column.low} and {column.high}", f"Write {allowed(column)}.")
    return int(match[1])


def _number(column: Column, text: str) -> float:
    if not re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,400})?", text) or float(text) > column.high:
        raise CellError(f"{quoted(text)} is not a number from 0 to {column.high}", f"Write {allowed(column)}.")
    return float(text)


def is_iso_date(raw: str) -> bool:
    """Whether a text is a day of the calendar as 2025-08-31, to the letter."""
    try:
        return bool(_ISO.fullmatch(raw)) and bool(date.fromisoformat(raw))
    except ValueError:
        return False


def is_british_date(raw: str) -> bool:
    """Whether a cell writes its date as 31/08/2025: it is taken, and said."""
    return bool(_BRITISH.fullmatch(raw.strip()))


def _spelt(text: str) -> tuple[int, int, int] | None:
    """Year, month and day of a date with its month in letters: 31 August 2025, 31 Aug 2025."""
    found = _SPELT.fullmatch(text)
    month = next((number for number, name in enumerate(MONTHS, start=1) if found and found[2].casefold() in (name, name[:3])), 0)
    return (int(found[3]), month, int(found[1])) if found and month else None


def _date(column: Column, text: str) -> date:
    iso, british = _ISO.fullmatch(text), _BRITISH.fullmatch(text)
    parts = iso.groups() if iso else british.groups()[::-1] if british else _spelt(text)
    if parts is None:
        raise CellError(f"{quoted(text)} is not a date", WRITE_A_DAY)
    try:
        day = date(*(int(part) for part in parts))
    except ValueError:
        raise CellError(f"{quoted(text)} is not a day of the calendar", WRITE_A_DAY) from None
    if not YEARS[0] <= day.year <= YEARS[1]:
        raise CellError(f"{quoted(text)} is outside {YEARS[0]} to {YEARS[1]}", WRITE_A_DAY)
    return day


def _term(column: Column, text: str) -> str:
    try:
        return Term.parse(text.casefold()).name
    except DataRefused:
        remedy = "Write the year the academic year began in and the season, such as 2025-autumn."
        raise CellError(f"{quoted(text)} is not a term", remedy) from None


def _yes_no(column: Column, text: str) -> bool:
    if text.casefold() in YES_NO:
        return YES_NO[text.casefold()]
    raise CellError(f"{quoted(text)} is neither yes nor no", "Write yes, no or leave it blank.")


_READ: dict[str, Callable[[Column, str], Any]] = {
    "urn": _urn,
    "id": _text,
    "text": _text,
    "note": _text,
    "scenario": _scenario,
    "choice": _choice,
    "answer": _answer,
    "hours": _hours,
    "days": _hundredths("a number of days", "2 or 2.5"),
    "money": _money,
    "percent": _percent,
    "whole": _whole,
    "number": _number,
    "date": _date,
    "term": _term,
    "yes_no": _yes_no,
}

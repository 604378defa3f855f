"""The classes, year groups and surnames beside which a short name tells who somebody is, in the ways that people write them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sendsite.publish.leak_gate.names_and_words import FIRST, LAST
from sendsite.publish.leak_gate.needles import Person
from sendsite.publish.leak_gate.plain_words import Words, words_of

SHORTEST_CLASS, SHORTEST_SURNAME = 2, 4
NUMBERS = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen")
NAMED_YEARS = {"r": "Reception", "n1": "Nursery", "n2": "Nursery"}
CLASS, YEAR, SURNAME = "class", "year group", "surname"


class Context(NamedTuple):
    """
    The words of a class, a year group or a surname (`kind`), how it must be written ("" for any way), and what a short name beside it tells.

    `linked` is one that says something else too, such as a class Green: it counts behind `in`, `of` or `class`.
    """

    words: Words
    kind: str
    written: str
    what: str
    linked: bool = False


def of_class(one: Person, short: str) -> Iterator[Context]:
    """The class by its name; one of one sign, or of figures, must be called a class, a form or a year."""
    called = words_of(one.class_name)
    what = f"the {short} of {one.who} beside the class"
    if len(" ".join(called)) >= SHORTEST_CLASS and not "".join(called).isdigit():
        yield Context(called, CLASS, one.class_name.strip(), what)
    elif called:
        yield from (Context((each, *called), CLASS, "", what) for each in ("class", "form", "year"))


def of_year(one: Person, short: str) -> Iterator[Context]:
    """The year group, as `Year 5`, `Yr 5`, `Y5` and `year five`; Reception and the nursery by their names."""
    year, what = "".join(words_of(one.year_group)), f"the {short} of {one.who} beside the year group"
    forms: list[Words] = [("year", year), ("yr", year), (f"y{year}",), (f"yr{year}",), (f"year{year}",)] if year else []
    if year.isdecimal() and int(year) < len(NUMBERS):
        forms.append(("year", NUMBERS[int(year)]))
    yield from (Context(form, YEAR, "", what) for form in forms)
    if year in NAMED_YEARS:
        yield Context((NAMED_YEARS[year].lower(),), YEAR, NAMED_YEARS[year], what)


def of_surname(one: Person, surname: str) -> Iterator[Context]:
    """The surname, a few words behind the first name, unless it is a word that may stand there anyway."""
    if len(surname) >= SHORTEST_SURNAME and surname.lower() not in LAST | FIRST:
        yield Context(words_of(surname), SURNAME, surname, f"the full name of {one.who}")

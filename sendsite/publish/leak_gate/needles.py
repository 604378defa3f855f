"""
What must not be found: one needle for each way that a name, an id, a salary or a note of the register may be written.

What is long enough is looked for by itself. What is too short to tell anybody, such as an id 12, a first name or initials, is looked for in
context alone: beside the class, the other part of the name, or a word that says what it is.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sendsite.publish.leak_gate.plain_words import APOSTROPHES, Words, plain, words_of

RUN = 5
"""Words in a row of the register's free text that no other text says by chance."""

SHORTEST_MIXED, SHORTEST_FIGURES = 4, 6
"""Letters and figures of an id that is looked for by itself: with both in it, and of figures alone."""

SHORTEST_JOINED = 8
"""Letters of a name written as one word."""

ROUNDED_TO = 1000_00
"""Published money is rounded to this many pence, so a salary that is a multiple of it tells nothing by itself."""

OF_PAY = ("salary", "salaries", "pay", "paid", "earns", "earning", "earnings", "earn", "earned", "wage", "wages", "remuneration")
OF_AN_ID = ("id", "ids", "number", "no", "ref", "reference", "code")
BESIDE, FAMILY, PAID = "beside", "family", "paid"
"""Cues: a first name that may stand beside a class or a year group, a surname beside a word for a family, and a word of pay beside a salary."""

COMMON = 3
"""Letters of a word that says little."""

NAME = re.compile(r"[^\W\d_][\w'’]*(?:-[^\W\d_][\w'’]*)*(?:\s+[^\W\d_][\w'’]*(?:-[^\W\d_][\w'’]*)*)+")


class Needle(NamedTuple):
    """
    Words in a row, and what it means where they stand. `spelled` is how they must be written beside, "" for any way.

    `seen` are texts as somebody reads them: what stands in marks, such as the points of a drawing, is left out.
    `doubtful` is a number that a figure of the site may equal by chance: it counts near a word of pay, in a public file, or beside another salary.
    `cue` says that the words tell nothing by themselves, and who looks at what is around them.
    """

    words: Words
    what: str
    spelled: str = ""
    seen: bool = False
    doubtful: bool = False
    cue: str = ""


@dataclass(frozen=True)
class Person:
    """A pupil or a member of staff (`kind`) at one time, as the register has them; a salary is in pence a year."""

    kind: str
    urn: str
    person_id: str
    name: str
    class_name: str = ""
    salary: int | None = None
    born: date | None = None
    year_group: str = ""

    @property
    def who(self) -> str:
        return f"a {'pupil' if self.kind == 'pupil' else 'member of staff'} of school {self.urn}"


class Told(NamedTuple):
    """Free text of the register, and what it is, such as `a plan outcome of school 990001`."""

    text: str
    what: str


def of_people(people: Iterable[Person]) -> Iterator[Needle]:
    """Everybody's name, id, salary and date of birth."""
    for one in dict.fromkeys(people):
        yield from _name(one)
        yield from _id(one)
        yield from _salary(one)
        yield from _born(one)


def of_texts(texts: Iterable[Told], ordinary: Container[str], said: Container[Words]) -> Iterator[Needle]:
    """Each run of five words, but those that the product itself says; and names in the text, which have words that no article has."""
    for each in dict.fromkeys(texts):
        all_words = words_of(each.text)
        for at in range(len(all_words) - RUN + 1):
            run = all_words[at : at + RUN]
            if run not in said and any(len(word) > COMMON for word in run):
                yield Needle(run, f"free text of the register ({each.what})")
        for name in _names_in(each.text):
            mentioned = words_of(name)
            if len(mentioned) > 1 and not any(word in ordinary for word in mentioned):
                yield Needle(mentioned, f"a name that stands in free text of the register ({each.what})")


def _names_in(text: str) -> Iterator[str]:
    """Words in a row that begin with a capital."""
    for found in NAME.finditer(text):
        row: list[str] = []
        for word in (*found[0].split(), ""):
            if word[:1].isupper():
                row.append(word)
            else:
                if len(row) > 1:
                    yield " ".join(row)
                row = []


def _name(one: Person) -> Iterator[Needle]:
    """The full name, in either order, without its middle, as one word, and that backwards and in ROT13. A name of one word may be any word."""
    parts, what = one.name.split(), f"the full name of {one.who}"
    if len(words_of(one.name)) < 2:
        return
    for name in (one.name, APOSTROPHES.sub("", one.name)):
        named = words_of(name)
        for at in range(len(named)):
            yield Needle(named[at:] + named[:at], what)
    if len(parts) > 2:
        yield Needle(words_of(f"{parts[0]} {parts[-1]}"), what)
        yield Needle(words_of(f"{parts[-1]} {parts[0]}"), what)
    yield from (Needle((each,), what) for each in joined(one.name))
    yield from (Needle(each, what) for each in _disguised(one.name))


def _disguised(name: str) -> Iterator[Words]:
    """A name of eight letters or more backwards and in ROT13, which leaves accents alone; and either as one word."""
    parts = name.split()
    if not joined(name):
        return
    for code in (lambda text: text[::-1], lambda text: codecs.encode(text, "rot13")):
        yield from ((code(each),) for each in joined(name))
        for written in {name, plain(name), f"{parts[0]} {parts[-1]}"}:
            coded = words_of(code(written))
            yield from (coded[at:] + coded[:at] for at in range(len(coded)))


def joined(name: str) -> tuple[str, ...]:
    """A name of two words or more as one word of eight letters or more, in either order, and without its middle."""
    parts = name.split()
    if len(words_of(name)) < 2:
        return ()
    orders = (name, f"{parts[-1]} {' '.join(parts[:-1])}", f"{parts[0]} {parts[-1]}")
    return tuple(dict.fromkeys(word for order in orders if len(word := "".join(words_of(order))) >= SHORTEST_JOINED))


def _id(one: Person) -> Iterator[Needle]:
    """The id by itself; a short one beside a part of the name, or behind a word that says that it is one."""
    parts, what = words_of(one.person_id), f"the id of {one.who}"
    if not parts:
        return
    joined = "".join(parts)
    mixed = any(sign.isdigit() for sign in joined) and not joined.isdigit()
    if len(joined) >= (SHORTEST_MIXED if mixed else SHORTEST_FIGURES):
        spelled = rf"(?i)(?<![0-9a-z]){'[-_.~ ]?'.join(parts)}(?![0-9a-z])"
        yield from (Needle(each, what, spelled) for each in {parts, (joined,)})
        return
    yield from (Needle((one.kind, word, *parts), what) for word in OF_AN_ID)
    for part in words_of(one.name):
        if len(part) > COMMON:
            yield from (Needle((*parts, part), what), Needle((part, *parts), what))


def _salary(one: Person) -> Iterator[Needle]:
    """The yearly pay as pounds, with and without a comma, and as pence; one that published money may equal beside a word of pay."""
    if not one.salary:
        return
    pounds, pence = divmod(one.salary, 100)
    grouped = f"{pounds:,}"
    what = f"the salary of {one.who}"
    forms = (words_of(grouped), (str(pounds),))
    yield from (Needle((word, *form), what) for word in OF_PAY for form in forms)
    if one.salary % ROUNDED_TO:
        spelled = rf"(?<![\d.,]){grouped.replace(',', ',?')}(?:\.{pence:02})?(?![\d,]|\.\d)"
        yield from (Needle(form, what, spelled, seen=True, doubtful=True) for form in forms)
        yield Needle((str(one.salary),), what, doubtful=True)


def _born(one: Person) -> Iterator[Needle]:
    """The date of birth as figures in the usual orders, and in words."""
    if one.born is None:
        return
    day, what = one.born, f"the date of birth of {one.who}"
    for form in (f"{day:%Y-%m-%d}", f"{day:%d/%m/%Y}", f"{day:%d/%m/%y}", f"{day:%Y%m%d}", f"{day:%d %B %Y}", f"{day:%d %b %Y}", f"{day:%B %d %Y}"):
        yield Needle(words_of(form), what)
        yield Needle(tuple(word.lstrip("0") or word for word in words_of(form)), what)

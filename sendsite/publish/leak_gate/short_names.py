"""
Parts of a name that tell who it is: an initial and the surname, the first name and an initial, the surname with a word for the family.

Where the name is a word too (May, Green), only what cannot be a sentence counts: `G. Green` with its full stop, `the Green family`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from sendsite.publish.leak_gate.names_and_words import FIRST, LAST, STARTERS
from sendsite.publish.leak_gate.needles import FAMILY, Needle, Person
from sendsite.publish.leak_gate.plain_words import Words, plain, words_of

SHORTEST_SURNAME = 4
"""Letters of a surname that counts behind an initial without a full stop: `A Li` may be anything."""

MOST_OF_A_NAME = 3
"""People of the trust with one first name and initial. What more have says nobody's name, unless a full stop shows that it is meant as a name."""

KIN = frozenset(
    (word,)
    for word in (
        *("family", "families", "household", "home", "twins", "triplets", "siblings", "brother", "brothers", "sister", "sisters", "boys", "girls", "children"),
        *("parents", "mother", "mum", "mummy", "father", "dad", "daddy", "grandmother", "grandfather", "grandparents", "carer", "carers"),
    )
)
KIN_OF_A_WORD = frozenset(("family", "twins", "triplets", "brothers", "sisters", "siblings"))
"""What counts behind `the` and a surname that is a word: `the Young family`, and not `young parents`."""

BEFORE, AFTER = r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])"
NUMERALS = "IVX"
STARTS = "|".join(each.capitalize() for each in sorted(STARTERS))
NO_SURNAME = rf"(?!\.?[ \t]+(?!(?:{STARTS})\b)[A-Z][a-z])"
"""`Oliver J. Thompson` is somebody else; behind `Oliver J.` a sentence may begin."""


class Parts(NamedTuple):
    """A name in plain letters: the first and the last word of it, as they are written."""

    first: str
    last: str


def parts_of(one: Person) -> Parts | None:
    """First name and surname; None where there is but one word."""
    words = [word for word in plain(one.name).split() if any(map(str.isalpha, word))]
    return Parts(words[0], words[-1]) if len(words) > 1 else None


def of_parts(people: Iterable[Person], ordinary: Container[str]) -> Iterator[Needle]:
    """The needles of everybody's parts of a name; `ordinary` are words of the product's own articles."""
    named = {one: parts for one in people if (parts := parts_of(one))}
    holders = {(one.urn, one.kind, one.person_id, parts.first.lower(), parts.last[0].lower()) for one, parts in named.items()}
    shared = Counter(holder[3:] for holder in holders)
    for one, parts in named.items():
        yield from _initial_and_surname(one, parts)
        yield from _first_and_initial(one, parts, shared[parts.first.lower(), parts.last[0].lower()], ordinary)
        *ahead, last = words_of(parts.last)
        if _is_clear(parts.last):
            yield Needle((*words_of(parts.first), *ahead, f"{last}s"), f"the full name of {one.who}")


def _initial_and_surname(one: Person, parts: Parts) -> Iterator[Needle]:
    """`F. Harkaway`, `F Harkaway`, `Harkaway, F.` and `f.harkaway` of an address."""
    initial, surname, what = parts.first[0].upper(), _either(parts.last), f"the surname with the initial of {one.who}"
    word = not _is_clear(parts.last)
    stop = r"\.\s?" if word else r"(?:\.\s?|\s)"
    lower = "" if word else rf"|{initial.lower()}[._-]{_spelled(parts.last.lower())}"
    yield Needle((initial.lower(), *words_of(parts.last)), what, rf"{BEFORE}(?:{initial}{stop}{surname}{lower}){AFTER}")
    behind = rf"(?:,\s*{initial}|\s+{initial}\.)" if word or initial in "AI" else rf"(?:,\s*|\s+){initial}"
    yield Needle((*words_of(parts.last), initial.lower()), what, rf"{BEFORE}{surname}{behind}(?![0-9A-Za-z'])")


def _first_and_initial(one: Person, parts: Parts, holders: int, ordinary: Container[str]) -> Iterator[Needle]:
    """`Finley H.`, and without the full stop where few are called so and it is no king."""
    initial, first = parts.last[0].upper(), parts.first.lower()
    stop = initial in NUMERALS or holders > MOST_OF_A_NAME or _is_word(parts.first, ordinary)
    spelled = rf"{BEFORE}{_either(parts.first)}\s{initial}(?:\.|(?![0-9A-Za-z'.]))" if not stop else rf"{BEFORE}{_either(parts.first)}\s{initial}\."
    if first not in ("may", "will", "mark"):
        yield Needle((*words_of(parts.first), initial.lower()), f"the first name with the surname's initial of {one.who}", spelled + NO_SURNAME)


class Families:
    """`the Harkaways`, `the Harkaway family`, `Harkaway's mother`: the surnames of pupils, and of whom they tell."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.known: dict[Words, dict[str, Parts]] = {}
        for one in people:
            parts = parts_of(one) if one.kind == "pupil" else None
            if parts:
                told = {f"the surname with a word for the family of {one.who}": parts}
                *ahead, last = words_of(parts.last)
                self.known.setdefault((*ahead, last), {}).update(told)
                self.known.setdefault((*ahead, f"{last}s"), {}).update(told)

    def needles(self) -> Iterator[Needle]:
        """The surnames, as what the search stops at."""
        return (Needle(form, "", cue=FAMILY) for form in self.known)

    def within(self, form: Words, said: Sequence[str], at: int, text: str) -> Iterator[tuple[Words, str]]:
        """The words that make a family of a surname at a place in a text, and whose it is."""
        end = at + len(form)
        behind = tuple(word for word in said[end : end + 3] if word not in ("s", "twin"))[:1]
        the = said[at - 1 : at] == ["the"]
        if not (the or behind in KIN):
            return
        span = tuple(said[at - the : end + (said[end : end + 3].index(behind[0]) + 1 if behind in KIN else 0)])
        for what, parts in self.known[form].items():
            if _is_family(parts, form, behind in KIN and behind[0], the) and re.search(_written(parts, span, the), plain(text)):
                yield span, what


def _is_family(parts: Parts, form: Words, kin: str | bool, the: bool) -> bool:
    """Whether it is a family: of a surname that is a word, only `the Young family`; of any other also `the Harkaways`, and `Harkaway's mother`."""
    if _is_clear(parts.last):
        return bool(kin) or (the and form != words_of(parts.last))
    return the and kin in KIN_OF_A_WORD


def _written(parts: Parts, span: Words, the: bool) -> str:
    """The words with the surname's capital."""
    named = len(words_of(parts.last))
    any_case = "(?i:{})" if _is_clear(parts.last) else "{}"
    behind = "".join(rf"[\W_]+{any_case.format(word)}" for word in span[the + named :])
    return rf"{BEFORE}{'(?i:the)[^0-9A-Za-z]+' if the else ''}{_either(parts.last)}(?:'?s|s')?{behind}{AFTER}"


def _is_clear(surname: str) -> bool:
    """Whether a surname is long, and no word."""
    return len(surname) >= SHORTEST_SURNAME and surname.lower() not in LAST | FIRST


def _is_word(first: str, ordinary: Container[str]) -> bool:
    """Whether a first name is a word of English too, or of the product's own articles."""
    return first.lower() in FIRST or first.lower() in ordinary


def _either(word: str) -> str:
    """A word as it is written, or in capitals throughout."""
    return f"(?:{_spelled(word)}|{_spelled(word.upper())})"


def _spelled(word: str) -> str:
    return r"[\W_]*".join(map(re.escape, re.split(r"[\W_]+", word)))

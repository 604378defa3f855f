"""Audiences as people write and read them: the trust, which is everything, or schools by their name or URN."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from sendsite.errors import DataRefused
from sendsite.publish.seal.slots import MOST_KEYS

TRUST = "trust"
"""The audience of the trust's own pages. A reader who holds it is a leader, and opens every school's too."""
SCHOOL = "school:"

COMMON = frozenset({"the", "of", "and", "school", "schools", "academy", "college", "primary", "secondary", "infant", "infants", "junior", "high", "community"})
"""Words that many schools have in their names."""

Schools = Mapping[str, str]
"""The name of each school of the register by its URN."""


def audiences(asked: Iterable[str], schools: Schools) -> tuple[str, ...]:
    """
    What a reader may read, from words such as "trust", a school's name or its URN; capitals and spaces do not matter.

    "trust" holds everything else. A school is never guessed at: one letter wrong is refused, with the nearest name.
    """
    found = {_audience(each, schools) for each in asked if each.strip()}
    if not found:
        raise DataRefused(f"It is not said what this reader may read. {_choose(schools)}")
    if TRUST in found:
        return (TRUST,)
    if len(found) > MOST_KEYS:
        raise DataRefused(f"These are {len(found)} schools, and a code opens {MOST_KEYS} at most. Write 'trust', which opens all.")
    return tuple(sorted(found))


def in_words(held: Iterable[str], schools: Schools) -> str:
    """What a reader may read, by the names of the schools."""
    held = tuple(held)
    if TRUST in held:
        return "everything"
    *most, last = names(held, schools) or ("nothing",)
    return f"{', '.join(most)} and {last}" if most else last


def names(held: Iterable[str], schools: Schools) -> tuple[str, ...]:
    """The school of each audience by name; one that is in the register no more by its URN."""
    urns = [each.removeprefix(SCHOOL) for each in held if each != TRUST]
    return tuple(sorted(schools.get(urn, f"school {urn}, which is not in the register") for urn in urns))


def _audience(text: str, schools: Schools) -> str:
    asked = _plain(text).removeprefix(SCHOOL)
    if asked == TRUST:
        return TRUST
    if asked in schools:
        return f"{SCHOOL}{asked}"
    called = [urn for urn, name in schools.items() if _plain(name) == asked]
    if len(called) == 1:
        return f"{SCHOOL}{called[0]}"
    if called:
        raise DataRefused(f"{len(called)} schools are called '{text}'. Write the URN: {', '.join(sorted(called))}.")
    meant = _near(asked, schools)
    raise DataRefused(f"There is no school '{' '.join(text.split())}' in the register. {f'Did you mean {meant}?' if meant else _choose(schools)}")


def _near(asked: str, schools: Schools) -> str:
    """The school that is meant by a name nearly right; "" where none is. Words that most schools have in their names make no two of them alike."""
    own = _own(asked)
    known = {urn: _own(_plain(name)) for urn, name in schools.items()}
    near = get_close_matches(own, filter(None, known.values()), n=1) if own else []
    return next((f"{schools[urn]} ({urn})" for urn, name in known.items() if near and name == near[0]), "")


def _own(name: str) -> str:
    """What of a name is not in the name of every other school."""
    return " ".join(word for word in name.split() if word not in COMMON)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _choose(schools: Schools) -> str:
    known = [f"{name} ({urn})" for urn, name in sorted(schools.items(), key=lambda each: each[1])]
    shown = "; ".join(known[:8]) + ("; and others" if len(known) > 8 else "")
    return f"Write 'trust' for everything, or a school by its name or URN{': ' if known else '. There is no school in the register yet'}{shown}."

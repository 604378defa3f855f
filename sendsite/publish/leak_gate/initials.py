"""
Initials right beside the class or the year group: `F.H. (Marsh)`, `FH in Year 5`. Capitals, and no abbreviation of the field: a TA in Year 5 is none.

What more than a few pupils of the trust have in one year group says nobody's name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from sendsite.publish.leak_gate.beside import CLASS, YEAR, Context, of_class, of_year
from sendsite.publish.leak_gate.names_and_words import ABBREVIATIONS
from sendsite.publish.leak_gate.needles import Needle, Person
from sendsite.publish.leak_gate.plain_words import Words, plain, words_of

MOST_OF_A_YEAR = 3
"""Pupils of the trust with the same initials in one year group; of more, they tell nobody."""

LINKS: dict[str, tuple[Words, ...]] = {CLASS: ((), ("in",), ("of",), ("from",), ("class",), ("in", "class")), YEAR: ((), ("in",), ("of",), ("from",))}
AHEAD = {CLASS: "class", YEAR: "pupil"}


def of_initials(people: Iterable[Person]) -> Iterator[Needle]:
    """The needles of all pupils' initials."""
    pupils = [(one, form) for one in people if one.kind == "pupil" for form in _initials(one)]
    held = {(one.urn, one.person_id, form, one.year_group) for one, form in pupils}
    shared = Counter((form, year) for _, _, form, year in held)
    for one, form in pupils:
        if form.lower() not in ABBREVIATIONS:
            contexts = [*of_class(one, "initials")]
            if shared[form, one.year_group] <= MOST_OF_A_YEAR:
                contexts += [each for each in of_year(one, "initials") if each.words[0] in ("year", f"y{each.words[-1][1:]}")]
            for context in contexts:
                yield from _beside(form, context)


def _beside(form: str, context: Context) -> Iterator[Needle]:
    """Initials before and behind a context, with the words that may link them."""
    initials, written = words_of(form), "".join((r"(?<![0-9A-Za-z])", r"[\W_]+".join(form.split()), r"(?![0-9A-Za-z])"))
    yield from (Needle((*initials, *link, *context.words), context.what, written) for link in LINKS[context.kind])
    yield from (Needle((*context.words, *link, *initials), context.what, written) for link in ((), (AHEAD[context.kind],)))


def _initials(one: Person) -> tuple[str, ...]:
    """All initials, and the first and last, together and apart; none of a name of one word."""
    parts = plain(one.name).split()
    if len(parts) < 2:
        return ()
    together = dict.fromkeys(("".join(word[0] for word in words_of(one.name)).upper(), f"{parts[0][0]}{parts[-1][0]}".upper()))
    return tuple(form for each in together for form in (each, " ".join(each)))

"""
A first name beside the class, the year group or the surname, also with a few words between: `Finley has moved to Marsh`, `our Year 5 pupil Finley`.

A first name that is a word too (May, Grace, Amber) counts right beside the class alone: "May (Year 6)" is a month, and "Amber, Year 5" a rating.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from sendsite.publish.leak_gate.beside import CLASS, SURNAME, YEAR, Context, of_class, of_surname, of_year
from sendsite.publish.leak_gate.names_and_words import FIRST, LAST
from sendsite.publish.leak_gate.needles import BESIDE, Needle, Person
from sendsite.publish.leak_gate.plain_words import APOSTROPHES, Words, plain, words_of

MOST_BETWEEN = {CLASS: 5, YEAR: 3, SURNAME: 3}
AHEAD = 2
"""Words between a first name and the class or the year group behind it; and between either of those and a first name behind."""

LINKS = frozenset(("in", "of", "from", "class", "form", "year", "the"))
"""What stands between a name and its class right beside it."""

LONGEST_TITLE = 14
TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|St|Saint|Prof|Professor|Lady|Lord|King|Queen|Prince|Princess|Father|Sister|Canon|Bishop)\.?\s+$")
ANOTHERS = re.compile(r"(?:'s)? ([A-Z][a-z]+)|-[A-Z]")
"""What follows a first name that is another's: a surname, or the Web of Charlotte's Web. Cells of a table have more than one blank between them."""

MIDDLE = re.compile(r"(?: [A-Z][\w'-]*\.?){2,3}")
"""Middle names and a surname."""

SENTENCE = re.compile(r"[.!?]\W*\s\W*[A-Z]")
OWN = frozenset(("Year", "Yr", "Class", "Form", "In", "Of", "From"))


class Place(NamedTuple):
    """A context found near a first name: the words from one to the other, which of them stand between, and whether the context is behind."""

    context: Context
    span: Words
    between: Words
    behind: bool


class Known(NamedTuple):
    """What is known of a first name, written so: whether words may stand between, and its contexts by their last word, which is compared first."""

    written: str
    near: bool
    contexts: dict[str, dict[Context, None]]


class InContext:
    """Whether the class, year group or surname of somebody of a first name stands beside it; `ordinary` are words of the product's own articles."""

    def __init__(self, people: Iterable[Person], ordinary: Container[str] = ()) -> None:
        self.known: dict[Words, Known] = {}
        for one in people:
            if words_of(one.name):
                self._know(one, plain(one.name).split(), ordinary)

    def _know(self, one: Person, parts: Sequence[str], ordinary: Container[str]) -> None:
        """Keep the contexts of somebody's first name."""
        first, surname = parts[0], APOSTROPHES.sub("'", one.name).split()[-1]
        near = first.lower() not in FIRST and first.lower() not in ordinary
        known = self.known.setdefault(words_of(first), Known(r"[\W_]+".join(re.findall("[0-9A-Za-z]+", first)), near, {}))
        contexts = [*of_class(one, "first name"), *(of_year(one, "first name") if near else ())] if one.kind == "pupil" else []
        contexts += of_surname(one, plain(surname)) if len(parts) > 1 else ()
        for context in contexts:
            linked = not near and all(word in FIRST or word in LAST or word in ordinary for word in context.words)
            known.contexts.setdefault(context.words[-1], {})[context._replace(linked=linked)] = None

    def needles(self) -> Iterator[Needle]:
        """The first names, as what the search stops at."""
        return (Needle(form, "", cue=BESIDE) for form in self.known)

    def within(self, form: Words, said: Sequence[str], at: int, text: str) -> Iterator[tuple[Words, str]]:
        """The words of each context of a first name that stands at a place in a text, and what it tells."""
        known = self.known[form]
        for place in _places(known, form, said, at):
            if _is_meant(known, place, text):
                yield place.span, place.context.what


def _places(known: Known, form: Words, said: Sequence[str], at: int) -> Iterator[Place]:
    """Where contexts of a name stand near it."""
    behind = at + len(form)
    most = max(MOST_BETWEEN.values()) + 4
    for end in (*range(max(at - AHEAD, 1), at + 1), *range(behind + 1, min(behind + most, len(said)) + 1)):
        for context in known.contexts.get(said[end - 1], ()):
            begin = end - len(context.words)
            if tuple(said[max(begin, 0) : end]) == context.words:
                if end <= at and context.kind != SURNAME:
                    yield Place(context, tuple(said[begin:behind]), tuple(said[end:at]), False)
                elif behind <= begin <= behind + MOST_BETWEEN[context.kind]:
                    yield Place(context, tuple(said[at:end]), tuple(said[behind:begin]), True)


def _is_meant(known: Known, place: Place, text: str) -> bool:
    """Whether the words stand in the text as a name and its class or year group are written."""
    close = LINKS.issuperset(place.between)
    if place.context.kind == SURNAME:
        if not place.between or not {place.span[0], place.span[-1]}.isdisjoint(place.between):
            return False
    elif not (close or known.near) or (place.context.linked and not place.between):
        return False
    pattern = r"[\W_]+".join(place.span)
    found = re.finditer(rf"(?<![0-9A-Za-z]){pattern}(?![0-9A-Za-z])", plain(text), re.IGNORECASE)
    return any(_is_written(known, place, each, close) for each in found)


def _is_written(known: Known, place: Place, found: re.Match[str], close: bool) -> bool:
    """Whether the name has its capitals; and but right beside its class, whether it is no other person's and of one sentence with it."""
    name = re.match(known.written, found[0]) if place.behind else re.search(f"{known.written}$", found[0])
    if name is None or (close and place.context.kind == CLASS):
        return name is not None
    if place.context.kind == SURNAME and (not known.near or MIDDLE.fullmatch(found[0], name.end())):
        return MIDDLE.fullmatch(found[0], name.end()) is not None
    start, end = found.start() + name.start(), found.start() + name.end()
    if TITLE.search(found.string[max(start - LONGEST_TITLE, 0) : start]) or SENTENCE.search(found[0]) or not _is_spelled(place.context, found[0]):
        return False
    if not place.behind and place.between and not all(word in found[0] for word in place.between):
        return False
    surname = ANOTHERS.match(found.string, end)
    return surname is None or surname[1] in OWN or surname[1] in re.findall("[0-9A-Za-z]+", plain(place.context.written))


def _is_spelled(context: Context, said: str) -> bool:
    """Whether a class or year group that is a word is written with its capital: Marsh, and no marsh."""
    return not context.written or any(map(str.isdecimal, context.written)) or plain(context.written) in said

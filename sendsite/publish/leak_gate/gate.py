"""
The gate itself: every file of an edition before it is sealed, and every file of the finished release, is searched for what must not leave the building.

It tells the file and the place, and what kind of thing stands there; never whose it is, for what it says may be written down somewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice, pairwise
from pathlib import Path
from typing import NamedTuple

from sendsite.errors import BuildFailed
from sendsite.publish.editions import Edition
from sendsite.publish.leak_gate.allow import FILE, Allowed
from sendsite.publish.leak_gate.finder import Finder, is_long, is_spelled, place_of
from sendsite.publish.leak_gate.gaps import Gaps
from sendsite.publish.leak_gate.in_context import InContext
from sendsite.publish.leak_gate.initials import of_initials
from sendsite.publish.leak_gate.layers import BYTES, MARKS, READ, SHORTEST_CODE, SHUT, Layer, Layers, text_of
from sendsite.publish.leak_gate.needles import BESIDE, FAMILY, OF_PAY, PAID, RUN, Needle, Person, Told, of_people, of_texts
from sendsite.publish.leak_gate.pay import PAY_AFTER, PAY_BEFORE, Pay, without_pay_of_articles
from sendsite.publish.leak_gate.plain_words import Words, words, words_in_bytes
from sendsite.publish.leak_gate.short_names import Families, of_parts
from sendsite.publish.seal.paths import PUBLIC
from sendsite.publish.verify.findings import Finding

CHECK = "leak gate"
SHOWN = 20
"""Places that a refusal lists; the gate stops looking after one more."""

STOPPED = "Nothing was published: the site says what must not leave the building."
REMEDY = (
    "Take it out of the article, title or picture that says it, then publish again. "
    f"Where it is no person's at all, such as a park of the same name, allow the words with the reason in {FILE}."
)


class Leaks(BuildFailed):
    """The site says what it must not; `findings` say where."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        shown = [str(each) for each in findings[:SHOWN]]
        more = ["and more."] if len(findings) > SHOWN else []
        super().__init__("\n".join((STOPPED, *shown, *more, REMEDY)))
        self.findings = tuple(findings)


@dataclass(frozen=True)
class Held:
    """
    What the trust holds and must not publish: people, and free text about them, of now and of every term that is shown.

    `articles` are the product's own words and `said` the trust's about itself, such as its name: neither can be a secret.
    """

    people: Sequence[Person] = field(default=(), repr=False)
    texts: Sequence[Told] = field(default=(), repr=False)
    articles: Sequence[bytes] = field(default=(), repr=False)
    said: Sequence[str] = ()


class Hit(NamedTuple):
    """Words that stand somewhere, what they tell, and whether that is more than a number that happens to be equal."""

    words: Words
    what: str
    sure: bool


class LeakGate:
    """Looks for what is held in whatever is to be published; `allowed` words are passed where they are meant."""

    def __init__(self, held: Held, allowed: Sequence[Allowed] = ()) -> None:
        own = [words(text_of(each) or "") for each in held.articles]
        usual = Counter(word for text in own for word in text)
        public = [f" {' '.join(words(each))} " for each in held.said]
        people = without_pay_of_articles(held.people, [text_of(each) or "" for each in held.articles])
        self.in_context, self.families, self.pay, self.gaps = InContext(people, usual), Families(people), Pay(people), Gaps(people)
        needles = chain(of_people(people), _of_texts(held.texts, own, usual), _of_parts(people, own, usual), of_initials(people))
        sought = [each for each in needles if not _said(each.words, public)]
        sought += (*self.in_context.needles(), *self.families.needles(), *self.pay.needles())
        self.finder, self.in_bytes = Finder(sought, usual), Finder((each for each in sought if is_long(each) and not each.cue), usual)
        self.allowed = {each.words: [one for one in allowed if one.words == each.words] for each in allowed}
        self.layers = Layers()

    def edition(self, edition: Edition) -> None:
        """Refuse an edition that says what it must not, before any of it is sealed."""
        _refused(found for item in edition.items for found in self.look(item.real, item.read(), item.path, public=item.audience == PUBLIC))

    def tree(self, folder: Path, paths: Iterable[str]) -> None:
        """Refuse a finished release that says what it must not."""
        _refused(found for path in sorted(paths) for found in self.look(path, (folder / path).read_bytes()))

    def found(self, folder: Path) -> tuple[Finding, ...]:
        """What a folder of plain pages says that it must not, the first so many."""
        paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        return tuple(islice((found for path in paths for found in self.look(path, (folder / path).read_bytes())), SHOWN))

    def look(self, path: str, content: bytes, *other_names: str, public: bool = False) -> Iterator[Finding]:
        """What a file or its name says that it must not: each kind once a place. `public` are files that anybody can read."""
        for name in (path, *other_names):
            hit = next((hit for hit in self._in_name(name) if not self._allowed(hit, path)), None)
            if hit is not None:
                yield Finding(CHECK, path, f"{hit.what} stands in the name of the file.")
        told: set[str] = set()
        for layer in self.layers.of(content):
            if layer.kind == SHUT:
                yield Finding(CHECK, path, f"{layer.where or 'the file'}: {layer.text}.")
            for said in self._said_by(layer, path, content, public=public):
                if said not in told:
                    told.add(said)
                    yield Finding(CHECK, path, said)

    def _said_by(self, layer: Layer, path: str, content: bytes, *, public: bool) -> Iterator[str]:
        """What a layer says that it must not. A number that happens to equal a salary counts beside a second one, such as in a list of them."""
        doubtful: dict[Words, str] = {}
        for each in self._in(layer):
            if not self._allowed(each, path):
                if each.sure:
                    yield _at(each, layer, content)
                else:
                    doubtful[each.words] = _at(each, layer, content)
        if len(doubtful) > 1 or public:
            yield from doubtful.values()

    def _in_name(self, name: str) -> Iterator[Hit]:
        """What stands in a file's name, in what is coded in a part of it, or over several parts."""
        yield from self._in(Layer(name, READ))
        for part in re.split(r"[/.]", name):
            if "%" in part or len(part) >= SHORTEST_CODE:
                yield from (hit for layer in self.layers.of(part.encode("utf-8", "replace")) for hit in self._in(layer))

    def _in(self, layer: Layer) -> Iterator[Hit]:
        """What stands in a layer."""
        if layer.kind == BYTES:
            found = self.in_bytes.within(words_in_bytes(layer.text))
            yield from (Hit(needle.words, needle.what, True) for _, needle in found if is_spelled(needle, layer.text))
            return
        said = words(layer.text)
        for at, needle in self.finder.within(said):
            if needle.cue == BESIDE:
                yield from (Hit(span, what, True) for span, what in self.in_context.within(needle.words, said, at, layer.text))
            elif needle.cue == FAMILY:
                yield from (Hit(span, what, True) for span, what in self.families.within(needle.words, said, at, layer.text))
            elif needle.cue == PAID:
                yield from (Hit(span, what, True) for span, what in self.pay.within(said, at))
            elif (layer.kind == READ or not needle.seen) and is_spelled(needle, layer.text):
                near = said[max(at - PAY_BEFORE, 0) : at + len(needle.words) + PAY_AFTER]
                yield Hit(needle.words, needle.what, not needle.doubtful or not set(OF_PAY).isdisjoint(near))
        if layer.kind == READ:
            yield from (Hit(span, what, True) for span, what in self.gaps.within(said))

    def _allowed(self, hit: Hit, path: str) -> bool:
        return any(each.covers(hit.words, path) for each in self.allowed.get(hit.words, ()))


def _at(hit: Hit, layer: Layer, content: bytes) -> str:
    """What stands there, and where, in words."""
    place = layer.where or place_of(hit.words, text_of(content) or "") or ("in a mark" if layer.kind == MARKS else "")
    return f"{place}: {hit.what} stands there." if place else f"{hit.what} stands in it."


def _refused(findings: Iterable[Finding]) -> None:
    if found := list(islice(findings, SHOWN + 1)):
        raise Leaks(found)


def _of_texts(texts: Sequence[Told], own: Sequence[Sequence[str]], usual: Mapping[str, int]) -> Iterator[Needle]:
    """Free text that is not the product's own."""
    return of_texts(texts, usual, {tuple(text[at : at + RUN]) for text in own for at in range(len(text) - RUN + 1)})


def _of_parts(people: Sequence[Person], own: Sequence[Sequence[str]], usual: Mapping[str, int]) -> Iterator[Needle]:
    """Initials with a name, but those of the authors that the product's own articles quote."""
    quoted = {pair for text in own for pair in pairwise(text) if min(map(len, pair)) == 1}
    return (each for each in of_parts(people, usual) if each.words not in quoted)


def _said(sought: Words, public: Sequence[str]) -> bool:
    return any(f" {' '.join(sought)} " in text for text in public)

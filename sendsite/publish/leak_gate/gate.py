"""
The gate itself: every file of an edition before it is sealed, and every file of the finished release, is searched for what must not leave the building.

It tells the file and the place, and what kind of thing stands there; never whose it is, for what it says may be written down somewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from sendsite.errors import BuildFailed
from sendsite.publish.editions import Edition
from sendsite.publish.leak_gate.allow import FILE, Allowed
from sendsite.publish.leak_gate.finder import Finder, is_long, is_spelled, place_in
from sendsite.publish.leak_gate.layers import BYTES, MARKS, READ, SHUT, Layer, Layers, text_of
from sendsite.publish.leak_gate.needles import OF_PAY, RUN, Needle, Person, Told, of_people, of_texts
from sendsite.publish.leak_gate.plain_words import Words, words, words_in_bytes
from sendsite.publish.seal.paths import PUBLIC
from sendsite.publish.verify.findings import Finding

CHECK = "leak gate"
SHOWN = 20
"""Places that a refusal lists; the gate stops looking after one more."""

PAY_BEFORE, PAY_AFTER = 12, 6
"""Words around a number within which a word of pay makes a salary of it."""

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
    """A needle that stands somewhere, and whether it is more than a number that happens to be equal."""

    needle: Needle
    sure: bool


class LeakGate:
    """Looks for what is held in whatever is to be published; `allowed` words are passed where they are meant."""

    def __init__(self, held: Held, allowed: Sequence[Allowed] = ()) -> None:
        own = [words(text_of(each) or "") for each in held.articles]
        usual = Counter(word for text in own for word in text)
        runs = {tuple(text[at : at + RUN]) for text in own for at in range(len(text) - RUN + 1)}
        public = [f" {' '.join(words(each))} " for each in held.said]
        needles = (*of_people(held.people), *of_texts(held.texts, usual, runs))
        sought = [each for each in needles if not _said(each.words, public)]
        self.finder, self.in_bytes = Finder(sought, usual), Finder((each for each in sought if is_long(each)), usual)
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
            for each in self._in(Layer(name, READ)):
                if not self._allowed(each.needle, path):
                    yield Finding(CHECK, path, f"{each.needle.what} stands in the name of the file.")
                    break
        told: set[str] = set()
        doubtful: dict[Words, str] = {}
        for layer in self.layers.of(content):
            if layer.kind == SHUT:
                yield Finding(CHECK, path, f"{layer.where or 'the file'}: {layer.text}.")
            for each in self._in(layer):
                if not self._allowed(each.needle, path):
                    said = _at(each.needle, layer, content)
                    if not each.sure:
                        doubtful[each.needle.words] = said
                    elif said not in told:
                        told.add(said)
                        yield Finding(CHECK, path, said)
        if len(doubtful) > 1 or public:
            yield from (Finding(CHECK, path, said) for said in doubtful.values() if said not in told)

    def _in(self, layer: Layer) -> Iterator[Hit]:
        """What stands in a layer."""
        if layer.kind == BYTES:
            yield from (Hit(needle, True) for _, needle in self.in_bytes.within(words_in_bytes(layer.text)) if is_spelled(needle, layer.text))
            return
        said = words(layer.text)
        for at, needle in self.finder.within(said):
            if (layer.kind == READ or not needle.seen) and is_spelled(needle, layer.text):
                near = said[max(at - PAY_BEFORE, 0) : at + len(needle.words) + PAY_AFTER]
                yield Hit(needle, not needle.doubtful or not set(OF_PAY).isdisjoint(near))

    def _allowed(self, needle: Needle, path: str) -> bool:
        return any(each.covers(needle.words, path) for each in self.allowed.get(needle.words, ()))


def _at(needle: Needle, layer: Layer, content: bytes) -> str:
    """What stands there, and where, in words."""
    place = layer.where or place_in(needle, text_of(content) or "") or ("in a mark" if layer.kind == MARKS else "")
    return f"{place}: {needle.what} stands there." if place else f"{needle.what} stands in it."


def _refused(findings: Iterable[Finding]) -> None:
    if found := list(islice(findings, SHOWN + 1)):
        raise Leaks(found)


def _said(sought: Words, public: Sequence[str]) -> bool:
    return any(f" {' '.join(sought)} " in text for text in public)

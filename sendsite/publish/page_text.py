"""What a finished page says, passage by passage under its headings, each with the anchor that leads there."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import NamedTuple

HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
PASSAGES = frozenset(
    {"p", "li", "tr", "caption", "dt", "dd", "figcaption", "blockquote", "pre", "summary", "div", "section", "article", "aside", "details", "table"}
)
"""Elements at whose beginning and end a passage ends. A table's row is one."""

APART = frozenset({"td", "th", "span", "dfn"})
"""Elements at whose beginning and end a word ends: what styles set on a line of its own is often one of these."""

UNSAID = frozenset({"script", "style", "svg", "nav", "template", "noscript", "button", "form", "footer", "header", "thead"})
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})


class Section(NamedTuple):
    """What stands under a heading. `anchor` is "" where only the page itself can be gone to."""

    anchor: str
    heading: str
    passages: tuple[str, ...]


class PageText(NamedTuple):
    """A page's title, without the site's name behind it, and its sections."""

    title: str
    sections: tuple[Section, ...]


def page_text(html: str, *, title_alone: bool = False) -> PageText:
    """
    The words of a page's main part, a passage once each, or its title alone, which costs little.

    Navigation, links that stand for themselves, drawings, downloads and what is hidden from a screen reader are left out.
    """
    listener = _Listener()
    listener.feed("".join(html.partition("</title>")[:2]) if title_alone else html)
    listener.close()
    listener.end_passage()
    sections = (Section(anchor, heading, tuple(passages)) for anchor, heading, passages in listener.sections)
    title = " ".join(listener.title.split()).rpartition(" – ")
    return PageText(title[0] or title[2], tuple(each for each in sections if each.heading or each.passages))


class _Open(NamedTuple):
    """An element that has begun: its name, its id, and whether what is in it counts."""

    name: str
    id: str
    said: bool


class _Listener(HTMLParser):
    """Collects sections while a page is read through."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self.sections: list[tuple[str, str, list[str]]] = [("", "", [])]
        self.open: list[_Open] = []
        self.words: list[str] = []
        self.own_words = False
        self.heard: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            self.words.append(" ")
            return
        if tag in HEADINGS | PASSAGES:
            self.end_passage()
        elif tag in APART:
            self.words.append(" ")
        known = dict(attrs)
        unsaid = tag in UNSAID or known.get("aria-hidden") == "true" or (tag == "a" and "download" in known)
        said = (tag == "main" or (bool(self.open) and self.open[-1].said)) and not unsaid
        self.open.append(_Open(tag, (known.get("id") or "") if tag != "main" else "", said))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that ends at once says nothing."""

    def handle_endtag(self, tag: str) -> None:
        if not any(each.name == tag for each in self.open):
            return
        if tag in HEADINGS:
            self._begin_section()
        elif tag in PASSAGES:
            self.end_passage()
        elif tag in APART:
            self.words.append(" ")
        while self.open.pop().name != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not self.open:
            return
        if self.open[-1].name == "title" and not any(each.name == "svg" for each in self.open):
            self.title += data
        elif self.open[-1].said:
            self.words.append(data)
            self.own_words |= bool(data.strip()) and not any(each.name == "a" for each in self.open)

    def end_passage(self) -> None:
        """Put what was heard since the last passage under the newest heading."""
        own_words = self.own_words
        passage = self._taken()
        if own_words and any(sign.isalnum() for sign in passage) and passage not in self.heard:
            self.heard.add(passage)
            self.sections[-1][2].append(passage)

    def _begin_section(self) -> None:
        heading = self._taken()
        if heading:
            anchor = next((each.id for each in reversed(self.open) if each.id), self.sections[-1][0])
            self.sections.append((anchor, heading, []))

    def _taken(self) -> str:
        passage = " ".join("".join(self.words).split())
        self.words.clear()
        self.own_words = False
        return passage

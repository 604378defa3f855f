"""
A search index for each audience: what its pages say, with their headings, for the reader's search box.

An index is sealed like any download of its audience. It holds that audience's pages and the public ones, and no word of anybody else's.
Pages of older terms are in it by their titles alone. The text stands in it as it is read, so that a result can show its sentence;
words that say nothing are left out of what is asked, in the browser.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import partial

from sendsite.publish.editions import Edition, Item
from sendsite.publish.page_text import PageText, Section, page_text
from sendsite.publish.records import Entry
from sendsite.publish.seal.paths import PUBLIC
from sendsite.site.addresses import Namer, term_prefix

MOST = 200_000
"""How many bytes an index may have before it is packed. Beyond that the longest texts are cut: their last passages go, titles and headings stay."""

SHORTEST = 10
"""No text is cut to fewer passages than this for being long; where that is still too much, pages are kept by headings alone."""

KIND = "application/json"
NAME = "search.json"
NEEDLESS = frozenset({"404.html"})

Row = tuple[str, str, str, Sequence[Section]]
"""A page: where it is published, its title, a word where it is not of the newest term, and its sections."""


def with_search(edition: Edition, namer: Namer) -> Edition:
    """The edition with one file more for each audience: its index."""
    pages = [item for item in edition.items if item.kind == "text/html" and item.real not in NEEDLESS]
    texts = {item.path: page_text(item.read().decode("utf-8"), title_alone=not _is_newest(item)) for item in pages}
    return edition._replace(items=(*edition.items, *(_index_file(audience, pages, texts, namer) for audience in edition.audiences)))


def index_path(entries: Mapping[str, Entry], audience: str) -> str:
    """Where an audience's index is published, among the files of a release; "" where it has none."""
    return next((path for path, entry in entries.items() if (entry.audience, entry.real) == (audience, real_name(audience))), "")


def real_name(audience: str) -> str:
    """Where the preview would have an audience's index, if it had one."""
    return f"{audience.replace(':', '/')}/{NAME}"


def index_of(rows: Sequence[Row], most: int = MOST) -> bytes:
    """
    An index as JSON: {"v": 1, "pages": [[path, title, "Draft", [[anchor, heading, passage, ...], ...]], ...]}.

    The same pages give the same bytes.
    """
    longest = max((len(section.passages) for *_, sections in rows for section in sections), default=0)
    while len(written := _written(rows, longest)) > most and longest:
        longest = longest * 3 // 4 if longest > SHORTEST else 0
    return written


def _index_file(audience: str, pages: Sequence[Item], texts: dict[str, PageText], namer: Namer) -> Item:
    """An audience's index as a file to be published: its own pages, then the public ones, then its older terms' by title."""
    own = [item for item in pages if item.audience == audience]
    ordered = [item for item in own if _is_newest(item)]
    ordered += [item for item in pages if item.audience == PUBLIC]
    ordered += [item for item in own if not _is_newest(item)]
    content = index_of([_row(item, texts[item.path]) for item in ordered])
    real = real_name(audience)
    return Item(namer(audience, real), audience, real, KIND, partial(bytes, content))


def _row(item: Item, text: PageText) -> Row:
    term = term_prefix(item.real)
    return item.path, text.title, {"": "", "draft/": "Draft"}.get(term, "Earlier term"), text.sections


def _is_newest(item: Item) -> bool:
    return not term_prefix(item.real)


def _written(rows: Sequence[Row], longest: int) -> bytes:
    """The index with at most so many passages below a heading."""
    pages = [[path, title, term, [[each.anchor, each.heading, *each.passages[:longest]] for each in sections]] for path, title, term, sections in rows]
    return json.dumps({"v": 1, "pages": pages}, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode("utf-8")

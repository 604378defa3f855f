"""Markdown to clean HTML: a pure function of the text, so that the same article is never worked out twice in a run."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

TAGS = frozenset({
    "a", "abbr", "b", "blockquote", "br", "caption", "cite", "code", "dd", "del", "dfn", "div", "dl", "dt", "em", "h2", "h3", "h4", "h5", "h6", "hr",
    "i", "ins", "kbd", "li", "ol", "p", "pre", "q", "s", "small", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})
HEADINGS = ("h2", "h3", "h4", "h5", "h6")
ATTRIBUTES: dict[str, set[str]] = {"a": {"href"}, "li": {"id"}, "sup": {"id"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}, "ol": {"start"}}
ATTRIBUTES.update({heading: {"id"} for heading in HEADINGS})
CLASSES = {"div": {"footnote"}, "a": {"footnote-ref", "footnote-backref"}}
OTHER_HOST = re.compile(r"[\s\x00-\x1f]*[/\\]")
FIRST_HEADING = re.compile(r"^# ", re.MULTILINE)
FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Prose:
    """Clean HTML, its second-level headings as (id, words), and how many words it has."""

    html: str
    contents: tuple[tuple[str, str], ...]
    words: int


@lru_cache(maxsize=256)
def prose(text: str) -> Prose:
    """Tables, footnotes and headings with ids; no script, no style, no picture, no link without a scheme that leaves the site."""
    import markdown
    import nh3

    writer = markdown.Markdown(extensions=["tables", "toc", "footnotes", "sane_lists", "def_list", "abbr", "fenced_code"], output_format="html")
    made = writer.convert(text)
    contents = tuple((token["id"], token["name"]) for token in getattr(writer, "toc_tokens", []) if token["level"] == 2)
    clean = nh3.clean(
        made, tags=set(TAGS), attributes=ATTRIBUTES, allowed_classes=CLASSES, attribute_filter=_kept, url_schemes={"http", "https", "mailto"}, link_rel=None
    )
    return Prose(_dressed(clean), contents, len(re.findall(r"\w+", re.sub(r"<[^>]+>", " ", clean))))


def top_heading(text: str) -> int | None:
    """How many lines stand before a first-level heading; None where there is none, as there should be: the title is that heading."""
    found = FIRST_HEADING.search(FENCED.sub(lambda code: re.sub(r"^# ", "  ", code[0], flags=re.MULTILINE), text))
    return text[: found.start()].count("\n") if found else None


def _kept(element: str, attribute: str, value: str) -> str | None:
    """`//elsewhere.example` and `/root` are dropped: the first leaves the site without a scheme, the second is no relative link."""
    return None if attribute == "href" and OTHER_HOST.match(value) else value


def _dressed(html: str) -> str:
    """Tables in a frame of their own that scrolls, header cells with their scope, footnotes under a heading."""
    count = 0

    def framed(_: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f'<div class="scroll" role="region" aria-label="Table {count}" tabindex="0"><table>'

    html = re.sub("<table>", framed, html).replace("</table>", "</table></div>").replace("<th>", '<th scope="col">')
    html = re.sub(r'<div class="footnote">\s*<hr>', '<div class="footnote" role="doc-endnotes"><h2 id="notes">Notes and sources</h2>', html)
    return html.replace('class="footnote-backref"', 'class="footnote-backref" aria-label="Back to the text"')

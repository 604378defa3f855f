"""The pieces of a page that stands alone: facts, tables that become lists on a telephone, and a small stylesheet, which stands in the page itself."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from importlib import resources


def paragraph(words: str, quiet: bool = False) -> str:
    """A paragraph of plain words."""
    of_class = ' class="q"' if quiet else ""
    return f"<p{of_class}>{escape(words)}</p>"


def heading(level: int, words: str, at: str = "") -> str:
    """A heading, with a name to go to where it has one."""
    named = f' id="{at}"' if at else ""
    return f"<h{level}{named}>{escape(words)}</h{level}>"


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """What is held, a line each: its name and its words."""
    return f'<dl class="facts">{"".join(f"<dt>{escape(name)}</dt><dd>{lines(words)}</dd>" for name, words in pairs)}</dl>'


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table whose first column heads its rows. On a narrow screen each row is a list, each cell under the name of its column."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in heads)
    body = "".join(f"<tr>{_cells(heads, row)}</tr>" for row in rows)
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cells(heads: Sequence[str], row: Sequence[str]) -> str:
    first, *others = row
    rest = "".join(f'<td data-label="{escape(name)}">{lines(words)}</td>' for name, words in zip(heads[1:], others, strict=True))
    return f'<th scope="row">{lines(first)}</th>{rest}'


def lines(words: str) -> str:
    """Words of one line or several."""
    return "<br>".join(escape(line) for line in words.split("\n"))


def listed(items: Iterable[str]) -> str:
    """A list of plain words."""
    return f"<ul>{''.join(f'<li>{lines(item)}</li>' for item in items)}</ul>"


def folded(summary: str, inside: str) -> str:
    """What is read by whoever unfolds it; a printout leaves it out while it is folded."""
    return f"<details><summary>{escape(summary)}</summary>{inside}</details>"


def whole(title: str, body: str) -> str:
    """The page, whole in itself: it asks nothing of any other file or machine."""
    style = resources.files("sendsite.workflow.subject").joinpath("page.css").read_text("utf-8")
    meta = '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
    return f'<!doctype html><html lang="en-GB"><head>{meta}<title>{escape(title)}</title><style>\n{style}</style></head><body>{body}</body></html>\n'

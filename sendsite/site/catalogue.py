"""Every address the site has, each with its audience: what is not in this list is neither published nor sealed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sendsite.errors import BuildFailed
from sendsite.report.contents import contents_of
from sendsite.report.figures.pages import Page, Report
from sendsite.site.addresses import Namer, beside, path_of, plain
from sendsite.site.articles import Articles
from sendsite.site.theme import Theme

PAGES = frozenset({"page", "article", "listing"})


@dataclass(frozen=True, slots=True)
class Address:
    """
    One file of the site. `key` is the page it is or belongs to (a static file's: its name in the theme), `slug` its table or picture.

    Kinds: page (of figures), article, listing, table, workbook, picture, feed, static, missing (the page for what is not there), robots.
    """

    kind: str
    key: str
    audience: str
    real: str
    path: str
    slug: str = ""


def catalogue(report: Report, articles: Articles, theme: Theme, namer: Namer = plain) -> tuple[Address, ...]:
    """All addresses: public pages first, then the report's pages in its order, each followed by its downloads, then the theme's files."""
    lines = (*_public(report, articles), *_report(report), *_files(theme))
    found = tuple(Address(kind, key, audience, real, namer(audience, real), slug) for kind, key, audience, real, slug in lines)
    taken: dict[str, Address] = {}
    for address in found:
        if taken.setdefault(address.path, address) is not address:
            raise BuildFailed(f"Two pages have the address {address.path}: {taken[address.path].real} and {address.real}.")
    return found


Line = tuple[str, str, str, str, str]


def _public(report: Report, articles: Articles) -> Iterator[Line]:
    shown = {page.key for page in report.pages}
    for article in articles.pages:
        if article.key not in shown:
            yield "article", article.key, "public", path_of(article.key), ""
    yield "listing", "explainers", "public", path_of("explainers"), ""
    for article in articles.explainers:
        yield "article", article.key, "public", path_of(article.key), ""
    yield "feed", "explainers", "public", "explainers/feed.xml", ""
    yield "missing", "404", "public", "404.html", ""
    yield "robots", "robots", "public", "robots.txt", ""


def _report(report: Report) -> Iterator[Line]:
    for page in report.pages:
        yield from _page(page)


def _page(page: Page) -> Iterator[Line]:
    """A page of figures and its downloads: a CSV for each table, one workbook of all, each picture as SVG and PNG."""
    real, contents = path_of(page.key), contents_of(page.key, page.figures)
    yield "page", page.key, page.audience, real, ""
    for slug in contents.tables:
        yield "table", page.key, page.audience, beside(real, slug, "csv"), slug
    if contents.tables:
        yield "workbook", page.key, page.audience, beside(real, "", "xlsx"), ""
    for slug in contents.pictures:
        for ending in ("svg", "png"):
            yield "picture", page.key, page.audience, beside(real, slug, ending), f"{slug}.{ending}"


def _files(theme: Theme) -> Iterator[Line]:
    for name, file in theme.static.items():
        yield "static", name, "public", file.path, ""


@dataclass(frozen=True)
class Directory:
    """The catalogue to look things up in."""

    addresses: tuple[Address, ...]

    @cached_property
    def by_path(self) -> dict[str, Address]:
        return {address.path: address for address in self.addresses}

    @cached_property
    def by_real(self) -> dict[str, Address]:
        return {address.real: address for address in self.addresses}

    @cached_property
    def pages(self) -> dict[str, Address]:
        """Pages that a reader can open, by key."""
        return {address.key: address for address in self.addresses if address.kind in PAGES}

    @cached_property
    def files(self) -> dict[tuple[str, str, str], Address]:
        """What is not a page, by (kind, key, slug)."""
        return {(address.kind, address.key, address.slug): address for address in self.addresses if address.kind not in PAGES}

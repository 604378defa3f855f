"""Answers an address with its bytes: a pure function of the report, the articles, the theme and the addresses."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from sendsite.report.completing import about_lines
from sendsite.report.contents import Contents, contents_of
from sendsite.report.downloads import csv_bytes, xlsx_bytes
from sendsite.report.figures.pages import Report
from sendsite.site.articles import Articles
from sendsite.site.catalogue import Address, Directory
from sendsite.site.feed import atom
from sendsite.site.links import Links
from sendsite.site.surroundings import around, of_article, of_figures, template_of
from sendsite.site.theme import Theme

ROBOTS = b"User-agent: *\nDisallow: /\n"
KEPT = 64  # pages whose tables are remembered while their downloads are made


class Desk:
    """Holds what pages are made of. Nothing in it changes once it is made."""

    def __init__(self, report: Report, articles: Articles, theme: Theme, directory: Directory, name_schools: bool) -> None:
        self.report, self.articles, self.theme, self.directory, self.name_schools = report, articles, theme, directory, name_schools
        self._pages = {page.key: page for page in report.pages}
        self._contents: Callable[[str], Contents] = lru_cache(maxsize=KEPT)(lambda key: contents_of(key, self._pages[key].figures))
        self._makers: dict[str, Callable[[Address], bytes]] = {
            "page": self._page,
            "article": self._article,
            "listing": self._listing,
            "missing": self._missing,
            "table": lambda address: csv_bytes(self._contents(address.key).tables[address.slug]),
            "workbook": self._workbook,
            "picture": self._picture,
            "feed": lambda address: atom(report.trust, articles, self.links(address)),
            "static": lambda address: theme.static[address.key].content,
            "robots": lambda address: ROBOTS,
        }

    def body(self, address: Address) -> bytes:
        """The bytes of an address."""
        return self._makers[address.kind](address)

    def links(self, address: Address) -> Links:
        """The links as the page of an address writes them."""
        return Links(address, self.directory, lambda file: len(self.body(file)))

    def check_articles(self) -> None:
        """Try every link that an article makes; ConfigError with file and line for one that leads nowhere."""
        for article in self.articles.by_key.values():
            self.links(self.directory.pages[article.key]).within(article)

    def _page(self, address: Address) -> bytes:
        page, links = self._pages[address.key], self.links(address)
        own = of_figures(self.report, page, self.articles.by_key.get(address.key), links)
        return self._rendered(template_of(type(page.figures)), links, page.title, own)

    def _article(self, address: Address) -> bytes:
        article, links = self.articles.by_key[address.key], self.links(address)
        template = "home.html" if address.key == "home" else "article.html" if address.key.startswith("explainers/") else "page.html"
        return self._rendered(template, links, article.title, of_article(self.report, self.articles, article, links))

    def _listing(self, address: Address) -> bytes:
        return self._rendered("listing.html", self.links(address), "Explainers", {"explainers": self.articles.explainers})

    def _missing(self, address: Address) -> bytes:
        return self._rendered("not_found.html", self.links(address), "There is no such page", {})

    def _rendered(self, template: str, links: Links, title: str, own: dict[str, Any]) -> bytes:
        context = around(self.report, links, title, name_schools=self.name_schools) | own
        return self.theme.render(template, context).encode("utf-8")

    def _workbook(self, address: Address) -> bytes:
        page = self._pages[address.key]
        about = about_lines(getattr(page.figures, "standing", None))
        return xlsx_bytes(tuple(self._contents(address.key).tables.values()), page.title, about)

    def _picture(self, address: Address) -> bytes:
        slug, _, ending = address.slug.rpartition(".")
        picture = self._contents(address.key).pictures[slug]
        return picture.png if ending == "png" else f'<?xml version="1.0" encoding="UTF-8"?>\n{picture.svg}\n'.encode()

"""The explainers as an Atom feed: titles and summaries, never a figure. Links and ids hold no host, which the site does not know."""

from __future__ import annotations

from datetime import date
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree

from sendsite.site.articles import Articles
from sendsite.site.links import Links

ATOM = "http://www.w3.org/2005/Atom"


def atom(trust: str, articles: Articles, links: Links) -> bytes:
    """The feed, the newest article first; same articles, same bytes."""
    ElementTree.register_namespace("", ATOM)
    feed = ElementTree.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": "en-GB"})
    _add(feed, "id", _id(trust, "explainers"))
    _add(feed, "title", f"Explainers from {trust}")
    _add(feed, "updated", _moment(max((article.changed for article in articles.explainers), default=date(2000, 1, 1))))
    _add(feed, "link", rel="self", type="application/atom+xml", href=links.feed())
    _add(feed, "link", rel="alternate", type="text/html", href=links.to("explainers"))
    for article in articles.explainers:
        entry = ElementTree.SubElement(feed, f"{{{ATOM}}}entry")
        _add(entry, "id", _id(trust, article.key))
        _add(entry, "title", article.title)
        _add(entry, "link", rel="alternate", type="text/html", href=links.to(article.key))
        _add(entry, "published", _moment(article.top.published))
        _add(entry, "updated", _moment(article.changed))
        _add(ElementTree.SubElement(entry, f"{{{ATOM}}}author"), "name", article.top.author or trust)
        for tag in article.top.tags:
            _add(entry, "category", term=tag)
        _add(entry, "summary", article.summary)
    return bytes(ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True))


def _add(parent: ElementTree.Element, tag: str, text: str = "", **attributes: str) -> None:
    ElementTree.SubElement(parent, f"{{{ATOM}}}{tag}", attributes).text = text or None


def _id(trust: str, key: str) -> str:
    """An id that stays when the site moves to another host."""
    return uuid5(NAMESPACE_URL, f"sendsite:{trust}:{key}").urn


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"

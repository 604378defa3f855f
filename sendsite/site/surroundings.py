"""What a template is given besides its page: names for the head and foot, the ways to other pages, and links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, get_args

from markupsafe import Markup, escape

from sendsite.report.figures.pages import Page, PageFigures, Report
from sendsite.report.figures.values import Standing
from sendsite.report.marks import left_over
from sendsite.site.addresses import term_prefix
from sendsite.site.articles import Article, Articles
from sendsite.site.links import Links

MENU = (("Trust", "trust"), ("How it works", "how-it-works"), ("Explainers", "explainers"), ("Questions", "faq"))
SMALL_PRINT = (("Method", "research"), ("Who can read this", "who-can-read-this"), ("Accessibility", "accessibility"), ("Privacy", "privacy"))
NEWEST = 3
CONTEXT = frozenset(
    {"page", "title", "kind", "key", "audience", "trust", "plan", "standing", "menu", "small_print", "schools", "terms", "links", "marks"}
    | {"article", "html", "related", "explainers"}
)
"""Every name a template may use."""


@dataclass(frozen=True, slots=True)
class Way:
    """A way to another page; `current` where it leads to the page it stands on, or the part of the site that page is in."""

    label: str
    href: str
    current: bool = False


def template_of(figures: type) -> str:
    """The template of a page of figures: SchoolDashboard is drawn by school_dashboard.html."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", figures.__name__).lower() + ".html"


TEMPLATES = {template_of(figures): figures for figures in get_args(PageFigures)}
PLAIN_TEMPLATES = ("home.html", "page.html", "article.html", "listing.html", "not_found.html")


def around(report: Report, links: Links, title: str, *, name_schools: bool) -> dict[str, Any]:
    """The context that every page has. A public page of a sealed site names no school (`name_schools` off)."""
    here = links.here
    named = name_schools or here.audience == "trust"
    return {
        "title": title,
        "kind": here.kind,
        "key": here.key,
        "audience": here.audience,
        "trust": report.trust,
        "plan": report.plan_name,
        "standing": None,
        "marks": {},
        "menu": _ways(MENU, links),
        "small_print": _ways(SMALL_PRINT, links),
        "schools": _schools(report, links) if named else (),
        "terms": (),
        "links": links,
        "page": None,
        "article": None,
        "html": Markup(""),
        "related": (),
        "explainers": (),
    }


def of_figures(report: Report, page: Page, article: Article | None, links: Links) -> dict[str, Any]:
    """What a page of figures adds. An article of the same key is its introduction."""
    standing: Standing | None = getattr(page.figures, "standing", None)
    context: dict[str, Any] = {"page": page.figures, "standing": standing, "marks": left_over(page.figures)}
    if standing is not None:
        context["terms"] = _terms(report, page.key, links)
    if article is not None:
        context |= {"article": article, "html": article_html(report, article, links)}
    return context


def of_article(report: Report, articles: Articles, article: Article, links: Links) -> dict[str, Any]:
    """What an article's page adds; the front page has the newest explainers besides."""
    return {
        "article": article,
        "html": article_html(report, article, links),
        "related": articles.related(article),
        "explainers": articles.explainers[:NEWEST] if article.key == "home" else (),
    }


def article_html(report: Report, article: Article, links: Links) -> Markup:
    """An article with its links made and {trust} and {plan} filled in."""
    html = links.within(article)
    for name, words in (("{trust}", report.trust), ("{plan}", report.plan_name)):
        html = html.replace(name, escape(words))
    return Markup(html)  # noqa: S704, RUF100 - cleaned in prose.py


def _ways(lines: tuple[tuple[str, str], ...], links: Links) -> tuple[Way, ...]:
    here = links.here.key.removeprefix(term_prefix(links.here.key)).split("/")[0]
    return tuple(Way(label, links.to(key), key == here) for label, key in lines if links.has(key))


def _terms(report: Report, here: str, links: Links) -> tuple[Way, ...]:
    """The same page of the other terms, newest first, the draft before all; the newest frozen one stands at the root, and at its lasting address too."""
    bare = here.removeprefix(term_prefix(here))
    draft = ((f"{report.draft}, draft", f"draft/{bare}"),) if report.draft else ()
    keys = ((label, bare if term == report.standing.term else f"{term}/{bare}") for term, label in report.terms if f"{term}/" != term_prefix(here))
    return tuple(Way(label, links.to(key)) for label, key in (*draft, *keys) if key != here and links.has(key))


def _schools(report: Report, links: Links) -> tuple[Way, ...]:
    """The schools, each to its page of the same term; one that the term has not is left out."""
    prefix, here = term_prefix(links.here.key), links.here.key
    keys = ((name, f"{prefix}school/{urn}") for urn, name in report.schools)
    return tuple(Way(name, links.to(key), here == key or here.startswith(f"{key}/")) for name, key in keys if links.has(key))

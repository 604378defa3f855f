"""The site: one GET route that finds an address in the catalogue and answers with what stands there."""

from __future__ import annotations

from flask import Flask, Response, request

from sendsite.report.figures.pages import Report
from sendsite.site.addresses import Namer, content_type, plain
from sendsite.site.articles import Articles
from sendsite.site.catalogue import Address, Directory, catalogue
from sendsite.site.desk import Desk
from sendsite.site.theme import Theme

Site = Flask
"""What create_site makes, by a name for those who pass it on."""


def create_site(report: Report, articles: Articles, theme: Theme, namer: Namer = plain, *, name_schools: bool = True) -> Flask:
    """
    The site as a Flask app. Every link an article makes is tried first, so that a wrong one is refused with its file and line.

    `name_schools` off: public pages name no school, as a sealed site needs. A folder's address answers with its index.
    """
    desk = Desk(report, articles, theme, Directory(catalogue(report, articles, theme, namer)), name_schools)
    desk.check_articles()
    site = Flask("sendsite.site", static_folder=None, template_folder=None)
    site.extensions["sendsite"] = desk

    @site.get("/<path:path>")
    def address(path: str) -> Response:
        return answer(desk, path)

    @site.before_request
    def folder() -> Response | None:
        """`/trust/` is trust/index.html, as on any host."""
        return answer(desk, f"{request.path[1:]}index.html") if request.path.endswith("/") else None

    return site


def answer(desk: Desk, path: str) -> Response:
    """What is published at a path; where nothing is, the page that says so, with status 404."""
    found = desk.directory.by_path.get(path)
    if found is None:
        lost = Address("missing", "404", "public", path, path)
        return Response(desk.body(lost), 404, content_type=content_type("404.html"))
    return Response(desk.body(found), content_type=content_type(path))


def addresses_of(site: Flask) -> tuple[Address, ...]:
    """Every address of a site that create_site made."""
    desk: Desk = site.extensions["sendsite"]
    return desk.directory.addresses

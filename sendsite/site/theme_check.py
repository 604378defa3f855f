"""Whether a theme keeps to the contract: each template there, each compiles, none asks for what its page has not."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import TemplateNotFound, TemplateRuntimeError, TemplateSyntaxError, meta, nodes
from markupsafe import Markup

from sendsite.errors import ConfigError
from sendsite.report.figures.values import MARKS, Standing
from sendsite.site.links import File
from sendsite.site.samples import MANNERS, Manner, sample
from sendsite.site.surroundings import CONTEXT, PLAIN_TEMPLATES, TEMPLATES, Way
from sendsite.site.theme import Theme


class SampleLinks:
    """Links that lead nowhere, to try templates with."""

    def to(self, key: str) -> str:
        return "#"

    def has(self, key: str) -> bool:
        return True

    def table(self, slug: str, key: str = "") -> File:
        return File("#", "sample.csv", "1 kB")

    def workbook(self, key: str = "") -> File | None:
        return File("#", "sample.xlsx", "")

    def picture(self, slug: str, ending: str) -> File:
        return File("#", f"sample.{ending}", "1 kB")

    def static(self, name: str) -> str:
        return "#"

    def feed(self) -> str:
        return "#"


def check_theme(theme: Theme, place: Path) -> None:
    """Refuse the theme with the template, its line and what is wrong."""
    names = theme.environment.list_templates()
    for needed in (*TEMPLATES, *PLAIN_TEMPLATES):
        if needed not in names:
            figures = TEMPLATES.get(needed)
            raise ConfigError(f"{place}: the template templates/{needed} is missing. It draws {figures.__name__ if figures else 'articles'}. Write it.")
    for name in names:
        _check_words(theme, place, name)
    for template, context in _trials():
        _try(theme, place, template, context)


def _check_words(theme: Theme, place: Path, name: str) -> None:
    """Compile a template; refuse a name that no page is given. Parts (_part.html) may be given names by what includes them."""
    environment = theme.environment
    assert environment.loader is not None
    source, _, _ = environment.loader.get_source(environment, name)
    try:
        environment.get_template(name)
        tree = environment.parse(source)
        unknown = meta.find_undeclared_variables(tree) - CONTEXT - set(environment.globals) - set(_own_names(tree))
    except TemplateSyntaxError as fault:
        raise ConfigError(f"{place}/templates/{fault.name or name} line {fault.lineno}: {fault.message}") from fault
    if unknown and not name.rpartition("/")[2].startswith("_"):
        raise ConfigError(f"{place}/templates/{name}: there is no '{min(unknown)}'. A template is given {', '.join(sorted(CONTEXT))}.")


def _own_names(tree: nodes.Template) -> Iterator[str]:
    """Names that a template takes in, sets or defines itself: its blocks may use them."""
    for taken in tree.find_all(nodes.FromImport):
        yield from (name[1] if isinstance(name, tuple) else name for name in taken.names)
    yield from (name.name for name in tree.find_all(nodes.Name) if name.ctx == "store")
    yield from (macro.name for macro in tree.find_all(nodes.Macro))


def _trials() -> Iterator[tuple[str, dict[str, Any]]]:
    """Each template with samples of its page: all there, all there but not said yes to, and as little as can be."""
    for manner in MANNERS:
        for template, figures in TEMPLATES.items():
            page = sample(figures, manner)
            article = {} if manner.full else {"article": None}
            yield template, _context(manner) | {"page": page, "standing": getattr(page, "standing", None)} | article
        for template in PLAIN_TEMPLATES:
            yield template, _context(manner)


def _context(manner: Manner) -> dict[str, Any]:
    from sendsite.site.articles import Article

    article = sample(Article, manner)
    ways = (Way("words", "#", True), Way("words", "#")) if manner.full else ()
    return {
        **dict.fromkeys(("title", "kind", "key", "audience", "trust", "plan"), "words"),
        **dict.fromkeys(("menu", "small_print", "schools", "terms"), ways),
        "links": SampleLinks(),
        "marks": MARKS,
        "page": None,
        "standing": sample(Standing, manner) if manner.full and manner.yes else None,
        "article": article,
        "html": Markup("<p>words</p>"),
        "related": (article,) if manner.full else (),
        "explainers": (article, article) if manner.full else (),
    }


def _try(theme: Theme, place: Path, template: str, context: dict[str, Any]) -> None:
    figures = TEMPLATES.get(template)
    try:
        theme.render(template, context)
    except TemplateNotFound as fault:
        raise ConfigError(f"{place}/templates/{template} takes in {fault.name}, which is not there.") from fault
    except (TemplateRuntimeError, TypeError, AttributeError) as fault:
        steps = [step for step in traceback.extract_tb(fault.__traceback__) if step.filename.startswith(str(place))]
        told = ", called from ".join(f"{step.filename} line {step.lineno}" for step in reversed(steps[-2:])) or f"{place}/templates/{template}"
        raise ConfigError(f"{told}: {fault} (while drawing {figures.__name__ if figures else template}).") from fault

"""From snapshots and the live register to the pages of build/preview, in one switch at the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sendsite.errors import BuildFailed
from sendsite.publish.freeze import Frozen, Progress, freeze, silent
from sendsite.publish.lock import alone
from sendsite.publish.release import replacing
from sendsite.workflow.folder import SiteFolder
from sendsite.workflow.terms import all_terms

if TYPE_CHECKING:
    from flask import Flask

    from sendsite.framework.term import TermRecords


class Built(NamedTuple):
    """What a build made, and where."""

    site: Path
    terms: tuple[str, ...]
    frozen: Frozen


def build(folder: SiteFolder, *, on: date | None = None, progress: Progress = silent, tell: Callable[[str], None] = print) -> Built:
    """
    Make the whole site and switch it into place; of two builds at once the second waits.

    Whatever fails on the way leaves the site that was there as it was.
    """
    with alone(folder.preview.parent / ".lock", tell=tell):
        terms = tuple(all_terms(folder, on))
        if not terms:
            raise BuildFailed(f"There is nothing to show yet in {folder.root}: no snapshot, and no school in a register. Run `sendsite import PATH` first.")
        site, addresses = _site(folder, terms)
        with replacing(folder.preview) as staging:
            frozen = freeze(site, staging, addresses, progress)
    return Built(folder.preview, tuple(f"{each.term}{' (draft)' if each.draft else ''}" for each in terms), frozen)


def _site(folder: SiteFolder, terms: Sequence[TermRecords]) -> tuple[Flask, tuple[str, ...]]:
    """The site that can be asked for pages, and every address it has."""
    from sendsite.report.build import Setup, build_report
    from sendsite.site.app import create_site
    from sendsite.site.articles import load as load_articles
    from sendsite.site.catalogue import catalogue
    from sendsite.site.theme import load as load_theme

    chosen = folder.settings
    setup = Setup(trust=chosen.trust, plan_name=chosen.plan_name, published_by=chosen.published_by)
    report = build_report(setup, terms)
    articles, theme = load_articles(folder.content), load_theme(chosen.theme, folder.themes)
    site = create_site(report, articles, theme)
    return site, tuple(address.path for address in catalogue(report, articles, theme))

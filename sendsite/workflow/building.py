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
from sendsite.publish.verify.findings import Finding
from sendsite.workflow.folder import SiteFolder
from sendsite.workflow.leak_list import leak_gate
from sendsite.workflow.none_missing import missing
from sendsite.workflow.site_terms import site_terms

if TYPE_CHECKING:
    from sendsite.framework.term import Shelved
    from sendsite.site.addresses import Namer
    from sendsite.site.app import Site
    from sendsite.site.theme import Theme


class Built(NamedTuple):
    """What a build made, and where. `leaks` are what would stop a publication of it."""

    site: Path
    terms: tuple[str, ...]
    frozen: Frozen
    leaks: tuple[Finding, ...] = ()


def build(folder: SiteFolder, *, on: date | None = None, progress: Progress = silent, tell: Callable[[str], None] = print) -> Built:
    """
    Make the whole site and switch it into place; of two builds at once the second waits.

    Whatever fails on the way leaves the site that was there as it was.
    """
    with alone(folder.preview.parent / ".lock", tell=tell):
        terms = site_terms(folder, on)
        if not terms:
            raise BuildFailed(f"There is nothing to show yet in {folder.root}: no snapshot, and no school in a register. Run `sendsite import PATH` first.")
        tell(f"Working out the figures of {len(terms)} term{'s' if len(terms) > 1 else ''}.")
        with replacing(folder.preview) as staging:
            frozen = _freeze(folder, terms, staging, progress)
            leaks = leak_gate(folder).found(staging)
    for each in (*missing(folder), *leaks):
        tell(f"This would stop a publication: {each}")
    return Built(folder.preview, tuple(f"{each.term}{' (draft)' if each.draft else ''}" for each in terms), frozen, leaks)


def _freeze(folder: SiteFolder, terms: Sequence[Shelved], staging: Path, progress: Progress) -> Frozen:
    """Every page of the site into the staging folder."""
    from sendsite.site.addresses import plain
    from sendsite.site.app import addresses_of

    site, _ = site_of(folder, terms, plain, name_schools=True)
    return freeze(site, staging, [address.path for address in addresses_of(site)], progress)


def site_of(folder: SiteFolder, terms: Sequence[Shelved], namer: Namer, *, name_schools: bool, alone: bool = False) -> tuple[Site, Theme]:
    """
    The site of these terms, ready to be frozen, and its theme. A sealed site names no school on its public pages.

    `alone`: of the last of these terms only, with the others as its history, and by the method of its day.
    """
    from sendsite.report.build import Setup, build_report
    from sendsite.site.app import create_site
    from sendsite.site.articles import load as load_articles
    from sendsite.site.theme import load as load_theme

    chosen = folder.settings
    pictures = folder.preview.with_name(".pictures")
    setup = Setup(chosen.trust, chosen.plan_name, chosen.published_by, chosen.suppress_below, pictures, None if alone else folder.framework())
    report = build_report(setup, terms, alone=alone)
    articles, theme = load_articles(folder.content), load_theme(chosen.theme, folder.themes)
    return create_site(report, articles, theme, namer, name_schools=name_schools), theme

"""What is to be published: the site as it is now, made in a private folder that is gone afterwards, or the content of an earlier release."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sendsite.errors import BuildFailed
from sendsite.publish.editions import Edition, frozen_edition, release_edition
from sendsite.publish.freeze import Progress, freeze
from sendsite.publish.publishing import Gate
from sendsite.publish.release import STAGING
from sendsite.publish.secrets import Secrets
from sendsite.publish.shelf import Shelf
from sendsite.workflow.building import site_of
from sendsite.workflow.folder import SiteFolder
from sendsite.workflow.releases import along, along_in
from sendsite.workflow.site_terms import site_terms

if TYPE_CHECKING:
    from datetime import date

    from sendsite.framework.term import Shelved

PLAIN = f"{STAGING}plain-"
"""How the private folder's name begins in which pages stand before they are sealed. What a killed publication leaves is removed by the next."""


class Content(NamedTuple):
    """
    An edition, the newest term of it ("" for an earlier release), and what it is called in the record where nobody gave a note.

    `along` says whether a draft is in it, and of which term; "" where an earlier release does not tell.
    """

    edition: Edition
    term: str = ""
    note: str = ""
    along: str = ""


@contextmanager
def site_of_now(folder: SiteFolder, secrets: Secrets, gates: Sequence[Gate], progress: Progress, *, draft: bool, on: date | None) -> Iterator[Content]:
    """The site of the frozen terms, and with `draft` of the live register too, under its opaque addresses, frozen and looked through."""
    terms = site_terms(folder, on, draft=draft)
    if not terms:
        nothing = f"There is nothing to publish yet in {folder.root}: {'no school in a register' if draft else 'no term has been frozen'}."
        mend = "Run `sendsite import PATH` first." if draft else "Run `sendsite snapshot take`; or publish the register as a draft, with --with-draft."
        raise BuildFailed(f"{nothing} {mend}", screen="There is nothing to publish yet: no term has been frozen. Freeze one under Terms first.")
    with plain_folder(folder) as plain:
        newest = terms[-1]
        yield Content(_frozen(folder, terms, secrets, plain, gates, progress), str(newest.term), along=along(newest.term.label if newest.draft else ""))


@contextmanager
def one_term(folder: SiteFolder, terms: Sequence[Shelved], secrets: Secrets, progress: Progress) -> Iterator[Edition]:
    """The site of the last of these terms alone, by the method of its day; the others are its history."""
    with plain_folder(folder) as plain:
        yield _frozen(folder, terms, secrets, plain, (), progress, alone=True)


def earlier_release(shelf: Shelf, words: str, secrets: Secrets) -> Content:
    """What an earlier release holds; it is opened with the keys of then, and sealed for the readers of today."""
    record = shelf.named(words)
    note = f"as in publication {record.seq} of {record.at:%d.%m.%Y}"
    return Content(release_edition(record, shelf.place(record.pub), secrets.site), note=note, along=along_in(record.note))


@contextmanager
def plain_folder(folder: SiteFolder) -> Iterator[Path]:
    """A folder for its owner alone, gone at the end whatever happens."""
    place = Path(tempfile.mkdtemp(prefix=PLAIN, dir=folder.current.parent))
    try:
        yield place
    finally:
        try:
            shutil.rmtree(place)
        except KeyboardInterrupt:  # stopped while they go: none of them is to stay
            shutil.rmtree(place, ignore_errors=True)
            raise


def _frozen(
    folder: SiteFolder, terms: Sequence[Shelved], secrets: Secrets, plain: Path, gates: Sequence[Gate], progress: Progress, alone: bool = False
) -> Edition:
    from sendsite.publish.seal.paths import namer
    from sendsite.publish.search import with_search
    from sendsite.site.app import addresses_of

    site, theme = site_of(folder, terms, namer(secrets.site.path_key), name_schools=False, alone=alone)
    addresses = addresses_of(site)
    freeze(site, plain, [address.path for address in addresses], progress)
    for gate in gates:
        gate(plain)
    return with_search(frozen_edition(addresses, plain, theme), namer(secrets.site.path_key))

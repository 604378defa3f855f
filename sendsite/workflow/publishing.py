"""From snapshots and the live register to a sealed site in build/current, and from there to its host."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sendsite.errors import BuildFailed
from sendsite.publish import secrets_file
from sendsite.publish.audiences import TRUST
from sendsite.publish.editions import Edition, frozen_edition, release_edition
from sendsite.publish.freeze import Progress, freeze, silent
from sendsite.publish.hosts import HostFiles, host_files
from sendsite.publish.lock import alone
from sendsite.publish.publishing import Gate, Press, Published, make_release, nobody_reads, nothing_to_read, publish_edition, told
from sendsite.publish.reader import bundle, search_script
from sendsite.publish.records import Record
from sendsite.publish.release import STAGING, recover
from sendsite.publish.secrets import Secrets, begin_term, next_publication, with_audiences
from sendsite.publish.sending import going_to, send, target_of
from sendsite.publish.shelf import Shelf
from sendsite.publish.targets.commands import Going, Target
from sendsite.workflow.building import site_of
from sendsite.workflow.folder import SiteFolder
from sendsite.workflow.terms import all_terms, who

if TYPE_CHECKING:
    from sendsite.framework.term import TermRecords

KIND = "publish"
"""How a publication is called in the history."""

PLAIN = f"{STAGING}plain-"
"""How the private folder's name begins in which pages stand before they are sealed. What a killed publication leaves is removed by the next."""

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Wish:
    """What is asked of a publication. `draft`: with the live register, marked as a draft; `rollback`: an earlier release, None for the site of now."""

    note: str = ""
    dry_run: bool = False
    draft: bool = True
    on: date | None = None
    rollback: str | None = None
    by: str = ""


class Outcome(NamedTuple):
    """What came of it: the publication (a dry run's stands nowhere), the real names of pages made anew, what went or would go, and to where."""

    published: Published
    anew: tuple[str, ...]
    going: Going
    steps: tuple[str, ...]
    host_beside: tuple[Path, ...]


def publish(folder: SiteFolder, wish: Wish | None = None, *, gates: Sequence[Gate] = (), progress: Progress = silent, tell: Tell = print) -> Outcome:
    """
    Make the site, seal it, switch build/current to it and send it to its target. Of two publications at once the second waits.

    Whatever fails before the switch leaves the site that readers see; where sending fails, build/current is the new site and can be sent again.
    """
    wish = wish or Wish()
    shelf = Shelf(folder.releases)
    target, host = target_of(folder.settings.target, shelf.folder), host_files(folder.settings.host_files)
    with alone(folder.current.parent / ".lock", tell=tell):
        recover(folder.current)
        with _edition(folder, wish, shelf, gates, progress, tell) as (edition, term):
            outcome = _pressed(folder, wish, edition, term, shelf, host, tell)
        if wish.dry_run:
            return _planned(folder, target, outcome)
        return _sent(folder, target, outcome, tell)


def send_again(folder: SiteFolder, *, tell: Tell = print) -> Going:
    """Send what stands in build/current to the target, without making anything anew: after a fault of the line or of the host."""
    shelf = Shelf(folder.releases)
    target = target_of(folder.settings.target, shelf.folder)
    if target is None:
        raise BuildFailed('No target is set, so there is nowhere to send to. Name one with --target, or as target = "..." in sendsite.toml.')
    with alone(folder.current.parent / ".lock", tell=tell):
        newest = shelf.newest()
        if newest is None or not folder.current.is_dir():
            raise BuildFailed("Nothing was published yet. Run `sendsite publish` first.")
        going = _going(folder, newest, shelf)
        send(folder.settings.target, target, going, shelf.folder)
        return going


@contextmanager
def _edition(folder: SiteFolder, wish: Wish, shelf: Shelf, gates: Sequence[Gate], progress: Progress, tell: Tell) -> Iterator[tuple[Edition, str]]:
    """What is to be published, its plain pages in a private folder that is gone afterwards, and the newest term of it ("" for an earlier release)."""
    secrets = _secrets(folder, wish, tell)
    if wish.rollback is not None:
        record = shelf.named(wish.rollback)
        tell(f"Going back to publication {record.seq} of {record.at:%d %B %Y}.")
        yield release_edition(record, shelf.place(record.pub), secrets.site), ""
        return
    terms = [each for each in all_terms(folder, wish.on) if wish.draft or not each.draft]
    if not terms:
        raise BuildFailed(f"There is nothing to publish yet in {folder.root}: no snapshot, and no school in a register. Run `sendsite import PATH` first.")
    with _plain_folder(folder) as plain:
        yield _frozen(folder, terms, secrets, plain, gates, progress), str(terms[-1].term)


def _secrets(folder: SiteFolder, wish: Wish, tell: Tell) -> Secrets:
    """The site's secrets, new ones kept at once where there are none; a dry run keeps nothing."""
    place = secrets_file.place(folder.root)
    if wish.dry_run:
        return secrets_file.begun(place, tell=tell)
    with secrets_file.changing(place, begin=True, tell=tell) as secrets:
        return secrets


@contextmanager
def _plain_folder(folder: SiteFolder) -> Iterator[Path]:
    """A folder for its owner alone, gone at the end whatever happens."""
    place = Path(tempfile.mkdtemp(prefix=PLAIN, dir=folder.current.parent))
    try:
        yield place
    finally:
        shutil.rmtree(place)


def _frozen(folder: SiteFolder, terms: Sequence[TermRecords], secrets: Secrets, plain: Path, gates: Sequence[Gate], progress: Progress) -> Edition:
    """The site under its opaque addresses, frozen and looked through."""
    from sendsite.publish.seal.paths import namer
    from sendsite.publish.search import with_search
    from sendsite.site.app import addresses_of

    site, theme = site_of(folder, terms, namer(secrets.site.path_key), name_schools=False)
    addresses = addresses_of(site)
    freeze(site, plain, [address.path for address in addresses], progress)
    for gate in gates:
        gate(plain)
    return with_search(frozen_edition(addresses, plain, theme), namer(secrets.site.path_key))


def _pressed(folder: SiteFolder, wish: Wish, edition: Edition, term: str, shelf: Shelf, host: HostFiles, tell: Tell) -> Outcome:
    """Seal and switch. The secrets are held meanwhile: a reader who is revoked now is out with this publication or the next, never half."""
    place = secrets_file.place(folder.root)
    newest = shelf.newest()
    with secrets_file.locked(place, tell=tell):
        if wish.dry_run:
            secrets = secrets_file.begun(place, tell=tell)
            press = _press(secrets, wish, edition, term, shelf, host, newest)
            made_in = shelf.begin()
            record, made = make_release(edition, press, made_in)
            return Outcome(told(record, made, made_in), _names(record, made.anew), Going(made_in, record.files, (), ()), (), ())
        with secrets_file.changing(place, tell=tell, held=True) as secrets:
            press = _press(secrets, wish, edition, term, shelf, host, newest)
        _warn(edition, secrets, tell)
        published, anew = publish_edition(edition, press, folder.current)
        with secrets_file.changing(place, tell=tell, held=True) as secrets:
            secrets.withdraw = False
    _note(folder, wish, published)
    return Outcome(published, _names(published.record, anew), Going(folder.current, published.record.files, (), ()), (), _beside(folder, host))


def _press(secrets: Secrets, wish: Wish, edition: Edition, term: str, shelf: Shelf, host: HostFiles, newest: Record | None) -> Press:
    """The next publication with its keys: new ones for audiences that have none, and for all where a new term begins."""
    now = datetime.now(UTC)
    with_audiences(secrets, {TRUST, *edition.audiences}, on=now.date())
    if term:
        begin_term(secrets, term, on=now.date())
    publication = next_publication(secrets, now, after=newest.seq if newest else 0)
    return Press(secrets, publication, shelf, {**bundle(), **search_script()}, host.inside, now, wish.note)


def _warn(edition: Edition, secrets: Secrets, tell: Tell) -> None:
    """Say whose pages nobody can open, and who has a code that opens nothing."""
    unread = nobody_reads(edition, secrets)
    if unread:
        tell(f"Nobody has a code for {', '.join(unread)}: these pages are sealed and cannot be read. `sendsite reader add` gives one.")
    for name in nothing_to_read(edition, secrets):
        tell(f"{name} has a code, and there is no page for it: the school is not on this site.")


def _note(folder: SiteFolder, wish: Wish, published: Published) -> None:
    """Write the publication down in the register's history."""
    from sendsite.register import chain

    if folder.register.is_file():
        with folder.open_register() as register:
            title = f"Published the site, number {published.seq}" + (f": {wish.note}" if wish.note else "")
            chain.note(register, by=wish.by or who(), kind=KIND, title=title)


def _beside(folder: SiteFolder, host: HostFiles) -> tuple[Path, ...]:
    """Write what the host's owner includes, in build/host, which no reader sees."""
    place = folder.current.parent / "host"
    shutil.rmtree(place, ignore_errors=True)
    for name, content in host.beside.items():
        place.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(content)
    return tuple(place / name for name in host.beside)


def _names(record: Record, paths: Sequence[str]) -> tuple[str, ...]:
    """Where the preview has these files: names that say something."""
    return tuple(record.entries[path].real for path in paths)


def _going(folder: SiteFolder, record: Record, shelf: Shelf) -> Going:
    return going_to(folder.settings.target, folder.current, record.files, shelf.folder, record.note)


def _planned(folder: SiteFolder, target: Target | None, outcome: Outcome) -> Outcome:
    """What would go; what was made for it is removed."""
    shelf = Shelf(folder.releases)
    try:
        going = _going(folder, outcome.published.record, shelf)
        return outcome._replace(going=going, steps=target.plan(going) if target else ())
    finally:
        shutil.rmtree(outcome.published.release, ignore_errors=True)


def _sent(folder: SiteFolder, target: Target | None, outcome: Outcome, tell: Tell) -> Outcome:
    """The site on its target; without one it stays in build/current."""
    if target is None:
        return outcome
    shelf = Shelf(folder.releases)
    going = _going(folder, outcome.published.record, shelf)
    if target.warning:
        tell(target.warning)
    send(folder.settings.target, target, going, shelf.folder)
    return outcome._replace(going=going)

"""From snapshots and the live register to a sealed site in build/current, and from there to its host."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple

from sendsite import signing
from sendsite.publish import secrets_file
from sendsite.publish.audiences import TRUST
from sendsite.publish.freeze import Progress, silent
from sendsite.publish.hosts import HostFiles
from sendsite.publish.leak_gate.gate import LeakGate
from sendsite.publish.lock import alone
from sendsite.publish.publishing import Gate, Press, Published, checked_release, publish_edition, told
from sendsite.publish.reader import bundle, later
from sendsite.publish.records import Record
from sendsite.publish.release import recover
from sendsite.publish.secrets import Secrets, begin_term, next_publication, with_audiences
from sendsite.publish.shelf import Shelf
from sendsite.publish.targets.commands import Going
from sendsite.publish.verify.gates import Inspector
from sendsite.workflow.afterwards import note, warn
from sendsite.workflow.folder import SiteFolder
from sendsite.workflow.front import files_of_the_host, put_beside
from sendsite.workflow.leak_list import gates as gates_of
from sendsite.workflow.none_missing import refuse_missing
from sendsite.workflow.releases import KIND, ever_published
from sendsite.workflow.sending import going, sent, target_and_shelf
from sendsite.workflow.stopped import told_if_stopped
from sendsite.workflow.to_publish import Content, earlier_release, site_of_now

__all__ = ["KIND", "Outcome", "Wish", "publish"]

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Wish:
    """What is asked of a publication. `draft`: the live register too, which nobody has frozen; `rollback`: an earlier release, None for the site of now."""

    note: str = ""
    dry_run: bool = False
    draft: bool = False
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
    manifest: Path | None = None
    """The signed release manifest; None of a dry run."""
    along: str = ""
    """Whether a draft goes along, and of which term: words; "" where an earlier release does not tell."""


def publish(
    folder: SiteFolder,
    wish: Wish | None = None,
    *,
    gates: Sequence[Gate] = (),
    inspectors: Sequence[Inspector] = (),
    progress: Progress = silent,
    sealing: Progress = silent,
    tell: Tell = print,
) -> Outcome:
    """
    Make the site, seal it, look through it, switch build/current to it and send it to its target. Of two publications at once the second waits.

    `gates` look through the plain pages, `inspectors` through the finished release, beside those of the house, which are always passed.
    `progress` tells of pages made, or of an earlier release sealed, `sealing` of pages sealed.
    Whatever fails before the switch leaves the site that readers see; where sending fails, build/current is the new site and can be sent again.
    """
    wish = wish or Wish()
    target, shelf = target_and_shelf(folder, dry_run=wish.dry_run)
    files_of_the_host(folder, tell)  # refused before anything is made, where nobody would ask for the word
    with told_if_stopped(folder), alone(folder.current.parent / ".lock", tell=tell):
        recover(folder.current)
        leak_gate, schools_unnamed = gates_of(folder)
        with _content(folder, wish, shelf, gates, progress, tell) as content:
            pressing = _Pressing(folder, wish, shelf, leak_gate, (schools_unnamed, *inspectors), tell)
            outcome = pressing.pressed(content, progress if wish.rollback is not None else sealing)
        if wish.dry_run:
            there = going(folder, outcome.published.record)
            shutil.rmtree(outcome.published.release, ignore_errors=True)
            return outcome._replace(going=there, steps=target.plan(there) if target else ())
        return outcome._replace(going=sent(folder, outcome.published.record, target, tell)) if target else outcome


@contextmanager
def _content(folder: SiteFolder, wish: Wish, shelf: Shelf, gates: Sequence[Gate], progress: Progress, tell: Tell) -> Iterator[Content]:
    """What is to be published, its plain pages in a private folder that is gone afterwards."""
    if wish.rollback is None:
        refuse_missing(folder)
    secrets = _secrets(folder, wish, tell)
    if wish.rollback is None:
        with site_of_now(folder, secrets, gates, progress, draft=wish.draft, on=wish.on) as content:
            yield content
    else:
        content = earlier_release(shelf, wish.rollback, secrets)
        tell(f"Going back to {content.note.removeprefix('as in ')}.")
        yield content


def _secrets(folder: SiteFolder, wish: Wish, tell: Tell) -> Secrets:
    """The site's secrets, new ones kept at once where a site was never published; a dry run keeps nothing."""
    place, before = secrets_file.place(folder.root), ever_published(folder)
    if wish.dry_run:
        return secrets_file.begun(place, published=before, tell=tell)
    with secrets_file.changing(place, begin=True, published=before, tell=tell) as secrets:
        return secrets


@dataclass(frozen=True)
class _Pressing:
    """One publication on its way from its content to build/current."""

    folder: SiteFolder
    wish: Wish
    shelf: Shelf
    leak_gate: LeakGate
    gates: Sequence[Inspector]
    tell: Tell

    def pressed(self, content: Content, progress: Progress) -> Outcome:
        """Seal and switch. The secrets are held meanwhile: a reader who is revoked now is out with this publication or the next, never half."""
        place, host = secrets_file.place(self.folder.root), files_of_the_host(self.folder)
        newest = self.shelf.newest()
        with secrets_file.locked(place, tell=self.tell):
            if self.wish.dry_run:
                return self._tried(self._press(secrets_file.begun(place, tell=self.tell), content, host, newest), content, progress)
            with secrets_file.changing(place, tell=self.tell, held=True) as secrets:
                press = self._press(secrets, content, host, newest)
            warn(content.edition, secrets, self.tell)
            published, anew = publish_edition(content.edition, press, self.folder.current, progress)
            with secrets_file.changing(place, tell=self.tell, held=True) as secrets:
                secrets.withdraw = False
        note(self.folder, self.wish.by, _note(self.wish, content), published)
        record = published.record
        there = Going(self.folder.current, record.files, (), ())
        return Outcome(published, _names(record, anew), there, (), put_beside(self.folder, host), self.shelf.manifest(record.pub), content.along)

    def _tried(self, press: Press, content: Content, progress: Progress) -> Outcome:
        """A dry run's release, which its caller removes."""
        made_in, record, made = checked_release(content.edition, press, progress)
        return Outcome(told(record, made, made_in), _names(record, made.anew), Going(made_in, record.files, (), ()), (), (), along=content.along)

    def _press(self, secrets: Secrets, content: Content, host: HostFiles, newest: Record | None) -> Press:
        """The next publication with its keys: new ones for audiences that have none, and for all where a new term begins."""
        now = datetime.now(UTC)
        with_audiences(secrets, {TRUST, *content.edition.audiences}, on=now.date())
        if content.term:
            begin_term(secrets, content.term, on=now.date())
        publication = next_publication(secrets, now, after=newest.seq if newest else 0)
        reader = {**bundle(), **later()}
        sign = None if self.wish.dry_run else partial(_signed, signing.key_of(self.folder.root / "data"))
        return Press(secrets, publication, self.shelf, reader, host.inside, now, self.leak_gate, _note(self.wish, content), self.gates, sign)


def _note(wish: Wish, content: Content) -> str:
    """What is kept of a publication in words: the draft that goes along, the note that was given, and which earlier one it went back to."""
    return "; ".join(words for words in (content.along, wish.note, content.note) if words)


def _signed(key: signing.SigningKey, content: bytes, comment: str) -> bytes:
    return signing.sign(content, key, comment=comment)


def _names(record: Record, paths: Sequence[str]) -> tuple[str, ...]:
    """Where the preview has these files: names that say something."""
    return tuple(record.entries[path].real for path in paths)

"""
What the publisher must keep to itself: the site's own keys, a key for each audience, and for each reader what their code opens, never the code.

Whoever has this can read and forge every page. Where it is kept: `secrets_file.py`. What is done with readers: `readers.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from sendsite.publish.audiences import TRUST
from sendsite.publish.host_word import HostWord
from sendsite.publish.seal.keys import ContentKey, MasterKey, Publication, Site, new_content_key, new_master_key, new_site
from sendsite.publish.seal.slots import Holder, Slot

SEQ_LIMIT = 2**53
PUBLICATIONS_KEPT = 50


@dataclass(frozen=True)
class Epoch:
    """The content key of an audience and how long it has been in force; `why` is what ended the one before."""

    key: ContentKey = field(repr=False)
    number: int
    since: date
    why: str


@dataclass(frozen=True)
class Reader:
    """Somebody with a code. `audiences` is ("trust",) of a leader, else "school:<urn>" of each school."""

    handle: str
    name: str
    email: str
    audiences: tuple[str, ...]
    ring_key: bytes = field(repr=False)
    slot: Slot = field(repr=False)
    added: date
    code_since: date
    words: int
    """Of how many words the code is."""

    @property
    def leads(self) -> bool:
        return TRUST in self.audiences


@dataclass(frozen=True)
class Published:
    """A publication that was begun: a number that was given out is given out to no other, whether or not its files ever stood anywhere."""

    pub: str
    seq: int
    at: datetime


@dataclass
class Secrets:
    """
    All of it, as it was read. Functions change it in memory; `secrets_file.changing` keeps what they changed.

    `told` gathers what was changed in words without a secret, for the register's history.
    """

    site: Site = field(repr=False)
    master: MasterKey = field(repr=False)
    epochs: dict[str, Epoch] = field(default_factory=dict)
    readers: dict[str, Reader] = field(default_factory=dict)
    decoys: dict[str, Holder] = field(default_factory=dict, repr=False)
    retired: set[str] = field(default_factory=set)
    seq: int = 0
    withdraw: bool = False
    """Whether somebody may no longer read since the last publication: its keyring and manifests must then leave the host at once, not after a day."""
    publications: list[Published] = field(default_factory=list)
    term: str = ""
    host_word: HostWord | None = None
    """What the host asks for before it shows anything; None where it asks for nothing."""
    told: list[str] = field(default_factory=list, compare=False)

    @property
    def handles(self) -> set[str]:
        """Every handle there is or ever was: a new one equals none, so that an old card is never somebody else's."""
        return {*self.readers, *self.decoys, *self.retired}

    def content_key(self, audience: str) -> ContentKey:
        """The key in force of an audience, which `with_audiences` gave it."""
        return self.epochs[audience].key

    def readers_of(self, audience: str) -> tuple[Reader, ...]:
        """Who may read an audience: those it was given to, and the leaders."""
        return tuple(reader for reader in self.readers.values() if reader.leads or audience in reader.audiences)


def holders(secrets: Secrets) -> tuple[Holder, ...]:
    """All places of the keyring: a leader's ring holds the master key, another reader's the keys of their audiences, a decoy's none."""
    places = list(secrets.decoys.values())
    for reader in secrets.readers.values():
        keys = (secrets.master,) if reader.leads else tuple(secrets.content_key(audience) for audience in reader.audiences)
        places.append(Holder(reader.slot, reader.ring_key, keys))
    return tuple(sorted(places, key=lambda each: each.slot.handle))


def fresh() -> Secrets:
    """The secrets of a site that is yet to be published: new keys, no reader."""
    return Secrets(new_site(), new_master_key())


def with_audiences(secrets: Secrets, audiences: Iterable[str], *, on: date) -> None:
    """Give a key to each audience that has none yet."""
    for audience in sorted(set(audiences) - set(secrets.epochs)):
        secrets.epochs[audience] = Epoch(new_content_key(audience), 1, on, "it was new")


def new_epoch(secrets: Secrets, audiences: Iterable[str], *, on: date, why: str) -> tuple[str, ...]:
    """
    Give new keys to audiences, all that "trust" opens where it is among them; answers with those that got one.

    The codes stand: each reader's ring is sealed anew at the next publication, which seals the pages of these audiences with the new keys.
    """
    asked = set(audiences)
    if TRUST in asked:
        asked |= set(secrets.epochs)
        secrets.master = new_master_key()
    return _begin(secrets, asked, on=on, why=why)


def begin_term(secrets: Secrets, term: str, *, on: date) -> tuple[str, ...]:
    """A new epoch of every audience where the term is another than at the last publication; the first term of a site is no new one."""
    if secrets.term == term:
        return ()
    before, secrets.term = secrets.term, term
    if not before:
        return ()
    return _begin(secrets, set(secrets.epochs), on=on, why="a new term began")


def next_publication(secrets: Secrets, at: datetime, *, after: int = 0) -> Publication:
    """
    A name and a number for what is published next, to be kept before anything of it is put where readers see it.

    `after` is the number that stands published: secrets that were put back from a backup must not count below it.
    """
    secrets.seq = max(secrets.seq, after) + 1
    if secrets.seq >= SEQ_LIMIT:
        raise OverflowError("A site cannot be published more often than 2 to the power of 53 times.")
    publication = Publication(secrets.site.id, "", secrets.seq - 1).next()
    secrets.publications = [*secrets.publications, Published(publication.pub, publication.seq, at)][-PUBLICATIONS_KEPT:]
    return publication


def _begin(secrets: Secrets, audiences: set[str], *, on: date, why: str) -> tuple[str, ...]:
    """The next epoch of each audience, the first where it had none."""
    for audience in audiences:
        before = secrets.epochs.get(audience)
        secrets.epochs[audience] = Epoch(new_content_key(audience), before.number + 1 if before else 1, on, why)
    return tuple(sorted(audiences))

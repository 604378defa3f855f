"""
Readers: who they are, which audiences they may read, and the code that each is given once.

Codes are made here and handed back to be shown; nothing keeps them. Every refusal says what to write, for the command line and for a screen alike.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sendsite.errors import DataRefused
from sendsite.publish.audiences import TRUST, Schools, in_words
from sendsite.publish.seal.codes import LEADER_WORDS, SCHOOL_WORDS, new_code, new_handle
from sendsite.publish.seal.keys import new_reader_key
from sendsite.publish.seal.slots import decoy, slot
from sendsite.publish.secrets import Reader, Secrets, new_epoch, with_audiences
from sendsite.publish.wishes import FAULTS_SHOWN, There, Wish, same

ROUND = 16
"""The keyring shows a number of readers that is rounded up to the next of these: the others in it are decoys."""
MOST = 1000
"""Readers of one site: a keyring of more would be slow to fetch on a telephone."""

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Issued:
    """A reader and their code, in the one moment that it is known."""

    reader: Reader
    code: str = field(repr=False)


def silent(done: int, total: int, what: str) -> None:
    """Progress that nobody watches."""


def add_readers(secrets: Secrets, wishes: Sequence[Wish], schools: Schools, *, on: date, progress: Progress = silent) -> tuple[Issued, ...]:
    """Give each a code, all of them or none: refused where one is a reader already, or stands twice among them."""
    may_be_added(secrets, wishes, schools)
    issued = []
    for done, wish in enumerate(wishes, start=1):
        issued.append(_issue(secrets, wish, on=on, added=on))
        secrets.told.append(f"Added the reader {wish.name} ({issued[-1].reader.handle}) for {in_words(wish.audiences, schools)}")
        progress(done, len(wishes), wish.name)
    with_audiences(secrets, {TRUST, *(audience for wish in wishes for audience in wish.audiences)}, on=on)
    level(secrets)
    return tuple(issued)


def may_be_added(secrets: Secrets, wishes: Sequence[Wish], schools: Schools) -> None:
    """Refuse them all where some are readers already, each of whom is told, or one stands twice among them, or there would be too many."""
    known = list(secrets.readers.values())
    already = [_twice(there, wish, schools) for wish in wishes if (there := next((each for each in known if same(each, wish)), None))]
    if already:
        more = f"\nand {len(already) - FAULTS_SHOWN} more who are readers already" if len(already) > FAULTS_SHOWN else ""
        told, screen = (("\n".join(words[:FAULTS_SHOWN]) + more) for words in ([str(each) for each in already], [each.screen for each in already]))
        raise DataRefused(told, screen=screen)
    for number, wish in enumerate(wishes):
        if any(same(each, wish) for each in wishes[:number]):
            raise DataRefused(f"{wish.where}{wish.name} stands here twice. Write each reader once, with all their schools in one place.")
    if len(known) + len(wishes) > MOST:
        raise DataRefused(f"These would be {len(known) + len(wishes)} readers; a site can have {MOST}. Revoke the codes that are not needed any more.")


def there_already(secrets: Secrets, schools: Schools) -> There:
    """What to say of a name or an e-mail address that is a reader's already."""

    def asked(name: str, email: str) -> DataRefused | None:
        wish = Wish(name, email, ())
        found = next((each for each in secrets.readers.values() if same(each, wish)), None)
        return _twice(found, wish, schools) if found else None

    return asked


def add_reader(secrets: Secrets, wish: Wish, schools: Schools, *, on: date) -> Issued:
    """Give one a code."""
    return add_readers(secrets, [wish], schools, on=on)[0]


def revoke(secrets: Secrets, reader: Reader, *, on: date) -> tuple[str, ...]:
    """
    End a reader's code, and the keys of all they could read: answers with the audiences that got new ones. The other readers keep their codes.

    It takes hold with the next publication. What the reader saved or printed stays with them.
    """
    _take_out(secrets, reader)
    secrets.told.append(f"Revoked the reader {reader.name} ({reader.handle})")
    level(secrets)
    return _end_keys(secrets, reader.audiences, on=on, why=f"the code {reader.handle} was revoked")


def replace_code(secrets: Secrets, reader: Reader, *, on: date, lost: bool = True) -> Issued:
    """
    A new code for a reader, with a new handle; the old one opens nothing that is published from then on.

    Where the old one was `lost`, somebody may find it: the keys of all it could read end as when a reader is revoked. Where it was destroyed they stand.
    """
    _take_out(secrets, reader)
    wish = Wish(reader.name, reader.email, reader.audiences)
    issued = _issue(secrets, wish, on=on, added=reader.added)
    secrets.told.append(f"Replaced the code of the reader {reader.name} ({reader.handle}, now {issued.reader.handle})")
    if lost:
        _end_keys(secrets, reader.audiences, on=on, why=f"the code {reader.handle} was lost")
    secrets.withdraw = True
    return issued


def change(secrets: Secrets, reader: Reader, audiences: tuple[str, ...], schools: Schools, *, on: date) -> tuple[str, ...]:
    """
    Let a reader read other audiences with the code they have; answers with those whose keys ended, because the reader may read them no more.

    Nobody becomes a leader so: a leader's code is longer, and a new one must be made.
    """
    if TRUST in audiences and reader.words < LEADER_WORDS:
        raise DataRefused(
            f"{reader.name} has a code of {reader.words} words, and a code for everything has {LEADER_WORDS}. Revoke {reader.handle} and add them anew for it."
        )
    secrets.readers[reader.handle] = replace(reader, audiences=audiences)
    with_audiences(secrets, audiences, on=on)
    secrets.told.append(f"Changed what the reader {reader.name} ({reader.handle}) may read to {in_words(audiences, schools)}")
    gone = () if TRUST in audiences else tuple(each for each in reader.audiences if each not in audiences)
    return _end_keys(secrets, gone, on=on, why=f"{reader.handle} may not read it any more") if gone else ()


def named(secrets: Secrets, text: str) -> Reader:
    """The reader of a handle, an e-mail address or a name, whatever the capitals; refused where there is none, or a name is several people's."""
    asked = " ".join(text.split()).casefold()
    found = [each for each in secrets.readers.values() if asked and asked in (each.handle.casefold(), each.email.casefold(), each.name.casefold())]
    if len(found) == 1:
        return found[0]
    if found:
        raise DataRefused(f"There are {len(found)} readers called '{text}'. Write the handle: {', '.join(each.handle for each in found)}.")
    if asked.upper() in secrets.retired:
        gone = f"The code {asked.upper()} was revoked or replaced already."
        raise DataRefused(f"{gone} `sendsite reader list` shows those that are good.", screen=f"{gone} The page Readers shows those that are good.")
    if not secrets.readers:
        nobody = f"There is no reader '{text}': nobody has a code yet."
        raise DataRefused(f"{nobody} `sendsite reader add` gives one.", screen=f"{nobody} Add one on the page Readers.")
    unknown = f"There is no reader '{text}'."
    remedy = "Write the four characters that begin their code, or their name. `sendsite reader list` shows all."
    raise DataRefused(f"{unknown} {remedy}", screen=f"{unknown} The page Readers shows all.")


def listed(secrets: Secrets) -> tuple[Reader, ...]:
    """All readers, leaders first, then by name."""
    return tuple(sorted(secrets.readers.values(), key=lambda each: (not each.leads, each.name.casefold(), each.handle)))


def level(secrets: Secrets) -> None:
    """Add decoys, or take some out, until readers and decoys together are the next multiple of ROUND. Which ones go is left to chance."""
    head_count = len(secrets.readers)
    wanted = max(ROUND, -(-head_count // ROUND) * ROUND) - head_count
    chance = random.SystemRandom()
    while len(secrets.decoys) > wanted:
        gone = chance.choice(sorted(secrets.decoys))
        del secrets.decoys[gone]
        secrets.retired.add(gone)
    while len(secrets.decoys) < wanted:
        handle = new_handle(secrets.handles)
        secrets.decoys[handle] = decoy(handle, secrets.site)


def _issue(secrets: Secrets, asked: Wish, *, on: date, added: date) -> Issued:
    """A reader with a fresh code and a fresh key, put into the keyring."""
    words = LEADER_WORDS if TRUST in asked.audiences else SCHOOL_WORDS
    code, ring_key = new_code(words, secrets.handles), new_reader_key()
    made = slot(code, ring_key, secrets.site)
    secrets.readers[code.handle] = Reader(code.handle, asked.name, asked.email, asked.audiences, ring_key, made, added, on, words)
    return Issued(secrets.readers[code.handle], str(code))


def _take_out(secrets: Secrets, reader: Reader) -> None:
    """Out of the keyring, and the handle never used again."""
    del secrets.readers[reader.handle]
    secrets.retired.add(reader.handle)


def _end_keys(secrets: Secrets, audiences: Iterable[str], *, on: date, why: str) -> tuple[str, ...]:
    """New keys, and what the old ones opened leaves the host with the next publication."""
    secrets.withdraw = True
    return new_epoch(secrets, audiences, on=on, why=why)


def _twice(there: Reader, wish: Wish, schools: Mapping[str, str]) -> DataRefused:
    """What to do about a reader that there is already."""
    how = "this name" if there.name.casefold() == wish.name.casefold() else f"the e-mail address {wish.email}"
    known = f"{wish.where}There is a reader of {how} already: {there.name} ({there.handle}), for {in_words(there.audiences, schools)}."
    other = f'If this is somebody else, write the name so that the two can be told apart, such as "{wish.name} (parent governor)".'
    commands = f"A lost code: `sendsite reader replace {there.handle}`; other schools: `sendsite reader change {there.handle} --for ...`."
    return DataRefused(f"{known} {commands} {other}", screen=f"{known} For a lost code or other schools, open their name on the page Readers. {other}")

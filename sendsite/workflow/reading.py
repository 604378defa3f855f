"""The readers of the published site, looked after from a command line or a screen: each change is noted in the history, without a code, and kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sendsite.errors import DataRefused
from sendsite.publish import readers, secrets_file, wishes
from sendsite.publish.audiences import audiences, in_words
from sendsite.publish.cards import Printed, cards
from sendsite.publish.private_files import put_new
from sendsite.publish.readers import Issued, Progress
from sendsite.publish.secrets import Reader, Secrets
from sendsite.publish.wishes import LARGEST_FILE, NOBODY, Wish
from sendsite.workflow.folder import SiteFolder
from sendsite.workflow.releases import ever_published, was_published

if TYPE_CHECKING:
    from sendsite.register.database import Register

__all__ = ["Desk", "Ended", "Issued", "KIND", "LARGEST_FILE", "NOBODY", "Reader", "Wish"]

KIND = "readers"
"""How a change of the readers is called in the history."""

Tell = Callable[[str], None]


class Ended(NamedTuple):
    """What came of taking a reader out: who, and the audiences that got new keys, in words."""

    reader: Reader
    keys: str


class Desk:
    """The readers of one site folder, looked after by somebody who is named in the history."""

    def __init__(self, folder: SiteFolder, *, by: str, register: Register | None = None, tell: Tell = secrets_file.silent) -> None:
        self.folder, self.by, self.tell = folder, by, tell
        self._register = register
        self.place = secrets_file.place(folder.root)

    def everybody(self) -> tuple[Reader, ...]:
        """All readers, leaders first; none where nobody was added yet."""
        before = was_published(self._register) if self._register is not None else ever_published(self.folder)
        return readers.listed(secrets_file.begun(self.place, published=before, tell=self.tell))

    def schools(self) -> dict[str, str]:
        """The name of each school of the register by its URN."""
        with self._opened() as register:
            return _schools(register)

    def add(self, name: str, email: str, asked: Sequence[str], *, on: date, anew: bool = False) -> Issued:
        """Add one reader, and answer with the code that is shown this once."""
        with self._opened() as register:
            schools = _schools(register)
            wish = wishes.wish(name, email, asked, schools)
            with self._changing(register, anew=anew, begin=True) as secrets:
                return readers.add_reader(secrets, wish, schools, on=on)

    def add_list(self, content: bytes, called: str, *, on: date, anew: bool = False, progress: Progress = readers.silent) -> tuple[Issued, ...]:
        """Add all readers of a CSV file with the columns name, email and audiences, or none of them."""
        with self._opened() as register:
            schools = _schools(register)
            known = readers.there_already(self._begun(register), schools) if not anew else wishes.nobody
            asked = wishes.wishes_in(content, called, schools, known)
            with self._changing(register, anew=anew, begin=True) as secrets:
                return readers.add_readers(secrets, asked, schools, on=on, progress=progress)

    def would_add(self, content: bytes, called: str) -> tuple[tuple[Wish, str], ...]:
        """Those whom a CSV file would add, each with what they may read in words; refused as `add_list` would be. Nothing is changed."""
        with self._opened() as register:
            schools = _schools(register)
            begun = self._begun(register)
            asked = wishes.wishes_in(content, called, schools, readers.there_already(begun, schools))
            readers.may_be_added(begun, asked, schools)
            return tuple((each, in_words(each.audiences, schools)) for each in asked)

    def revoke(self, who: str, *, on: date) -> Ended:
        """End a reader's code and the keys of what it could read."""
        with self._opened() as register, self._changing(register) as secrets:
            reader = readers.named(secrets, who)
            return Ended(reader, in_words(readers.revoke(secrets, reader, on=on), _schools(register)))

    def replace(self, who: str, *, on: date, lost: bool = True) -> Issued:
        """A new code for a reader; the old one ends."""
        with self._opened() as register, self._changing(register) as secrets:
            return readers.replace_code(secrets, readers.named(secrets, who), on=on, lost=lost)

    def change(self, who: str, asked: Sequence[str], *, on: date) -> Reader:
        """Let a reader read other audiences with the code they have."""
        with self._opened() as register:
            schools = _schools(register)
            held = audiences(asked, schools)
            with self._changing(register) as secrets:
                reader = readers.named(secrets, who)
                readers.change(secrets, reader, held, schools, on=on)
                return secrets.readers[reader.handle]

    def one(self, who: str) -> Reader:
        """The reader of a handle, an e-mail address or a name."""
        return readers.named(secrets_file.load(self.place, tell=self.tell), who)

    def in_words(self, *everybody: Reader) -> tuple[str, ...]:
        """What each of these readers may read, by the names of the schools."""
        schools = self.schools()
        return tuple(in_words(each.audiences, schools) for each in everybody)

    def cards(self, issued: Sequence[Issued], *, on: date) -> str:
        """The page of cards of these readers, as HTML."""
        chosen = self.folder.settings
        return cards(issued, Printed(chosen.trust, chosen.site_address, chosen.published_by, on), self.schools())

    def cards_place(self, asked: Path | None, *, on: date) -> Path:
        """Where the cards are to go, data/cards/<day>.html where nobody said; refused in build/, which goes to a host."""
        path = asked or self.folder.root / "data" / "cards" / f"{on}.html"
        if path.resolve().is_relative_to((self.folder.root / "build").resolve()):
            raise DataRefused(f"{path} is inside build/, which is put on a host. Name another place for the cards.")
        if path.is_dir():
            raise DataRefused(f"{path} is a folder. Name a file for the cards, such as {path / f'{on}.html'}.")
        return path

    def keep_cards(self, issued: Sequence[Issued], path: Path, *, on: date) -> Path:
        """Write the cards for their owner's eyes alone; no file that is there is replaced. Answers with the name they got."""
        return put_new(path, self.cards(issued, on=on).encode())

    def _begun(self, register: Register) -> Secrets:
        """The secrets as they are, or new ones where nobody was added yet."""
        return secrets_file.begun(self.place, published=was_published(register), tell=self.tell)

    @contextmanager
    def _changing(self, register: Register, *, begin: bool = False, anew: bool = False) -> Iterator[Secrets]:
        """The secrets to change. Each change is in the history before it is kept: if it cannot be noted, it is not made."""
        from sendsite.register import chain

        def note(words: str) -> None:
            chain.note(register, by=self.by, kind=KIND, title=words)

        before = begin and was_published(register)
        with secrets_file.changing(self.place, begin=begin, anew=anew, published=before, note=note, tell=self.tell) as secrets:
            yield secrets

    @contextmanager
    def _opened(self) -> Iterator[Register]:
        """The register that was handed over, or this folder's own for as long as it is needed."""
        if self._register is not None:
            yield self._register
            return
        with self.folder.open_register() as register:
            yield register


def _schools(register: Register) -> dict[str, str]:
    from sendsite.register.facts import records

    return {school.urn: school.name for school in records(register).schools}

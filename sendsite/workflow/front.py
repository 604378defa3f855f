"""What stands in front of the published site on its host: the host's own files, and the one word that it may ask everybody for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path, PurePosixPath
from typing import NamedTuple
from urllib.parse import urlsplit

from sendsite.errors import ConfigError
from sendsite.publish import secrets_file
from sendsite.publish.host_word import NAME, HostWord, kept, new_word
from sendsite.publish.hosts import HOSTS, PASSWORDS, Front, HostFiles, host_files
from sendsite.publish.private_files import put
from sendsite.publish.secrets import Secrets
from sendsite.workflow.folder import SiteFolder
from sendsite.workflow.releases import ever_published

__all__ = ["NAME", "HostWord", "WordSet", "end_word", "files_of_the_host", "new_word", "put_beside", "set_word", "word"]

KIND = "host"
"""How a change of the word is called in the history."""

BCRYPT = b"$2y$"
"""How a hash of the word begins."""

Tell = Callable[[str], None]


class WordSet(NamedTuple):
    """What came of setting a word: what was kept, the files to put in place on the host, and where the host looks for the one of passwords ("" if nowhere)."""

    kept: HostWord
    files: tuple[Path, ...]
    passwords: str


def word(folder: SiteFolder) -> HostWord | None:
    """What is known of the word that is in force with the next publication; None where there is none."""
    place = secrets_file.place(folder.root)
    return secrets_file.load(place).host_word if place.exists() else None


def files_of_the_host(folder: SiteFolder, tell: Tell = secrets_file.silent) -> HostFiles:
    """The chosen host's files; refused where a word is set that the host would not ask for."""
    place = secrets_file.place(folder.root)
    return _files(folder, secrets_file.load(place, tell=tell).host_word if place.exists() else None)


def put_beside(folder: SiteFolder, host: HostFiles) -> tuple[Path, ...]:
    """
    Write what the host's owner puts in place, in build/host, which no reader sees; what holds the word's hash is for the publisher's eyes alone.

    Each file is replaced in one step, for a server may be reading it. Ours for another host go; whatever else its owner keeps there stays.
    """
    place = folder.current.parent / "host"
    for name in {PASSWORDS, *(kind.name for kind in HOSTS.values())} - set(host.beside):
        (place / name).unlink(missing_ok=True)
    for name, content in host.beside.items():
        put(place / name, content)
        if BCRYPT not in content:
            (place / name).chmod(0o644)
        place.chmod(0o755)
    return tuple(place / name for name in host.beside)


def set_word(folder: SiteFolder, typed: str, *, name: str = NAME, by: str, on: date, tell: Tell = secrets_file.silent) -> WordSet:
    """Keep a word, as its hash alone, and write the files that the host needs for it before the site is published with it."""
    place, before = secrets_file.place(folder.root), ever_published(folder)
    with secrets_file.changing(place, begin=True, published=before, note=_note(folder, by), tell=tell) as secrets:
        known = kept(typed, name, secrets.handles, on=on)
        host = _files(folder, known)
        _change(secrets, known, f"Set the word in front of the site, with the name {name}")
    chosen = HOSTS[folder.settings.host_files].passwords
    return WordSet(known, put_beside(folder, host), "" if chosen is None else folder.settings.host_passwords or chosen)


def end_word(folder: SiteFolder, *, by: str, tell: Tell = secrets_file.silent) -> bool:
    """Ask for no word any more, from the next publication on; False where none was set."""
    if word(folder) is None:
        return False
    with secrets_file.changing(secrets_file.place(folder.root), note=_note(folder, by), tell=tell) as secrets:
        _change(secrets, None, "Took the word in front of the site away")
    return True


def _change(secrets: Secrets, known: HostWord | None, words: str) -> None:
    secrets.host_word = known
    secrets.told.append(words)


def _files(folder: SiteFolder, known: HostWord | None) -> HostFiles:
    chosen = folder.settings
    path = urlsplit(chosen.site_address).path.rstrip("/") + "/"
    if known and chosen.host_passwords:
        _refuse_inside(chosen.host_passwords, chosen.target)
    return host_files(chosen.host_files, Front(known, chosen.host_passwords, path))


def _refuse_inside(passwords: str, target: str) -> None:
    """Refuse a file of passwords in the folder that is the site on its host: readers could fetch it, and the next publication would remove it."""
    place = target.rpartition(":")[2]
    if place.startswith("/") and PurePosixPath(passwords).is_relative_to(place):
        raise ConfigError(f"host_passwords is '{passwords}', and that is inside of the site, {place}. Keep it elsewhere, such as /etc/{PASSWORDS}.")


def _note(folder: SiteFolder, by: str) -> Tell:
    """What writes a change down in the register's history, where there is one."""

    def note(words: str) -> None:
        from sendsite.register import chain

        if folder.register.is_file():
            with folder.open_register() as register:
                chain.note(register, by=by, kind=KIND, title=words)

    return note

"""
The one file of secrets of a site folder, data/secrets.json: read, changed by one at a time, and kept in one step with the version before beside it.

It is for its owner alone (mode 0600) and never inside build/, which goes to a host.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from sendsite.errors import DataRefused, NotAsked, SendsiteError
from sendsite.publish.lock import alone
from sendsite.publish.private_files import PRIVATE, loose, put, written
from sendsite.publish.readers import level
from sendsite.publish.secrets import Secrets, fresh
from sendsite.publish.secrets_json import Unreadable, secrets_of, text_of

NAME = "secrets.json"
WAIT = 60.0
"""Seconds to wait for another who changes the secrets."""

Tell = Callable[[str], None]
Note = Callable[[str], None]
"""Told each change in words, before it is kept: to write it down elsewhere, such as in the register's history."""


def place(root: Path) -> Path:
    """Where a site folder's secrets are kept."""
    return root / "data" / NAME


def before(path: Path) -> Path:
    """The version before the last change, kept beside the file."""
    return path.with_name(f"{path.name}.before")


def silent(words: str) -> None:
    """Nobody listens."""


def load(path: Path, *, tell: Tell = silent) -> Secrets:
    """
    The secrets as they stand. Missing, damaged or inside build/: refused, saying what to do.

    A file that others could read is made private again, and that is told: who uses the machine may have seen it.
    """
    _outside_of_build(path)
    try:
        if loose(path):
            path.chmod(PRIVATE)
            tell(f"{path} could be read by others on this machine. It is its owner's alone again. {IF_SEEN}")
        text = path.read_bytes().decode("utf-8")
        return secrets_of(text)
    except FileNotFoundError:
        raise _missing(path) from None
    except OSError as error:
        raise SendsiteError(f"{path}: this cannot be read ({error.strerror or error}). See whose it is; it must be yours, for you alone.") from error
    except (UnicodeDecodeError, Unreadable) as error:
        said = str(error) if isinstance(error, Unreadable) else "it is not UTF-8"
        raise DataRefused(f"{path} is not as it was written: {said}. {_put_back(path)}") from error


IF_SEEN = "If somebody else uses this machine, do as with lost secrets: the page on readers (docs/readers.md) says how."


def save(secrets: Secrets, path: Path, *, note: Note = silent) -> None:
    """Keep the secrets, the version before beside them. To be called with the lock held; `changing` does both."""
    _outside_of_build(path)
    with written(path, text_of(secrets).encode()):
        if path.exists():
            put(before(path), path.read_bytes())
        for words in secrets.told:
            note(words)
    secrets.told.clear()


@contextmanager
def changing(
    path: Path, *, begin: bool = False, anew: bool = False, published: bool = False, note: Note = silent, tell: Tell = silent, held: bool = False
) -> Iterator[Secrets]:
    """
    The secrets to change, kept when the block ends well and left as they were when it does not. Of two who change at once the second waits.

    `begin`: where there are none yet, begin with new ones; refused where a site was published with others, unless `anew`.
    `published`: it is known from elsewhere, such as the register's history, that a site was. `held`: the lock (`locked`) is held already.
    """
    with nullcontext() if held else locked(path, tell=tell):
        secrets = begun(path, anew=anew, published=published, tell=tell) if begin or anew else load(path, tell=tell)
        yield secrets
        save(secrets, path, note=note)


@contextmanager
def locked(path: Path, *, tell: Tell = silent) -> Iterator[None]:
    """Keep all others from changing the secrets."""
    with alone(path.with_name(f".{path.name}.lock"), wait=WAIT, tell=tell, what="change of the readers and their keys"):
        yield


def begun(path: Path, *, anew: bool = False, published: bool = False, tell: Tell = silent) -> Secrets:
    """The secrets there are, or new ones that are not kept yet. `anew` begins anew only where they are gone: it throws none away."""
    if path.exists() or path.is_symlink():
        return load(path, tell=tell)
    if not anew and (published or _was_published(path)):
        raise _lost(path)
    secrets = fresh()
    level(secrets)
    return secrets


def faults(path: Path) -> tuple[str, ...]:
    """What is wrong with where and how the file is kept, for `doctor`; nothing is mended."""
    found = []
    for each in (path, before(path)):
        if each.exists() and loose(each):
            found.append(f"{each} can be read by others too. Run: chmod go= '{each}'. {IF_SEEN}")
    try:
        _outside_of_build(path)
        secrets_of(path.read_text("utf-8"))
    except (Unreadable, UnicodeDecodeError) as error:
        found.append(f"{path} is not as it was written: {error}. {_put_back(path)}")
    except SendsiteError as error:
        found.append(str(error))
    return tuple(found)


def unmended(path: Path) -> str:
    """What is to be said of secrets that are missing though a site was published with them; "" where none were ever needed."""
    return str(_lost(path)) if _was_published(path) else ""


def _was_published(path: Path) -> bool:
    """Whether a site of this folder was published, so that secrets there must once have been."""
    build = path.parent.parent / "build"
    return (build / "current").exists() or before(path).exists() or any((build / "releases").glob("*.json"))


def _missing(path: Path) -> SendsiteError:
    if _was_published(path):
        return _lost(path)
    said = f'There is no reader yet: {path} is not there. Add the first with `sendsite reader add "Name" --for SCHOOL`.'
    return DataRefused(said, screen="There is no reader yet. Add the first on the page Readers.")


def _lost(path: Path) -> NotAsked:
    """The site was published before, and its keys are gone: to begin new ones unasked would shut every reader out without a word."""
    said = (
        f"{path} is missing, and the site was published with it. {_put_back(path)} "
        "If there is no copy anywhere, new keys must be made, and with them new codes and cards for every reader: the old ones will open nothing that is "
        "published from then on."
    )
    machine = "Whoever looks after this machine does either; docs/readers.md says how, below 'If it is lost'."
    return NotAsked(f"{said} Do that with `sendsite reader add ... --start-anew`.", screen=f"{said} {machine}")


def _put_back(path: Path) -> str:
    """Where a good copy may be."""
    if before(path).exists():
        return f"Put back a copy from a backup; or {before(path)}, which is as it was before the last change, by renaming it."
    return "Put it back from a backup."


def _outside_of_build(path: Path) -> None:
    """Refuse a place in the folder that goes to a host, through whatever links it is reached."""
    build = Path(os.path.realpath(path.parent.parent / "build"))
    if Path(os.path.realpath(path)).is_relative_to(build):
        raise SendsiteError(f"{path} leads into {build}, which is put on a host. Keep data/ outside of build/, and move the file there.")

"""A target by its name and place, and what went there last, so that only what changed goes again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path

from sendsite.errors import ConfigError
from sendsite.publish.order import in_order
from sendsite.publish.private_files import put
from sendsite.publish.targets.cloudflare import CloudflareTarget
from sendsite.publish.targets.commands import Going, Target
from sendsite.publish.targets.folder import FolderTarget
from sendsite.publish.targets.git import GitTarget
from sendsite.publish.targets.netlify import NetlifyTarget
from sendsite.publish.targets.rsync import RsyncTarget
from sendsite.publish.targets.s3 import S3Target
from sendsite.publish.targets.sftp import SftpTarget

TARGETS: dict[str, Callable[[str, Path], Target]] = {
    "folder": lambda place, shelf: FolderTarget(place),
    "git": GitTarget,
    "rsync": lambda place, shelf: RsyncTarget(place),
    "sftp": lambda place, shelf: SftpTarget(place),
    "s3": lambda place, shelf: S3Target(place),
    "netlify": lambda place, shelf: NetlifyTarget(place),
    "cloudflare": lambda place, shelf: CloudflareTarget(place),
}


def target_of(words: str, shelf: Path) -> Target | None:
    """The target that `kind:place` names; None where it is empty, which leaves the site in build/current for its owner to carry."""
    if not words:
        return None
    kind, colon, place = words.partition(":")
    if kind not in TARGETS or not colon:
        raise ConfigError(f"target is '{words}'. Write a kind and a place, as rsync:user@host.example:/srv/site. Kinds: {', '.join(TARGETS)}.")
    return TARGETS[kind](place, shelf)


def going_to(words: str, site: Path, files: Mapping[str, str], shelf: Path, note: str = "") -> Going:
    """What has to go to a target: what is not known to stand there as it is, and what stood there and is of the site no more."""
    there = _kept(_memory(words, shelf))
    changed = in_order(path for path, digest in files.items() if there.get(path) != digest)
    return Going(site, files, changed, tuple(sorted(set(there) - set(files))), note)


def send(words: str, target: Target, going: Going, shelf: Path) -> Going:
    """
    Send it, and remember what stands there. Answers with what was written and removed, and what of that had been altered there since the last time.

    Before the first file goes, all that may differ is remembered as unknown: if the sending is cut off, the next sends it again.
    """
    memory = _memory(words, shelf)
    there = _kept(memory)
    doubtful = dict.fromkeys((*going.changed, *going.removed), "")
    put(memory, _written({**there, **doubtful}))
    done = target.send(going)
    put(memory, _written(going.files))
    unforeseen = {*done.changed, *done.removed} - {*going.changed, *going.removed}
    return done._replace(altered=tuple(sorted(unforeseen)) if there and target.tells else ())


def _memory(words: str, shelf: Path) -> Path:
    """The file that remembers a target; its name tells nothing of the place."""
    return shelf / f"sent-{hashlib.sha256(words.encode()).hexdigest()[:12]}.json"


def _kept(memory: Path) -> dict[str, str]:
    """Hash by path; nothing where nothing went or it cannot be read, so that all goes."""
    try:
        found = json.loads(memory.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and all(isinstance(digest, str) for digest in found.values()) else {}


def _written(files: Mapping[str, str]) -> bytes:
    return json.dumps(dict(files), sort_keys=True, indent=0).encode()

"""
In which order the files of a sealed site go to a host, and how long a browser may keep each.

The order is the promise: whoever reads while files arrive meets the old site or, after one reload, the new one, never half of each.
"""

from __future__ import annotations

from collections.abc import Iterable

NOW = "now.js"
"""The only name that never changes. It goes last: it makes the new site the current one."""

STAGES = ("reader.", "a/", "k/", "m/", "s/")
"""How the paths of each stage begin. Plain files that readers load (style, script) go with the reader, plain pages with the sealed ones."""

KEPT = ("reader.", "static/", "a/", "k/", "m/")
"""How the paths of files begin whose names change with their content."""

NO_CACHE = "no-cache"
FOR_EVER = "public, max-age=31536000, immutable"


def stage(path: str) -> int:
    """The step in which a file goes, from 0 to 5."""
    if path == NOW:
        return len(STAGES)
    if path.startswith("static/"):
        return 0
    return next((number for number, start in enumerate(STAGES) if path.startswith(start)), len(STAGES) - 1)


def in_order(paths: Iterable[str]) -> tuple[str, ...]:
    """Paths as they are to be sent."""
    return tuple(sorted(paths, key=lambda path: (stage(path), path)))


def by_stage(paths: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Paths as they are to be sent, in groups of which each must have arrived before the next begins."""
    groups: dict[int, list[str]] = {}
    for path in in_order(paths):
        groups.setdefault(stage(path), []).append(path)
    return tuple(tuple(groups[number]) for number in sorted(groups))


def caching(path: str) -> str:
    """What a host says about keeping a file: for ever where its name changes with its content, else ask each time."""
    return FOR_EVER if path.startswith(KEPT) else NO_CACHE

"""What is small: the figures that could point to a child by themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sendsite.report.disclosure.entries import COUNTS, HOURS, MONEY, PUPILS, Entry, Sum
from sendsite.report.disclosure.rounding import coarse

MOST = 0.5
"""A sum of which one pupil holds more than this share says too much of that pupil."""
GROUP = 4
"""A category that holds everyone is small under this many times k."""


def small_names(entries: Mapping[str, Entry], sums: Sequence[Sum], k: int) -> frozenset[str]:
    """Every figure that is small by itself, and every category that holds all of few pupils, with its empty neighbours."""
    found = {name for name, entry in entries.items() if is_small(entry, k)}
    for each in sums:
        if each.split and holds_everyone(each, entries, k):
            found.update(each.parts)
    return frozenset(found)


def is_small(entry: Entry, k: int) -> bool:
    """
    Whether a figure rests on 1 to k-1 pupils (2k-1 for a share or a mean), leaves so few of them out, or is mostly one pupil's.

    A sum of hours or money needs k pupils, and none above half of it.
    """
    if entry.rests_on is None:
        return False
    least = k if entry.narrow else entry.times * k
    return 0 < entry.rests_on < least or _splits_off_few(entry, k) or _one_pupils(entry)


def is_somebodys(entry: Entry) -> bool:
    """Whether a figure that is hidden has to be kept from being worked out: not a count of nobody, which is hidden beside one that holds everyone."""
    return entry.unit not in COUNTS or bool(entry.value) or bool(entry.rests_on)


def _splits_off_few(entry: Entry, k: int) -> bool:
    if entry.part is None or entry.rests_on is None:
        return False
    return 0 < entry.part < k or 0 < entry.rests_on - entry.part < k


def _one_pupils(entry: Entry) -> bool:
    """Whether one pupil holds more than half of a sum that is told as more than nought."""
    if entry.largest is None or entry.value is None or entry.unit not in (HOURS, MONEY):
        return False
    return MOST * abs(entry.value) < entry.largest and coarse(entry) != 0


def holds_everyone(each: Sum, entries: Mapping[str, Entry], k: int) -> bool:
    """Whether one part of a split is the whole of it, and that under 4k pupils: then all of them are told to be of that part."""
    total = entries[each.total]
    if not total.value or total.unit != PUPILS or total.value >= GROUP * k:
        return False
    return any(entries[part].value == total.value for part in each.parts)

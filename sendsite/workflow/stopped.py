"""A publication that is stopped by Ctrl-C, or by a request of the machine to end: what stands then, in a line that goes with the interruption."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sendsite.publish.shelf import Shelf
from sendsite.workflow.folder import SiteFolder

AGAIN = "It may not have arrived whole at the target: run `sendsite publish --again`."


@contextmanager
def told_if_stopped(folder: SiteFolder) -> Iterator[None]:
    """Whether build/current was switched meanwhile is looked up when it is stopped: that is one step, so it is the old site or the new one."""
    before = _standing(folder)
    try:
        yield
    except KeyboardInterrupt as stop:
        stop.add_note(_stands(before, _standing(folder), bool(folder.settings.target)))
        raise


@contextmanager
def told_if_cut_off() -> Iterator[None]:
    """The same where nothing is made anew and only sent once more."""
    try:
        yield
    except KeyboardInterrupt as stop:
        stop.add_note(f"build/current stands as it was. {AGAIN}")
        raise


def _standing(folder: SiteFolder) -> int | None:
    """The number of the publication in build/current; None where there is none that is remembered."""
    record = Shelf(folder.releases).standing(folder.current)
    return record.seq if record else None


def _stands(before: int | None, now: int | None, sent: bool) -> str:
    if now is not None and now != before:
        return f"Publication {now} is whole and stands in build/current. {AGAIN if sent else ''}".rstrip()
    if before is None:
        return "Nothing was published."
    return f"Nothing was published: publication {before} stands, in build/current and for its readers."

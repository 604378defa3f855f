"""Commands in processes of their own: two that meet at one lock, and one that is stopped amid its plain pages."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from sendsite.publish.lock import alone
from sendsite.publish.release import STAGING
from sendsite.workflow.folder import SiteFolder
from sendsite.workflow.to_publish import PLAIN

TOP = Path(__file__).parent.parent
HEARD = "import runpy, signal; signal.signal(signal.SIGINT, signal.default_int_handler); runpy.run_module('sendsite', run_name='__main__', alter_sys=True)"
"""The command line. Ctrl-C reaches it whatever the tests were started by: a shell keeps it from what it runs in the background."""


class Stopped(NamedTuple):
    """A command that was stopped: how it ended, and what stood before it and after."""

    code: int
    before: object
    after: object


def begun(folder: SiteFolder, *words: str) -> subprocess.Popen[str]:
    """A command under way."""
    command = [sys.executable, "-c", HEARD, *words, "--dir", str(folder.root)]
    return subprocess.Popen(command, cwd=TOP, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def two_that_wait(folder: SiteFolder, *words: str) -> list[int]:
    """The same command twice, each held up until both have said that another is at work; how they end."""
    with alone(folder.current.parent / ".lock"):
        both = [begun(folder, *words) for _ in range(2)]
        told = [any("Another build is at work" in line for line in each.stderr or ()) for each in both]
    for each in both:
        each.communicate(timeout=600)
    assert told == [True, True]
    return [each.returncode for each in both]


def stopped_amid_its_pages(folder: SiteFolder, asked: signal.Signals, *words: str, look: Callable[[], object]) -> Stopped:
    """Ask a command to end while its plain pages are made. It stands still while that is looked at; one that was too quick is begun again."""
    while True:
        before = look()
        going = begun(folder, *words)
        while going.poll() is None and not _amid_its_pages(folder):
            time.sleep(0.005)
        going.send_signal(signal.SIGSTOP)
        amid = _amid_its_pages(folder)
        if amid:
            going.send_signal(asked)
        going.send_signal(signal.SIGCONT)
        going.communicate(timeout=600)
        if amid:
            return Stopped(going.returncode, before, look())


def _amid_its_pages(folder: SiteFolder) -> bool:
    """Whether a plain page stands beside the site, and nothing is sealed yet."""
    beside = [*folder.current.parent.glob(f"{STAGING}*"), *folder.releases.glob(f"{STAGING}*")]
    pages = (name for place in beside for _, _, names in os.walk(place) for name in names)
    return bool(beside) and all(each.name.startswith(PLAIN) for each in beside) and any(name.endswith(".html") for name in pages)


@contextmanager
def looked_at(look: Callable[[], None]) -> Iterator[None]:
    """Something is looked at again and again, by a thread of its own, until the block ends however it ends."""
    stop = threading.Event()

    def looking() -> None:
        while not stop.is_set():
            look()
            time.sleep(0.001)

    thread = threading.Thread(target=looking)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()

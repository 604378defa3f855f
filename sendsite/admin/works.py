"""One long piece of work at a time, done beside the requests: how far it is, and how it ended."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from threading import Lock, Thread

from sendsite.errors import SendsiteError

log = logging.getLogger("sendsite.admin")

Progress = Callable[[int, int, str], None]
Job = Callable[[Progress], str]
"""Work that tells how far it is, and answers with words about what it made."""


@dataclass(frozen=True)
class Work:
    """`state` is idle, running, done or failed; `words` say what was made or why it failed; `done` of `total` steps; `kind` says what work it is."""

    state: str = "idle"
    by: str = ""
    done: int = 0
    total: int = 0
    words: str = ""
    kind: str = "build"

    @property
    def running(self) -> bool:
        return self.state == "running"

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0


class Bench:
    """Where the work lies. A second one is not begun while the first runs."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._work = Work()

    @property
    def work(self) -> Work:
        """The work at hand, or the last one."""
        return self._work

    def begin(self, job: Job, *, by: str, kind: str = "build") -> bool:
        """Begin a piece of work, unless one is running; whether it was begun."""
        with self._lock:
            if self._work.running:
                return False
            self._work = Work("running", by, kind=kind)
        Thread(target=self._do, args=(job,), name="build", daemon=True).start()
        return True

    def _do(self, job: Job) -> None:
        try:
            words = job(self._tell)
            self._work = replace(self._work, state="done", words=words)
        except SendsiteError as error:
            self._work = replace(self._work, state="failed", words=error.screen)
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            log.error("build: %s at %s:%s", type(error).__name__, place.filename.rpartition("sendsite/")[2], place.lineno)
            words = "Something went wrong that should not. The site that was there is untouched; the log says where."
            self._work = replace(self._work, state="failed", words=words)

    def _tell(self, done: int, total: int, address: str) -> None:
        self._work = replace(self._work, done=done, total=total)

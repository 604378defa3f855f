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


@dataclass(frozen=True)
class Work:
    """
    `state` is idle, running, done or failed; `words` say what was made or why it failed; `done` of `total` steps; `kind` says what work it is.

    `stage` names the part of it that the steps are of, where it has several; `draft` is whether it was asked for with the register as it stands.
    """

    state: str = "idle"
    by: str = ""
    done: int = 0
    total: int = 0
    words: str = ""
    kind: str = "build"
    stage: str = ""
    draft: bool = False

    @property
    def running(self) -> bool:
        return self.state == "running"

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0


class Telling:
    """Tells how far a piece of work is, step by step; `of` gives the same for one of its parts by name."""

    def __init__(self, at: Callable[[str, int, int], None], stage: str = "") -> None:
        self._at, self._stage = at, stage

    def __call__(self, done: int, total: int, address: str) -> None:
        self._at(self._stage, done, total)

    def of(self, stage: str) -> Telling:
        return Telling(self._at, stage)


Job = Callable[[Telling], str]
"""Work that tells how far it is, and answers with words about what it made."""


class Bench:
    """Where the work lies. A second one is not begun while the first runs."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._work = Work()

    @property
    def work(self) -> Work:
        """The work at hand, or the last one."""
        return self._work

    def begin(self, job: Job, *, by: str, kind: str = "build", draft: bool = False) -> bool:
        """Begin a piece of work, unless one is running; whether it was begun."""
        with self._lock:
            if self._work.running:
                return False
            self._work = Work("running", by, kind=kind, draft=draft)
        Thread(target=self._do, args=(job,), name="build", daemon=True).start()
        return True

    def _do(self, job: Job) -> None:
        try:
            words = job(Telling(self._tell))
            self._work = replace(self._work, state="done", words=words)
        except SendsiteError as error:
            self._work = replace(self._work, state="failed", words=error.screen)
        except Exception as error:
            place = traceback.extract_tb(error.__traceback__)[-1]
            log.error("build: %s at %s:%s", type(error).__name__, place.filename.rpartition("sendsite/")[2], place.lineno)
            words = "Something went wrong that should not. The site that was there is untouched; the log says where."
            self._work = replace(self._work, state="failed", words=words)

    def _tell(self, stage: str, done: int, total: int) -> None:
        self._work = replace(self._work, stage=stage, done=done, total=total)

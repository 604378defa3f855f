"""What is hidden of the terms, worked out beside the requests and kept until the frozen terms or the register are others."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Lock

from sendsite.admin.hidden_list import Listed, listed
from sendsite.admin.works import Bench, Progress, Work
from sendsite.framework.term import Shelved
from sendsite.report.hidden_terms import Walk

Terms = Callable[[], Sequence[Shelved]]
Key = tuple[object, ...]


@dataclass(frozen=True)
class Wanted:
    """
    What is asked for: the newest frozen term, or after it the live register. `frozen` changes with what is frozen, `key` with all that it rests on.

    `walk` is where a walk over the terms begins; `terms` reads them when their turn comes, ascending, the live one last.
    """

    live: bool
    frozen: Key
    key: Key
    walk: Walk
    terms: Terms


@dataclass
class Looks:
    """The lists at hand, shared by all requests of an application."""

    bench: Bench = field(default_factory=Bench)
    _lock: Lock = field(default_factory=Lock)
    _kept: dict[bool, tuple[Key, Listed | None]] = field(default_factory=dict)
    _walked: tuple[Key, Walk] | None = None
    _tried: Key | None = None

    def there(self, wanted: Wanted) -> bool:
        """Whether what is asked for was worked out."""
        kept = self._kept.get(wanted.live)
        return kept is not None and kept[0] == wanted.key

    def listed(self, wanted: Wanted) -> Listed | None:
        """The list that is at hand; None where it is not, or where there is no such term."""
        return self._kept[wanted.live][1] if self.there(wanted) else None

    def work(self, wanted: Wanted, *, again: bool = False) -> Work:
        """How far the work on it is, begun where it was not; what failed is not tried again unless that is asked for."""
        with self._lock:
            failed = self.bench.work.state == "failed" and self._tried == wanted.key
            if not self.bench.work.running and (again or not failed):
                self._tried = wanted.key
                self.bench.begin(lambda progress: self._look(wanted, progress), by="", kind="look")
            return self.bench.work

    def _look(self, wanted: Wanted, progress: Progress) -> str:
        """Walk over the frozen terms, unless they were walked over before, and on to the live one where that is asked for."""
        terms = wanted.terms()
        frozen, draft = [each for each in terms if not each.draft], [each for each in terms if each.draft]
        if self._walked is None or self._walked[0] != wanted.frozen:
            self._frozen(wanted, frozen, len(terms), progress)
        assert self._walked is not None
        if wanted.live:
            found = self._walked[1].after(draft[-1])[0] if draft else None
            self._kept[True] = (wanted.key, listed(found) if found else None)
        return ""

    def _frozen(self, wanted: Wanted, frozen: Sequence[Shelved], whole: int, progress: Progress) -> None:
        walk, found = wanted.walk, None
        for number, each in enumerate(frozen):
            progress(number, whole, "")
            found, walk = walk.after(each)
        progress(len(frozen), whole, "")
        self._kept[False] = (wanted.frozen, listed(found) if found else None)
        self._walked = (wanted.frozen, walk)



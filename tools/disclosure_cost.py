"""
What disclosure control costs a build: `python -m tools.disclosure_cost FOLDER [--copies 5] [--terms 10 60]`

Makes site folders of a large invented trust (30 schools with five copies) with so many frozen terms, no two alike, and works out all pages three times, each in
a process of its own: to have the pictures drawn; with every term decided anew; and with the decisions of the time before. Prints seconds of the
processor: of the whole, of all that decides what may be shown, of the audit of single terms and of terms side by side within it; and the most
memory that the process had. No page is written, which would take longer still and make the shares smaller.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from sendsite.report.build import Setup, build_report
from sendsite.report.disclosure import deciding
from sendsite.report.disclosure.remembered import Remembered
from sendsite.workflow.folder import open_folder
from sendsite.workflow.site_terms import site_terms
from tools.many_terms import made

AUDITS = ("faults", "inferred", "shown_small", "pinned")
"""What of `deciding` is an audit: `decided` asks the first of a term and the last of terms side by side, `confirmed` the last three."""


class Cost(NamedTuple):
    """Seconds of the processor: all pages of some terms, and of these what decides, and of that the audits of a term and of two. Memory in MB."""

    terms: int
    whole: float
    deciding: float
    audit: float
    two_terms: float
    peak: int

    @property
    def rest(self) -> float:
        """The build without deciding."""
        return self.whole - self.deciding

    def words(self, what: str) -> str:
        """A line of it, with the shares of the build without deciding."""
        audits = self.audit + self.two_terms
        return (
            f"{self.terms} terms, {what}: without deciding {self.rest:.1f} s; deciding {self.deciding:.1f} s ({self.deciding / self.rest:.0%}), "
            f"of which audits {audits:.1f} s ({audits / self.rest:.1%}: {self.audit:.1f} s single terms, {self.two_terms:.1f} s two terms); {self.peak} MB"
        )


def timed(ask: Callable[..., Any], spent: dict[str, float], name: str) -> Callable[..., Any]:
    """The same function, the processor's time of which is counted."""

    def asked(*words: Any, **more: Any) -> Any:
        begun = time.process_time()
        try:
            return ask(*words, **more)
        finally:
            spent[name] += time.process_time() - begun

    return asked


def measured(root: Path) -> Cost:
    """Work out all pages of a site folder once, with a clock beside what decides."""
    folder, spent = open_folder(root), dict.fromkeys((*AUDITS, "deciding"), 0.0)
    for name in AUDITS:
        setattr(deciding, name, timed(getattr(deciding, name), spent, name))
    Remembered.decided = timed(Remembered.decided, spent, "deciding")  # type: ignore[method-assign]  # the same, with a clock
    begun, terms = time.process_time(), site_terms(folder)
    build_report(Setup("T", pictures=folder.preview.with_name(".pictures"), method=folder.framework()), terms)
    whole = time.process_time() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return Cost(len(terms), whole, spent["deciding"], sum(spent[name] for name in AUDITS[:3]), spent["pinned"], peak)


def costs(root: Path) -> tuple[Cost, Cost]:
    """With every term decided anew, and with what was remembered of that; the pictures are drawn before."""
    _apart(root)
    shutil.rmtree(open_folder(root).preview.with_name(".decisions"))
    return _apart(root), _apart(root)


def _apart(root: Path) -> Cost:
    """Measured in a process of its own."""
    words = [sys.executable, "-m", "tools.disclosure_cost", str(root), "--one"]
    said = subprocess.run(words, cwd=Path(__file__).parent.parent, check=True, capture_output=True, text=True).stdout
    return Cost(*json.loads(said.splitlines()[-1]))


def main() -> None:
    """Make the folders, which are used again where they are there, and measure each."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--copies", type=int, default=5)
    asked.add_argument("--terms", type=int, nargs="+", default=[10, 60])
    asked.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.one:
        print(json.dumps(measured(options.folder)))
        return
    for count in options.terms:
        root = options.folder.resolve() / f"terms-{count}"
        made(root, count, options.copies)
        for what, cost in zip(("decided anew", "remembered"), costs(root), strict=True):
            print(cost.words(what), flush=True)


if __name__ == "__main__":
    main()

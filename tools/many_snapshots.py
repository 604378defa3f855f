"""
How long a shelf of twenty years takes to list and to verify: `python tools/many_snapshots.py FOLDER [--terms 60] [--copies 5]`.

The demo's six schools, five times over, frozen for so many terms in a new folder. Listed as `sendsite snapshot list` does, in a fresh process.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

from sendsite.demo import story
from sendsite.framework.term import SEASONS, Term
from sendsite.workflow import start
from sendsite.workflow.folder import SiteFolder, open_folder
from sendsite.workflow.measuring import document_of
from tools.large_trust import repeated

SHELF = """
import sys, time
from pathlib import Path
from sendsite.snapshots.shelf import shelf
begun = time.perf_counter()
print(len(shelf(Path(sys.argv[1]))), round(time.perf_counter() - begun, 3))
"""


def fill(folder: SiteFolder, terms: int, copies: int) -> None:
    """The same records under so many terms' names."""
    from sendsite.snapshots.freeze import take

    records, framework = repeated(story()[-1][2], copies), folder.framework()
    document = document_of(records, framework, "", date(2026, 11, 6))
    for number in range(terms):
        term = Term(2006 + number // 3, SEASONS[number % 3])
        at = f"{term.ends}T15:00:00+00:00"
        take(folder.snapshots, term, records, framework, document, data_date=term.ends, taken_at=at, by="many_snapshots.py", today=term.ends)


def timed(*words: str) -> float:
    """Seconds on the clock of a command."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, *words], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begun


def main() -> None:
    """Make the folder, which must not be there yet, and measure."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--terms", type=int, default=60)
    asked.add_argument("--copies", type=int, default=5)
    options = asked.parse_args()
    start.make(options.folder)
    folder = open_folder(options.folder)
    begun = time.perf_counter()
    fill(folder, options.terms, options.copies)
    size = sum(path.stat().st_size for path in folder.snapshots.glob("*.zip"))
    print(f"{options.terms} snapshots of {6 * options.copies} schools, {size / 1e6:.0f} MB, taken in {time.perf_counter() - begun:.1f} s")
    read = subprocess.run([sys.executable, "-c", SHELF, str(folder.snapshots)], check=True, capture_output=True, text=True).stdout.split()
    print(f"shelf of {read[0]}: {read[1]} s")
    print(f"sendsite snapshot list: {timed('-m', 'sendsite', 'snapshot', 'list', '--dir', str(folder.root)):.2f} s, with starting Python")
    print(f"sendsite snapshot verify: {timed('-m', 'sendsite', 'snapshot', 'verify', '--dir', str(folder.root)):.1f} s")
    print(f"most memory of these: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()

"""
What many terms cost a build: `python tools/many_terms.py FOLDER [--copies 5] [--terms 10 60] [--pages]`

Makes site folders of a large invented trust (30 schools with five copies) with so many frozen terms, no two of which are alike, and in a process of
its own for each works out all pages, and with --pages writes the whole site. Prints seconds of the processor and the most memory that the process had.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from sendsite.demo import story
from sendsite.framework.term import Term
from sendsite.workflow import start
from sendsite.workflow.folder import SiteFolder, open_folder
from sendsite.workflow.terms import freeze_term, listed

NEWEST = Term(2025, "summer")
MOVING = 0.04
"""So many pupils change in a term that was there before."""


def terms_back(count: int) -> list[Term]:
    """So many terms up to the newest, ascending."""
    found = [NEWEST]
    while len(found) < count:
        found.append(found[-1].before)
    return found[::-1]


def made(root: Path, count: int, copies: int) -> SiteFolder:
    """A site folder with so many snapshots: the demo's nine frozen terms forth and back, each time with some pupils, ratings and hours changed by chance."""
    from tools.large_trust import repeated
    from tools.random_trusts import a_term_later

    if not root.exists():
        start.make(root, {"trust": "Larkfield Learning Trust, many times"})
    folder = open_folder(root)
    folder.snapshots.mkdir(parents=True, exist_ok=True, mode=0o700)
    told = [repeated(records, copies) for _, _, records in story()[:-1]]
    there = {info.term for info in listed(folder)}
    for place, term in enumerate(terms_back(count)):
        if term not in there:
            day = term.begins + timedelta(days=60)
            records = told[forth_and_back(place, len(told))]
            records = a_term_later(place, records, term, MOVING) if place >= len(told) else records
            freeze_term(folder.snapshots, term, records, folder.framework(), on=day, taken_at=f"{day}T15:00:00+00:00", by="many_terms.py")
    return folder


def forth_and_back(place: int, count: int) -> int:
    """0, 1, and so on to the last of so many, and back to 0: terms beside each other stay beside each other."""
    place %= max(1, 2 * count - 2)
    return place if place < count else 2 * count - 2 - place


def measure(root: Path, pages: bool) -> None:
    """In a process of its own: list the shelf, then work out all pages, or write the whole site."""
    from sendsite.report.build import Setup, build_report
    from sendsite.workflow import building
    from sendsite.workflow.site_terms import site_terms

    folder = open_folder(root)
    begun = time.process_time()
    infos = listed(folder)
    listing = time.process_time() - begun
    if pages:
        files = building.build(folder, tell=lambda words: None).frozen.files
    else:
        files = len(build_report(Setup("T", pictures=folder.preview.with_name(".pictures"), method=folder.framework()), site_terms(folder)).pages)
    took = time.process_time() - begun - listing
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"terms": len(infos), "listing_s": round(listing, 3), "work_s": round(took, 1), "files": files, "peak_mb": round(peak)}))


def main() -> None:
    """Make the folders, which are used again where they are there, and measure each."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("--copies", type=int, default=5)
    asked.add_argument("--terms", type=int, nargs="+", default=[10, 60])
    asked.add_argument("--pages", action="store_true", help="write the site, too")
    asked.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.one:
        measure(options.folder, options.pages)
        return
    for count in options.terms:
        root = options.folder / f"terms-{count}"
        made(root, count, options.copies)
        words = [sys.executable, __file__, str(root), "--one", *(["--pages"] if options.pages else [])]
        subprocess.run(words, check=True)


if __name__ == "__main__":
    main()

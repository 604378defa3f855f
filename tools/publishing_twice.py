"""
How long it takes to publish the demo, and to publish it again after an edit in one school: python tools/publishing_twice.py FOLDER

A fresh demo is made in the folder, which must not exist. Sealing is all from the plain files to build/current; the rest makes the pages.
"""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path

from sendsite.register.edits import replace_all
from sendsite.register.facts import records
from sendsite.workflow import demo, publishing
from sendsite.workflow.folder import SiteFolder


def edit(folder: SiteFolder) -> None:
    """A quarter of an hour more for a pupil of one school."""
    with folder.open_register() as register:
        before = records(register)
        first = before.pupils[0]
        pupils = tuple(each._replace(need_hours=each.need_hours + 25) if each is first else each for each in before.pupils)
        replace_all(register, replace(before, pupils=pupils), by="bench", kind="edit")


def publish(folder: SiteFolder, what: str) -> None:
    """One publication, timed as a whole and from the last page that is made in plain."""
    begun = made_plain = time.perf_counter()
    worked = time.process_time()

    def clock(done: int, total: int, address: str) -> None:
        nonlocal made_plain, worked
        made_plain, worked = time.perf_counter(), time.process_time()

    made = publishing.publish(folder, publishing.Wish(draft=True), progress=clock, tell=lambda words: None).published
    now, work = time.perf_counter(), time.process_time() - worked
    print(f"{what}: {made.anew} files anew, {made.unchanged} as they were; {now - begun:.1f} s, of it sealing {now - made_plain:.2f} s")
    print(f"    processor time of sealing {work:.2f} s, {1000 * work / (made.anew + made.unchanged):.2f} ms a file of all")


def main() -> None:
    """Publish, edit, publish."""
    root = Path(sys.argv[1])
    if root.exists():
        sys.exit(f"{root} is there already. Name a new folder.")
    folder = demo.renew(root, tell=print)
    publish(folder, "first, with pictures to draw")
    edit(folder)
    publish(folder, "after an edit in one school")
    publish(folder, "nothing changed")


if __name__ == "__main__":
    main()

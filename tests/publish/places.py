"""A site in two publications, and a target that both are sent to."""

from __future__ import annotations

import shutil
from pathlib import Path

from sendsite.publish import sending
from sendsite.publish.targets.commands import Going

FIRST = {
    "reader.1.js": "r",
    "static/site.2.css": "c",
    "a/aa/bb.cc.js": "asset",
    "k/p1.js": "keys",
    "m/aa.p1.js": "manifest",
    "s/aa/dd.html": "page one",
    "s/aa/ee.html": "page two",
    "index.html": "home",
    "now.js": "p1",
}
SECOND = {
    **{path: said for path, said in FIRST.items() if "p1" not in path},
    "k/p2.js": "keys",
    "m/aa.p2.js": "manifest",
    "s/aa/dd.html": "page 1!!",
    "now.js": "p2",
}
CHANGED = ("k/p2.js", "m/aa.p2.js", "s/aa/dd.html", "now.js")
REMOVED = ("k/p1.js", "m/aa.p1.js")


def a_tree(folder: Path, content: dict[str, str]) -> dict[str, str]:
    """A site's files in a folder, which is emptied first; answers with a hash of each."""
    shutil.rmtree(folder, ignore_errors=True)
    for path, said in content.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(said)
    return {path: f"hash of {said}" for path, said in content.items()}


class Place:
    """A target, and the site of one publication after another sent to it."""

    def __init__(self, root: Path, words: str) -> None:
        self.site, self.shelf, self.words = root / "current", root / "releases", words
        self.shelf.mkdir()
        target = sending.target_of(words, self.shelf)
        assert target is not None
        self.target = target

    def going(self, content: dict[str, str]) -> Going:
        return sending.going_to(self.words, self.site, a_tree(self.site, content), self.shelf, "Autumn")

    def send(self, content: dict[str, str]) -> Going:
        return sending.send(self.words, self.target, self.going(content), self.shelf)

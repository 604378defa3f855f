"""
Make sendsite/publish/reader/reader.min.js and search.min.js from what they are written in.

To be run after each change of that: `python tools/minify_reader.py`.
"""

from __future__ import annotations

import minify

from sendsite.publish.reader import HERE, SEARCH, source


def minified(script: str | None = None) -> str:
    """The script without comments and blanks, its own names shortened; what a browser knows by name stays."""
    return str(minify.string("text/javascript", source() if script is None else script)) + "\n"


if __name__ == "__main__":
    for name, made in (("reader.min.js", minified()), ("search.min.js", minified(SEARCH.read_text("utf-8")))):
        (HERE / name).write_text(made, "utf-8", newline="\n")
        print(f"{name}: {len(made.encode()):,} bytes")

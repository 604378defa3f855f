"""
Make reader.min.js, search.min.js and inflate.min.js in sendsite/publish/reader from what they are written in.

To be run after each change of that: `python tools/minify_reader.py`.
"""

from __future__ import annotations

import minify

from sendsite.publish.reader import HERE, LATER, source


def minified(script: str | None = None) -> str:
    """The script without comments and blanks, its own names shortened; what a browser knows by name stays."""
    return str(minify.string("text/javascript", source() if script is None else script)) + "\n"


if __name__ == "__main__":
    for name, script in (("reader", None), *((name, (HERE / f"{name}.js").read_text("utf-8")) for name in LATER)):
        made = minified(script)
        (HERE / f"{name}.min.js").write_text(made, "utf-8", newline="\n")
        print(f"{name}.min.js: {len(made.encode()):,} bytes")

"""Make sendsite/publish/reader/reader.min.js from the parts it is written in. To be run after each change of them: `python tools/minify_reader.py`."""

from __future__ import annotations

import minify

from sendsite.publish.reader import HERE, source


def minified() -> str:
    """The script without comments and blanks, its own names shortened; what a browser knows by name stays."""
    return str(minify.string("text/javascript", source())) + "\n"


if __name__ == "__main__":
    (HERE / "reader.min.js").write_text(minified(), "utf-8", newline="\n")
    print(f"reader.min.js: {len(minified()):,} bytes")

"""Readers on slow lines and old tablets: the reader's script stays small, and a school's dashboard sealed is not much larger than plain."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator

from sendsite.publish.verify.findings import File, Finding

CHECK = "sizes"
SCRIPT_MOST = 12_288
"""Bytes of the reader's script."""

DASHBOARD_MOST, TIMES = 15_000, 2
"""Bytes of a plain dashboard in transfer, and how many times its own plain size a sealed one may have."""

DASHBOARD = re.compile(r"school/[\w-]+/index\.html")


class Sizes:
    """Looks at the reader and at the newest term's dashboards."""

    def look(self, file: File) -> Iterator[Finding]:
        if re.fullmatch(r"reader\.\w+\.js", file.at) and len(file.stored) > SCRIPT_MOST:
            yield Finding(CHECK, file.at, f"the reader has {len(file.stored):,} bytes, and may have {SCRIPT_MOST:,}.")
        if file.entry and file.entry.kid and file.plain is not None and DASHBOARD.fullmatch(file.entry.real):
            sealed, plain = len(gzip.compress(file.stored, 6)), len(gzip.compress(file.plain, 6))
            if sealed > max(DASHBOARD_MOST, TIMES * plain):
                said = f"it takes {sealed:,} bytes of transfer sealed and {plain:,} plain; at most {TIMES} times the plain size is right."
                yield Finding(CHECK, file.named, said, warning=True)

    def end(self) -> Iterator[Finding]:
        yield from ()

"""The leak gate as `sendsite verify` passes it, over what has been published already: each file as it stands, and opened."""

from __future__ import annotations

from collections.abc import Iterator

from sendsite.publish.leak_gate.gate import LeakGate
from sendsite.publish.seal.paths import PUBLIC
from sendsite.publish.verify.findings import File, Finding


class LeakCheck:
    """Told every file once."""

    def __init__(self, gate: LeakGate) -> None:
        self.gate = gate

    def look(self, file: File) -> Iterator[Finding]:
        """What a file says that it must not."""
        real = file.entry.real if file.entry else file.at
        yield from self.gate.look(real, file.stored, file.at, public=file.entry is not None and file.entry.audience == PUBLIC)
        if file.plain is not None and file.plain is not file.stored:
            yield from self.gate.look(real, file.plain)

    def end(self) -> Iterator[Finding]:
        """Nothing is told of all files together."""
        yield from ()

"""Who asks a host for the site's files: anybody, or somebody who knows the word in front of it."""

from __future__ import annotations

from base64 import b64encode
from typing import NamedTuple


class Visitor(NamedTuple):
    """The name and the word that are given to the host, "" for none; `asked` where the host must show nothing to whoever gives none."""

    name: str = ""
    word: str = ""
    asked: bool = False

    @property
    def headers(self) -> dict[str, str]:
        """What is sent with each request."""
        said = {"User-Agent": "sendsite verify", "Cache-Control": "no-cache"}
        if self.word:
            said["Authorization"] = f"Basic {b64encode(f'{self.name}:{self.word}'.encode()).decode()}"
        return said


ANYBODY = Visitor()

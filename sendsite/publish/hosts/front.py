"""What a host's files are made of beside the format itself: where the site stands on its host, and the word that may stand in front of it."""

from __future__ import annotations

from typing import NamedTuple

from sendsite.publish.host_word import HostWord
from sendsite.publish.order import FOR_EVER

MADE = "Made by sendsite; made anew with each publication."
REALM = "Readers of this site"
"""What a browser that shows it says beside the question for the word."""
CERTIFICATES = "/.well-known/acme-challenge/"
"""Where a certificate's issuer looks for an answer: it knows no word."""


class Front(NamedTuple):
    """The word, None where none is asked for; where the host keeps its file of passwords; and the path of the site's first page on its host."""

    word: HostWord | None = None
    passwords: str = ""
    base: str = "/"

    @property
    def for_ever(self) -> str:
        """Cache-Control of files that never change: behind a word they are for the browser that gave it, not for a proxy that many share."""
        return FOR_EVER.replace("public", "private") if self.word else FOR_EVER

"""What a browser may keep and tell of a journey: no error, nothing refused by the policy, no name of a pupil anywhere but on the pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import unquote_plus

if TYPE_CHECKING:
    from playwright.sync_api import Page

KEPT = "() => [Object.keys(localStorage), Object.keys(sessionStorage), document.cookie]"


class Trail:
    """Everything that one page's console said, and every address that it asked for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.faults: list[str] = []
        self.addresses: list[str] = []
        page.on("console", lambda said: self.faults.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", lambda request: self.addresses.append(unquote_plus(request.url)))
        page.on("response", lambda answer: self.faults.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)

    def kept(self) -> tuple[set[str], set[str], str]:
        """What this browser keeps of the site: local and session storage by key, and what a script can read of the cookies."""
        local, session, cookie = self.page.evaluate(KEPT)
        return set(local), set(session), cookie

    def told(self, names: Iterable[str]) -> list[str]:
        """Addresses that name anybody."""
        return [address for address in self.addresses if any(name.casefold() in address.casefold() for name in names)]

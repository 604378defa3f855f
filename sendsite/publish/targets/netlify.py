"""Netlify, by its own command line, which is signed in already and sends what it does not have. The new site becomes the current one at once."""

from __future__ import annotations

from sendsite.publish.targets.commands import ByCommands, Command, Going, plain_place


class NetlifyTarget(ByCommands):
    """A site of Netlify by its id or name."""

    program = "netlify"

    def __init__(self, place: str) -> None:
        self.site = plain_place(place, "netlify", "netlify:site-name")

    def commands(self, going: Going) -> list[Command]:
        """One deployment of the whole site."""
        return [Command(("netlify", "deploy", "--prod", "--no-build", "--dir", str(going.site), "--site", self.site, *_message(going)))]


def _message(going: Going) -> tuple[str, ...]:
    return ("--message", going.note) if going.note else ()

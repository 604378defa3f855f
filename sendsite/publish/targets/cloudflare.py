"""Cloudflare Pages, by its own command line, which is signed in already and sends what it does not have. The new site becomes the current one at once."""

from __future__ import annotations

from sendsite.publish.targets.commands import ByCommands, Command, Going, plain_place


class CloudflareTarget(ByCommands):
    """A project of Cloudflare Pages by its name."""

    program = "wrangler"

    def __init__(self, place: str) -> None:
        self.project = plain_place(place, "cloudflare", "cloudflare:project-name")

    def commands(self, going: Going) -> list[Command]:
        """One deployment of the whole site, for the branch that visitors see; it is not to look for a repository around it."""
        words = ("wrangler", "pages", "deploy", str(going.site), "--project-name", self.project, "--branch", "main", "--commit-dirty", "true")
        return [Command((*words, "--commit-message", going.note or "A new edition"))]

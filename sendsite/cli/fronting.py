"""The command `host-word`: one word that the host asks everybody for before it shows anything of the site."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from sendsite.cli import told
from sendsite.cli.asked import asked, everywhere
from sendsite.errors import NotAsked

if TYPE_CHECKING:
    from sendsite.workflow.folder import SiteFolder
    from sendsite.workflow.front import WordSet

CERTAIN = "Readers' codes stay as they are, and are never this word."


@click.group("host-word", invoke_without_command=True)
@everywhere
@click.pass_context
def host_word(context: click.Context) -> None:
    """
    Put one word in front of the whole site; alone, say whether there is one.

    The host asks for it before it shows anything, so strangers and search engines see not even the public pages. It protects nothing from whoever
    knows it: readers' codes do that. Apache, nginx and Caddy can ask for it (host_files in sendsite.toml).
    """
    if context.invoked_subcommand is None:
        from sendsite.workflow import front

        known = front.word(_folder())
        told.say(f"A word is set since {known.since:%d %B %Y}, with the name {known.name}. It is kept nowhere." if known else "There is no word.")


@host_word.command("set")
@click.option("--name", default="trust", show_default=True, help="The name that browsers ask for beside the word.")
@click.option("--own", is_flag=True, help="Ask for a word of your own (else one is made).")
@everywhere
def set_(name: str, own: bool) -> None:
    """
    Set the word, or another in its place; it is shown this once.

    Put the files it names on the host first, then publish.
    """
    from sendsite.workflow import front
    from sendsite.workflow.terms import who

    folder = _folder()
    typed = click.prompt("Word", hide_input=True, confirmation_prompt="The same once more", err=True) if own else front.new_word()
    done = front.set_word(folder, typed, name=name, by=who(), on=date.today(), tell=told.say)
    told.say(f"The name is {name}. {'The word is kept' if own else 'The word is shown this once, and kept'} nowhere. {CERTAIN}")
    if not own:
        told.data(typed)
    _tell_places(done)


@host_word.command()
@everywhere
def off() -> None:
    """Ask for no word any more."""
    from sendsite.workflow import front
    from sendsite.workflow.terms import who

    if not front.end_word(_folder(), by=who(), tell=told.say):
        raise NotAsked("There is no word in front of the site. Nothing was changed.")
    told.say("The host asks for no word any more once the site is published, and for nginx and Caddy the new lines from build/host are in place.")


def _folder() -> SiteFolder:
    from sendsite.workflow.folder import open_folder

    return open_folder(asked().folder)


def _tell_places(done: WordSet) -> None:
    """What to put where on the host, and who must be able to read it there."""
    for path in done.files:
        where = f", as {done.passwords}" if done.passwords and path.suffix == ".passwords" else ""
        told.say(f"Copy to the host{where}: {path}")
    told.say("There the web server must be able to read it, and nobody else: its owner root, its group the server's, mode 0640. Never put it into the site.")
    told.say("Then run `sendsite publish`. docs/hosting-the-site.md has the lines for each host.")

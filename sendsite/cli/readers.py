"""Commands for the readers of the published site: reader add, list, card, revoke, replace, change."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from sendsite.cli import told
from sendsite.cli.asked import as_json, asked, everywhere
from sendsite.errors import NotAsked, SendsiteError

if TYPE_CHECKING:
    from sendsite.workflow.reading import Desk, Issued, Reader

WHO = click.argument("who")
FOR = click.option(
    "--for", "schools", multiple=True, metavar="SCHOOL", help="What they may read: a school's name or URN, or 'trust' for everything. May be repeated."
)
NEXT = "It takes hold with the next `sendsite publish`."
Command = TypeVar("Command", bound=Callable[..., Any])


def _with_cards(command: Command) -> Command:
    """Where the cards go."""
    file = click.Path(path_type=Path)
    command = click.option("--cards", "place", type=file, help="The file for the card, as HTML to print (else data/cards/, by the day).")(command)
    return click.option("--no-cards", is_flag=True, help="Make no card: the code is shown here and nowhere else.")(command)


@click.group()
@everywhere
def reader() -> None:
    """Look after the readers of the published site and their codes."""


@reader.command()
@click.argument("name", required=False)
@FOR
@click.option("--email", default="", help="Their e-mail address, to tell people apart; nothing is sent to it.")
@click.option(
    "--from", "source", type=click.Path(path_type=Path, dir_okay=False), help="A CSV file with the columns name, email and audiences (several: with ;)."
)
@click.option("--dry-run", is_flag=True, help="With --from: say who would be added and for what, and add nobody.")
@click.option("--start-anew", is_flag=True, help="Where the secrets of a published site are lost for good: begin with new keys. Every reader needs a new code.")
@_with_cards
@as_json
@everywhere
def add(
    name: str | None,
    schools: tuple[str, ...],
    email: str,
    source: Path | None,
    dry_run: bool,
    start_anew: bool,
    place: Path | None,
    no_cards: bool,
    as_json: bool,
) -> None:
    """
    Add a reader, or all of a list, with a code each.

    Each code is shown this once, and on a card to print; codes are kept nowhere.
    """
    if bool(name) == bool(source) or (source and (schools or email)):
        raise click.UsageError('Name one reader, as in: reader add "Ann Lee" --for "Ash Tree Primary School"; or a list, as in: reader add --from readers.csv')
    if dry_run and not source:
        raise click.UsageError("--dry-run looks through a list. Name it with --from, or leave --dry-run out.")
    desk, on = _desk(), date.today()
    if source and dry_run:
        _preview(desk, _read(source), source.name, as_json=as_json)
        return
    where = None if no_cards else desk.cards_place(place, on=on)
    if source:
        with told.progress("Making codes", of="readers") as progress:
            issued = desk.add_list(_read(source), source.name, on=on, anew=start_anew, progress=progress)
    else:
        issued = (desk.add(name or "", email, schools, on=on, anew=start_anew),)
    _show(desk, issued, where, on=on, as_json=as_json)


@reader.command("list")
@as_json
@everywhere
def list_(as_json: bool) -> None:
    """
    List the readers with what they may read.

    A code is never shown again: only the four characters it begins with.
    """
    desk = _desk()
    everybody = desk.everybody()
    if as_json:
        told.print_json({"readers": [_document(each) for each in everybody]})
    elif everybody:
        held = zip(everybody, desk.in_words(*everybody), strict=True)
        rows = [(each.handle, each.name, words, each.email, str(each.added), str(each.code_since)) for each, words in held]
        told.table(("code begins", "name", "may read", "e-mail", "added", "code since"), rows)
    else:
        told.say('Nobody has a code yet. `sendsite reader add "Ann Lee" --for "Ash Tree Primary School"` gives one.')


@reader.command()
@WHO
@_with_cards
@everywhere
@click.pass_context
def card(context: click.Context, who: str, place: Path | None, no_cards: bool) -> None:
    """
    Offer WHO a new card, which means a new code.

    A card is printed only together with a new code, for codes are kept nowhere.
    """
    found = _desk().one(who)
    told.say(f"{found.name}'s card cannot be printed again: it holds the code, and codes are kept nowhere. A new card means a new code; the old one ends.")
    if not sys.stdin.isatty() or not click.confirm(f"Make a new code for {found.name}?", err=True):
        raise NotAsked(f"Nothing was changed. To make a new code and card: sendsite reader replace {found.handle}")
    context.invoke(replace, who=found.handle, place=place, no_cards=no_cards)


@reader.command()
@WHO
@click.option("--yes", is_flag=True, help="Do not ask.")
@everywhere
def revoke(who: str, yes: bool) -> None:
    """
    End the code of WHO and the keys of all it opened.

    WHO is the four characters that the code begins with, the name or the e-mail address. The other readers keep their codes.
    """
    desk = _desk()
    found = desk.one(who)
    if not yes and sys.stdin.isatty() and not click.confirm(f"End the code of {found.name} ({found.handle}), for {desk.in_words(found)[0]}?", err=True):
        raise NotAsked("Nothing was changed.")
    ended = desk.revoke(found.handle, on=date.today())
    told.say(f"{ended.reader.name} ({ended.reader.handle}) is no reader any more. New keys for {ended.keys}. The others keep their codes. {NEXT}")
    told.say("What was saved, printed or photographed stays with whoever has it.")


@reader.command()
@WHO
@click.option("--not-lost", is_flag=True, help="The old card was destroyed, so nobody can find it: the keys it opened stay.")
@_with_cards
@as_json
@everywhere
def replace(who: str, not_lost: bool = False, place: Path | None = None, no_cards: bool = False, as_json: bool = False) -> None:
    """
    Give WHO a new code and card; the old code ends.

    The keys it opened end too, for somebody may find a code that was lost. The other readers keep their codes.
    """
    desk, on = _desk(), date.today()
    where = None if no_cards else desk.cards_place(place, on=on)
    issued = desk.replace(who, on=on, lost=not not_lost)
    _show(desk, (issued,), where, on=on, as_json=as_json)
    told.say(f"The old code ends. {NEXT}")


@reader.command()
@WHO
@FOR
@everywhere
def change(who: str, schools: tuple[str, ...]) -> None:
    """
    Let WHO read other schools with the same code.

    Name all that they are to read from now on. What is not named any more gets new keys.
    """
    desk = _desk()
    found = desk.change(who, schools, on=date.today())
    told.say(f"{found.name} ({found.handle}) may read {desk.in_words(found)[0]}. {NEXT}")


def _desk() -> Desk:
    from sendsite.workflow.folder import open_folder
    from sendsite.workflow.reading import Desk
    from sendsite.workflow.terms import who

    return Desk(open_folder(asked().folder), by=who(), tell=told.say)


def _read(source: Path) -> bytes:
    from sendsite.workflow.reading import LARGEST_FILE

    try:
        with source.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise SendsiteError(f"{source}: this cannot be read ({error.strerror or error}). Name a CSV file with the columns name, email, audiences.") from error


def _preview(desk: Desk, content: bytes, called: str, *, as_json: bool) -> None:
    """Who would be added, and for what."""
    found = desk.would_add(content, called)
    if as_json:
        told.print_json({"would_add": [{"name": each.name, "email": each.email, "audiences": list(each.audiences)} for each, _ in found]})
    else:
        told.table(("name", "may read", "e-mail"), [(each.name, words, each.email) for each, words in found])
    told.say(f"{len(found)} reader{'s' if len(found) > 1 else ''} would be added. Nothing was changed. Leave --dry-run out to add them.")


def _show(desk: Desk, issued: Sequence[Issued], place: Path | None, *, on: date, as_json: bool) -> None:
    """The codes, this once; and then the cards, so that a card that cannot be written loses no code."""
    told.say(f"{'These codes are' if len(issued) > 1 else 'This code is'} shown this once, and kept nowhere{' but on the card to print' if place else ''}:")
    if not as_json:
        told.table(("reader", "code"), [(each.reader.name, each.code) for each in issued]) if len(issued) > 1 else told.data(issued[0].code)
    kept, failed = None, ""
    try:
        kept = desk.keep_cards(issued, place, on=on) if place else None
    except (SendsiteError, OSError) as error:
        failed = f"The cards were not written: {error}. Write the codes down now."
    if as_json:
        told.print_json({"readers": [{**_document(each.reader), "code": each.code} for each in issued], "cards": str(kept) if kept else None})
    if kept:
        told.say(f"To print: {kept}. It holds the code{'s' if len(issued) > 1 else ''}: print it, hand the cards over in person, and delete the file.")
        if not desk.folder.settings.site_address:
            told.say("The cards leave a line for the address. To have it printed, with a square for cameras, set site_address in sendsite.toml.")
    if failed:
        raise SendsiteError(failed)


def _document(reader: Reader) -> dict[str, object]:
    """A reader as programs read them; nothing in it opens anything."""
    return {
        "handle": reader.handle,
        "name": reader.name,
        "email": reader.email,
        "audiences": list(reader.audiences),
        "added": str(reader.added),
        "code_since": str(reader.code_since),
    }

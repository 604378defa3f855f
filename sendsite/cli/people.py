"""Commands for the people who sign in to the admin: user add, list, passwd, disable."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sendsite.cli import told
from sendsite.cli.asked import as_json, asked, everywhere
from sendsite.errors import DataRefused

if TYPE_CHECKING:
    from sendsite.workflow.folder import SiteFolder

ROLES = ("owner", "trust_officer", "senco", "viewer")
NAME = click.argument("name")


@click.group()
def user() -> None:
    """Look after the people who sign in to the admin."""


@user.command("add")
@NAME
@click.option("--role", type=click.Choice(ROLES), required=True, help="What they may do; the admin's page on rights says it in words.")
@click.option("--school", "schools", multiple=True, metavar="URN", help="A school that a SENCO or viewer is there for; may be given more than once.")
@click.option("--shown-name", default="", help="The name that colleagues see (else the name to sign in with).")
@click.option("--password", "with_password", is_flag=True, help="Ask for a password now instead of making a link.")
@everywhere
def add(name: str, role: str, schools: tuple[str, ...], shown_name: str, with_password: bool) -> None:
    """Add a person and print their link: with it they set a password of their own, once, within a week."""
    from sendsite.workflow import people
    from sendsite.workflow.importing import begun

    folder = _folder()
    kept = _typed_password(folder, name, shown_name) if with_password else ""
    with begun(folder) as register:
        who = people.added(register, name=name, shown_name=shown_name, role=role, schools=schools, password_hash=kept)
        if kept:
            told.say(f"{who.shown_name} may sign in as {who.name}.")
            return
        told.say(f"{who.shown_name} will sign in as {who.name}. Hand over this link; it works once, within a week:")
        told.data(_link(folder, people.invite(register, who)))
        if not folder.settings.admin_address:
            told.say(_where_it_opens(folder))


@user.command("list")
@as_json
@everywhere
def list_(as_json: bool) -> None:
    """List everybody with role, schools and state."""
    from sendsite.workflow import people

    with _folder().open_register() as register:
        everybody = people.everybody(register)
    if as_json:
        told.print_json([people.document(who) for who in everybody])
        return
    headings = ("name", "shown as", "role", "schools", "state", "second factor")
    rows = [(who.name, who.shown_name, who.role, " ".join(who.schools) or "all", people.state(who), "yes" if who.enrolled else "no") for who in everybody]
    told.table(headings, rows)


@user.command("passwd")
@NAME
@click.option(
    "--forget-second-factor", is_flag=True, help="Take the second factor away too, where the telephone is lost: a new one is set up at the next sign-in."
)
@everywhere
def passwd(name: str, forget_second_factor: bool) -> None:
    """Set somebody's password, typed twice; they are signed out everywhere."""
    from sendsite.workflow import people

    folder = _folder()
    with folder.open_register() as register:
        who = people.named(register, name)
        kept = _typed_password(folder, who.name, who.shown_name)
        people.new_password(register, who, kept, without_second_factor=forget_second_factor)
    told.say(f"{who.shown_name} signs in as {who.name} with the new password.")


@user.command("disable")
@NAME
@click.option("--enable", is_flag=True, help="Let them in again.")
@everywhere
def disable(name: str, enable: bool) -> None:
    """Let nobody in under this name any more; whoever is signed in is signed out."""
    from sendsite.workflow import people

    with _folder().open_register() as register:
        who = people.disabled(register, people.named(register, name), not enable)
    told.say(f"{who.shown_name} ({who.name}) is {people.state(who)}.")


def _folder() -> SiteFolder:
    from sendsite.workflow.folder import open_folder

    return open_folder(asked().folder)


def _link(folder: SiteFolder, token: str) -> str:
    """The link as it is opened where the admin runs with these settings."""
    base = folder.settings.admin_address.rstrip("/") or f"http://127.0.0.1:{folder.settings.admin_port}"
    return f"{base}/invitation/{token}"


def _where_it_opens(folder: SiteFolder) -> str:
    """Which port a link without an address of the admin's own takes for granted, and what to do where it is another."""
    port = folder.settings.admin_port
    return f"It opens on this machine alone, while `sendsite admin` answers at port {port}; where that runs at another, put its number there instead."


def _typed_password(folder: SiteFolder, *names: str) -> str:
    """A password typed twice and not shown, as the register keeps it; DataRefused where it is too weak."""
    from sendsite.admin.passwords import hashed, weakness

    typed = click.prompt("Password", hide_input=True, confirmation_prompt="The same once more", err=True)
    if words := weakness(typed, (*names, folder.settings.trust)):
        raise DataRefused(f"The password was not taken. {words}")
    return hashed(typed)

"""The command that keeps the register in the browser: admin."""

from __future__ import annotations

import webbrowser
from contextlib import nullcontext
from functools import partial

import click

from sendsite.cli import told
from sendsite.cli.asked import asked, everywhere

PORT = click.IntRange(0, 65535)


@click.command()
@click.option("--port", type=PORT, help="Where to listen; 0 takes any free port.")
@click.option("--host", help="The address to listen on; beyond this machine only behind TLS (admin_address).")
@click.option("--owner", default="", metavar="NAME", help="Who is to be the first owner, where there is none yet (else 'owner').")
@click.option("--with-site", is_flag=True, help="Show the published site too, or the preview where nothing is published.")
@click.option("--serve-port", type=PORT, help="Where the site is shown with --with-site; 0 takes any free port.")
@click.option("--open/--no-open", "open_browser", default=None, help="Open the admin in a browser.")
@everywhere
def admin(port: int | None, host: str | None, owner: str, with_site: bool, serve_port: int | None, open_browser: bool | None) -> None:
    """Serve the admin until interrupted. Without a register it begins an empty one; without an owner it prints a link for the first."""
    from sendsite.admin.desk import Demo, Desk
    from sendsite.admin.server import serve
    from sendsite.workflow import demo_loading, people
    from sendsite.workflow.demo_people import who_may_sign_in
    from sendsite.workflow.folder import open_folder
    from sendsite.workflow.importing import begun
    from sendsite.workflow.serving import beside
    from sendsite.workflow.terms import frozen_terms

    folder = open_folder(asked().folder, {"admin_port": port, "host": host, "serve_port": serve_port, "open_browser": open_browser})
    with begun(folder) as register, beside(folder) if with_site else nullcontext("") as site:

        def tell(address: str) -> None:
            told.data(address)
            if folder.settings.admin_address:
                told.say(f"For the server in front it listens at {folder.settings.host}, port {folder.settings.admin_port or 'any'}.")
            if first := people.first_owner(register, owner):
                who, token = first
                told.say(f"There is no owner yet. Open this link to become {who.name}; it works once, and the next start makes a new one:")
                told.data(f"{address.rstrip('/')}/invitation/{token}")
            for line in who_may_sign_in(register, demo_loading.MARK):
                told.say(line)
            if site:
                told.say(f"The site: {site}")
            told.say("Press Ctrl-C to end.")
            if folder.settings.open_browser:
                webbrowser.open(address)

        invented = Demo(partial(demo_loading.load, folder, register), lambda who: demo_loading.take_out(folder, register, by=who))
        desk = Desk(folder.root, register, folder.settings, folder.framework(), frozen=partial(frozen_terms, folder), demo=invented)
        serve(desk, port=folder.settings.admin_port, host=folder.settings.host, tell=tell)

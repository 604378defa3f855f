"""The command that keeps the register in the browser: admin."""

from __future__ import annotations

import webbrowser

import click

from sendsite.cli import told
from sendsite.cli.asked import asked, everywhere


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), help="Where to listen; 0 takes any free port.")
@click.option("--host", help="The address to listen on; beyond this machine only behind TLS (admin_address).")
@click.option("--open/--no-open", "open_browser", default=None, help="Open the admin in a browser.")
@everywhere
def admin(port: int | None, host: str | None, open_browser: bool | None) -> None:
    """Serve the admin until interrupted. Without a register it begins an empty one."""
    from sendsite.admin.desk import Desk
    from sendsite.admin.server import serve
    from sendsite.workflow.folder import open_folder
    from sendsite.workflow.importing import begun
    from sendsite.workflow.terms import frozen_terms

    folder = open_folder(asked().folder, {"admin_port": port, "host": host, "open_browser": open_browser})

    def tell(address: str) -> None:
        told.data(address)
        told.say("Press Ctrl-C to end.")
        if folder.settings.open_browser:
            webbrowser.open(address)

    with begun(folder) as register:
        desk = Desk(folder.root, register, folder.settings, folder.framework(), frozen=lambda: frozen_terms(folder))
        serve(desk, port=folder.settings.admin_port, host=folder.settings.host, tell=tell)

"""Commands that make something: init, demo, build, serve."""

from __future__ import annotations

import webbrowser
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sendsite.cli import told
from sendsite.cli.asked import as_json, asked, everywhere, on_day

if TYPE_CHECKING:
    from sendsite.workflow.folder import SiteFolder


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--trust", help="The trust's name.")
@click.option("--published-by", help="Who answers for what is published.")
@everywhere
def init(folder: Path | None, trust: str | None, published_by: str | None) -> None:
    """Make a new site folder (the current folder, where none is named). Nothing that is there is overwritten."""
    from sendsite.workflow import start

    root = folder or asked().folder
    for name in start.make(root, {"trust": trust, "published_by": published_by}):
        told.data(str(root / name))
    told.say(f"Made. Look through {root / 'sendsite.toml'}. Then, in the browser: sendsite admin --dir {root}")
    told.say(f"Or at the command line: sendsite import PATH --dir {root}, sendsite build --dir {root}, sendsite serve --dir {root}")


@click.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--whole", is_flag=True, help="Build its site too, and publish it sealed in build/current; the codes of two readers come last.")
@everywhere
def demo(folder: Path | None, whole: bool) -> None:
    """Make or renew the invented demo trust in a folder of its own (demo/, where none is named)."""
    from sendsite.workflow import demo as making
    from sendsite.workflow.demo_people import who_may_sign_in
    from sendsite.workflow.demo_readers import add_demo_readers

    root = folder or asked().folder / "demo"
    site = making.renew(root, tell=told.say)
    with site.open_register() as register:
        for line in who_may_sign_in(register, making.MARK):
            told.say(line)
    codes = add_demo_readers(site, by=making.BY)
    if whole:
        _built_and_published(site)
    first = "" if whole else f"sendsite demo --whole {root} for its site, "
    told.say(f"The demo trust stands in {site.root}. Next: {first}sendsite admin --with-site --dir {root}")
    for line in codes:
        told.say(line)


def _built_and_published(site: SiteFolder) -> None:
    """The preview for the trust's own eyes, and the sealed site for its readers."""
    from sendsite.workflow.building import build
    from sendsite.workflow.demo import BY
    from sendsite.workflow.publishing import Wish, publish

    with told.progress("Building") as progress:
        build(site, progress=progress, tell=told.say)
    with told.progress("Publishing") as progress:
        publish(site, Wish(note="The demo", by=BY), progress=progress, tell=told.say)
    told.say(f"Not sealed, for the trust's own eyes: {site.preview / 'index.html'}")
    told.say(f"Sealed, for its readers: {site.current / 'index.html'}")


@click.command()
@as_json
@on_day
@everywhere
def build(as_json: bool, on: date | None) -> None:
    """Make the site from the snapshots and the live register, in build/preview. Readers see the old one until the new one is whole."""
    from sendsite.workflow.building import build as make
    from sendsite.workflow.folder import open_folder

    folder = open_folder(asked().folder)
    with told.progress("Building") as progress:
        built = make(folder, on=on, progress=progress, tell=told.say)
    if as_json:
        told.print_json({"site": str(built.site), "files": built.frozen.files, "bytes": built.frozen.size, "terms": list(built.terms)})
        return
    told.say(f"{built.frozen.files} files, {built.frozen.size / 1e6:.1f} MB, of {', '.join(built.terms)}.")
    told.say("For the trust's own eyes: these pages are not sealed, never put them on a host.")
    told.data(str(built.site / "index.html"))


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), help="Where to listen; 0 takes any free port.")
@click.option("--host", help="The address to listen on; leave it at 127.0.0.1, but inside a container.")
@click.option("--open/--no-open", "open_browser", default=None, help="Open the site in a browser.")
@click.option("--published", is_flag=True, help="Show the published site, as its readers meet it, instead of the preview.")
@everywhere
def serve(port: int | None, host: str | None, open_browser: bool | None, published: bool) -> None:
    """Show the built site to this machine until interrupted."""
    from sendsite.workflow.folder import open_folder
    from sendsite.workflow.serving import serve as show

    folder = open_folder(asked().folder, {"serve_port": port, "host": host, "open_browser": open_browser})

    def tell(address: str) -> None:
        told.data(address)
        told.say("Press Ctrl-C to end.")
        if folder.settings.open_browser:
            webbrowser.open(address)

    show(folder, tell=tell, published=published)

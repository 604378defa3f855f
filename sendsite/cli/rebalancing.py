"""The command `rebalance`: what to move, what it would change, what limits it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sendsite.cli import told
from sendsite.cli.asked import as_json, asked, everywhere

if TYPE_CHECKING:
    from sendsite.workflow.rebalancing import Proposed


@click.command()
@click.argument("urn")
@as_json
@click.option("--as", "name", default="", help="Keep the proposal as a scenario of this name, to look at and make live in the admin. Name no pupil.")
@click.option("--most-adults", type=click.IntRange(1, 60), help="The largest number of adults a pupil may have (else the one in framework.toml).")
@everywhere
def rebalance(urn: str, as_json: bool, name: str, most_adults: int | None) -> None:
    """
    Propose the deployment of the school URN that meets the most need from the hours there are.

    Red needs come first, then amber, then all others; then as few hours move as can be. SEND hours, locked cells and groups are kept to.
    """
    from sendsite.workflow import rebalancing, terms
    from sendsite.workflow.folder import open_folder

    folder = open_folder(asked().folder)
    found = rebalancing.propose(folder, urn, most_adults=most_adults)
    if name:
        rebalancing.keep(folder, found, name, by=terms.who())
    if as_json:
        told.print_json(found.document())
    else:
        _tell(found)
    if name:
        told.say(f"Kept as the scenario '{name.strip()}'. The live deployment is as it was.")


def _tell(found: Proposed) -> None:
    """Moves, figures from and to, and limits."""
    from sendsite.workflow.rebalancing import NOTHING_BETTER, figures

    for words in found.moves():
        told.data(words)
    if found.proposal.better:
        told.data("")
        told.table(*figures(found))
    else:
        told.data(NOTHING_BETTER)
    for words in found.proposal.limits:
        told.data(words)
    if not found.proposal.limits:
        told.data("Every plan is met." if found.proposal.better else "Every plan is met already.")

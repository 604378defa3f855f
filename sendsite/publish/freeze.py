"""Every page of a site written into a fresh folder by Frozen-Flask, whose warnings are errors here. What readers see is not touched."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from flask import Flask

from sendsite.errors import BuildFailed
from sendsite.publish.types import teach

Progress = Callable[[int, int, str], None]
"""Told after each page: how many are made, how many there are, and the address of the newest."""


class Frozen(NamedTuple):
    """What a build wrote: files, and bytes of them together."""

    files: int
    size: int


def silent(done: int, total: int, address: str) -> None:
    """Progress that nobody watches."""


def freeze(site: Flask, staging: Path, addresses: Sequence[str], progress: Progress = silent) -> Frozen:
    """
    Write the page of each address into the staging folder, which must be empty; all of them or BuildFailed, naming the page.

    A rule of the site that no address leads to, a type that the file's name does not tell, a redirect: each is a fault of the build.
    """
    from flask_frozen import Freezer, FrozenFlaskWarning

    _check_names(addresses)
    teach()
    site.config.update(
        FREEZER_DESTINATION=str(staging.resolve()),
        FREEZER_REDIRECT_POLICY="error",
        FREEZER_REMOVE_EXTRA_FILES=False,
        PROPAGATE_EXCEPTIONS=True,
    )
    freezer = Freezer(site, with_static_files=False, with_no_argument_rules=False, log_url_for=False)
    asked: list[str] = []
    freezer.register_generator(lambda: _endpoints(site, addresses, asked))
    size = 0
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", FrozenFlaskWarning)
            for done, page in enumerate(freezer.freeze_yield(), start=1):
                size += (staging / page.path).stat().st_size
                progress(done, len(addresses), page.url)
    except Exception as error:
        where = f"The page {asked[-1]}" if asked and not isinstance(error, FrozenFlaskWarning | OSError) else "The site"
        raise BuildFailed(f"{where} could not be made: {type(error).__name__}: {error} The site before it stands untouched.") from error
    return Frozen(len(addresses), size)


def _endpoints(site: Flask, addresses: Sequence[str], asked: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each address as the rule it belongs to, so that a rule nobody leads to is noticed; `asked` remembers the newest."""
    routes = site.url_map.bind("localhost")
    for address in addresses:
        asked.append(address)
        endpoint, values = routes.match(f"/{address}", method="GET")
        yield endpoint, dict(values)


def _check_names(addresses: Sequence[str]) -> None:
    """Refuse two addresses that are one file where capitals do not count, and any that would leave the folder."""
    seen: dict[str, str] = {}
    for address in addresses:
        if any(part in ("", ".", "..") for part in address.split("/")):
            raise BuildFailed(f"'{address}' is not an address inside the site.")
        if address.lower() in seen:
            raise BuildFailed(f"'{seen[address.lower()]}' and '{address}' would be one file on a machine that does not tell capitals apart.")
        seen[address.lower()] = address

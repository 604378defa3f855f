"""What comes with the product: content, themes, the sample trust and the open data, in an installed wheel or in a checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from sendsite.errors import ConfigError

Name = Literal["content", "themes", "sample", "open"]

_INSTALLED = Path(__file__).parent / "stock"
_CHECKOUT = Path(__file__).parent.parent
_IN_CHECKOUT: dict[Name, str] = {"content": "content", "themes": "themes", "sample": "data/sample", "open": "data/open"}


def folder(name: Name) -> Path:
    """Where the stock of this name stands: beside the code in a wheel, at the top of a checkout."""
    for place in (_INSTALLED / name, _CHECKOUT / _IN_CHECKOUT[name]):
        if place.is_dir():
            return place
    raise ConfigError(f"The stock '{name}' is missing beside {Path(__file__).parent}: this installation is not whole. Install sendsite again.")

"""Pages read as tables and forms: the words of each cell, row by row, and the fields that a page would send back."""

from __future__ import annotations

from typing import Any

from tests.admin.people import document


def rows(page: str) -> list[tuple[str, ...]]:
    """The cells of every row of the page's tables (class `rows`), heads left out."""
    main = next(document(page).iter("main"))
    tables = [each for each in main.iter("table") if "rows" in each.get("class", "").split()]
    lines = [line for table in tables for part in table if part.tag in ("tbody", "tfoot") for line in part.iter("tr")]
    return [tuple(" ".join("".join(cell.itertext()).split()) for cell in line) for line in lines]


def hidden(page: str, name: str) -> str:
    """What a hidden field of the page's forms holds, the last where there are several."""
    return str([each for each in _fields(page) if each.get("name") == name][-1].get("value"))


def version_on(page: str) -> str:
    """The version that the page's form carries; where a conflict is shown, the one of `Use mine`."""
    return str(next(each for each in _fields(page) if each.get("name") == "version").get("value"))


def values(page: str) -> dict[str, str]:
    """Every named input of the page with what stands in it."""
    return {str(each.get("name")): str(each.get("value") or "") for each in _fields(page) if each.get("name")}


def _fields(page: str) -> list[Any]:
    return list(document(page).iter("input"))

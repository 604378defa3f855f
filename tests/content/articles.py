"""The stock articles as text: the top of the file, the prose, the tables and the footnotes of each."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
CONTENT = ROOT / "content"
EXPLAINERS = sorted((CONTENT / "explainers").glob("*.md"))
PAGES = sorted((CONTENT / "pages").glob("*.md"))

_TOP = re.compile(r"\A\+\+\+\n(.*?)\n\+\+\+\n\n(.*)\Z", re.DOTALL)
_NOTE = re.compile(r"^\[\^([a-z0-9]+)\]: (.+)$", re.MULTILINE)
_LINK = re.compile(r"\[[^\]^]+\]\(([^)\s]+)\)")


@dataclass(frozen=True)
class Article:
    path: Path
    top: dict[str, Any]
    body: str

    @property
    def notes(self) -> dict[str, str]:
        """Footnotes by their name."""
        return dict(_NOTE.findall(self.body))

    @property
    def text(self) -> str:
        """The body without its footnotes."""
        return _NOTE.sub("", self.body).strip()

    @property
    def links(self) -> list[str]:
        return _LINK.findall(self.body)

    @property
    def sentences(self) -> list[str]:
        """Sentences of running text: no tables, headings, code or quoted formulas; a list item is a sentence of its own."""
        kept = [line for line in re.sub(r"```.*?```", "", self.text, flags=re.DOTALL).splitlines() if not line.startswith(("|", "#", ">"))]
        plain = re.sub(r"\[\^[a-z0-9]+\]|[*`]", "", "\n".join(kept))
        plain = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", plain)
        pieces = re.split(r"(?<=[.?!])[\"”)]*\s+|\n\s*(?:[-*]|\d+\.)\s+|\n\n", plain)
        return [piece.strip() for piece in pieces if len(piece.split()) > 1]


def read(path: Path) -> Article:
    found = _TOP.match(path.read_text("utf-8"))
    assert found, f"{path.name}: the file does not begin with +++, TOML, +++ and a blank line"
    return Article(path, tomllib.loads(found[1]), found[2])


def table(path: Path, heading: str) -> list[dict[str, str]]:
    """Rows of the first table whose heading row begins with these cells, by column; bold and the like taken off."""
    lines = read(path).text.splitlines()
    start = next((number for number, line in enumerate(lines) if line.startswith(f"| {heading} |")), None)
    assert start is not None, f"{path.name} has no table that begins | {heading} |"
    columns = _cells(lines[start])
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append(dict(zip(columns, _cells(line), strict=True)))
    return rows


def number(cell: str) -> float:
    """`82.0%` is 0.82, `£13,680` is 13680, `−0.03` is -0.03."""
    plain = cell.replace("£", "").replace(",", "").replace("−", "-").replace("+", "").removesuffix(" points")
    return round(float(plain[:-1]) / 100, 12) if plain.endswith("%") else float(plain)


def _cells(line: str) -> list[str]:
    return [cell.strip().replace("**", "") for cell in line.strip().strip("|").split("|")]

"""What journeys through a published demo share: two of its schools, and a new reader."""

from __future__ import annotations

from datetime import date

from sendsite.workflow.folder import SiteFolder
from sendsite.workflow.reading import Desk

OWN, OTHER = "990001", "990002"


def quiet(words: str) -> None:
    """Nobody listens."""


def a_reader(folder: SiteFolder, asked: str) -> str:
    """The code of a new reader."""
    return Desk(folder, by="officer").add(f"Reader of {asked}", "", [asked], on=date(2026, 11, 1)).code

"""Write data/sample anew from the demo's story: to be run after the story has changed."""

from __future__ import annotations

from pathlib import Path

from sendsite.demo import story
from sendsite.intake.interchange import write_folder

SAMPLE = Path(__file__).parent.parent / "data" / "sample"


def write_sample(folder: Path = SAMPLE) -> None:
    """The live register of the story as an interchange folder; files of tables that have become empty go."""
    for old in folder.glob("*.csv"):
        old.unlink()
    write_folder(story()[-1][2], folder)


if __name__ == "__main__":
    write_sample()

"""How long the leak gate takes: `python tools/leak_gate_speed.py SITE_FOLDER`, of a folder whose site was built and published."""

from __future__ import annotations

import resource
import sys
import time
from pathlib import Path

from sendsite.publish.leak_gate.gate import LeakGate
from sendsite.workflow.folder import open_folder
from sendsite.workflow.leak_list import leak_gate


def looked(gate: LeakGate, place: Path) -> tuple[int, int]:
    """Files of a folder, and what was found in them."""
    paths = sorted(path for path in place.rglob("*") if path.is_file())
    return len(paths), sum(1 for path in paths for _ in gate.look(path.relative_to(place).as_posix(), path.read_bytes()))


def main() -> None:
    folder = open_folder(Path(sys.argv[1]))
    begun = time.process_time()
    gate = leak_gate(folder)
    print(f"{gate.finder.size:,} needles made in {time.process_time() - begun:.1f} s of processor time")
    for place in (folder.preview, folder.current):
        begun = time.process_time()
        files, found = looked(gate, place)
        print(f"{place.name}: {files:,} files in {time.process_time() - begun:.1f} s, {found} finds")
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB at the highest")


if __name__ == "__main__":
    main()

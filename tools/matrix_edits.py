"""
Times edits of the deployment matrix, 60 pupils by 25 staff, over real sockets with keep-alive: one editor alone, and 32 at one edit a second.

Run it from the checkout: python tools/matrix_edits.py [FOLDER] [--seconds N]. Give a folder on the disk that is meant; a temporary one may be
in memory. The editors run in a process of their own, so that they do not share the server's interpreter.
"""

from __future__ import annotations

import argparse
import http.client
import json
import logging
import multiprocessing
import random
import re
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from sendsite.admin.app import create_admin
from sendsite.admin.desk import Desk
from sendsite.admin.server import THREADS
from sendsite.config import Settings
from sendsite.framework.records import Allocation, Outcome, Pupil, Records, School, Staff
from sendsite.framework.settings import default
from sendsite.register import sessions
from sendsite.register.database import open_register
from sendsite.register.edits import replace_all
from sendsite.register.people import users
from sendsite.register.people_edits import add_user

URN = "140001"
PUPILS, STAFF, EDITORS = 60, 25, 32
COOKIE = "sendsite-local"


def a_school() -> Records:
    """A matrix of 60 pupils and 25 staff, every second cell of it filled, a third of those in groups."""
    pupils = tuple(
        Pupil(URN, f"P{number:03}", f"Pupil {number}", "3", "3B", 20_00, None, "K", "SLCN", q1="R", q2="A", q3="G", q4="A", q5="A") for number in range(PUPILS)
    )
    staff = tuple(Staff(URN, f"S{number:02}", f"Adult {number}", "TA", 30_00, 30_00) for number in range(STAFF))
    places = [(at, by) for at in range(STAFF) for by in range(PUPILS) if (at + by) % 2]
    cells = tuple(Allocation(URN, "", staff[at].staff_id, pupils[by].pupil_id, 50, "Phonics" if (at + by) % 3 == 0 else "") for at, by in places)
    plans = tuple(Outcome(URN, row.pupil_id, f"O{number}", "semh", "An outcome", "A target", 100, "emerging") for row in pupils for number in range(3))
    return Records(schools=(School(URN, "Harbour Lane", "primary", 400),), staff=staff, pupils=pupils, deployment=cells, outcomes=plans)


@contextmanager
def served(folder: Path) -> Iterator[tuple[int, list[str]]]:
    """The admin on a port of this machine, and the tokens of 32 people who are signed in."""
    from waitress.server import create_server

    with open_register(folder / "matrix.sqlite", create=True) as register:
        replace_all(register, a_school(), by="Sam")
        for number in range(EDITORS):
            add_user(register, name=f"editor{number}", shown_name=f"Editor {number}", role="senco", schools=(URN,), password_hash="none", by="Sam")
        tokens = [sessions.begin(register, user.id, proven=True) for user in users(register)]
        server = create_server(create_admin(Desk(folder, register, Settings(), default())), host="127.0.0.1", port=0, threads=THREADS)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        yield server.effective_port, tokens
        server.close()
        thread.join(10)


class Editor:
    """A connection that stays open, and what the editor sees in the cells."""

    def __init__(self, port: int, token: str, seed: int) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", port)
        self.headers = {"Cookie": f"{COOKIE}={token}"}
        self.random = random.Random(seed)
        self.seen: dict[str, str] = {}
        page = self.ask("GET", f"/school/{URN}/deployment", "")[1]
        found = re.search(r'<meta name="csrf" content="([0-9a-f]+)"', page)
        assert found
        self.headers |= {"X-CSRF-Token": found[1], "HX-Request": "true", "Content-Type": "application/x-www-form-urlencoded"}

    def ask(self, method: str, path: str, body: str) -> tuple[int, str]:
        self.line.request(method, path, body, self.headers)
        answer = self.line.getresponse()
        return answer.status, answer.read().decode()

    def edit(self, was: str | None = None) -> tuple[float, int]:
        """Change one cell at random; the seconds it took and the answer's code. A cell that another changed is looked at and changed again."""
        cell = {"pupil": f"P{self.random.randrange(PUPILS):03}", "staff": f"S{self.random.randrange(STAFF):02}"}
        text = f"{self.random.randint(1, 200) / 100:g}" + self.random.choice(["", " Phonics"])
        seen = self.seen
        key = "/".join(cell.values())
        begun = time.perf_counter()
        code, answer = self.send(cell, text, seen.get(key, ""))
        taken = time.perf_counter() - begun
        if code == 409:
            theirs = re.search(r'<i [^>]*data-text="([^"]*)"', answer)
            assert theirs
            begun = time.perf_counter()
            code, answer = self.send(cell, text, theirs[1])
            taken = time.perf_counter() - begun
        if code == 200:
            seen[key] = text
        return taken, code

    def send(self, cell: dict[str, str], text: str, was: str) -> tuple[int, str]:
        form = {"scenario": "", "kind": "edit", "cells": json.dumps([{**cell, "text": text, "was": was}])}
        return self.ask("POST", f"/school/{URN}/deployment/cells", urlencode(form))


def alone(port: int, token: str, turns: int) -> list[float]:
    """One editor, one edit after the other."""
    editor = Editor(port, token, 1)
    for _ in range(50):
        editor.edit()
    return [editor.edit()[0] for _ in range(turns)]


def together(port: int, tokens: Sequence[str], seconds: float) -> list[float]:
    """32 editors, each one edit a second, beginning at moments of their own."""
    taken: list[float] = []

    def work(number: int) -> None:
        editor, chance = Editor(port, tokens[number], number), random.Random(number)
        time.sleep(chance.random())
        until = time.monotonic() + seconds
        while (begun := time.monotonic()) < until:
            taken.append(editor.edit()[0])
            time.sleep(max(0.0, begun + 1 - time.monotonic()))

    threads = [threading.Thread(target=work, args=(number,)) for number in range(len(tokens))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return taken


def _elsewhere(work: Any, answer: Any, *given: Any) -> None:
    answer.put(work(*given))


def in_a_process(work: Any, *given: Any) -> list[float]:
    """The same in a process of its own."""
    context = multiprocessing.get_context("spawn")
    answer = context.Queue()
    process = context.Process(target=_elsewhere, args=(work, answer, *given))
    process.start()
    found: list[float] = answer.get()
    process.join()
    return found


def told(what: str, taken: Sequence[float]) -> None:
    """Median and 95th percentile in milliseconds."""
    in_order = sorted(taken)
    print(f"{what:<50} {len(taken):7,} {statistics.median(taken) * 1000:9.2f} {in_order[int(len(taken) * 0.95)] * 1000:9.2f}")


def main(folder: Path, seconds: float) -> None:
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    with served(folder) as (port, tokens):
        print(f"{'one cell of 60 x 25, over a socket':<50} {'edits':>7} {'median ms':>9} {'p95 ms':>9}")
        told("one editor", in_a_process(alone, port, tokens[0], 1000))
        told(f"{EDITORS} editors, one edit a second each", in_a_process(together, port, tokens, seconds))


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", nargs="?", type=Path)
    asked.add_argument("--seconds", type=float, default=20)
    given = asked.parse_args()
    if given.folder:
        main(given.folder, given.seconds)
    else:
        with tempfile.TemporaryDirectory() as made:
            main(Path(made), given.seconds)

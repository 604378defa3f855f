"""The server is killed in the middle of edits, again and again: every edit that was acknowledged is there, and the register is sound."""

from __future__ import annotations

import http.client
import random
import subprocess
import sys
import threading
import time
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from sendsite.framework.records import Allocation
from sendsite.register import sessions
from sendsite.register.changes import Changes
from sendsite.register.database import damage, open_register
from sendsite.register.edits import apply
from sendsite.register.facts import records
from sendsite.register.people import users
from sendsite.register.verify import verify_history
from tests.admin.matrix_school import posted
from tests.admin.people import COOKIE, OWN, token_of

KILLS, EDITORS = 15, 4
PAGE = f"/school/{OWN}/deployment"
PLAN = "Kept"


def started(folder: Path) -> tuple[subprocess.Popen[str], int]:
    """The admin as people start it, in a process of its own; it says where it listens."""
    command = [sys.executable, "-m", "sendsite", "admin", "--port", "0", "--dir", str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout is not None
    return process, int(urlsplit(process.stdout.readline()).port or 0)


def edits(port: int, session: str, cell: tuple[str, str], saved: list[int]) -> None:
    """One more hundredth of an hour in a cell of one's own, over and over, until nobody answers; `saved` ends with the newest that was acknowledged."""
    headers = {"Cookie": f"{COOKIE}={session}"}
    with suppress(OSError, http.client.HTTPException), closing(http.client.HTTPConnection("127.0.0.1", port)) as line:
        line.request("GET", PAGE, headers=headers)
        headers |= {"X-CSRF-Token": token_of(line.getresponse().read().decode()), "HX-Request": "true", "Content-Type": "application/x-www-form-urlencoded"}
        while True:
            was = saved[-1]
            line.request("POST", f"{PAGE}/cells", urlencode(posted([(*cell, str((was + 1) / 100), str(was / 100))], PLAN)), headers)
            answer = line.getresponse()
            answer.read()
            assert answer.status == 200
            saved.append(was + 1)


@pytest.mark.slow
def test_every_acknowledged_edit_outlives_the_server(site_folder):
    path, chance = site_folder / "data" / "sendsite.sqlite", random.Random(7)
    with open_register(path) as register:
        known = records(register)
        adult = next(row.staff_id for row in known.staff if row.school_urn == OWN and not row.scenario)
        pupils = [row.pupil_id for row in known.pupils if row.school_urn == OWN][:EDITORS]
        apply(register, Changes(added={"deployment": tuple(Allocation(OWN, PLAN, adult, each, 1_00) for each in pupils)}), by="test")
        who = next(user for user in users(register) if user.name == "senco")
        session = sessions.begin(register, who.id, proven=True)
    acknowledged = 0
    for _ in range(KILLS):
        with open_register(path) as register:
            stands = {row.pupil_id: row.hours for row in records(register).deployment if row.scenario == PLAN}
        process, port = started(site_folder)
        saved = {each: [stands[each]] for each in pupils}
        threads = [threading.Thread(target=edits, args=(port, session, (each, adult), saved[each])) for each in pupils]
        for thread in threads:
            thread.start()
        deadline = time.monotonic() + 60
        while sum(map(len, saved.values())) == EDITORS and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(chance.uniform(0.02, 0.25))
        process.kill()
        process.communicate()
        for thread in threads:
            thread.join()

        with open_register(path) as register:
            after = {row.pupil_id: row.hours for row in records(register).deployment if row.scenario == PLAN}
            assert damage(register) == ()
        # an edit that was not acknowledged any more may have been kept, never more than the one that was on its way
        assert all(saved[each][-1] <= after[each] <= saved[each][-1] + 1 for each in pupils), (saved, after)
        acknowledged += sum(len(each) - 1 for each in saved.values())
    assert acknowledged >= KILLS
    with open_register(path) as register:
        assert verify_history(register) == ()

"""`sendsite rebalance`: the moves in words and as JSON, and a proposal kept as a scenario."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sendsite.register import facts, history, undo
from sendsite.workflow.folder import open_folder

URN = "140001"
NAME = "More for red needs"


def test_moves_are_told_with_names_and_figures_from_and_to(run, site):
    result = run("rebalance", URN, "--dir", site)

    assert result.exit_code == 0
    assert "Give Cora Finch 3 hours of Ada Quill's free time" in result.stdout
    assert "hours short of plans" in result.stdout


def test_the_document_has_ids_and_no_names(run, site):
    document = json.loads(run("rebalance", URN, "--json", "--dir", site).stdout)

    assert set(document) == {"moves", "before", "after", "limits"}
    assert {"staff_id": "S1", "from": None, "to": "P1", "hours": 3.0} in document["moves"]
    assert document["before"]["gap"] > document["after"]["gap"]
    assert set(document["after"]) == {"kpis", "sei", "gap"}
    assert "Quill" not in json.dumps(document)


def test_a_proposal_is_kept_as_a_scenario_beside_the_live_one(run, site):
    document = json.loads(run("rebalance", URN, "--json", "--as", NAME, "--dir", site).stdout)
    scenario = json.loads(run("metrics", "--json", "--scenario", NAME, "--dir", site).stdout)
    live = json.loads(run("metrics", "--json", "--dir", site).stdout)

    assert scenario["schools"][0]["hours"]["gap"] == document["after"]["gap"]
    assert live["schools"][0]["hours"]["gap"] == document["before"]["gap"]


def test_keeping_it_stands_in_the_history_and_can_be_undone(run, site):
    with open_folder(site).open_register() as register:
        before = facts.records(register)
    run("rebalance", URN, "--as", NAME, "--dir", site)

    with open_folder(site).open_register() as register:
        (newest,) = history.history(register, limit=1)
        undo.undo(register, newest.id, by="Ada Quill")
        assert (newest.kind, newest.title) == ("rebalance", f"New scenario {NAME} from a rebalance")
        assert facts.records(register) == before


@pytest.mark.parametrize("name, words", [(NAME, "already"), ("live", "cannot be the name"), (" ", "cannot be the name")])
def test_a_name_that_is_taken_or_none_is_refused(run, site, name, words):
    run("rebalance", URN, "--as", NAME, "--dir", site)
    result = run("rebalance", URN, "--as", name, "--dir", site)

    assert result.exit_code == 4
    assert words in result.stderr


def test_a_school_that_is_not_there_is_refused_with_those_that_are(run, site):
    result = run("rebalance", "999999", "--dir", site)

    assert result.exit_code == 4
    assert URN in result.stderr


def test_nothing_better_is_said_and_is_no_scenario(run, site, files):
    (files / "pupils.csv").write_text("school_urn,pupil_id,need_hours,sen_status\n140001,P1,12,E\n140001,P2,6,K\n140001,P3,0,K\n", "utf-8")
    run("import", files, "--yes", "--dir", site)

    told = run("rebalance", URN, "--dir", site)

    assert told.stdout.splitlines() == ["No better deployment of these hours exists.", "Every plan is met already."]
    assert run("rebalance", URN, "--as", NAME, "--dir", site).exit_code == 4


def test_the_solver_is_loaded_by_the_command_that_solves_and_not_by_the_admin():
    code = "import sys, sendsite.framework.rebalance, sendsite.admin.server; print(any(name.startswith('scipy') for name in sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parents[2], check=True)

    assert run.stdout.strip() == "False"

"""The review cycle: six steps told from the register, with ways to their screens, and one line of it at home."""

from __future__ import annotations

import re

from tests.admin.forms_found import form_on
from tests.admin.people import OTHER, OWN, document, texts

PAGE, ASK = f"/school/{OWN}/review", f"/school/{OWN}/insights/unallocated/set-out"
STEPS = ["Collect", "Calculate", "Compute", "Interpret", "Act", "Embed"]


def states(page: str) -> dict[str, str]:
    """The step's name -> Done, Begun or Due."""
    words = [text.split() for text in texts(page, "h2") if text[:1].isdigit()]
    return {each[1]: each[-1] for each in words}


def test_six_steps_stand_in_their_order_for_every_role(as_role):
    for role in ("viewer", "senco", "owner"):
        assert list(states(as_role(role).get(PAGE).text)) == STEPS


def test_setting_something_out_does_the_steps_interpret_and_act(senco):
    before = states(senco.get(PAGE).text)
    senco.post(ASK, form_on(senco, ASK).sent())
    after = states(senco.get(PAGE).text)

    assert [(before[step], after[step]) for step in ("Interpret", "Act")] == [("Due", "Done"), ("Due", "Done")]


def test_every_way_of_it_leads_to_a_screen(as_role):
    owner = as_role("owner")
    ways = [each.get("href") for step in document(owner.get(PAGE).text).iter("ol") if step.get("class") == "cycle" for each in step.iter("a")]

    assert len(ways) > len(STEPS)
    assert [way for way in ways if owner.get(way.partition("#")[0]).status_code != 200] == []


def test_a_senco_is_led_to_no_screen_that_is_not_theirs(senco):
    ways = {each.get("href") for each in document(senco.get(PAGE).text).iter("a")}

    assert {"/terms", "/publishing"} & ways == set()


def test_home_has_one_line_of_progress(senco):
    (line,) = [text for text in texts(senco.get(f"/school/{OWN}/").text, "p") if text.startswith("Review cycle:")]

    assert re.match(r"Review cycle: (one of six steps is|(none|two|three|four|five) of six steps are) done this term; the next is [A-Z]", line)
    assert senco.get(f"/school/{OTHER}/review").status_code == 404

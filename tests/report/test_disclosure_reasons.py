"""Every hidden figure has one reason, no shown one has any, and each is called what a trust officer calls it."""

from __future__ import annotations

from functools import lru_cache, partial

import pytest

from sendsite.demo import story
from sendsite.framework.settings import default
from sendsite.framework.term import Shelved, TermRecords
from sendsite.report.disclosure import HOURS, Decision, Ledger, Past, decided
from sendsite.report.disclosure.reasons import (
    BESIDE,
    COLLEAGUES,
    EARLIER_EDITION,
    EVERYBODY,
    FEW,
    FEW_FOR_A_SHARE,
    FEW_LEFT,
    KINDS,
    LAST_TERM,
    ONE_PUPILS,
    WORKED_OUT,
    Reason,
    reasons,
)
from sendsite.report.disclosure.remembered import Remembered
from sendsite.report.hidden import Namer
from sendsite.report.hidden_terms import Hidden, Walk
from sendsite.report.hidden_totals import lost
from sendsite.report.hidden_why import KIND_WORDS, Said, Sayer
from sendsite.report.hidden_words import TABLES
from sendsite.report.quantities import gathered, source_of
from tests.report.trust import NOW, reading
from tools.random_trusts import a_random_trust

K = 5


@lru_cache(maxsize=1)
def demo_terms() -> tuple[Hidden, ...]:
    """The last three terms of the demo, one after another."""
    walk, found = Walk(K, default()), list[Hidden]()
    for term, day, records in story()[-3:]:
        hidden, walk = walk.after(Shelved(term, partial(TermRecords, term, day, records, default())))
        found.append(hidden)
    return tuple(found)


def why(ledger: Ledger, past: Past | None = None) -> dict[str, Reason]:
    return reasons(ledger, decided(ledger, K, past), past or Past(), K)


def of_a_random_trust(seed: int) -> tuple[Ledger, Decision]:
    ledger = gathered(source_of(reading(NOW, a_random_trust(seed))))
    return ledger, decided(ledger, K)


@pytest.mark.parametrize("seed", range(6))
def test_every_hidden_figure_has_a_reason_and_no_shown_one(seed):
    ledger, decision = of_a_random_trust(seed)

    found = reasons(ledger, decision, Past(), K)

    assert found.keys() == decision.hidden
    assert {each.kind for each in found.values()} <= set(KINDS)


@pytest.mark.parametrize("seed", range(3))
def test_what_is_small_by_itself_is_told_as_that_and_nothing_else_is(seed):
    ledger, decision = of_a_random_trust(seed)

    by_itself = {name for name, each in reasons(ledger, decision, Past(), K).items() if each.kind in (FEW, FEW_FOR_A_SHARE, FEW_LEFT, ONE_PUPILS, EVERYBODY)}

    assert by_itself == decision.small


def test_what_is_hidden_beside_others_names_a_figure_that_it_protects():
    now = demo_terms()[-1]
    beside = [each for each in now.why.values() if each.kind == BESIDE]
    named = [now.why[name].kind for each in beside for name in each.hangs_on]

    assert beside
    assert all(each.hangs_on for each in beside)
    assert set(named) <= {FEW, FEW_FOR_A_SHARE, FEW_LEFT, ONE_PUPILS, EVERYBODY, COLLEAGUES, LAST_TERM}


def test_what_goes_with_a_hidden_figure_is_followed_back_to_one_hidden_for_another_reason():
    now = demo_terms()[-1]
    roots = {now.why[name].kind for each in now.why.values() if each.kind == WORKED_OUT for name in each.hangs_on}

    assert WORKED_OUT not in roots


def test_all_the_demo_terms_are_explained():
    for term in demo_terms():
        assert all(name in term.ledger.entries for each in term.why.values() for name in each.hangs_on)
    assert LAST_TERM in {each.kind for each in demo_terms()[-1].why.values()}


def test_a_count_of_three_needs_two_more():
    ledger = Ledger()
    ledger.count("s.rating.red.pupils", 3)

    assert why(ledger) == {"s.rating.red.pupils": Reason(FEW, 3, 5)}


def test_a_share_of_seven_needs_ten():
    ledger = Ledger()
    ledger.put("s.rating.red.met", 0.5, 7, times=2)

    assert why(ledger)["s.rating.red.met"] == Reason(FEW_FOR_A_SHARE, 7, 10)


def test_a_share_that_leaves_two_out_is_told_as_that():
    ledger = Ledger()
    ledger.put("s.some.share", 0.9, 20, part=18)

    assert why(ledger)["s.some.share"] == Reason(FEW_LEFT, 2, 5)


def test_a_sum_of_which_one_pupil_holds_most_is_told_as_that():
    ledger = Ledger()
    ledger.put("s.rating.red.needed", 40, 8, unit=HOURS, largest=30)

    assert why(ledger)["s.rating.red.needed"] == Reason(ONE_PUPILS, 8)


def test_where_everybody_is_in_one_category_both_are_told_with_the_whole():
    ledger = Ledger()
    for name, count in (("register", 12), ("rating.red.pupils", 12), ("rating.green.pupils", 0)):
        ledger.count(f"s.{name}", count)
    ledger.add_up("s.register", ["s.rating.red.pupils", "s.rating.green.pupils"], split=True)

    assert why(ledger)["s.rating.green.pupils"] == why(ledger)["s.rating.red.pupils"] == Reason(EVERYBODY, 12, 20, ("s.register",))


def test_what_was_small_last_term_and_what_an_edition_hid_are_told_apart():
    ledger = Ledger()
    ledger.count("s.rating.red.pupils", 8)
    ledger.count("s.rating.amber.pupils", 9)
    past = Past(small=frozenset({"s.rating.red.pupils"}), edition=frozenset({"s.rating.amber.pupils"}))

    assert {name: each.kind for name, each in why(ledger, past).items()} == {"s.rating.red.pupils": LAST_TERM, "s.rating.amber.pupils": EARLIER_EDITION}


def test_an_edition_before_binds_the_walk_as_it_binds_a_build():
    first = reading(NOW, a_random_trust(1))
    walk = Walk(K, None)

    hidden, _ = walk.after(Shelved(NOW, lambda: reading(NOW, a_random_trust(2)), earlier=(Shelved(NOW, lambda: first),)))

    assert EARLIER_EDITION in {each.kind for each in hidden.why.values()}


def test_every_figure_of_the_demo_has_words_of_its_own():
    for term in demo_terms():
        namer = Namer(term.ledger, term.framework)
        figures = [namer.figure(name) for name in term.ledger.entries]

        assert [each.name for each in figures if not each.known] == []
        assert {each.table for each in figures} <= set(TABLES)
        assert [each.words for each in figures if "_" in each.words or each.words[:1].islower()] == []


def test_no_two_figures_of_one_table_of_a_place_read_alike():
    term = demo_terms()[-1]
    namer = Namer(term.ledger, term.framework)
    figures = [namer.figure(name) for name in term.ledger.entries]
    seen: dict[tuple[str, str, str], str] = {}
    alike = {each.name: other for each in figures if (other := seen.setdefault((each.scope, each.table, each.words), each.name)) != each.name}

    assert {name: other for name, other in alike.items() if ".insight." not in name} == {}


def test_every_reason_is_said_with_what_would_make_it_visible():
    assert KIND_WORDS.keys() == set(KINDS)
    for term in demo_terms():
        sayer = Sayer(term.ledger, term.why, Namer(term.ledger, term.framework), term.places)
        said = {sayer.said(name, reason) for name, reason in term.why.items()}

        assert all(each.why.endswith(".") and each.then.endswith(".") for each in said)
        assert [words for each in said for words in each if "_" in words or " 1 pupils" in words] == []


def test_where_nothing_can_be_done_the_trusts_figure_is_pointed_at_if_it_is_shown():
    ledger = Ledger()
    for name, count in (("s.rating.red.pupils", 8), ("trust.rating.red.pupils", 30)):
        ledger.count(name, count)
    past = Past(small=frozenset({"s.rating.red.pupils"}))
    found = why(ledger, past)

    said = Sayer(ledger, found, Namer(ledger, default()), {}).said("s.rating.red.pupils", found["s.rating.red.pupils"])

    assert said.then == "Next term, unless it is small again. Until then, the trust’s is shown."


def test_a_walk_beside_remembered_decisions_comes_to_the_same(tmp_path):
    term = Shelved(NOW, lambda: reading(NOW, a_random_trust(4)))
    anew, _ = Walk(K, None).after(term)
    for _ in range(2):
        again, _ = Walk(K, None, Remembered(tmp_path)).after(term)

        assert again.why == anew.why


def said(ledger: Ledger, name: str, past: Past | None = None) -> Said:
    found = why(ledger, past)
    return Sayer(ledger, found, Namer(ledger, default()), {"s": "Some School"}).said(name, found[name])


def test_of_a_fault_none_is_asked_for_and_never_more_pupils():
    for name in ("bend.missing_pupils", "bend.need_cut", "drift.historic", "outcome.withdrawn", "hours.gap", "rating.unrated.pupils"):
        ledger = Ledger()
        ledger.put(f"s.{name}", 4, 4)
        found = said(ledger, f"s.{name}")

        assert found.then.startswith("With none, or at least 5 pupils.")
        assert "more pupil" not in found.then
        assert found.at


def test_a_shortfall_that_is_mostly_one_pupils_is_not_to_be_spread():
    ledger = Ledger()
    ledger.put("s.rating.red.gap", 40, 8, unit=HOURS, largest=30)

    assert "spread" not in said(ledger, "s.rating.red.gap").then


def test_larger_groups_are_promised_nothing_flatly():
    ledger = Ledger()
    ledger.count("s.rating.red.pupils", 3)

    promised = "That is from the second such term on, unless another hidden figure still needs it beside it."
    assert said(ledger, "s.rating.red.pupils").then == f"With at least 5 pupils in this group, or none; now 3. {promised}"


@pytest.mark.parametrize("kind", ["register", "rating.red.pupils", "area.semh.pupils", "ages.3_to_6.ehcp", "ehcp"])
def test_a_larger_group_is_nothing_to_wish_for(kind):
    ledger = Ledger()
    ledger.count(f"s.{kind}", 3)
    found = said(ledger, f"s.{kind}")

    assert [wish for wish in ("more", "needed", "wanted", "missing") if wish in f"{found.why} {found.then}"] == []


def test_what_is_hidden_beside_a_figure_held_from_last_term_comes_back_next_term():
    ledger = Ledger()
    for name, count in (("register", 30), ("rating.red.pupils", 8), ("rating.amber.pupils", 22)):
        ledger.count(f"s.{name}", count)
    ledger.add_up("s.register", ["s.rating.red.pupils", "s.rating.amber.pupils"])
    past = Past(small=frozenset({"s.rating.red.pupils"}))
    beside = next(name for name, each in why(ledger, past).items() if each.kind == BESIDE)

    assert said(ledger, beside, past).then == "It comes back with that figure, next term."


def test_a_figure_that_is_not_there_says_so():
    ledger = Ledger()
    ledger.put("s.census.ehcp", None)
    found = said(ledger, "s.census.ehcp", Past(small=frozenset({"s.census.ehcp"})))

    assert "There is no such figure this term" in found.why
    assert found.at == ("/facts",)


def test_hidden_totals_of_the_trust_name_the_school_that_causes_it():
    found = [each for term in demo_terms() for each in lost(term)]

    assert all(each.figure.scope == "trust" for each in found)
    assert {name for each in found for name in each.schools} <= {name for term in demo_terms() for name in term.places.values()}


def test_a_hidden_total_goes_back_to_the_school_whose_figure_it_would_give_away():
    ledger = Ledger()
    for name, hours, pupils in (("trust", 90.0, 40), ("s", 4.0, 2), ("t", 86.0, 38)):
        ledger.put(f"{name}.hours.surplus", hours, pupils, unit=HOURS)
    found = {"s.hours.surplus": Reason(FEW, 2, 5), "trust.hours.surplus": Reason(BESIDE, hangs_on=("s.hours.surplus",))}
    term = Hidden("", 1, False, K, default(), {"s": "Some School", "t": "Another"}, ledger, found, frozenset())

    assert [(each.figure.words, each.schools) for each in lost(term)] == [("Hours beyond plans", ("Some School",))]

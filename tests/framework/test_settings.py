"""framework.toml: what is in it, what is refused, and what a trust may change."""

from __future__ import annotations

import tomllib

import pytest

from sendsite.errors import ConfigError
from sendsite.framework.settings import LATER, Override, default, parse, with_overrides
from sendsite.framework.settings_reading import Faults, flat, sections

OWN = "framework.toml"


def test_the_shipped_framework_is_the_published_one():
    framework = default()

    assert framework.id == "hearts-1"
    assert framework.overrides == ()
    assert len(framework.questions) == 8
    assert framework.points("finance") == (1.75, 1.30, 1.00, 0.0)
    assert framework.rates == {"TA": 20.0, "LSA": 20.0, "HLTA": 24.5, "learning_mentor": 21.5, "other": 20.0}
    assert framework.benchmarks["primary"] == 890
    assert framework.places == {"finance": 2, "ash": 2, "need": 3, "dqf": 2, "pif": 2, "sei": 2}
    assert framework.real_change == {"finance": 0.05, "ash": 0.03, "need": 0.05, "dqf": 0.06, "pif": 0.07, "sei": 0.25}


def test_every_default_has_a_source():
    framework = default()

    for key in flat(tomllib.loads(framework.text)):
        assert key == "id" or key.startswith(("sources.", "provenance.")) or framework.source(key), key


def test_the_canonical_text_reads_back_as_the_same_framework():
    framework = with_overrides("[rates]\nTA = 21\n[scores]\nneed = [0.4, 0.6, 0.8, 1]\n", OWN)

    again = parse(framework.text, "2025-autumn.zip")

    assert again == framework
    assert again.text == framework.text


def test_an_override_is_listed_with_the_default_it_replaces():
    framework = with_overrides("[cost]\non_costs = 0.32\n", OWN)

    assert framework.overrides == (Override("cost.on_costs", 0.3, 0.32),)
    assert framework.cost.on_costs == 0.32
    assert framework.source("cost.on_costs") == "Set by the trust in framework.toml."
    assert framework.cost.weeks == 38


def test_a_value_that_is_the_default_is_no_override():
    assert with_overrides("[cost]\nweeks = 38\n", OWN).overrides == ()


def test_a_trust_may_name_its_own_source():
    framework = with_overrides('[rates]\nTA = 21\n[sources]\n"rates.TA" = "Our pay list, April 2026."\n', OWN)

    assert framework.source("rates.TA") == "Our pay list, April 2026."
    assert framework.source("rates.LSA").startswith("NJC")


def test_a_phase_may_be_given_a_high_need_limit():
    assert with_overrides("[flags.high_need_intake]\nspecial = 0.9\n", OWN).flags.high_need_intake["special"] == 0.9


@pytest.mark.parametrize(
    "text, said",
    [
        ("[rate]\nTA = 21", "rate.TA: there is no such setting. Write 'rates.TA'"),
        ("[rates]\nLTA = 21", "rates.LTA: there is no such setting. Write 'rates.HLTA'"),
        ("[cost]\nweaks = 39", "cost.weaks: there is no such setting. Write 'cost.weeks'"),
        ("zzz = 1", "zzz: there is no such setting. Take the line out."),
        ("rates = 21", "rates: '21' is not a section"),
        ("[rates]\nTA = '21'", "rates.TA: '21' cannot be used. Write a number from 0 to 1000."),
        ("[places]\nneed = 4", "places.need: '4' cannot be used. Write a whole number from 0 to 3."),
        ("[cost]\nweeks = true", "cost.weeks: 'True' cannot be used"),
        ("[cost]\nweeks = nan", "cost.weeks: 'nan' cannot be used"),
        ("[hours]\ngroup_size_limit = 6.5", "hours.group_size_limit: '6.5' cannot be used. Write a whole number"),
        ("[rating.weights]\nred = 1.2", "rating.weights.red: '1.2' cannot be used. Write a number from 0 to 1."),
        ("[rating.weights]\nred = 0.4", "rating.weights: [0.4, 0.5, 0.0] are not in order"),
        ("[rating]\nquestions = ['One?']", "rating.questions: 1 questions stand there. Write exactly eight."),
        ("[scores]\nfinance = [1.0, 1.3, 1.75, 2.0]", "scores.finance: [1.0, 1.3, 1.75, 2.0] are not in order. Write numbers that fall"),
        ("[scores]\nneed = [0.4, 0.7, 0.7, 1]", "scores.need: [0.4, 0.7, 0.7, 1.0] are not in order. Write numbers that rise"),
        ("[scores]\nash = [0.4, 0.7]", "scores.ash: 2 numbers stand there. Write exactly 4."),
        ("[scores]\nash = 0.4", "scores.ash: '0.4' is not a list"),
        ("[index]\nedges = [3.0, 1.5]", "index.edges: [3.0, 1.5] are not in order"),
        ("[index]\nregister_least = 31", "index.register_least: 31 is above register_full, 30"),
        ("[progress]\nachieved = 0.1", "progress: [0.0, 0.25, 0.5, 0.75, 0.1] are not in order"),
        ("[flags]\nsmall_exempt = ['infant']", "flags.small_exempt: 'infant' is not known. Write some of: nursery, primary"),
        ("id = ''", "id: '' is not words"),
        ("[sources]\nrate = 'x'", "sources.rate: there is no such setting. Write 'sources.rates'"),
        ("[sources]\nrates = 3", "sources.rates: '3' is not words"),
        ("this is no TOML", "this is not TOML"),
    ],
)
def test_what_cannot_be_used_is_refused_with_what_stood_there_and_what_to_write(text, said):
    with pytest.raises(ConfigError) as refusal:
        with_overrides(text, OWN)

    assert str(refusal.value).startswith(OWN)
    assert said in str(refusal.value)


KEPT = "2025-autumn.zip, framework.toml"


def without(text: str, *lines: str) -> str:
    """The text without these lines, which must be there."""
    for line in lines:
        assert f"{line}\n" in text
        text = text.replace(f"{line}\n", "")
    return text


def test_a_setting_that_an_earlier_version_did_not_have_takes_its_default_and_says_so():
    own = with_overrides("[rates]\nTA = 21\n[moderation]\nsample_least = 5\n", OWN)
    shorter = without(own.text, "weeks = 38.0", "[moderation]", "sample_share = 0.1", "sample_least = 5", "TA = 21.0", "need = 0.05")

    framework = parse(without(shorter, *(line for line in shorter.splitlines() if line.startswith(('"moderation', "moderation", '"cost.weeks"')))), KEPT)

    assert (framework.cost.weeks, framework.moderation, framework.rates["TA"], framework.change.need) == (38, default().moderation, 20, 0.05)
    assert framework.source("cost.weeks") == framework.source("moderation.sample_least") == LATER
    assert framework.source("cost.on_costs") == default().source("cost.on_costs")
    assert parse(framework.text, KEPT) == framework


def test_a_setting_of_a_newer_version_is_refused_with_what_to_install():
    newer = default().text.replace("[moderation]\n", "[moderation]\nby_whom = 2\n").replace("[rates]\n", "[rates]\nmentor = 20.0\n")

    with pytest.raises(ConfigError) as refusal:
        parse(newer, KEPT)

    assert str(refusal.value) == (
        f"{KEPT}: this version of sendsite does not know the settings moderation.by_whom, rates.mentor. "
        "Install the version of sendsite that wrote it, or a newer one."
    )


def test_a_phase_that_was_not_flagged_then_is_not_flagged_now():
    text = without(default().text, "secondary = 0.045")

    assert "secondary" not in parse(text, KEPT).flags.high_need_intake


def test_a_value_that_cannot_be_used_is_refused_in_a_kept_file_too():
    with pytest.raises(ConfigError, match="cost.weeks: '-1' cannot be used"):
        parse(default().text.replace("weeks = 38.0\n", "weeks = -1\n"), KEPT)


def test_a_setting_that_the_shipped_file_itself_lacks_is_named():
    table, faults = tomllib.loads(default().text), Faults(OWN)
    del table["cost"]["weeks"], table["rates"]["TA"], table["sources"]

    assert sections(table, faults) is None
    assert [fault.partition(". ")[0] for fault in faults] == [f"{OWN}, cost.weeks: the setting is missing", f"{OWN}, rates.TA: the setting is missing"]


def test_every_fault_of_a_file_is_named_at_once():
    with pytest.raises(ConfigError) as refusal:
        with_overrides("[rates]\nTA = -1\nLSA = 'x'\n", OWN)

    assert len(str(refusal.value).splitlines()) == 2

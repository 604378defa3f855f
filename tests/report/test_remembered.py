"""A remembered decision is the decision: a hit shows what a miss shows, any change asks anew, and a file that somebody meddled with shows no more."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zlib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from sendsite.report.build import build_report
from sendsite.report.disclosure import Decision, Ledger, Past, decided, remembered
from sendsite.report.disclosure.audit import inferred
from sendsite.report.disclosure.remembered import Remembered, key_of
from sendsite.report.quantities import gathered, source_of
from tests.report.test_disclosure_proofs import a_table
from tests.report.trust import NOW, SETUP, reading, some_terms
from tools.random_trusts import a_random_trust

K = 5
TOP = Path(__file__).parents[2]


def ledger_of(seed: int) -> Ledger:
    return gathered(source_of(reading(NOW, a_random_trust(seed), kept=False)))


def a_term() -> tuple[Ledger, Past]:
    """A random trust's term, and what binds it."""
    return ledger_of(1), decided(ledger_of(2), K).past


def shown(ledger: Ledger, found: Decision) -> str:
    """Every figure as it may be shown, to the trust and to the schools."""
    return repr([(name, each.number(name), each.mark(name)) for each in (found.released, found.released.for_schools()) for name in ledger.entries])


def words(ledger: Ledger, found: Decision) -> str:
    return repr([found.released.told(name) for name in ledger.words] + [repr(found.released.advice)])


def never(*_: object) -> Decision:
    raise AssertionError("it was decided anew")


@pytest.fixture
def shelf(tmp_path: Path) -> Remembered:
    return Remembered(tmp_path / "build" / ".decisions")


def files(shelf: Remembered) -> list[Path]:
    assert shelf.folder is not None
    return sorted(shelf.folder.iterdir())


def put(path: Path, names: Iterable[str]) -> None:
    """Write into a remembered decision what is to be hidden."""
    path.write_bytes(zlib.compress(json.dumps(sorted(names)).encode()))


def test_what_is_remembered_shows_what_was_decided(shelf: Remembered, monkeypatch: pytest.MonkeyPatch):
    ledger, past = a_term()
    first = shelf.decided(ledger, K, past)
    monkeypatch.setattr(remembered, "decided", never)
    again = shelf.decided(ledger, K, past)

    assert (shown(ledger, again), words(ledger, again)) == (shown(ledger, first), words(ledger, first))
    assert (again.small, again.hidden, again.past) == (first.small, first.hidden, first.past)


def test_without_a_folder_it_is_decided_each_time():
    ledger, past = a_term()

    assert Remembered().decided(ledger, K, past).hidden == decided(ledger, K, past).hidden


def test_any_change_asks_anew():
    ledger, past = a_term()
    name = next(name for name, entry in ledger.entries.items() if entry.value and entry.rests_on)
    entry = ledger.entries[name]
    assert entry.value is not None
    assert entry.rests_on is not None
    changed = [
        *(replace(ledger, entries=ledger.entries | {name: each}) for each in (entry._replace(value=entry.value + 1e-9), entry._replace(of=(*entry.of, "x")))),
        *(replace(ledger, entries=ledger.entries | {name: each}) for each in (entry._replace(rests_on=entry.rests_on + 1), entry._replace(signed=True))),
        replace(ledger, sums=ledger.sums[1:]),
        replace(ledger, relations=ledger.relations[:-1]),
        replace(ledger, words={}),
        replace(ledger, insights=ledger.insights[1:]),
    ]
    pasts = [
        Past(),
        *(replace(past, **{field: getattr(past, field) | {"x"}}) for field in ("small", "hidden", "edition")),
        replace(past, counts=replace(past.counts, sums=past.counts.sums[1:])),
        replace(past, earlier=Past(small=frozenset({"x"}))),
    ]
    keys = [key_of(ledger, K, past), key_of(ledger, K + 1, past), *(key_of(each, K, past) for each in changed), *(key_of(ledger, K, each) for each in pasts)]

    assert len(set(keys)) == len(keys)


def test_a_k_under_five_is_five():
    ledger, past = a_term()

    assert key_of(ledger, 3, past) == key_of(ledger, 5, past)


def test_another_process_asks_by_the_same_name():
    asked = "from tests.report.test_remembered import *; print(key_of(ledger_of(1), K, decided(ledger_of(2), K).past))"
    said = [
        subprocess.run([sys.executable, "-c", asked], cwd=TOP, env={**os.environ, "PYTHONHASHSEED": seed}, check=True, capture_output=True, text=True).stdout
        for seed in ("1", "2")
    ]

    assert said[0] == said[1]


def test_a_new_method_asks_anew(monkeypatch: pytest.MonkeyPatch):
    ledger, past = a_term()
    before = key_of(ledger, K, past)
    monkeypatch.setattr(remembered, "method", lambda: "another")

    assert key_of(ledger, K, past) != before


@pytest.mark.parametrize("seed", range(6))
def test_a_file_that_shows_any_one_more_figure_is_not_believed(shelf: Remembered, seed: int):
    ledger = a_table(seed)
    true = shelf.decided(ledger, K)
    (path,) = files(shelf)
    for name in sorted(true.hidden):
        put(path, true.hidden - {name})
        found = shelf.decided(ledger, K)

        assert found.small == true.small <= found.hidden
        assert inferred(ledger, found.hidden, found.small, K) == []


def test_a_file_that_shows_what_the_term_before_holds_back_is_not_believed(shelf: Remembered):
    ledger, past = a_term()
    true = shelf.decided(ledger, K, past)
    held = sorted((past.held() & ledger.entries.keys()) - true.small)
    (path,) = files(shelf)
    put(path, true.hidden - {held[0]})

    assert shelf.decided(ledger, K, past).hidden == true.hidden


@pytest.mark.parametrize("bytes_", [b"", b"nonsense", zlib.compress(b"{}"), zlib.compress(b'["no such figure"]'), zlib.compress(b"[1]"), zlib.compress(b"[]")])
def test_a_damaged_file_is_decided_anew_and_mended(shelf: Remembered, bytes_: bytes):
    ledger, past = a_term()
    true = shelf.decided(ledger, K, past)
    (path,) = files(shelf)
    whole = path.read_bytes()
    path.write_bytes(bytes_)

    assert shelf.decided(ledger, K, past).hidden == true.hidden
    assert path.read_bytes() == whole


def test_a_file_is_its_owners_alone_and_holds_names_of_hidden_figures_alone(shelf: Remembered):
    ledger, past = a_term()
    found = shelf.decided(ledger, K, past)
    (path,) = files(shelf)

    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert json.loads(zlib.decompress(path.read_bytes())) == sorted(found.hidden)


def test_those_not_asked_for_the_longest_go_first(shelf: Remembered, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(remembered, "KEPT", 3)
    for seed in range(5):
        shelf.decided(a_table(seed), K)

    assert len(files(shelf)) == 3


def test_two_builds_at_once_do_each_other_no_harm(shelf: Remembered):
    ledgers = [a_table(seed) for seed in range(4)] * 4
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda each: shelf.decided(each, K).hidden, ledgers))

    assert found == [decided(each, K).hidden for each in ledgers]
    assert len(files(shelf)) == 4


def test_where_nothing_can_be_written_it_is_decided_all_the_same(tmp_path: Path):
    blocked = tmp_path / "a file"
    blocked.write_text("in the way")
    ledger, past = a_term()

    assert Remembered(blocked).decided(ledger, K, past).hidden == decided(ledger, K, past).hidden


def test_a_second_build_decides_no_term_again_and_gives_the_same_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    setup = replace(SETUP, pictures=tmp_path / ".pictures")
    first = build_report(setup, some_terms()[-2:])
    monkeypatch.setattr(remembered, "decided", never)
    second = build_report(setup, some_terms()[-2:])

    assert [(page.key, page.figures) for page in second.pages] == [(page.key, page.figures) for page in first.pages]

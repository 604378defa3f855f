"""Readers from the command line: codes shown once, cards kept private, the history told, and each refusal in words."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from sendsite.publish.seal.opener import Reader as Opened
from sendsite.publish.seal.refused import Reason, Refused
from sendsite.publish.secrets_file import load, place
from sendsite.register.history import history
from sendsite.workflow import doctor
from sendsite.workflow.folder import open_folder

CODE = r"[2-9A-Z]{4}( [a-z]+){5}"
ASH = "Ash Tree Primary School"


def listed(run, site: Path) -> list[dict[str, object]]:
    return json.loads(run("reader", "list", "--json", "--dir", site).stdout)["readers"]  # type: ignore[no-any-return]


def noted(site: Path) -> list[tuple[str, str, str]]:
    with open_folder(site).open_register() as register:
        return [(each.kind, each.title, each.by) for each in history(register) if each.kind == "readers"]


def found(site: Path) -> dict[str, bool | None]:
    return {look.name: look.sound for look in doctor.examine(site)}


def every_byte(site: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted((site).rglob("*")) if path.is_file() and path.suffix != ".html")


def test_a_reader_added_gets_a_code_that_is_shown_this_once_and_kept_nowhere(run, site):
    result = run("reader", "add", "Ann Lee", "--for", ASH, "--no-cards", "--dir", site)

    code = result.stdout.strip()
    assert re.fullmatch(CODE, code)
    assert "shown this once" in result.stderr
    assert code not in result.stderr
    assert [(each["name"], each["audiences"], each["handle"]) for each in listed(run, site)] == [("Ann Lee", ["school:140001"], code[:4])]
    words = code.split()[1:]
    assert re.search(rb"[- ]".join(word.encode() for word in words), every_byte(site)) is None


def test_the_card_is_private_holds_the_code_and_is_to_be_deleted(run, site):
    result = run("reader", "add", "Ann Lee", "--for", "140001", "--dir", site)

    (card,) = (site / "data" / "cards").glob("*.html")
    assert f"To print: {card}" in result.stderr
    assert "delete the file" in result.stderr
    assert "set site_address" in result.stderr
    assert all(f"<li>{word}</li>" in card.read_text("utf-8") for word in result.stdout.split())
    if os.name == "posix":
        assert (card.stat().st_mode & 0o777, card.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert found(site)["cards"] is False


def test_cards_go_where_they_are_asked_to_and_replace_no_file(run, site, tmp_path):
    (tmp_path / "ann.html").write_text("mine", "utf-8")

    result = run("reader", "add", "Ann Lee", "--for", "trust", "--cards", tmp_path / "ann.html", "--dir", site)

    assert str(tmp_path / "ann-2.html") in result.stderr
    assert (tmp_path / "ann.html").read_text("utf-8") == "mine"


def test_cards_never_go_into_build_and_nobody_is_added(run, site):
    result = run("reader", "add", "Ann Lee", "--for", "trust", "--cards", site / "build" / "card.html", "--dir", site)

    assert result.exit_code == 4
    assert "put on a host" in result.stderr
    assert listed(run, site) == []


def test_a_card_that_cannot_be_written_loses_no_code(run, site, tmp_path):
    (tmp_path / "file").write_text("", "utf-8")

    result = run("reader", "add", "Ann Lee", "--for", "trust", "--cards", tmp_path / "file" / "card.html", "--dir", site)

    assert result.exit_code == 1
    assert re.search(CODE, result.stdout)
    assert "Write the codes down now" in result.stderr


def test_a_list_is_added_whole_with_a_page_of_cards(run, site, tmp_path):
    (tmp_path / "list.csv").write_text("name,email,audiences\nAnn Lee,ann@ash.example,140001\nBo Finch,,trust\n", "utf-8")
    with (site / "sendsite.toml").open("a", encoding="utf-8") as settings:
        settings.write('\nsite_address = "https://send.trust.example/"\n')

    result = run("reader", "add", "--from", tmp_path / "list.csv", "--json", "--dir", site)

    document = json.loads(result.stdout)
    assert [(each["name"], len(each["code"].split())) for each in document["readers"]] == [("Ann Lee", 6), ("Bo Finch", 7)]
    card = Path(document["cards"]).read_text("utf-8")
    assert card.count("<article") == 2
    assert "https://send.trust.example" in card


def test_a_list_with_a_fault_adds_nobody(run, site, tmp_path):
    (tmp_path / "list.csv").write_text("name,audiences\nAnn Lee,140001\nBo,Oak\n", "utf-8")

    result = run("reader", "add", "--from", tmp_path / "list.csv", "--dir", site)

    assert result.exit_code == 4
    assert "list.csv row 3: There is no school 'Oak'" in result.stderr
    assert not place(site).exists()


def test_a_list_is_looked_at_before_anybody_of_it_is_added(run, site, tmp_path):
    (tmp_path / "list.csv").write_text("name,email,audiences\nAnn Lee,ann@ash.example,140001\nBo Finch,,trust\n", "utf-8")
    words = ["reader", "add", "--from", tmp_path / "list.csv", "--dry-run", "--dir", site]

    said, document = run(*words), json.loads(run(*words, "--json").stdout)

    assert [line.split("  ")[0] for line in said.stdout.splitlines()] == ["name", "Ann Lee", "Bo Finch"]
    assert ASH in said.stdout
    assert "everything" in said.stdout
    assert "2 readers would be added. Nothing was changed." in said.stderr
    assert document["would_add"][0] == {"name": "Ann Lee", "email": "ann@ash.example", "audiences": ["school:140001"]}
    assert not place(site).exists()


def test_secrets_that_the_history_knows_of_are_not_begun_anew_when_every_file_of_the_site_is_gone(run, site):
    assert run("reader", "add", "Ann Lee", "--for", "trust", "--no-cards", "--dir", site).exit_code == 0
    assert run("publish", "--with-draft", "--dir", site).exit_code == 0
    shutil.rmtree(site / "build")
    for path in (site / "data").glob("*secrets.json*"):
        path.unlink()

    refused = [run(*words, "--dir", site) for words in (["publish"], ["publish", "--dry-run"], ["reader", "list"], ["reader", "add", "Bo", "--for", "trust"])]

    assert [each.exit_code for each in refused] == [2, 2, 2, 2]
    assert all("is missing, and the site was published with it" in each.stderr for each in refused)
    assert not place(site).exists()


def test_a_card_alone_is_not_printed_again_and_says_what_to_do(run, site):
    handle = run("reader", "add", "Ann Lee", "--for", "trust", "--no-cards", "--dir", site).stdout[:4]

    result = run("reader", "card", "ann lee", "--dir", site)

    assert result.exit_code == 2
    assert "codes are kept nowhere" in result.stderr
    assert f"sendsite reader replace {handle}" in result.stderr
    assert listed(run, site)[0]["handle"] == handle


def test_a_lost_code_is_replaced_by_another(run, site):
    old = run("reader", "add", "Ann Lee", "--for", "140001", "--no-cards", "--dir", site).stdout.strip()
    before = load(place(site)).epochs["school:140001"].key

    result = run("reader", "replace", old[:4].lower(), "--no-cards", "--dir", site)

    assert re.fullmatch(CODE, result.stdout.strip())
    assert result.stdout[:4] != old[:4]
    assert "next `sendsite publish`" in result.stderr
    assert load(place(site)).epochs["school:140001"].key != before


def test_a_revoked_reader_is_listed_no_more(run, site):
    run("reader", "add", "Ann Lee", "--for", "140001", "--no-cards", "--dir", site)

    result = run("reader", "revoke", "Ann Lee", "--dir", site)

    assert f"New keys for {ASH}. The others keep their codes." in result.stderr
    assert listed(run, site) == []


def test_what_a_reader_may_read_is_changed(run, site):
    run("reader", "add", "Ann Lee", "--for", "trust", "--no-cards", "--dir", site)

    result = run("reader", "change", "Ann Lee", "--for", "140001", "--dir", site)

    assert f"may read {ASH}" in result.stderr
    assert listed(run, site)[0]["audiences"] == ["school:140001"]


def test_the_history_tells_who_did_what_without_a_code(run, site, monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: "kim")
    first = run("reader", "add", "Ann Lee", "--for", "140001", "--no-cards", "--dir", site).stdout[:4]
    second = run("reader", "replace", "Ann Lee", "--no-cards", "--dir", site).stdout[:4]
    run("reader", "revoke", "Ann Lee", "--dir", site)

    assert sorted(noted(site)) == [
        ("readers", f"Added the reader Ann Lee ({first}) for {ASH}", "kim"),
        ("readers", f"Replaced the code of the reader Ann Lee ({first}, now {second})", "kim"),
        ("readers", f"Revoked the reader Ann Lee ({second})", "kim"),
    ]


def test_a_revoked_reader_is_out_of_the_next_publication_and_the_others_are_in_with_the_codes_they_have(run, site):
    def opens(code: str) -> int:
        return sum(1 for _ in Opened(site / "build" / "current", code).all_files())

    ann, cal, bo = (
        run("reader", "add", name, "--for", what, "--no-cards", "--dir", site).stdout.strip() for name, what in (("Ann", ASH), ("Cal", ASH), ("Bo", "trust"))
    )
    assert run("publish", "--with-draft", "--dir", site).exit_code == 0
    assert 0 < opens(ann) == opens(cal) < opens(bo)
    before = opens(cal), opens(bo)

    run("reader", "revoke", "Ann", "--dir", site)
    assert run("publish", "--with-draft", "--dir", site).exit_code == 0

    assert (opens(cal), opens(bo)) == before
    with pytest.raises(Refused) as refused:
        opens(ann)
    assert refused.value.reason is Reason.WRONG_CODE
    assert len(list((site / "build" / "current" / "k").iterdir())) == 1


@pytest.mark.parametrize(
    "words, code, said",
    [
        (["add", "Ann"], 4, "It is not said what this reader may read"),
        (["add", "Ann", "--for", "Ash Tree Primery School"], 4, "Did you mean Ash Tree Primary School (140001)?"),
        (["add", "Ann", "--for", "140001", "--email", "ann"], 4, "is not an e-mail address"),
        (["add"], 2, "Name one reader"),
        (["add", "Ann", "--from", "x.csv"], 2, "or a list"),
        (["add", "--from", "nowhere.csv"], 1, "nowhere.csv: this cannot be read"),
        (["revoke", "K7QX"], 4, "There is no reader yet"),
        (["replace", "K7QX"], 4, "There is no reader yet"),
        (["card", "K7QX"], 4, "There is no reader yet"),
        (["change", "K7QX"], 4, "It is not said what"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_is_made(run, site, words, code, said):
    result = run("reader", *words, "--dir", site)

    assert (result.exit_code, said in result.stderr) == (code, True)
    assert not place(site).exists()


def test_a_reader_is_not_added_twice(run, site):
    run("reader", "add", "Ann Lee", "--for", "trust", "--no-cards", "--dir", site)

    result = run("reader", "add", "ann lee", "--for", "140001", "--dir", site)

    assert result.exit_code == 4
    assert "There is a reader of this name already: Ann Lee" in result.stderr


def test_secrets_lost_after_a_publication_are_not_begun_anew_unless_that_is_said(run, site):
    (site / "build" / "current").mkdir(parents=True)
    words = ["reader", "add", "Ann Lee", "--for", "trust", "--no-cards", "--dir", site]

    refused = run(*words)

    assert refused.exit_code == 2
    assert "Put it back from a backup" in refused.stderr
    assert "--start-anew" in refused.stderr
    assert found(site)["secrets"] is False
    assert run(*words, "--start-anew").exit_code == 0


def test_a_site_without_readers_lists_none_and_makes_no_file(run, site):
    result = run("reader", "list", "--dir", site)

    assert "Nobody has a code yet" in result.stderr
    assert not place(site).exists()


@pytest.mark.skipif(os.name != "posix", reason="modes of files are a matter of Unix")
def test_doctor_sees_secrets_that_others_can_read(run, site):
    run("reader", "add", "Ann Lee", "--for", "trust", "--no-cards", "--dir", site)
    assert found(site)["secrets"] is True

    place(site).chmod(0o640)

    result = run("doctor", "--dir", site)
    assert result.exit_code == 1
    assert f"chmod go= '{place(site)}'" in result.stdout


def test_doctor_sees_secrets_that_git_keeps(run, site):
    run("reader", "add", "Ann Lee", "--for", "trust", "--no-cards", "--dir", site)
    for words in (["init", "-q"], ["add", "-f", "data/secrets.json"]):
        subprocess.run(["git", "-C", str(site), *words], check=True, capture_output=True)

    assert "git keeps" in run("doctor", "--dir", site).stdout


def test_doctor_sees_secrets_that_were_damaged(run, site):
    run("reader", "add", "Ann Lee", "--for", "trust", "--no-cards", "--dir", site)
    place(site).write_text("{}", "utf-8")

    assert "is not as it was written" in run("doctor", "--dir", site).stdout

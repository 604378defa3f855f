"""Comparing with a signed release manifest: from anywhere, without a secret, and believing nothing that the trust did not sign."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sendsite import signing
from sendsite.cli.group import sendsite
from sendsite.publish import manifests
from sendsite.publish.serve import served_beside
from sendsite.publish.shelf import signature_of
from tests.publish.presses import PAGE, Site, a_site, an_edition


@pytest.fixture
def site(tmp_path: Path) -> Site:
    made = a_site(tmp_path / "trust")
    made.publish(an_edition(made))
    return made


@pytest.fixture
def handed_over(site: Site, tmp_path: Path) -> Path:
    """The manifest with its signature and the public key, on a machine that has nothing else."""
    newest = site.shelf.newest()
    assert newest is not None
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for path in (site.shelf.manifest(newest.pub), signature_of(site.shelf.manifest(newest.pub)), site.root / "data" / "signing.pub"):
        shutil.copy(path, elsewhere)
    return elsewhere / site.shelf.manifest(newest.pub).name


def compare(where: object, manifest: Path, *words: str) -> Result:
    command = ["verify", str(where), "--against", str(manifest), "--key", str(manifest.parent / "signing.pub"), *words]
    return CliRunner().invoke(sendsite, [*command, "--dir", str(manifest.parent)])


def test_a_host_and_a_copy_that_are_as_signed_are_good(site, handed_over):
    with served_beside(site.current, port=0) as address:
        host = compare(address, handed_over, "--json")
    copy = compare(site.current, handed_over)

    document = json.loads(host.stdout)
    assert (host.exit_code, document["good"], document["by"], document["problems"]) == (0, True, "manifest", [])
    assert (copy.exit_code, copy.stdout) == (0, f"Publication 1: {document['files']} files, compared with the signed manifest: all as they should be.\n")


def test_a_byte_that_differs_is_found_without_a_secret(site, handed_over):
    page = next(site.current.glob("s/*/*.html"))
    changed = page.read_bytes()[:-1] + b"!"
    page.unlink()
    page.write_bytes(changed)
    name = page.relative_to(site.current).as_posix()
    with served_beside(site.current, port=0) as address:
        host = compare(address, handed_over)
    copy = compare(site.current, handed_over)

    assert (host.exit_code, copy.exit_code) == (1, 1)
    assert f"{name}: the host gives other bytes than were published." in host.stdout
    assert f"{name}: it has other bytes than were published." in copy.stdout


def test_the_key_may_be_its_line(site, handed_over):
    line = (handed_over.parent / "signing.pub").read_text().splitlines()[1]

    assert CliRunner().invoke(sendsite, ["verify", str(site.current), "--against", str(handed_over), "--key", line]).exit_code == 0


def test_a_host_of_another_publication_is_told_in_one_line(site, handed_over):
    site.publish(an_edition(site, {"index.html": PAGE.format("Other words")}), hours=1)
    with served_beside(site.current, port=0) as address:
        host = compare(address, handed_over, "--json")

    (problem,) = json.loads(host.stdout)["problems"]
    assert problem["said"].startswith("the host shows publication 2, and 1 is compared with. What is compared with is older")


@pytest.mark.parametrize("spoilt", ["manifest", "signature", "key"])
def test_what_the_trust_did_not_sign_is_not_believed(site, handed_over, spoilt):
    if spoilt == "manifest":
        handed_over.write_bytes(handed_over.read_bytes().replace(b'"seq": 1', b'"seq": 9'))
    elif spoilt == "signature":
        other = signing.SigningKey.generate()
        signature_of(handed_over).write_bytes(signing.sign(handed_over.read_bytes(), other, comment="x"))
    else:
        (handed_over.parent / "signing.pub").write_bytes(signing.SigningKey.generate().public.text())

    refused = compare(site.current, handed_over)

    assert refused.exit_code == 4
    assert "Nothing was compared with it." in refused.stderr
    assert refused.stdout == ""


def test_without_a_key_or_a_place_it_says_what_is_missing(site, handed_over):
    def said(*words: str) -> tuple[int, str]:
        answer = CliRunner().invoke(sendsite, ["verify", *words, "--dir", str(handed_over.parent)])
        return answer.exit_code, answer.stderr

    code, words = said(str(site.current), "--against", str(handed_over))
    assert (code, "Name the trust's public key" in words) == (2, True)
    code, words = said("--against", str(handed_over), "--key", str(handed_over.parent / "signing.pub"))
    assert (code, "It is not said what to compare" in words) == (2, True)
    code, words = said("--key", "x")
    assert (code, "Name the manifest with --against" in words) == (2, True)


def test_a_manifest_names_no_school_and_tells_nothing_that_the_host_does_not(site, handed_over):
    content = handed_over.read_bytes()

    assert set(manifests.read(content, "x").files) == {path.relative_to(site.current).as_posix() for path in site.current.rglob("*") if path.is_file()}
    assert not any(word in content for word in (b"140001", b"Marsh", b"finance", b"school:"))

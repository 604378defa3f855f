"""Gates: a release that is not what it should be is never switched to, and no school is named in clear."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sendsite.errors import BuildFailed
from sendsite.publish.verify.canaries import Canaries, of_schools
from sendsite.publish.verify.findings import Finding
from tests.publish.presses import PAGE, SCHOOLS, a_site, an_edition, files


def gate(*said: str) -> Canaries:
    return Canaries(of_schools(SCHOOLS.items()), said)


def front(words: str) -> dict[str, str]:
    return {"index.html": PAGE.format(words)}


def test_a_release_that_does_not_pass_is_never_switched_to_and_leaves_nothing(tmp_path):
    site = a_site(tmp_path)
    site.publish(an_edition(site))
    before, kept = files(site.current), {path.name for path in site.shelf.folder.iterdir()}

    with pytest.raises(BuildFailed, match=r"Nothing was published.*\nx\.html: it is wrong\."):
        site.publish(an_edition(site, front("Another")), gates=(lambda release: [Finding("x", "x.html", "it is wrong.")],))

    assert files(site.current) == before
    assert {path.name for path in site.shelf.folder.iterdir()} == kept


def test_a_keyring_in_which_a_reader_opens_what_is_not_theirs_is_never_published(tmp_path, monkeypatch):
    site = a_site(tmp_path)
    marsh = next(each for each in site.secrets.readers.values() if each.audiences == ("school:140001",))
    right = __import__("sendsite.publish.publishing", fromlist=["holders"]).holders

    def too_much(secrets):
        secrets.readers[marsh.handle] = replace(marsh, audiences=("school:140001", "school:140002"))
        try:
            return right(secrets)
        finally:
            secrets.readers[marsh.handle] = marsh

    monkeypatch.setattr("sendsite.publish.publishing.holders", too_much)

    with pytest.raises(BuildFailed, match="opens school:140002, which is not theirs"):
        site.publish(an_edition(site))
    assert not site.current.exists()


@pytest.mark.parametrize(
    "words, told",
    [
        ("News of Marsh End School", "the name of Marsh End School stands in it"),
        ("News of <b>Marsh</b> End School", "the name of Marsh End School stands in it"),
        ("number 140002.", "the URN 140002 stands in it"),
    ],
)
def test_a_school_named_on_a_public_page_stops_the_publication(tmp_path, words, told):
    site = a_site(tmp_path)

    with pytest.raises(BuildFailed, match=rf"index\.html: {told}"):
        site.publish(an_edition(site, front(words)), gates=(gate(),))


@pytest.mark.parametrize("words", ["1400021 and 3.140002", "Marsh End is a place", "#140002x"])
def test_what_only_looks_like_a_name_stops_nothing(tmp_path, words):
    site = a_site(tmp_path)
    site.publish(an_edition(site, front(words)), gates=(gate(),))

    assert site.current.is_dir()


def test_what_the_trust_calls_itself_is_no_secret(tmp_path):
    site = a_site(tmp_path)
    site.publish(an_edition(site, front("Marsh End School and friends")), gates=(gate("The Marsh End School Trust"),))

    assert site.current.is_dir()


def test_a_name_in_the_name_of_a_file_stops_the_publication(tmp_path):
    site = a_site(tmp_path)

    with pytest.raises(BuildFailed, match=r"marsh-end-school\.html: the name of Marsh End School stands in its name"):
        site.publish(an_edition(site, {"news/marsh-end-school.html": PAGE.format("x")}), gates=(gate(),))

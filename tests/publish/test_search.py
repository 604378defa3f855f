"""A search index holds what its own audience may read, with the way to it, and stands nowhere in clear."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sendsite.publish.editions import Edition
from sendsite.publish.page_text import Section, page_text
from sendsite.publish.seal.opener import Reader
from sendsite.publish.seal.paths import namer, segment
from sendsite.publish.search import index_of, real_name, with_search
from tests.publish.presses import Site, a_site, an_edition, files

MARSH, HILL = "school:140001", "school:140002"
PAGE = """<!doctype html><html><head><title>Marsh End, Finance – The Trust</title><style>p{}</style></head><body><header><p>Menu</p></header>
<main id="content-start"><nav><p>Way</p></nav><h1><span class="of">Marsh End</span>Money</h1><p>It costs £41.50&nbsp;an hour.</p>
<p><a href="x">Only a link</a></p>
<section><h2 id="uses-h">Where it <b>goes</b></h2><svg><title>Drawn</title><text>Hidden</text></svg><p>Twice said</p><p>Twice said</p>
<table><caption>Uses</caption><tr><th>Use</th><th>Hours</th></tr><tr><th>Support</th><td>12.5</td></tr></table><a href="a/b" download>Download CSV</a></section>
<ul><li id="measure-need"><h3>Need met</h3><p aria-hidden="true">▲</p><p>85.1%</p></li></ul></main><footer><p>Foot</p></footer></body></html>"""


def searched(site: Site, changed: Mapping[str, str] | None = None) -> Edition:
    return with_search(an_edition(site, changed), namer(site.secrets.site.path_key))


def indexes(edition: Edition) -> dict[str, bytes]:
    return {item.audience: item.read() for item in edition.items if item.real == real_name(item.audience)}


def test_a_pages_words_stand_under_their_headings_with_the_anchor_that_leads_there():
    text = page_text(PAGE)

    assert text.title == "Marsh End, Finance"
    assert text.sections == (
        Section("", "Marsh End Money", ("It costs £41.50 an hour.",)),
        Section("uses-h", "Where it goes", ("Twice said", "Uses", "Use Hours", "Support 12.5")),
        Section("measure-need", "Need met", ("85.1%",)),
    )


def test_a_schools_index_holds_its_own_pages_and_the_public_ones_and_no_word_of_anothers(tmp_path):
    found = {audience: content.decode() for audience, content in indexes(searched(a_site(tmp_path))).items()}

    assert set(found) == {"trust", MARSH, HILL}
    for audience, own, others in ((MARSH, "Marsh End", ("Hill Top", "All schools")), (HILL, "Hill Top", ("Marsh End", "All schools"))):
        assert own in found[audience]
        assert "own front page" in found[audience]
        assert not [word for word in (*others, *(folder_of(tmp_path, each) for each in found if each != audience)) if word in found[audience]]


def folder_of(tmp_path, audience: str) -> str:
    return segment(a_site(tmp_path).secrets.site.path_key, audience)


def test_an_index_is_sealed_and_its_manifest_says_where_it_is(tmp_path):
    site = a_site(tmp_path)
    edition = searched(site)
    site.publish(edition)
    reader = Reader(site.current, site.codes[MARSH])
    (folder,) = reader.audiences
    clear = b"".join(name.encode() + content for name, content in files(site.current).items() if name != "index.html")

    assert reader.open(reader.manifest(folder).search) == indexes(edition)[MARSH]
    assert not [word for word in (b"Marsh End", b"Money of", b"search.json", b'"pages"') if word in clear]


def test_an_edition_without_an_index_has_none_in_its_manifests(tmp_path):
    site = a_site(tmp_path)
    site.publish(an_edition(site))
    reader = Reader(site.current, site.codes[MARSH])

    assert reader.manifest(reader.audiences[0]).search == ""


def test_one_schools_edit_makes_that_schools_index_anew_and_no_other(tmp_path):
    site = a_site(tmp_path)
    site.publish(searched(site))
    _, anew = site.publish(searched(site))
    _, anew_after_edit = site.publish(searched(site, {"school/140001/finance.html": "<!doctype html><title>Other</title><main>Other words</main>"}))

    assert anew == ()
    assert set(anew_after_edit) == {"school/140001/finance.html", real_name(MARSH)}


def test_pages_of_older_terms_are_found_by_their_titles_alone_and_come_last(tmp_path):
    site = a_site(tmp_path)
    edition = an_edition(site)
    older = next(item for item in edition.items if item.real == "school/140001/finance.html")
    older = older._replace(path="s/0000000000000000/0000000000000000.html", real="2025-autumn/school/140001/finance.html")
    found = json.loads(indexes(with_search(edition._replace(items=(older, *edition.items)), namer(site.secrets.site.path_key)))[MARSH])

    assert found["pages"][-1] == [older.path, "Money of Marsh End School", "Earlier term", []]


def test_a_long_site_keeps_titles_and_headings_when_its_index_has_no_room_for_all():
    rows = [(f"s/{n}.html", f"Page {n}", "", (Section("a", f"Heading {n}", tuple(f"passage {n} {m}" for m in range(100))),)) for n in range(20)]
    short, shorter = (json.loads(index_of(rows, most)) for most in (10_000, 100))

    assert len(index_of(rows, 10_000)) <= 10_000
    assert [page[3][0][:3] for page in short["pages"]] == [["a", f"Heading {n}", f"passage {n} 0"] for n in range(20)]
    assert [page[3] for page in shorter["pages"]] == [[["a", f"Heading {n}"]] for n in range(20)]

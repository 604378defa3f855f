"""Apache, nginx and Caddy with the files that were made for them, in front of a site that was published: they answer 200, 401 and 404 as they must."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from sendsite.errors import NotAsked
from sendsite.publish import host_word
from sendsite.publish.headers import SEALED_POLICY, SECURITY, policy_of
from sendsite.publish.host_word import HostWord, new_word
from sendsite.publish.hosts import PASSWORDS, Front, HostFiles, host_files
from sendsite.publish.manifests import Listed
from sendsite.publish.order import FOR_EVER, NO_CACHE, caching
from sendsite.publish.sending import going_to, send, target_of
from sendsite.publish.verify.hosted import ASKED, FOR_THE_HOST, REFUSED, UNASKED
from sendsite.publish.verify.hosted import hosted as hosted_findings
from sendsite.publish.verify.visitor import Visitor
from sendsite.site.addresses import content_type
from tests.publish import presses
from tests.publish.host_servers import SERVERS, Ask, Server

PAGES = {
    "404.html": "<!doctype html><title>Lost</title><main>There is no such page</main>",
    "explainers/index.html": "<!doctype html><title>Explained</title>",
    "research.csv": "measure,value\nindex,41.5\n",
}
WRONG = ("trust", "not the word at all")


class Hosted(NamedTuple):
    """A running server, the site that it shows, and the word that it asks for ("" for none)."""

    ask: Ask
    place: Path
    files: dict[str, bytes]
    word: str

    @property
    def who(self) -> tuple[str, str] | None:
        return ("trust", self.word) if self.word else None

    def shown(self, path: str) -> tuple[int, bytes]:
        """Status and body of a path, asked for with the word."""
        status, _, body = self.ask(path, self.who)
        return status, body


@pytest.fixture(scope="module", params=SERVERS)
def server(request) -> Server:
    return SERVERS[request.param]


@pytest.fixture(scope="module")
def open_to_all(server) -> Iterator[Hosted]:
    with hosted(server, "", None) as there:
        yield there


@pytest.fixture(scope="module")
def with_word(server) -> Iterator[Hosted]:
    """With a hash that is worked out fast: a server asks for it with each file."""
    word = new_word()
    with pytest.MonkeyPatch.context() as quick:
        quick.setattr(host_word, "ROUNDS", 4)
        known = host_word.kept(word, "trust", (), on=date(2026, 10, 1))
    with hosted(server, word, known) as there:
        yield there


@contextmanager
def hosted(server: Server, word: str, known: HostWord | None) -> Iterator[Hosted]:
    """A small site published, sent to a folder by somebody whose files are private as a rule, and shown by a server of another user."""
    with tempfile.TemporaryDirectory(prefix="sendsite-host-") as folder:
        top = Path(folder)
        top.chmod(0o755)
        (top / "server").mkdir(mode=0o755)
        files = host_files(server.host, Front(known, f"{top}/server/{PASSWORDS}"))
        before = os.umask(0o077)
        try:
            sent = publish(top / "trust", top / "site", files)
        finally:
            os.umask(before)
        for path in (".hidden", ".git/config"):
            (top / "site" / path).parent.mkdir(mode=0o755, exist_ok=True)
            (top / "site" / path).write_text("hidden")
        with server.running(top / "server", top / "site", files) as ask:
            yield Hosted(ask, top / "site", sent, word)


def publish(root: Path, to: Path, files: HostFiles) -> dict[str, bytes]:
    """Publish the small site with a host's files, and send it to a folder as `target` does; answers with what is to be seen there."""
    site = presses.a_site(root)
    edition = presses.an_edition(site, PAGES)
    published, _ = site.publish(edition, host=files.inside)
    shelf = root / "build" / "releases"
    target = target_of(f"folder:{to}", shelf)
    assert target is not None
    send(f"folder:{to}", target, going_to(f"folder:{to}", site.current, published.record.files, shelf), shelf)
    return {path: (site.current / path).read_bytes() for path in published.record.files if path not in FOR_THE_HOST}


def test_every_file_that_was_published_is_shown_byte_for_byte_to_all(open_to_all):
    assert {path: open_to_all.shown(path) for path in open_to_all.files} == {path: (200, content) for path, content in open_to_all.files.items()}


def test_every_file_has_its_headers(open_to_all):
    for path in open_to_all.files:
        headers = open_to_all.ask(path).headers
        assert (path, {name: headers[name] for name in SECURITY}) == (path, SECURITY)
        assert (path, headers.get_all("Content-Security-Policy")) == (path, [policy_of(path)])
        assert (path, headers.get_all("Cache-Control")) == (path, [caching(path)])
        assert (path, headers.get_content_type()) == (path, content_type(path).partition(";")[0])
    assert {policy_of(path) for path in open_to_all.files} > {SEALED_POLICY}


def test_a_folder_answers_with_its_first_page_and_without_its_slash_leads_there(open_to_all):
    assert open_to_all.shown("") == (200, open_to_all.files["index.html"])
    assert open_to_all.shown("explainers/") == (200, open_to_all.files["explainers/index.html"])
    led = open_to_all.ask("explainers")
    assert led.status in (301, 302, 308)
    assert led.headers["Location"].endswith("/explainers/")


def not_published(there: Hosted) -> list[str]:
    """Addresses that show nothing: folders without a first page, hidden files, the host's own, ways out of the site, and names without their ending."""
    folders = sorted({f"{path.rpartition('/')[0]}/" for path in there.files if "/" in path} - {"explainers/"})
    sealed = next(path for path in there.files if path.startswith("s/"))
    hidden = (".htaccess", ".hidden", ".git/config", ".git/", "Caddyfile", "nginx.conf", PASSWORDS, f"../{PASSWORDS}", f"%2e%2e/server/{PASSWORDS}")
    return [*folders, "a/", "k", "s", *hidden, "nowhere.html", "index", "m/nothing.js", sealed.removesuffix(".html"), f"{sealed}/more"]


def test_what_was_not_published_is_not_shown_and_no_folder_is_listed(open_to_all, with_word):
    for there in (open_to_all, with_word):
        names = {Path(path).name.encode() for path in there.files if "/" in path and path != "explainers/index.html"}
        for path in not_published(there):
            status, headers, body = there.ask(path, there.who)
            assert (path, status) in {(path, each) for each in (301, 308, 400, 403, 404)}
            assert b"hidden" not in body
            assert not any(name in body for name in names), path
            assert "immutable" not in headers.get("Cache-Control", ""), f"{path}: it may be there tomorrow"


def test_what_is_lost_is_told_by_the_sites_own_page(open_to_all):
    for path in ("nowhere/at/all.html", "nowhere.csv", "a/nothing.js"):
        lost = open_to_all.ask(path)
        assert (lost.status, lost.body, lost.headers.get_content_type()) == (404, open_to_all.files["404.html"], "text/html")
        assert lost.headers["X-Robots-Tag"] == SECURITY["X-Robots-Tag"]


def test_without_the_word_nothing_is_shown(with_word):
    asked = [("", WRONG), ("", ("somebody", with_word.word)), ("", ("trust", "")), *((path, None) for path in ("", *with_word.files, "nowhere.html"))]
    for path, who in asked:
        status, headers, body = with_word.ask(path, who)
        assert (path, status) == (path, 401)
        assert headers["WWW-Authenticate"].startswith("Basic")
        assert headers["X-Robots-Tag"] == SECURITY["X-Robots-Tag"]
        assert "immutable" not in headers.get("Cache-Control", "")
        assert not any(content in body for content in with_word.files.values())


def test_with_the_word_all_is_shown_and_no_shared_proxy_keeps_it(with_word):
    for path, content in with_word.files.items():
        status, headers, body = with_word.ask(path, with_word.who)
        assert (path, status, body) == (path, 200, content)
        assert (path, headers["Cache-Control"]) == (path, NO_CACHE if caching(path) == NO_CACHE else FOR_EVER.replace("public", "private"))


@pytest.mark.parametrize("host", ["apache", "nginx"])
def test_where_the_file_of_passwords_is_missing_nothing_is_shown(host):
    server = SERVERS[host]
    known = HostWord("trust", "$2y$04$" + "a" * 53, date(2026, 10, 1))
    with tempfile.TemporaryDirectory(prefix="sendsite-host-") as folder:
        Path(folder).chmod(0o755)
        files = host_files(server.host, Front(known, f"{folder}/nowhere"))
        site = Path(folder, "site")
        site.mkdir(mode=0o755)
        for name, content in {**files.inside, "index.html": b"shown"}.items():
            (site / name).write_bytes(content)
        with server.running(Path(folder), site, files) as ask:
            status, _, body = ask("index.html", ("trust", "word"))

    assert status in (403, 500)
    assert b"shown" not in body


def test_who_makes_certificates_needs_no_word(with_word):
    answer = with_word.place / ".well-known" / "acme-challenge" / "token"
    answer.parent.mkdir(parents=True, mode=0o755, exist_ok=True)
    answer.parent.parent.chmod(0o755)
    answer.write_text("answered")

    assert with_word.ask(".well-known/acme-challenge/token").body == b"answered"
    assert with_word.ask(".well-known/acme-challenge/nothing").status == 404
    assert with_word.ask(".well-known/acme-challenge/").status in (403, 404)
    assert with_word.ask(".well-known/other").status == 401


def test_a_server_of_another_user_reads_the_folder_of_a_publisher_whose_files_are_private(open_to_all):
    modes = {path.stat().st_mode & 0o777 for path in (open_to_all.place, *open_to_all.place.rglob("*"))}

    assert modes == {0o755, 0o644}
    assert (open_to_all.place.parent / "trust" / "build").stat().st_mode & 0o077 == 0


def looked_at(there: Hosted, visitor: Visitor) -> list[str]:
    """What `verify` says of the files on this host."""
    files = {path: Listed(hashlib.sha256(content).hexdigest(), len(content)) for path, content in there.files.items()}
    return [each.said for each in hosted_findings(files, 1, there.ask.base, lambda done, total, what: None, visitor)]


def test_verify_finds_every_file_with_the_word_and_says_that_it_is_asked_for_without(with_word):
    trust = Visitor("trust", with_word.word, asked=True)

    assert looked_at(with_word, trust) == []
    assert looked_at(with_word, Visitor("trust", "not the word", asked=True)) == [f"{REFUSED} Nothing else was asked for."]
    assert looked_at(with_word, Visitor(asked=True)) == [f"{ASKED} Nothing else was asked for."]


def test_verify_finds_a_host_that_asks_nobody_for_the_word_that_is_set(open_to_all):
    assert looked_at(open_to_all, Visitor()) == []
    assert looked_at(open_to_all, Visitor(asked=True)) == [UNASKED]


def test_verify_gives_no_word_where_it_could_be_read_on_the_way():
    with pytest.raises(NotAsked, match="over http can be read on the way"):
        list(hosted_findings({}, 1, "http://send.trust.example/", lambda done, total, what: None, Visitor("trust", "word")))

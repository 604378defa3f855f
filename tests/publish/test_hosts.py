"""Host files: each host says of each file what the format asks, and asks for the word in front where it can; where it cannot, that is refused."""

from __future__ import annotations

import json
from datetime import date

import pytest

from sendsite.errors import ConfigError
from sendsite.publish.headers import READER_POLICY, SEALED_POLICY, SECURITY
from sendsite.publish.host_word import HostWord
from sendsite.publish.hosts import HOSTS, PASSWORDS, Front, host_files
from sendsite.publish.order import FOR_EVER, NO_CACHE
from sendsite.publish.seal.shell import TEMPLATE

SITE = (
    "index.html",
    "404.html",
    "explainers/index.html",
    "now.js",
    "reader.00ff.js",
    "static/site.11.css",
    "a/00/11.22.js",
    "k/33.js",
    "m/00.33.js",
    "s/00/44.html",
)
KEPT = {path for path in SITE if path.endswith((".js", ".css"))} - {"now.js"}
WORD = HostWord("trust", "$2y$10$" + "a" * 53, date(2026, 10, 1))
KEPT_AT = "/srv/private/sendsite.passwords"


def test_the_policy_of_sealed_pages_is_that_of_their_own_meta_tag():
    assert f'content="{READER_POLICY}"' in TEMPLATE.read_text("utf-8")


def test_no_host_gets_no_files():
    assert host_files("") == ({}, {})


def test_a_host_that_is_not_known_is_refused_with_those_that_are():
    with pytest.raises(ConfigError, match="Write one of apache, nginx, caddy, netlify, cloudflare, azure"):
        host_files("geocities")


@pytest.mark.parametrize("host", HOSTS)
def test_a_host_gets_its_own_file_and_no_other(host):
    inside, beside = host_files(host)
    (content,) = (*inside.values(), *beside.values())

    assert {*inside, *beside} == {HOSTS[host].name}
    for words in (*SECURITY, SEALED_POLICY, FOR_EVER):
        assert words.encode() in content


def test_a_headers_file_says_how_long_to_keep_at_most_once_of_each_path():
    rules: dict[str, dict[str, str]] = {}
    for line in host_files("netlify").inside["_headers"].decode().splitlines():
        if line.startswith("/"):
            rules[line] = {}
        elif line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            rules[list(rules)[-1]][name] = value

    for path in SITE:
        fitting = [said for rule, said in rules.items() if f"/{path}" == rule or (rule.endswith("*") and f"/{path}".startswith(rule[:-1]))]
        caching = [said["Cache-Control"] for said in fitting if "Cache-Control" in said]
        assert caching == ([FOR_EVER] if path in KEPT else [NO_CACHE] if path == "now.js" or path.startswith("s/") else [])
    assert "default-src" not in rules["/*"]["Content-Security-Policy"]


def test_azure_is_told_of_each_path_by_the_first_route_that_fits():
    document = json.loads(host_files("azure").inside["staticwebapp.config.json"])

    def caching(path: str) -> str:
        said = (route["headers"] for route in document["routes"] if f"/{path}".startswith(route["route"].rstrip("*")))
        return str(next(said, document["globalHeaders"])["Cache-Control"])

    assert {path for path in SITE if caching(path) == FOR_EVER} == KEPT
    assert document["responseOverrides"]["404"]["rewrite"] == "/404.html"


@pytest.mark.parametrize("host", ["apache", "nginx", "caddy"])
def test_a_word_goes_to_the_host_as_a_hash_beside_the_site_and_never_into_it(host):
    inside, beside = host_files(host, Front(WORD, KEPT_AT))

    assert not any(WORD.hash.encode() in content for content in inside.values())
    assert sum(WORD.hash.encode() in content for content in beside.values()) == 1
    assert FOR_EVER.encode() not in b"".join((*inside.values(), *beside.values())), "a proxy that many share must not keep what was shown for a word"


@pytest.mark.parametrize("host", ["netlify", "cloudflare", "azure"])
def test_a_word_is_refused_where_the_host_would_not_ask_for_it(host):
    with pytest.raises(ConfigError, match="nobody would ask for it: .* Set host_files to apache, nginx, caddy, or run `sendsite host-word off`"):
        host_files(host, Front(WORD))


def test_a_word_is_refused_where_no_host_is_named():
    with pytest.raises(ConfigError, match="host_files names no host"):
        host_files("", Front(WORD))


def test_apache_must_be_told_where_the_file_of_the_word_lies():
    with pytest.raises(ConfigError, match="apache must be told where on the host its file of passwords lies"):
        host_files("apache", Front(WORD))


@pytest.mark.parametrize("place", ["passwords", "../passwords", "/srv/a b", '/srv/a"b', "/srv/a;b", "/srv/../etc/passwords", "/srv/$a", "/srv/%{a}"])
def test_a_place_that_a_host_would_not_find_or_read_otherwise_is_refused(place):
    with pytest.raises(ConfigError, match="Write a whole path on the host"):
        host_files("apache", Front(WORD, place))


def test_nginx_looks_for_the_word_beside_its_own_settings_where_nothing_else_is_said():
    assert f'auth_basic_user_file "/etc/nginx/{PASSWORDS}";' in host_files("nginx", Front(WORD)).beside["nginx.conf"].decode()


def test_apache_finds_the_page_for_what_is_lost_where_the_site_stands_in_a_folder():
    assert "ErrorDocument 404 /send/404.html" in host_files("apache", Front(base="/send/")).inside[".htaccess"].decode()

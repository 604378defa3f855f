"""Host files: each host says of each file what the format asks; three servers are run for real where they are installed."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import Message
from pathlib import Path

import pytest

from sendsite.errors import ConfigError
from sendsite.publish.headers import READER_POLICY, SEALED_POLICY, SECURITY
from sendsite.publish.hosts import HOSTS, host_files
from sendsite.publish.order import FOR_EVER, NO_CACHE
from sendsite.publish.seal.shell import TEMPLATE

SITE = {
    "index.html": "<!doctype html>home",
    "404.html": "<!doctype html>lost",
    "explainers/index.html": "<!doctype html>explained",
    "now.js": "sendsiteNow({})",
    "reader.00ff.js": "//",
    "static/site.11.css": "body{}",
    "a/00/11.22.js": "sendsiteAsset({})",
    "k/33.js": "sendsiteKeys({})",
    "m/00.33.js": "sendsiteManifest({})",
    "s/00/44.html": "<!doctype html>sealed",
}
KEPT = {path for path in SITE if path.endswith((".js", ".css"))} - {"now.js"}
Answer = tuple[int, Message, bytes]


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

    assert {*inside, *beside} == {HOSTS[host][0]}
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


def free_port() -> int:
    with socket.socket() as there:
        there.bind(("127.0.0.1", 0))
        return int(there.getsockname()[1])


@contextmanager
def running(words: list[str], port: int, environ: dict[str, str] | None = None) -> Iterator[Callable[[str], Answer]]:
    """A server in the foreground, ended at the end; answers with what asks it for a path."""
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environ) as server:
        try:
            for _ in range(100):
                try:
                    socket.create_connection(("127.0.0.1", port), 0.2).close()
                    break
                except OSError:
                    if server.poll() is not None:
                        assert server.stderr is not None
                        pytest.fail(server.stderr.read().decode())
                    time.sleep(0.05)
            yield lambda path: asked(f"http://127.0.0.1:{port}/{path}")
        finally:
            server.terminate()
            server.wait(10)


def asked(address: str) -> Answer:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


@pytest.fixture
def site() -> Iterator[Path]:
    """The files of a site, with the hidden file that no reader may have, where a server that gave up its rights can read them."""
    with tempfile.TemporaryDirectory(prefix="sendsite-host-") as folder:
        Path(folder).chmod(0o755)
        place = Path(folder, "site")
        for path, said in {**SITE, ".secret": "hidden"}.items():
            (place / path).parent.mkdir(parents=True, exist_ok=True)
            (place / path).write_text(said)
        yield place


def program(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if found is None:
        pytest.skip(f"{name} is not on this machine")
    return found


def apache(site: Path, port: int) -> list[str]:
    found = program("apache2")
    (site / ".htaccess").write_bytes(host_files("apache").inside[".htaccess"])
    modules = "authz_core headers mime dir mpm_event autoindex"
    folder = Path("/usr/lib/apache2/modules")
    lines = [f"LoadModule {name}_module {folder}/mod_{name}.so" for name in modules.split() if (folder / f"mod_{name}.so").is_file()]
    lines += [
        f"Listen 127.0.0.1:{port}",
        "ServerName localhost",
        f"PidFile {site.parent}/pid",
        f"ErrorLog {site.parent}/log",
        "User www-data",
        "Group www-data",
    ]
    lines += [
        f"DocumentRoot {site}",
        f"DefaultRuntimeDir {site.parent}",
        f"Mutex file:{site.parent}",
        "TypesConfig /etc/mime.types",
        "ErrorDocument 404 /404.html",
    ]
    lines += [f"<Directory {site}>", "AllowOverride All", "Require all granted", "DirectoryIndex index.html", "</Directory>"]
    (site.parent / "httpd.conf").write_text("\n".join(lines) + "\n")
    return [found, "-X", "-f", str(site.parent / "httpd.conf")]


def nginx(site: Path, port: int) -> list[str]:
    found, top = program("nginx"), site.parent
    (top / "lines.conf").write_bytes(host_files("nginx").beside["nginx.conf"])
    temporary = " ".join(f"{name}_temp_path {top}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (top / "nginx.conf").write_text(
        f"daemon off; pid {top}/pid; error_log {top}/log; events {{}}\n"
        f"http {{ access_log off; {temporary} types {{ text/html html; text/css css; text/javascript js; }}\n"
        f"server {{ listen 127.0.0.1:{port}; root {site}; include {top}/lines.conf; }} }}\n"
    )
    return [found, "-c", str(top / "nginx.conf"), "-e", str(top / "log")]


def caddy(site: Path, port: int) -> list[str]:
    found, top = program("caddy"), site.parent
    (top / "lines").write_bytes(host_files("caddy").beside["Caddyfile"])
    (top / "Caddyfile").write_text(f"{{\n admin off\n auto_https off\n}}\nhttp://127.0.0.1:{port} {{\n root * {site}\n import {top}/lines\n}}\n")
    return [found, "run", "--config", str(top / "Caddyfile"), "--adapter", "caddyfile"]


@pytest.mark.parametrize("server", [apache, nginx, caddy])
def test_a_real_server_says_of_each_file_what_it_must(site, server):
    port = free_port()
    environ = {"PATH": "/usr/bin:/bin", "HOME": str(site.parent), "XDG_DATA_HOME": str(site.parent), "XDG_CONFIG_HOME": str(site.parent)}
    with running(server(site, port), port, environ) as ask:
        answers = {path: ask(path) for path in SITE}
        hidden, lost, folder = ask(".secret"), ask("nowhere.html"), ask("explainers/")

    for path, (status, headers, body) in answers.items():
        assert (path, status, body) == (path, 200, SITE[path].encode())
        assert (path, headers["Cache-Control"]) == (path, FOR_EVER if path in KEPT else NO_CACHE)
        assert {name: headers[name] for name in SECURITY} == SECURITY
        assert (headers["Content-Security-Policy"] == SEALED_POLICY) == path.startswith("s/")
        assert headers.get_all("Content-Security-Policy") == [headers["Content-Security-Policy"]]
        assert headers.get_content_type() == {"html": "text/html", "js": "text/javascript", "css": "text/css"}[path.rpartition(".")[2]]
    assert (lost[0], lost[2]) == (404, SITE["404.html"].encode())
    assert lost[1]["X-Robots-Tag"] == SECURITY["X-Robots-Tag"]
    assert (folder[0], folder[2]) == (200, SITE["explainers/index.html"].encode())
    assert b"hidden" not in hidden[2]

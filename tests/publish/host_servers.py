"""Apache, nginx and Caddy run for real before a site, each in the foreground, with the settings that docs/hosting-the-site.md gives."""

from __future__ import annotations

import base64
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from email.message import Message
from pathlib import Path
from typing import NamedTuple

import pytest

from sendsite.publish.hosts import HostFiles

ROOT = os.name == "posix" and os.geteuid() == 0
OTHER_USER = "www-data"
"""Who the servers run as where the tests run as root: somebody who owns nothing of the site."""
TRIES = 3
PATIENCE = 60
"""Seconds that a server may take to listen, and to answer."""
MODULES = "mpm_event authz_core authz_user authn_core authn_file auth_basic headers mime dir autoindex negotiation alias"


class Answer(NamedTuple):
    """What a server answered."""

    status: int
    headers: Message
    body: bytes


class Ask(NamedTuple):
    """What asks a running server for a path, with a name and a word or without."""

    base: str

    def __call__(self, path: str, who: tuple[str, str] | None = None) -> Answer:
        request = urllib.request.Request(self.base + path)
        if who:
            request.add_header("Authorization", "Basic " + base64.b64encode(":".join(who).encode()).decode())
        try:
            with urllib.request.build_opener(_Straight).open(request, timeout=PATIENCE) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.headers, error.read())


class _Straight(urllib.request.HTTPRedirectHandler):
    """A redirection is an answer, and is not followed."""

    def redirect_request(self, *_: object, **__: object) -> None:
        return None


class Server(NamedTuple):
    """A kind of server: the host's name in our list, and what makes its command from its own folder, the site's, a port and the host's files."""

    host: str
    command: Callable[[Path, Path, int, HostFiles], list[str]]
    drops_rights: bool = True

    @contextmanager
    def running(self, place: Path, site: Path, files: HostFiles) -> Iterator[Ask]:
        """The server with its own files in `place`, ended at the end. A port that somebody else took in between is left to them."""
        for tries in range(TRIES):
            port = _free_port()
            with self._begun(place, site, files, port) as server:
                refused = _refused(server, port)
                if refused and "in use" in refused.lower() and tries + 1 < TRIES:
                    continue
                if refused:
                    pytest.fail(refused)
                yield Ask(f"http://127.0.0.1:{port}/")
                return

    @contextmanager
    def _begun(self, place: Path, site: Path, files: HostFiles, port: int) -> Iterator[subprocess.Popen[bytes]]:
        words = self.command(place, site, port, files)
        around = {"PATH": "/usr/bin:/bin", "HOME": str(place), "XDG_DATA_HOME": str(place), "XDG_CONFIG_HOME": str(place)}
        user = OTHER_USER if ROOT and not self.drops_rights else None
        with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=around, user=user, group=user) as server:
            try:
                yield server
            finally:
                server.terminate()
                server.wait(60)


def _program(name: str) -> str:
    """Where it is; skipped where it is not, but a fault where all must be looked at."""
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin")
    if found is None and os.environ.get("CI"):
        pytest.fail(f"{name} is not on this machine, and under CI it must be")
    return found or pytest.skip(f"{name} is not on this machine")


def _free_port() -> int:
    with socket.socket() as there:
        there.bind(("127.0.0.1", 0))
        return int(there.getsockname()[1])


def _refused(server: subprocess.Popen[bytes], port: int) -> str:
    """Wait until the server answers; "" then, and its own words where it ends instead."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if server.poll() is not None:
            assert server.stderr is not None
            return server.stderr.read().decode() or f"It ended with {server.returncode}."
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return ""
        except OSError:
            time.sleep(0.02)
    return f"It did not answer within {PATIENCE} seconds."


def _put(place: Path, files: Mapping[str, bytes]) -> None:
    """The files for the host's owner, as they are put in place: for the server's group, and nobody else."""
    for name, content in files.items():
        (place / name).write_bytes(content)
        if ROOT:
            shutil.chown(place / name, "root", OTHER_USER)
        (place / name).chmod(0o640)


def _apache(place: Path, site: Path, port: int, files: HostFiles) -> list[str]:
    found, modules = _program("apache2"), Path("/usr/lib/apache2/modules")
    _put(place, files.beside)
    lines = [f"LoadModule {name}_module {modules}/mod_{name}.so" for name in MODULES.split() if (modules / f"mod_{name}.so").is_file()]
    lines += [f"Listen 127.0.0.1:{port}", "ServerName localhost", f"PidFile {place}/pid", f"ErrorLog {place}/log", f"DefaultRuntimeDir {place}"]
    lines += [f"User {OTHER_USER}", f"Group {OTHER_USER}", f"Mutex file:{place}", "TypesConfig /dev/null", f"DocumentRoot {site}"]
    lines += [f"<Directory {site}>", "AllowOverride All", "Options Indexes MultiViews FollowSymLinks", "Require all granted", "</Directory>"]
    (place / "httpd.conf").write_text("\n".join(lines) + "\n")
    return [found, "-X", "-f", str(place / "httpd.conf")]


def _nginx(place: Path, site: Path, port: int, files: HostFiles) -> list[str]:
    found = _program("nginx")
    _put(place, files.beside)
    temporary = " ".join(f"{name}_temp_path {place}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    user = f"user {OTHER_USER};" if ROOT else ""
    (place / "main.conf").write_text(
        f"daemon off; {user} pid {place}/pid; error_log {place}/log; events {{}}\n"
        f"http {{ access_log off; {temporary} server {{ listen 127.0.0.1:{port}; root {site}; include {place}/nginx.conf; }} }}\n"
    )
    return [found, "-c", str(place / "main.conf"), "-e", str(place / "log")]


def _caddy(place: Path, site: Path, port: int, files: HostFiles) -> list[str]:
    found = _program("caddy")
    _put(place, files.beside)
    if ROOT:
        shutil.chown(place, OTHER_USER, OTHER_USER)
    (place / "main").write_text(f"{{\n admin off\n auto_https off\n}}\nhttp://127.0.0.1:{port} {{\n root * {site}\n import {place}/Caddyfile\n}}\n")
    return [found, "run", "--config", str(place / "main"), "--adapter", "caddyfile"]


SERVERS = {
    "apache": Server("apache", _apache),
    "nginx": Server("nginx", _nginx),
    "caddy": Server("caddy", _caddy, drops_rights=False),
}

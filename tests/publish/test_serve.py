"""The preview's server: the files of one folder, to this machine alone."""

from __future__ import annotations

import http.client
import re
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import quote

import pytest
from werkzeug.test import Client, TestResponse

from sendsite.errors import BuildFailed
from sendsite.publish.serve import folder_site, serve, served_beside


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    site = tmp_path / "site"
    (site / "school").mkdir(parents=True)
    (site / "empty").mkdir()
    (site / "index.html").write_text("home")
    (site / "404.html").write_text("not here")
    (site / "school" / "index.html").write_text("school")
    (site / "school" / "figures.csv").write_text("a,b")
    (site / ".hidden").write_text("hidden")
    (tmp_path / "secret.txt").write_text("secret")
    (site / "out.txt").symlink_to(tmp_path / "secret.txt")
    return site


def get(folder: Path, path: str, method: str = "GET", host: str = "127.0.0.1:8000") -> TestResponse:
    return Client(folder_site(folder)).open(path, method=method, headers={"Host": host})


@pytest.mark.parametrize("path, body, kind", [("/", "home", "text/html"), ("/school/", "school", "text/html"), ("/school/figures.csv", "a,b", "text/csv")])
def test_files_come_with_their_type(folder, path, body, kind):
    answer = get(folder, path)

    assert (answer.status_code, answer.text, answer.mimetype) == (200, body, kind)


def test_a_folder_without_its_slash_is_sent_on_so_that_relative_links_hold(folder):
    answer = get(folder, "/school")

    assert (answer.status_code, answer.headers["Location"]) == (308, "/school/")


@pytest.mark.parametrize(
    "path",
    ["/nothing.html", "/empty/", "/empty", "/index.html/", "/.hidden", "/out.txt", "/../secret.txt", "/school/../../secret.txt",
     "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/school/..%5c..%5csecret.txt", "//etc/passwd", "/%00", "/C:/secret.txt", "/%ff"],
)  # fmt: skip
def test_what_is_not_there_hidden_or_outside_is_the_sites_own_404(folder, path):
    answer = get(folder, path)

    assert (answer.status_code, answer.text) == (404, "not here")


def test_head_has_the_headers_without_the_body(folder):
    answer = get(folder, "/", "HEAD")

    assert (answer.status_code, answer.text, answer.headers["Content-Length"]) == (200, "", "4")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(folder, method):
    assert get(folder, "/", method).status_code == 405


@pytest.mark.parametrize(
    "host, status",
    [("localhost:8000", 200), ("127.0.0.1", 200), ("[::1]:8000", 200), ("attacker.example", 421), ("127.0.0.1.attacker.example", 421)],
)
def test_only_this_machines_own_names_are_answered(folder, host, status):
    assert get(folder, "/", host=host).status_code == status


@pytest.mark.parametrize("path", ["/", "/nothing.html", "/school"])
def test_every_answer_has_the_security_headers_and_is_not_kept(folder, path):
    headers = get(folder, path).headers

    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]


def test_a_folder_without_a_site_is_refused(tmp_path):
    with pytest.raises(BuildFailed, match="Run `sendsite build` first"):
        serve(tmp_path, port=0, tell=print)


ANSWERING = 4
"""Threads that answer, beside the one that listens."""
SERVER = """
import sys
from pathlib import Path
from sendsite.publish.serve import serve

serve(Path(sys.argv[1]), port=int(sys.argv[2]), tell=lambda words: print(words, flush=True))
"""


def test_it_prints_its_address_answers_there_and_ends_when_told(folder):
    with subprocess.Popen([sys.executable, "-c", SERVER, str(folder), "0"], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/", address)
        assert urllib.request.urlopen(address, timeout=60).read() == b"home"
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(address + quote("../secret.txt"), timeout=60)

        port = address.rstrip("/").rpartition(":")[2]
        second = subprocess.run([sys.executable, "-c", SERVER, str(folder), port], capture_output=True, text=True, timeout=60, check=False)
        assert f"Port {port} of 127.0.0.1 cannot be had" in second.stderr

        server.send_signal(signal.SIGTERM)
        assert server.wait(timeout=60) == 0


def test_a_browser_that_holds_a_line_open_does_not_hold_up_the_end(folder):
    before = set(threading.enumerate())
    with served_beside(folder, port=0) as address:
        line = http.client.HTTPConnection(address.removeprefix("http://").rstrip("/"))
        line.request("GET", "/")
        assert line.getresponse().read() == b"home"
        begun = set(threading.enumerate()) - before
    for thread in begun:
        thread.join(30)
    line.close()

    assert len(begun) == 1 + ANSWERING
    assert [thread for thread in begun if thread.is_alive()] == []

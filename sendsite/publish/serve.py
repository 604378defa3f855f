"""A folder of pages served to this machine alone, as a plain host would: no listing, nothing outside of the folder, nothing kept by the browser."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import quote

from sendsite.errors import BuildFailed, ConfigError
from sendsite.publish.headers import SEALED_POLICY
from sendsite.site.addresses import content_type

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment
    from waitress.server import BaseWSGIServer

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
HEADERS = [
    ("Cache-Control", "no-store"),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("X-Robots-Tag", "noindex"),
]
LOOPBACK = ("127.0.0.1", "localhost", "[::1]")


def folder_site(folder: Path, *, any_host: bool = False) -> WSGIApplication:
    """
    A WSGI application that answers with the folder's files, index.html for a folder, and the folder's own 404.html for what is not there.

    It answers only to this machine's own names unless `any_host`: a page elsewhere must not read the preview through a name of its own.
    """

    def answer(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD"):
            return _send(environ, start, "405 Method Not Allowed", b"Only GET and HEAD are answered here.\n", extra=[("Allow", "GET, HEAD")])
        if not any_host and _host(environ) not in LOOPBACK:
            return _send(environ, start, "421 Misdirected Request", b"This site answers to 127.0.0.1 and localhost only.\n")
        path = environ.get("PATH_INFO", "/").encode("latin-1").decode("utf-8", "replace")
        found = _find(folder, path)
        if found is None:
            missing = folder / "404.html"
            body, kind = (missing.read_bytes(), content_type("404.html")) if missing.is_file() else (b"There is no such page.\n", "text/plain")
            return _send(environ, start, "404 Not Found", body, kind)
        if found.is_dir():
            return _send(environ, start, "308 Permanent Redirect", b"", extra=[("Location", quote(f"/{path.strip('/')}/"))])
        return _send(environ, start, "200 OK", found.read_bytes(), content_type(found.name))

    return answer


def serve(folder: Path, *, port: int, host: str = "127.0.0.1", tell: Callable[[str], None]) -> None:
    """Serve a built site until interrupted; `tell` is given its address once it listens. Port 0 takes any free one."""
    server = _listening(folder, port, host, "--port")
    signal.signal(signal.SIGTERM, _leave)
    tell(f"http://{host}:{server.effective_port}/")
    server.run()


@contextmanager
def served_beside(folder: Path, *, port: int, host: str = "127.0.0.1") -> Iterator[str]:
    """Serve a built site beside what this process does otherwise, and answer with its address. At the end, browsers that hold a line open do not hold it up."""
    from waitress.wasyncore import close_all

    server = _listening(folder, port, host, "--serve-port")
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield f"http://{host}:{server.effective_port}/"
    finally:
        server.task_dispatcher.shutdown()
        server.trigger.pull_trigger(lambda: close_all(server._map))
        thread.join(5)


def _listening(folder: Path, port: int, host: str, flag: str) -> BaseWSGIServer:
    """A server that listens; refused where there is no site, no such port (`flag` chooses another) or no such host."""
    from waitress.server import create_server

    if not (folder / "index.html").is_file():
        raise BuildFailed(f"There is no site in {folder}. Run `sendsite build` first.")
    try:
        return create_server(folder_site(folder, any_host=host not in LOOPBACK), host=host, port=port, threads=4, ident=None)
    except OSError as error:
        remedy = f"Choose another with {flag}, or with SENDSITE_SERVE_PORT in the environment."
        raise BuildFailed(f"Port {port} of {host} cannot be had ({error.strerror}). {remedy}") from error
    except ValueError as error:
        raise ConfigError(f"host is '{host}', and this machine has no such address. Write host = \"127.0.0.1\", or leave --host out.") from error


def _leave(*_: object) -> None:
    """End as on Ctrl-C: the first process of a container would else not hear a request to end."""
    raise KeyboardInterrupt


def _host(environ: WSGIEnvironment) -> str:
    """The name a request was sent to, without the port."""
    name = str(environ.get("HTTP_HOST", "127.0.0.1"))
    return name.rpartition(":")[0] if ":" in name and not name.endswith("]") else name


def _find(folder: Path, path: str) -> Path | None:
    """The file a path stands for; a folder where its closing slash is missing; None where nothing is, or what is hidden or outside."""
    parts = [part for part in path.split("/") if part]
    if any(part.startswith(".") or set(part) & set("\\:\0") for part in parts):
        return None
    found = folder.joinpath(*parts)
    if not found.resolve().is_relative_to(folder.resolve()):
        return None
    if found.is_dir():
        index = found / "index.html"
        return (index if path.endswith("/") else found) if index.is_file() else None
    return found if found.is_file() and not path.endswith("/") else None


def _send(
    environ: WSGIEnvironment, start: StartResponse, status: str, body: bytes, kind: str = "text/plain", *, extra: Iterable[tuple[str, str]] = ()
) -> Iterable[bytes]:
    """One answer with the headers that all have; HEAD gets them without the body."""
    policy = SEALED_POLICY if str(environ.get("PATH_INFO", "")).startswith("/s/") else POLICY
    start(status, [("Content-Type", kind), ("Content-Length", str(len(body))), *HEADERS, ("Content-Security-Policy", policy), *extra])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

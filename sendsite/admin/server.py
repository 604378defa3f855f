"""The admin on a port of this machine, by waitress; beyond this machine only behind a server that speaks TLS."""

from __future__ import annotations

import errno
import logging
import os
import signal
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from sendsite.admin.app import create_admin
from sendsite.admin.desk import Desk
from sendsite.errors import BuildFailed, ConfigError

if TYPE_CHECKING:
    from waitress.server import TcpWSGIServer

THREADS = 8
CONNECTIONS = 1_000
"""Connections held open at once: one that sends slowly holds no thread, but with a hundred (the default) anybody could shut the others out."""
LOOPBACK = ("127.0.0.1", "localhost")


def serve(desk: Desk, *, port: int, host: str, tell: Callable[[str], None]) -> None:
    """Serve the admin until interrupted; `tell` is given its address once it listens. Port 0 takes any free one."""
    server = listening(desk, port=port, host=host)
    logging.basicConfig(format="%(message)s", level=logging.WARNING)
    signal.signal(signal.SIGTERM, _leave)
    try:
        tell(f"{desk.address}/" if desk.address else f"http://{host}:{server.effective_port}/")
        server.run()
    finally:
        server.close()


def listening(desk: Desk, *, port: int, host: str) -> TcpWSGIServer:
    """
    A server that listens. Beyond this machine only where admin_address says that TLS stands before it.

    What a proxy says of the asker's address is believed only behind one, and of all that it may say, only that and whether it was https.
    """
    from waitress.server import create_server

    if host not in LOOPBACK and not desk.address:
        raise ConfigError(
            f"host is '{host}', and the admin answers beyond this machine only behind TLS. Set admin_address to the https address that people use, "
            "with a server such as Caddy in front (docs/hosting-the-admin.md), or leave host at 127.0.0.1."
        )
    here = "127.0.0.1" if host == "localhost" else host
    options: dict[str, Any] = {"threads": THREADS, "ident": None, "channel_timeout": 60, "max_request_body_size": 30_000_000}
    options |= {"connection_limit": CONNECTIONS, "asyncore_use_poll": True}  # select() knows no more than 1,024
    if desk.address:
        options |= {"trusted_proxy": "*" if host not in LOOPBACK else here, "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"}}
    bound = _bound(here, port)
    try:
        return cast("TcpWSGIServer", create_server(create_admin(desk), sockets=[bound], clear_untrusted_proxy_headers=True, **options))
    except BaseException:
        bound.close()
        raise


def _bound(host: str, port: int) -> socket.socket:
    """A socket on this address; refused where the port is another's, or the machine has no such address."""
    try:
        family, _, _, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    except OSError as error:
        raise _no_such_address(host) from error
    bound = socket.socket(family, socket.SOCK_STREAM)
    try:
        if os.name == "posix":
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(place)
    except OSError as error:
        bound.close()
        if error.errno == errno.EADDRNOTAVAIL:
            raise _no_such_address(host) from error
        remedy = "Choose another with --port, or with SENDSITE_ADMIN_PORT in the environment."
        raise BuildFailed(f"Port {port} of {host} cannot be had ({error.strerror}). {remedy}") from error
    return bound


def _no_such_address(host: str) -> ConfigError:
    return ConfigError(f"host is '{host}', and this machine has no such address. Write host = \"127.0.0.1\", or leave --host out.")


def _leave(*_: object) -> None:
    """End as on Ctrl-C: the first process of a container would else not hear a request to end."""
    raise KeyboardInterrupt

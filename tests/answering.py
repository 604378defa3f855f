"""A waitress server that answers in a thread of its own while a block runs, and is gone once it ends."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from waitress.server import BaseWSGIServer


@contextmanager
def answering(server: BaseWSGIServer) -> Iterator[int]:
    """
    Run a server; its port.

    At the end whoever is being answered comes first, then every socket is closed by the thread that waits for them: closed by another,
    a socket may be waited for the moment after, and the thread dies of it.
    """
    from waitress.wasyncore import close_all

    thread = Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield int(server.effective_port)
    finally:
        server.task_dispatcher.shutdown()
        server.trigger.pull_trigger(lambda: close_all(server._map))
        thread.join(30)
        assert not thread.is_alive(), "the server did not end"

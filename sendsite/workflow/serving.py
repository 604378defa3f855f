"""Showing the built preview to this machine."""

from __future__ import annotations

from collections.abc import Callable

from sendsite.publish.serve import serve as serve_folder
from sendsite.workflow.folder import SiteFolder


def serve(folder: SiteFolder, *, tell: Callable[[str], None]) -> None:
    """Serve build/preview until interrupted; `tell` is given its address once it listens."""
    serve_folder(folder.preview, port=folder.settings.serve_port, host=folder.settings.host, tell=tell)

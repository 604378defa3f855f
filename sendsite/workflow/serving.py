"""Showing the built preview, or the published site, to this machine."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from sendsite.publish.serve import serve as serve_folder
from sendsite.publish.serve import served_beside
from sendsite.workflow.folder import SiteFolder


def serve(folder: SiteFolder, *, tell: Callable[[str], None], published: bool = False) -> None:
    """Serve build/preview, or build/current as a host would, until interrupted; `tell` is given its address once it listens."""
    serve_folder(folder.current if published else folder.preview, port=folder.settings.serve_port, host=folder.settings.host, tell=tell)


def beside(folder: SiteFolder) -> AbstractContextManager[str]:
    """Serve the published site, or build/preview where nothing is published yet, as long as the block runs, and answer with its address."""
    shown = folder.current if (folder.current / "index.html").is_file() else folder.preview
    return served_beside(shown, port=folder.settings.serve_port, host=folder.settings.host)

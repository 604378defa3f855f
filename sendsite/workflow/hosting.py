"""The files that the site's host needs: those that stand in the site, and those for its owner to include, kept in build/host."""

from __future__ import annotations

from pathlib import Path

from sendsite.publish.hosts import HOSTS, HostFiles, host_files
from sendsite.publish.private_files import put
from sendsite.workflow.folder import SiteFolder


def files_of_the_host(folder: SiteFolder) -> HostFiles:
    """The files of the host that the settings name."""
    return host_files(folder.settings.host_files)


def put_beside(folder: SiteFolder, host: HostFiles) -> tuple[Path, ...]:
    """
    Write what the host's owner includes, in build/host, which no reader sees.

    Each file is replaced in one step, for a server may be reading it. Ours for another host go; whatever else its owner keeps there stays.
    """
    place = folder.current.parent / "host"
    for name in {kind[0] for kind in HOSTS.values()} - set(host.beside):
        (place / name).unlink(missing_ok=True)
    for name, content in host.beside.items():
        put(place / name, content)
        (place / name).chmod(0o644)
        place.chmod(0o755)
    return tuple(place / name for name in host.beside)

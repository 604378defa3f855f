"""
The file or the lines that make a host say what a sealed site needs: security headers, noindex, how long each file may be kept, and the word in front.

Only the chosen host's are written. What a host reads out of the site itself stands in it; what its owner includes stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from sendsite.errors import ConfigError
from sendsite.publish.hosts.apache import apache
from sendsite.publish.hosts.azure import azure
from sendsite.publish.hosts.caddy import caddy
from sendsite.publish.hosts.front import Front
from sendsite.publish.hosts.headers_file import headers_file
from sendsite.publish.hosts.nginx import nginx

__all__ = ["HOSTS", "PASSWORDS", "Front", "Host", "HostFiles", "host_files"]

PASSWORDS = "sendsite.passwords"
"""The file of the word, which goes to the host beside the site and never into it."""
_ABSOLUTE = re.compile(r"(/|[A-Za-z]:/)[^\"'\\\s;{}$%]+")


class HostFiles(NamedTuple):
    """Files for a host by name: those inside of the site, and those for its owner to put in place, which no reader is to see."""

    inside: Mapping[str, bytes]
    beside: Mapping[str, bytes]


class Host(NamedTuple):
    """
    One kind of host: its file's name, whether it reads that out of the site, and what writes it.

    `passwords`: where it keeps the word's file if nothing else is set; "" where that must be set; None where it needs no such file.
    `instead`: why it cannot ask for a word by what is written here, and what its owner can do; "" where it can.
    """

    name: str
    inside: bool
    write: Callable[[Front], str]
    passwords: str | None = None
    instead: str = ""


def host_files(host: str, front: Front | None = None) -> HostFiles:
    """The files of a host by its name; none where no host is named. ConfigError for a name that is not known, or a word that the host could not ask for."""
    front = front or Front()
    if host and host not in HOSTS:
        raise ConfigError(f"host_files is '{host}', and no such host is known. Write one of {', '.join(HOSTS)}, or leave it empty.")
    if front.word and (not host or HOSTS[host].instead):
        raise ConfigError(_nobody_asks(host))
    if not host:
        return HostFiles({}, {})
    kind = HOSTS[host]
    beside = {}
    if front.word and kind.passwords is not None:
        front = front._replace(passwords=_place(host, front.passwords or kind.passwords))
        beside[PASSWORDS] = front.word.line.encode("ascii") if front.word else b""
    content = {kind.name: kind.write(front).encode("utf-8")}
    return HostFiles(content, beside) if kind.inside else HostFiles({}, {**content, **beside})


def _place(host: str, passwords: str) -> str:
    """Where the host keeps the word's file, refused where it would not be found or could not be written into the host's settings."""
    if not passwords:
        raise ConfigError(
            f"A word is to stand in front of the site, and {host} must be told where on the host its file of passwords lies. Set it as a whole path outside of "
            f'the site, such as host_passwords = "/srv/private/{PASSWORDS}".'
        )
    if not _ABSOLUTE.fullmatch(passwords) or "/../" in passwords:
        raise ConfigError(f"host_passwords is '{passwords}'. Write a whole path on the host without spaces or quotes, such as /srv/private/{PASSWORDS}.")
    return passwords


def _nobody_asks(host: str) -> str:
    """What is to be said where a word is set that nobody would ask for."""
    able = ", ".join(name for name, kind in HOSTS.items() if not kind.instead)
    why = HOSTS[host].instead if host else "host_files names no host whose files would make it ask."
    return f"A word is set to stand in front of the site, and nobody would ask for it: {why} Set host_files to {able}, or run `sendsite host-word off`."


NETLIFY = "Netlify reads it in clear out of the site's own files. Its own password protection, on its pages under Visitor access, does it on some plans."
CLOUDFLARE = "Cloudflare Pages asks for none. Cloudflare Access, on its pages under Zero Trust, asks each person for a code by mail."
AZURE = "Azure asks for none from this file. Its own password protection, on its pages under Configuration, does it on its Standard plan."

HOSTS: dict[str, Host] = {
    "apache": Host(".htaccess", True, apache, passwords=""),
    "nginx": Host("nginx.conf", False, nginx, passwords=f"/etc/nginx/{PASSWORDS}"),
    "caddy": Host("Caddyfile", False, caddy),
    "netlify": Host("_headers", True, headers_file, instead=NETLIFY),
    "cloudflare": Host("_headers", True, headers_file, instead=CLOUDFLARE),
    "azure": Host("staticwebapp.config.json", True, azure, instead=AZURE),
}
"""Each kind of host by its name."""

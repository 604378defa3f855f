"""`.htaccess` of Apache, and so of most shared hosting."""

from __future__ import annotations

from collections.abc import Iterator

from sendsite.publish.headers import OTHER_POLICY, SEALED_POLICY, SECURITY
from sendsite.publish.hosts.front import CERTIFICATES, MADE, REALM, Front
from sendsite.publish.order import NO_CACHE
from sendsite.site.addresses import TYPES

KEPT = r"m#(/(static|a|k|m)/|/reader\.[0-9a-zA-Z.]+\.(js|css)$)#"
SEALED = "m#/s/[0-9a-f]+/#"
"""Paths are looked at from their end, so that the site may stand in a folder of its host."""


def apache(front: Front) -> str:
    """Where a module that the word needs is missing, Apache answers nothing at all rather than everybody."""
    return "\n".join((f"# {MADE}", *_files(front), *_hidden(), *_word(front), *_headers(front))) + "\n"


def _files(front: Front) -> Iterator[str]:
    """Which file answers, and as what; never a list of them."""
    yield from ("Options -Indexes -MultiViews", "DirectoryIndex index.html")
    yield from (f"ErrorDocument {status} {front.base}404.html" for status in (403, 404))
    for ending, said in TYPES.items():
        kind, _, charset = said.partition("; charset=")
        yield f"AddType {kind} .{ending}"
        if charset:
            yield f"AddCharset {charset} .{ending}"


def _hidden() -> Iterator[str]:
    """No file and no folder whose name begins with a dot, but the one for certificates."""
    yield from (r'<FilesMatch "^\.">', "  Require all denied", "</FilesMatch>")
    yield from ("<IfModule mod_alias.c>", r'  RedirectMatch 404 "/\.(?!well-known/)"', "</IfModule>")


def _word(front: Front) -> Iterator[str]:
    """The word, for everything but the answer to a certificate's issuer."""
    if front.word:
        yield from ("AuthType Basic", f'AuthName "{REALM}"', "AuthBasicProvider file", f'AuthUserFile "{front.passwords}"')
        yield from ("<RequireAny>", "  Require valid-user", f'  Require expr "%{{REQUEST_URI}} =~ m#^{CERTIFICATES}#"', "</RequireAny>")


def _headers(front: Front) -> Iterator[str]:
    yield "<IfModule mod_headers.c>"
    yield from (f'  Header always set {name} "{value}"' for name, value in SECURITY.items())
    yield from (f'  Header always set Content-Security-Policy "{OTHER_POLICY}"', f'  Header set Cache-Control "{NO_CACHE}"')
    yield from (f'  <If "%{{REQUEST_URI}} =~ {KEPT}">', f'    Header set Cache-Control "{front.for_ever}"', "  </If>")
    yield from (f'  <If "%{{REQUEST_URI}} =~ {SEALED}">', f'    Header always set Content-Security-Policy "{SEALED_POLICY}"', "  </If>")
    yield "</IfModule>"

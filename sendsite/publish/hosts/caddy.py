"""Lines for a site block of Caddy, below its `root`."""

from __future__ import annotations

from collections.abc import Iterator

from sendsite.publish.headers import OTHER_POLICY, SEALED_POLICY, SECURITY
from sendsite.publish.hosts.front import CERTIFICATES, MADE, REALM, Front
from sendsite.publish.order import KEPT, NO_CACHE
from sendsite.site.addresses import TYPES

BY_THE_MACHINE = ("csv", "xlsx", "txt", "ico")
"""Endings whose content type Caddy looks up in a list of the machine's, which may have none."""


def caddy(front: Front) -> str:
    """Caddy sorts these by kind itself: headers first, then the word, then what is hidden, then the files."""
    kept = " ".join(f"/{start}*" for start in KEPT)
    lines = [f"# {MADE} Import these lines in the site block, below its `root`.", *_word(front)]
    lines += ["@sendsite_hidden {", "    path */.*", "    not path /.well-known/*", "}", "error @sendsite_hidden 404", "header {"]
    lines += [f'    {name} "{value}"' for name, value in SECURITY.items()]
    lines += ["}", f"@sendsite_kept path {kept}", f'header @sendsite_kept Cache-Control "{front.for_ever}"']
    lines += [f"@sendsite_fresh not path {kept}", f'header @sendsite_fresh Cache-Control "{NO_CACHE}"']
    lines += ["@sendsite_sealed path /s/*", f'header @sendsite_sealed Content-Security-Policy "{SEALED_POLICY}"']
    lines += ["@sendsite_other not path /s/*", f'header @sendsite_other Content-Security-Policy "{OTHER_POLICY}"']
    return "\n".join((*lines, *_kinds(), *_errors(), "file_server")) + "\n"


def _kinds() -> Iterator[str]:
    for ending in BY_THE_MACHINE:
        yield from (f"@sendsite_{ending} path *.{ending}", f'header @sendsite_{ending} Content-Type "{TYPES[ending]}"')


def _word(front: Front) -> Iterator[str]:
    """The word, for everything but the answer to a certificate's issuer. `basicauth` is what old and new Caddy both know it by."""
    if front.word:
        yield from ("@sendsite_asked not path " + f"{CERTIFICATES}*", f'basicauth @sendsite_asked bcrypt "{REALM}" {{')
        yield from (f"    {front.word.name} {front.word.hash}", "}")


def _errors() -> Iterator[str]:
    """What is lost answers with the site's own page, any other error with nothing: a file server here would show the very page that was refused."""
    yield from ("handle_errors {", f'    header Cache-Control "{NO_CACHE}"', "    @sendsite_lost expression {err.status_code} == 404")
    yield from ("    handle @sendsite_lost {", f'        header Content-Type "{TYPES["html"]}"', "        rewrite * /404.html", "        file_server", "    }")
    yield from ("    handle {", '        respond "" {err.status_code}', "    }", "}")

"""Lines for a server block of nginx, below its `root`."""

from __future__ import annotations

from collections.abc import Iterator

from sendsite.publish.headers import OTHER_POLICY, SEALED_POLICY, SECURITY
from sendsite.publish.hosts.front import CERTIFICATES, MADE, REALM, Front
from sendsite.publish.order import NO_CACHE
from sendsite.site.addresses import TYPES

KEPT = r"~ ^/(?:static/|[akm]/|reader\.)"


def nginx(front: Front) -> str:
    """The first location that fits by its pattern counts. One that adds a header inherits none, so each says all."""
    lines = [f"# {MADE} Include these lines in the server block, below its `root`.", *_files(), *_word(front)]
    lines += [r"location ~ /\.(?!well-known/) {", "    return 404;", "}"]
    lines += [*_location(KEPT, OTHER_POLICY, front.for_ever), *_location("~ ^/s/", SEALED_POLICY, NO_CACHE), *_location("/", OTHER_POLICY, NO_CACHE)]
    return "\n".join(lines) + "\n"


def _files() -> Iterator[str]:
    """Which file answers, and as what; never a list of them. A redirection names no scheme, which TLS before this server would have changed."""
    kinds = {ending: said.partition(";")[0] for ending, said in TYPES.items()}
    yield from ("index index.html;", "autoindex off;", "absolute_redirect off;", "error_page 403 404 =404 /404.html;")
    yield from ("types {", *(f"    {kind} {ending};" for ending, kind in kinds.items()), "}")
    texts = sorted(kind for ending, kind in kinds.items() if "charset" in TYPES[ending] and ending != "html")
    yield from ("charset utf-8;", f"charset_types {' '.join(texts)};")


def _word(front: Front) -> Iterator[str]:
    """The word, for everything but the answer to a certificate's issuer. Where there is none, the site's page for what is lost would ask for the word."""
    if front.word:
        yield from (f'auth_basic "{REALM}";', f'auth_basic_user_file "{front.passwords}";')
        yield from (f"location ^~ {CERTIFICATES} {{", "    auth_basic off;", "    error_page 403 404 @sendsite_no_answer;", "}")
        yield from ("location @sendsite_no_answer {", "    auth_basic off;", "    return 404;", "}")


def _location(where: str, policy: str, cache: str) -> Iterator[str]:
    """One kind of files. That one may be kept for ever is said of files that are there, never of an error."""
    yield f"location {where} {{"
    for name, value in {**SECURITY, "Content-Security-Policy": policy}.items():
        yield f'    add_header {name} "{value}" always;'
    yield f'    add_header Cache-Control "{cache}"{" always" if cache == NO_CACHE else ""};'
    yield "    try_files $uri $uri/ =404;"
    yield "}"

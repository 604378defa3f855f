"""
The file or the lines that make a host say what a sealed site needs: security headers, noindex, how long each file may be kept.

Only the chosen host's are written. What a host reads out of the site itself stands in it; what its owner includes stands beside it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from sendsite.errors import ConfigError
from sendsite.publish.headers import OTHER_POLICY, SEALED_POLICY, SECURITY
from sendsite.publish.order import FOR_EVER, KEPT, NO_CACHE, NOW

MADE = "Made by sendsite; made anew with each publication."


class HostFiles(NamedTuple):
    """Files for a host by name: those inside of the site, and those for its owner to include, which no reader is to see."""

    inside: Mapping[str, bytes]
    beside: Mapping[str, bytes]


def host_files(host: str) -> HostFiles:
    """The files of a host by its name; none where no host is named. ConfigError for a name that is not known."""
    if not host:
        return HostFiles({}, {})
    if host not in HOSTS:
        raise ConfigError(f"host_files is '{host}', and no such host is known. Write one of {', '.join(HOSTS)}, or leave it empty.")
    name, inside, write = HOSTS[host]
    content = {name: write().encode("utf-8")}
    return HostFiles(content, {}) if inside else HostFiles({}, content)


def _headers_file() -> str:
    """`_headers` of Netlify and Cloudflare Pages. Both join the headers of all rules that fit, so no two rules name one header but the policy."""
    rules = {"/*": {**SECURITY, "Content-Security-Policy": OTHER_POLICY}}
    rules |= {f"/{start}*": {"Cache-Control": FOR_EVER} for start in KEPT}
    rules["/s/*"] = {"Content-Security-Policy": SEALED_POLICY, "Cache-Control": NO_CACHE}
    rules[f"/{NOW}"] = {"Cache-Control": NO_CACHE}
    blocks = ("\n".join((path, *(f"  {name}: {value}" for name, value in headers.items()))) for path, headers in rules.items())
    return f"# {MADE}\n" + "\n\n".join(blocks) + "\n"


def _apache() -> str:
    """`.htaccess`. Paths are looked at from their end, so that the site may stand in a folder of its host."""
    kept = r"m#(/(static|a|k|m)/|/reader\.[0-9a-zA-Z.]+\.(js|css)$)#"
    lines = [f"# {MADE}", "Options -Indexes", "AddDefaultCharset utf-8", "AddType text/javascript .js"]
    lines += [r'<FilesMatch "^\.">', "  Require all denied", "</FilesMatch>", "<IfModule mod_headers.c>"]
    lines += [f'  Header always set {name} "{value}"' for name, value in SECURITY.items()]
    lines += [f'  Header always set Content-Security-Policy "{OTHER_POLICY}"', f'  Header set Cache-Control "{NO_CACHE}"']
    lines += [f'  <If "%{{REQUEST_URI}} =~ {kept}">', f'    Header set Cache-Control "{FOR_EVER}"', "  </If>"]
    lines += [r'  <If "%{REQUEST_URI} =~ m#/s/[0-9a-f]+/#">', f'    Header always set Content-Security-Policy "{SEALED_POLICY}"', "  </If>", "</IfModule>"]
    return "\n".join(lines) + "\n"


def _nginx() -> str:
    """Lines for a server block, below its `root`. A location that adds a header inherits none, so each says all."""

    def location(where: str, policy: str, cache: str) -> Iterator[str]:
        yield f"location {where} {{"
        for name, value in {**SECURITY, "Content-Security-Policy": policy, "Cache-Control": cache}.items():
            yield f'    add_header {name} "{value}" always;'
        yield "    try_files $uri $uri/index.html =404;"
        yield "}"

    kept = r"~ ^/(?:static/|[akm]/|reader\.)"
    lines = [f"# {MADE} Include these lines in the server block, below its `root`.", "charset utf-8;", "error_page 404 /404.html;"]
    lines += [r"location ~ /\.(?!well-known/) {", "    return 404;", "}"]
    lines += [*location(kept, OTHER_POLICY, FOR_EVER), *location("^~ /s/", SEALED_POLICY, NO_CACHE), *location("/", OTHER_POLICY, NO_CACHE)]
    return "\n".join(lines) + "\n"


def _caddy() -> str:
    """Lines for a site block, below its `root`."""
    kept = " ".join(f"/{start}*" for start in KEPT)
    lines = [f"# {MADE} Import these lines in the site block, below its `root`.", "@sendsite_hidden {", "    path */.*"]
    lines += ["    not path /.well-known/*", "}", "error @sendsite_hidden 404", "header {"]
    lines += [f'    {name} "{value}"' for name, value in SECURITY.items()]
    lines += ["}", f"@sendsite_kept path {kept}", f'header @sendsite_kept Cache-Control "{FOR_EVER}"']
    lines += [f"@sendsite_fresh not path {kept}", f'header @sendsite_fresh Cache-Control "{NO_CACHE}"']
    lines += ["@sendsite_sealed path /s/*", f'header @sendsite_sealed Content-Security-Policy "{SEALED_POLICY}"']
    lines += ["@sendsite_other not path /s/*", f'header @sendsite_other Content-Security-Policy "{OTHER_POLICY}"']
    lines += ["handle_errors {", "    @sendsite_lost expression {err.status_code} == 404", "    rewrite @sendsite_lost /404.html", "    file_server", "}"]
    lines.append("file_server")
    return "\n".join(lines) + "\n"


def _azure() -> str:
    """`staticwebapp.config.json`. The first route that fits counts."""
    routes: list[dict[str, object]] = [{"route": f"/{start}*", "headers": {"Cache-Control": FOR_EVER}} for start in KEPT]
    routes.append({"route": "/s/*", "headers": {"Cache-Control": NO_CACHE, "Content-Security-Policy": SEALED_POLICY}})
    document = {
        "globalHeaders": {**SECURITY, "Cache-Control": NO_CACHE, "Content-Security-Policy": OTHER_POLICY},
        "routes": routes,
        "responseOverrides": {"404": {"rewrite": "/404.html", "statusCode": 404}},
    }
    return json.dumps(document, indent=2) + "\n"


HOSTS: dict[str, tuple[str, bool, Callable[[], str]]] = {
    "apache": (".htaccess", True, _apache),
    "nginx": ("nginx.conf", False, _nginx),
    "caddy": ("Caddyfile", False, _caddy),
    "netlify": ("_headers", True, _headers_file),
    "cloudflare": ("_headers", True, _headers_file),
    "azure": ("staticwebapp.config.json", True, _azure),
}
"""Each host's file: its name, whether the host reads it out of the site, and what writes it."""

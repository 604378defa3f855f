"""Where sealed files stand: under names that say nothing and stay the same from one publication to the next."""

from __future__ import annotations

import hashlib
import hmac
import re

from sendsite.publish.seal.encoding import enc
from sendsite.site.addresses import Namer

PUBLIC = "public"
PATH = re.compile(r"[as]/[0-9a-f]{16}/[0-9a-f]{16}")
"""A path as headers and manifests write it: without the ending of its file."""


def segment(path_key: bytes, audience: str) -> str:
    """The folder of an audience, below s and a."""
    return _opaque(path_key, "sendsite/1 audience", audience)


def namer(path_key: bytes) -> Namer:
    """The namer of a publication: s/<audience>/<page>.html for a page, a/<audience>/<id> for any other file, and what is public where it really stands."""

    def published(audience: str, real: str) -> str:
        if audience == PUBLIC:
            return real
        folder, name = segment(path_key, audience), _opaque(path_key, "sendsite/1 path", real)
        return f"s/{folder}/{name}.html" if real.endswith(".html") else f"a/{folder}/{name}"

    return published


def sealed_path(published: str) -> str:
    """The path that a header and a manifest have for a published page or asset; ValueError where it is no name of a sealed file."""
    path = published.removesuffix(".html") if published.startswith("s/") else published
    if not PATH.fullmatch(path):
        raise ValueError(f"'{published}' is not the path of a sealed file.")
    return path


def folder_of(path: str) -> str:
    """The audience's folder in a sealed path."""
    return path.split("/")[1]


def asset_name(path: str, digest: str) -> str:
    """The file of a sealed asset: named by its content too, so that hosts and browsers may keep it for ever."""
    return f"{path}.{digest[:16]}.js"


def _opaque(path_key: bytes, label: str, text: str) -> str:
    return hmac.digest(path_key, enc(label, text), hashlib.sha256).hex()[:16]

"""What a host says beside each file of a published site: who may frame it, what it may load, how long it may be kept."""

from __future__ import annotations

READER_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; base-uri 'none'; form-action 'none'; "
    "require-trusted-types-for 'script'; trusted-types sendsite"
)
"""Content-Security-Policy of a sealed page, as in its own meta tag."""

SEALED_POLICY = f"{READER_POLICY}; frame-ancestors 'none'"
"""The same as a header, which can say besides that no other page may frame it."""

OTHER_POLICY = "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
"""Of every file. A plain page names what it may load in its own meta tag; hosts that join two headers must not narrow a sealed page's with it."""

SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Strict-Transport-Security": "max-age=31536000",
}
"""Said beside every file. Strict-Transport-Security counts over https alone, which reading needs anyway."""


def policy_of(path: str) -> str:
    """The Content-Security-Policy that a host sends with a path."""
    return SEALED_POLICY if path.startswith("s/") else OTHER_POLICY

"""`_headers` of Netlify and Cloudflare Pages."""

from __future__ import annotations

from sendsite.publish.headers import OTHER_POLICY, SEALED_POLICY, SECURITY
from sendsite.publish.hosts.front import MADE, Front
from sendsite.publish.order import KEPT, NO_CACHE, NOW


def headers_file(front: Front) -> str:
    """Both hosts join the headers of all rules that fit, so no two rules name one header but the policy."""
    rules = {"/*": {**SECURITY, "Content-Security-Policy": OTHER_POLICY}}
    rules |= {f"/{start}*": {"Cache-Control": front.for_ever} for start in KEPT}
    rules["/s/*"] = {"Content-Security-Policy": SEALED_POLICY, "Cache-Control": NO_CACHE}
    rules[f"/{NOW}"] = {"Cache-Control": NO_CACHE}
    blocks = ("\n".join((path, *(f"  {name}: {value}" for name, value in headers.items()))) for path, headers in rules.items())
    return f"# {MADE}\n" + "\n\n".join(blocks) + "\n"

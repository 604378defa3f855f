"""`staticwebapp.config.json` of Azure Static Web Apps."""

from __future__ import annotations

import json

from sendsite.publish.headers import OTHER_POLICY, SEALED_POLICY, SECURITY
from sendsite.publish.hosts.front import Front
from sendsite.publish.order import KEPT, NO_CACHE


def azure(front: Front) -> str:
    """The first route that fits counts."""
    routes: list[dict[str, object]] = [{"route": f"/{start}*", "headers": {"Cache-Control": front.for_ever}} for start in KEPT]
    routes.append({"route": "/s/*", "headers": {"Cache-Control": NO_CACHE, "Content-Security-Policy": SEALED_POLICY}})
    document = {
        "globalHeaders": {**SECURITY, "Cache-Control": NO_CACHE, "Content-Security-Policy": OTHER_POLICY},
        "routes": routes,
        "responseOverrides": {"404": {"rewrite": "/404.html", "statusCode": 404}},
    }
    return json.dumps(document, indent=2) + "\n"

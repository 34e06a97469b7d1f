"""The headers of a webhook (https://www.standardwebhooks.com)."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence
from importlib.metadata import version


def headers(webhook_id: str, timestamp: int, body: bytes, secrets: Sequence[bytes]) -> dict[str, str]:
    """The id, the attempt's time (seconds since 1970) and one signature a secret, beside what every request has."""
    signed = f"{webhook_id}.{timestamp}.".encode() + body
    digests = (hmac.new(secret, signed, hashlib.sha256).digest() for secret in secrets)
    return {
        "webhook-id": webhook_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(f"v1,{base64.b64encode(digest).decode()}" for digest in digests),
        "content-type": "application/json",
        "user-agent": f"tintag/{version('tintag')}",
        "connection": "close",
    }

"""Redis as kombu speaks to it, but a connection that was given up says so.

A worker that loses Redis gives its connection up and makes another. What still wants something of the old one then (a
message to give back, or to acknowledge) asks kombu 5.7.0 for the host of None, which no caller expects, and the worker
ends. An error of the connection is expected by all of them; nothing is lost with it: the database knows what waits.
"""

from __future__ import annotations

from typing import Any

from kombu.transport import TRANSPORT_ALIASES, redis
from redis.exceptions import ConnectionError


class Channel(redis.Channel):
    """Kombu's."""

    def _connparams(self, asynchronous: bool = False) -> dict[str, Any]:
        if self.connection is None or self.connection.client is None:
            raise ConnectionError("the connection to the broker was given up")
        return super()._connparams(asynchronous)


class Transport(redis.Transport):
    """Kombu's, with that channel."""

    Channel = Channel


def install() -> None:
    """Speak to Redis in this way from now on."""
    TRANSPORT_ALIASES.update(dict.fromkeys(("redis", "rediss"), f"{__name__}:Transport"))

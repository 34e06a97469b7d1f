"""A small reader of server-sent events, on a socket of its own."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from typing import Any

from tests.client import Client


class Stream:
    """An event stream; iterate over it for (name, data) until it ends."""

    def __init__(self, client: Client, path: str, timeout: float = 60):
        host, _, port = client.url.removeprefix("http://").partition(":")
        self.wire = socket.create_connection((host, int(port)), timeout=timeout)
        self.wire.sendall(f"GET {path} HTTP/1.0\r\nHost: {host}\r\n\r\n".encode())
        self._lines = self.wire.makefile("r", encoding="utf-8", newline="")
        self.status = int(self._lines.readline().split()[1])
        self.headers = {}
        while line := self._lines.readline().rstrip("\r\n"):
            name, _, value = line.partition(": ")
            self.headers[name.lower()] = value
        self.comments, self.retry = 0, None

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        name, data = "message", []
        for line in self._lines:
            field, _, value = line.rstrip("\n").partition(": ")
            if field == "event":
                name = value
            elif field == "data":
                data.append(value)
            elif field == "retry":
                self.retry = int(value)
            elif line.startswith(":"):
                self.comments += 1
            elif line == "\n" and data:
                yield name, json.loads("\n".join(data))
                name, data = "message", []

    def close(self) -> None:
        """Go away in the middle."""
        self._lines.close()
        self.wire.close()

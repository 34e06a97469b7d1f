"""One POST to a stranger's server: the address checked and pinned, time and size bounded, no redirects, no proxies."""

from __future__ import annotations

import io
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from http.client import HTTPConnection, IncompleteRead
from typing import Any
from urllib.parse import SplitResult, urlsplit

from service import addresses

CONNECT_SECONDS = 5.0
# From the question for the address to the end of the answer.
WHOLE_SECONDS = 15.0
ANSWER_BYTES = 64 * 1024
PORTS = {"http": 80, "https": 443}


class NotAllowed(Exception):
    """The host has an address that may not be called."""


def post(url: str, headers: dict[str, str], body: bytes, *, private: bool) -> int:
    """The status of the answer; raises NotAllowed, OSError, ValueError or HTTPException when there is none.

    ``private`` says whether addresses of private networks may be called.
    """
    parts = urlsplit(url)
    port = parts.port or PORTS[parts.scheme]
    deadline = time.monotonic() + WHOLE_SECONDS
    found = _resolved(parts.hostname or "", port, private)
    with _connected(parts, found, deadline) as bounded:
        connection = HTTPConnection(parts.hostname or "", port)
        connection.default_port = PORTS[parts.scheme]
        connection.sock = bounded
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", target, body, headers)
        answer = connection.getresponse()
        with suppress(IncompleteRead):
            answer.read(ANSWER_BYTES)
        return answer.status


def _resolved(host: str, port: int, private: bool) -> list[Any]:
    """Where a host is, asked once: (family, address) pairs to connect to; raises NotAllowed when one is not."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    if not private and not all(addresses.is_public(str(place[4][0])) for place in found):
        raise NotAllowed
    return [(family, address) for family, _, _, _, address in found]


@contextmanager
def _connected(parts: SplitResult, found: list[Any], deadline: float) -> Iterator[Bounded]:
    """A connection to the first of these addresses that takes one; TLS is held to the host's name."""
    with _first(found, deadline) as plain:
        plain.settimeout(_left(deadline))
        if parts.scheme == "http":
            yield Bounded(plain, deadline)
            return
        with _tls().wrap_socket(plain, server_hostname=parts.hostname) as sealed:
            yield Bounded(sealed, deadline)


def _first(found: list[Any], deadline: float) -> socket.socket:
    failure = OSError("The host has no address.")
    for family, address in found:
        connecting = socket.socket(family, socket.SOCK_STREAM)
        try:
            connecting.settimeout(min(CONNECT_SECONDS, _left(deadline)))
            connecting.connect(address)
            return connecting
        except OSError as error:
            connecting.close()
            failure = error
    raise failure


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


class Bounded(io.RawIOBase):
    """A socket as http.client uses one; every call ends by the deadline, and the answer ends after so many bytes."""

    def __init__(self, connected: socket.socket, deadline: float):
        super().__init__()
        self._socket, self._deadline, self._room = connected, deadline, ANSWER_BYTES

    def sendall(self, content: bytes) -> None:
        """Send all of it."""
        self._socket.settimeout(_left(self._deadline))
        self._socket.sendall(content)

    def makefile(self, _mode: str) -> io.BufferedReader:
        """The answer."""
        return io.BufferedReader(self)

    def close(self) -> None:
        """Nothing: who opened the socket closes it, and the answer is read after http.client let go of it."""

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The next bytes; none when the answer ended, or grew too large."""
        self._socket.settimeout(_left(self._deadline))
        read = self._socket.recv_into(memoryview(buffer)[: self._room])
        self._room -= read
        return read

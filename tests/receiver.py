"""A server that webhooks are sent to: it keeps what came and answers as its path says."""

from __future__ import annotations

import base64
import hashlib
import hmac
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PATIENCE_SECONDS = 30


class Receiver(ThreadingHTTPServer):
    """Takes POSTs; ``/410/...`` answers 410, ``/drip`` a byte now and then, ``/flood`` without end, ``/noise`` no HTTP."""

    def __init__(self, host: str = "127.0.0.1", port: int = 0):
        super().__init__((host, port), Handler)
        self.port = self.server_address[1]
        self.came: list[tuple[str, Mapping[str, str], bytes]] = []
        self.dripping, self.closing = threading.Semaphore(0), threading.Event()

    def url(self, path: str = "/200", host: str = "127.0.0.1") -> str:
        """Where a path of this server is."""
        return f"http://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """The paths asked so far."""
        return [path for path, _, _ in self.came]

    def await_first(self, path: str) -> tuple[Mapping[str, str], bytes]:
        """Headers and body of the first message to a path."""
        until_true(lambda: path in self.paths())
        return next((headers, body) for asked, headers, body in self.came if asked == path)


class Handler(BaseHTTPRequestHandler):
    """The answer is the number in the path."""

    server: Receiver

    def do_POST(self) -> None:
        """Keep the message; answer."""
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.came.append((self.path, dict(self.headers), body))
        if odd := ODD.get(self.path):
            return odd(self)
        self.send_response(int(self.path.strip("/").split("/")[0]))
        self.send_header("Location", "/200/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _drip(self) -> None:
        self.server.dripping.release()
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not self.server.closing.is_set():
            self.wfile.write(b"a")
            time.sleep(0.05)

    def log_message(self, *_: Any) -> None:
        """Nothing."""

    def _flood(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n")
        while not self.server.closing.is_set():
            self.wfile.write(b"a" * 65536)

    def _noise(self) -> None:
        self.wfile.write(b"\x00\xff\x00 nonsense\r\n\r\n")


ODD = {"/drip": Handler._drip, "/flood": Handler._flood, "/noise": Handler._noise}


@contextmanager
def receiving(host: str = "127.0.0.1", port: int = 0) -> Iterator[Receiver]:
    """A receiver that runs while the block does."""
    receiver = Receiver(host, port)
    receiver.handle_error = lambda *_: None  # type: ignore[method-assign] (a sender that hangs up)
    threading.Thread(target=receiver.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield receiver
    finally:
        receiver.closing.set()
        receiver.shutdown()
        receiver.server_close()


def until_true(holds: Callable[[], object]) -> None:
    """Return when it holds; fail when it does not in time."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not holds():
        assert time.monotonic() < until, "it never held"
        time.sleep(0.05)


def is_signed(secret: str, headers: Mapping[str, str], body: bytes) -> bool:
    """Whether one of the signatures was made with this secret (``whsec_...``)."""
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = b".".join([headers["webhook-id"].encode(), headers["webhook-timestamp"].encode(), body])
    mine = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    return f"v1,{mine}" in headers["webhook-signature"].split(" ")

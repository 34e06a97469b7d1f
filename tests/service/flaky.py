"""A server that lets its clients down as it was told, and then answers."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

DROP = 0  # instead of a status: the connection is cut before an answer


@dataclass
class Flaky:
    """Lets down as many requests as there are ``failures``; ``seen`` holds method, path, key and body of each."""

    failures: list[int]
    answer: Any = field(default_factory=lambda: {"items": [], "next": None})
    retry_after: str = "0"
    seen: list[tuple[str, str, str | None, bytes]] = field(default_factory=list)
    url: str = ""

    def keys(self) -> list[str | None]:
        """The Idempotency-Keys in the order they came."""
        return [key for _, _, key, _ in self.seen]


@contextmanager
def flaky(*failures: int, **options: Any) -> Iterator[Flaky]:
    """A server that answers with these statuses first."""
    told = Flaky(list(failures), **options)

    class Handler(BaseHTTPRequestHandler):
        def _any(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            told.seen.append((self.command, self.path, self.headers.get("Idempotency-Key"), body))
            status = told.failures.pop(0) if told.failures else 200
            if status == DROP:
                self.close_connection = True
                return
            content = json.dumps(told.answer).encode() if status == 200 else b"<h1>not now</h1>"
            self.send_response(status)
            if status != 200:
                self.send_header("Retry-After", told.retry_after)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_POST = do_DELETE = _any

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    told.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()

"""Long polling. No transaction is held while asleep."""

from __future__ import annotations

import socket
import time

from flask import has_request_context, request

from service.api.watching import Subject, hub

# How soon a client that went away, and does not care, is noticed.
GONE_SECONDS = 5.0


def until(subject: Subject, seconds: float) -> None:
    """Return when the subject is finished, or after so many seconds; the first look begins when we ask."""
    deadline = time.monotonic() + seconds
    if subject.finished(subject.look()):
        return
    with hub().watching(subject, subject.finished) as watcher:
        while (left := deadline - time.monotonic()) > 0 and not over():
            if watcher.news(min(left, GONE_SECONDS)) is not None:
                return


def over() -> bool:
    """Whether nobody waits any more: we are stopped, or the client is gone."""
    return hub().stopping or (has_request_context() and _gone(request.environ.get("gunicorn.socket")))


def _gone(client: socket.socket | None) -> bool:
    """Whether the other side has closed the connection; it sends nothing while it waits for us."""
    if client is None:
        return False
    client.setblocking(False)
    try:
        return client.recv(1, socket.MSG_PEEK) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True
    finally:
        client.setblocking(True)

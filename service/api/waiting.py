"""Long polling: look, sleep until something changes, look again. No transaction is held while asleep."""

from __future__ import annotations

import select
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from flask import has_request_context, request

from service.api.watching import hub, in_turn

T = TypeVar("T")


@dataclass(frozen=True)
class Subject(Generic[T]):
    """What is waited for: a thing of an upload, how it is looked at, and when it is finished."""

    upload_id: UUID
    id: UUID
    look: Callable[[], T]
    finished: Callable[[T], bool]


def until(subject: Subject[T], seconds: float | None) -> T:
    """What the subject is once it is finished, or after so many seconds; the first look is the asker's own."""
    if not seconds:
        return in_turn(subject.look)
    deadline = time.monotonic() + seconds
    with hub().watching(subject.upload_id, subject.id) as (watched, bell):
        seen = in_turn(subject.look)
        while not subject.finished(seen) and (left := deadline - time.monotonic()) > 0 and not over():
            if bell.wait(left):
                bell.clear()
                seen = watched.look(subject.look)
    return seen


def over() -> bool:
    """Whether nobody waits any more: we are stopped, or the client is gone."""
    return hub().stopping or (has_request_context() and _gone(request.environ.get("gunicorn.socket")))


def _gone(client: socket.socket | None) -> bool:
    """Whether the other side has closed the connection; it sends nothing while it waits for us."""
    if client is None or not select.select([client], [], [], 0)[0]:
        return False
    try:
        return client.recv(1, socket.MSG_PEEK) == b""
    except OSError:
        return True

"""Requests that are sent again where that harms nothing."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Iterator, Mapping
from itertools import count
from typing import Any
from urllib.parse import urlencode

import urllib3
from urllib3.exceptions import HTTPError, InvalidHeader

from service.client.form import CHUNK, Form
from service.client.problems import ConnectionFailed, problem

AGAIN = {429, 502, 503, 504}
FIRST_PAUSE = 0.25  # seconds; twice as long each time
LONGEST_PAUSE = 120.0  # seconds; who is told to come back later than that is better told so


class Transport:
    """HTTP to one server.

    A GET, and whatever carries an Idempotency-Key, is sent again after a lost connection, a 429, 502, 503 or 504, and
    after a 409 that says when to come again (the same upload is still coming in); nothing else is.
    """

    def __init__(self, url: str, key: str | None, timeout: float, retries: int):
        if not url.startswith(("http://", "https://")):
            raise ValueError(f"{url!r} is no address: it starts with http:// or https://")
        if key and not (key.isascii() and key.isprintable()):
            raise ValueError("the key holds characters that no key has")
        self._url, self._timeout, self._retries = url.rstrip("/"), timeout, retries
        self._headers = {"User-Agent": "tintag"} | ({"Authorization": f"Bearer {key}"} if key else {})
        # as many connections are kept as uploads are sent at once, and one to look
        self._pool = urllib3.PoolManager(maxsize=3, retries=False)

    def ask(self, *words: Any) -> Any:
        """What ``send`` gives, as JSON."""
        content = self.send(*words)
        try:
            return json.loads(content)
        except ValueError as error:
            raise ConnectionFailed(f"{self._url} does not answer as this service does: no JSON") from error

    def send(self, *words: Any) -> bytes:
        """The body of the answer; see ``answer``."""
        return self.answer(*words).data

    def stream(self, path: str, query: Mapping[str, Any]) -> Iterator[bytes]:
        """The pieces of an answer as they come; ConnectionFailed when it breaks off."""
        answer = self.answer("GET", path, query, whole=False)
        try:
            yield from answer.stream(CHUNK)
        except HTTPError as error:
            raise ConnectionFailed(f"{self._url} broke off: {error}") from error
        finally:
            answer.close()

    def answer(  # noqa: PLR0913 (what a request has)
        self,
        method: str,
        path: str,
        query: Mapping[str, Any] | None = None,
        body: Form | None = None,
        idempotency_key: str | None = None,
        *,
        whole: bool = True,
    ) -> urllib3.BaseHTTPResponse:
        """The answer, read or not; ProblemError when the server says no, ConnectionFailed when there is no answer."""
        named = {"Idempotency-Key": idempotency_key} if idempotency_key else {}
        headers = self._headers | named | (body.headers if body else {})
        asked = {name: value for name, value in (query or {}).items() if value is not None}
        url = f"{self._url}{path}" + (f"?{urlencode(asked, doseq=True)}" if asked else "")
        retries = self._retries if method == "GET" or idempotency_key else 0
        options: Any = {"timeout": self._timeout + float(asked.get("wait", 0)), "preload_content": whole}
        for attempt in count():
            pause = 0.0
            try:
                answer = self._pool.request(method, url, body=body, headers=headers, **options)
            except HTTPError as error:
                if attempt >= retries:
                    raise ConnectionFailed(f"{self._url} cannot be reached: {error}") from error
            else:
                if answer.status < 300:
                    return answer
                told = _told_pause(answer)
                pause = told or 0.0
                again = answer.status in AGAIN or (answer.status == 409 and told is not None)
                if not again or attempt >= retries or pause > LONGEST_PAUSE:
                    raise problem(answer)
            time.sleep(max(pause, backoff(attempt)))
        raise AssertionError("unreachable")

    def close(self) -> None:
        """Let go of the connections that are kept for the next call."""
        self._pool.clear()


def _told_pause(answer: urllib3.BaseHTTPResponse) -> float | None:
    """The seconds of Retry-After, which may be a date."""
    told = answer.headers.get("Retry-After")
    try:
        return urllib3.Retry().parse_retry_after(told) if told else None
    except InvalidHeader:
        return None


def backoff(attempt: int) -> float:
    """Seconds, never the same for two clients that were turned away together."""
    return min(FIRST_PAUSE * 2**attempt, LONGEST_PAUSE) * random.uniform(0.5, 1)

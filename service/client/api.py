"""The calls of the API, typed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from service.client import exporting
from service.client.form import File, Form
from service.client.shapes import (
    Article,
    Found,
    Interval,
    Job,
    Priority,
    Related,
    Shape,
    Similar,
    Status,
    Tag,
    TagDetail,
    TagType,
    Timeline,
    Trending,
    Upload,
)
from service.client.transport import Transport

HERE = "http://127.0.0.1:8000"
PAGE = 200  # the most that the API gives at once


class Client:
    """The API at ``url`` (else TINTAG_URL, else this machine), asked with ``key`` (else TINTAG_KEY).

    ``timeout`` is in seconds, for an answer to begin or go on; a ``wait`` (at most 60) is added to it. ``retries`` says
    how often a call is repeated whose repetition does no harm: see Transport. May be used by several threads.
    """

    def __init__(self, url: str | None = None, key: str | None = None, timeout: float = 60.0, retries: int = 5):
        where = url or os.environ.get("TINTAG_URL") or HERE
        self._transport = Transport(where, key or os.environ.get("TINTAG_KEY"), timeout, retries)
        self._retries = retries

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self._transport.close()

    def upload(  # noqa: PLR0913 (the options of the API)
        self,
        files: Iterable[File],
        *,
        priority: Priority = "normal",
        source_url: str | None = None,
        published: str | None = None,
        callback_url: str | None = None,
        idempotency_key: str | None = None,
        wait: float | None = None,
    ) -> Upload:
        """Send files as one upload; sent again under the same key it is the same upload, for a day."""
        hints = {"source_url": source_url, "published": published, "callback_url": callback_url, "priority": priority}
        form = Form(files, {name: value for name, value in hints.items() if value is not None})
        key = idempotency_key or str(uuid4())
        return self._transport.ask("POST", "/v1/uploads", {"wait": wait}, form, key)

    def upload_state(self, upload_id: str, wait: float | None = None) -> Upload:
        """How far an upload is, after ``wait`` seconds or when it is finished."""
        return self._get(f"/v1/uploads/{_part(upload_id)}", wait=wait)

    def cancel_upload(self, upload_id: str) -> Upload:
        """End all jobs of an upload that have not ended."""
        return self._post(f"/v1/uploads/{_part(upload_id)}/cancel")

    def retry_upload(self, upload_id: str) -> Upload:
        """Queue the failed jobs of an upload again."""
        return self._post(f"/v1/uploads/{_part(upload_id)}/retry")

    def failures(self, upload_id: str) -> Iterator[Job]:
        """The failed jobs of an upload, in the order of its files."""
        return self._items(f"/v1/uploads/{_part(upload_id)}/failures", {})

    def jobs(self, *, status: Status | None = None, upload: str | None = None, limit: int = PAGE) -> Iterator[Job]:
        """Jobs, newest first; ``limit`` is how many are asked for at once."""
        return self._items("/v1/jobs", {"status": status, "upload": upload, "limit": limit})

    def job(self, job_id: str, wait: float | None = None) -> Job:
        """A job, after ``wait`` seconds or when it has ended."""
        return self._get(f"/v1/jobs/{_part(job_id)}", wait=wait)

    def cancel_job(self, job_id: str) -> Job:
        """End a job."""
        return self._post(f"/v1/jobs/{_part(job_id)}/cancel")

    def retry_job(self, job_id: str) -> Job:
        """Queue a job again that failed or was cancelled."""
        return self._post(f"/v1/jobs/{_part(job_id)}/retry")

    def articles(self, **filters: Any) -> Iterator[Found]:
        """Articles that pass the filters of ``GET /v1/articles``; ``limit`` is how many are asked for at once."""
        return self._items("/v1/articles", {"limit": PAGE} | filters)

    def export(self, cursor: str | None = None, **filters: Any) -> Iterator[Article]:
        """All whole articles that pass the filters, in order of arrival, after the one with the id ``cursor``."""
        return map(json.loads, self.export_rows(cursor=cursor, **filters))

    def export_rows(self, format: Shape = "ndjson", cursor: str | None = None, **filters: Any) -> Iterator[bytes]:
        """The same as lines of JSON or records of CSV; a connection that breaks is taken up after the last one."""
        query = filters | {"format": format, "cursor": cursor}
        return exporting.rows(self._transport, query, self._retries)

    def article(self, article_id: str) -> Article:
        """A whole article."""
        return self._get(f"/v1/articles/{_part(article_id)}")

    def similar(self, article_id: str, limit: int = 10) -> Similar:
        """Related articles, of each story one."""
        return self._get(f"/v1/articles/{_part(article_id)}/similar", limit=limit)

    def original(self, article_id: str, decoded: bool = False) -> bytes | str:
        """The bytes as sent, or the decoded text that offsets count in."""
        query = {"decoded": "1"} if decoded else {}
        content = self._transport.send("GET", f"/v1/articles/{_part(article_id)}/original", query)
        return content.decode() if decoded else content

    def delete(self, article_id: str) -> None:
        """Delete an article with its tags and bytes."""
        self._transport.send("DELETE", f"/v1/articles/{_part(article_id)}")

    def tags(self, **filters: Any) -> Iterator[Tag]:
        """Tags that pass the filters of ``GET /v1/tags``."""
        return self._items("/v1/tags", {"limit": PAGE} | filters)

    def tag(self, tag_id: str) -> TagDetail:
        """A tag: how it is written, when it was first and last seen."""
        return self._get(f"/v1/tags/{_part(tag_id)}")

    def timeline(
        self,
        tag_id: str,
        interval: Interval = "day",
        published_from: str | None = None,
        published_to: str | None = None,
    ) -> Timeline:
        """Articles with a tag by day, week or month, between two days (both included)."""
        ends = {"published_from": published_from, "published_to": published_to}
        return self._get(f"/v1/tags/{_part(tag_id)}/timeline", interval=interval, **ends)

    def related(self, tag_id: str, type: TagType | None = None, limit: int | None = None) -> Related:
        """Tags that are together with a tag more often than by chance, the strongest first."""
        return self._get(f"/v1/tags/{_part(tag_id)}/related", type=type, limit=limit)

    def trending(self, type: TagType | None = None, until: str | None = None, limit: int | None = None) -> Trending:
        """Tags of the week that ends today, or with the day ``until``."""
        return self._get("/v1/tags/trending", type=type, until=until, limit=limit)

    def _get(self, path: str, **query: Any) -> Any:
        return self._transport.ask("GET", path, query)

    def _post(self, path: str) -> Any:
        return self._transport.ask("POST", path)

    def _items(self, path: str, query: dict[str, Any]) -> Iterator[Any]:
        """What a list holds, page after page."""
        cursor = None
        while True:
            page = self._get(path, **query, cursor=cursor)
            yield from page["items"]
            cursor = page["next"]
            if cursor is None:
                return


def _part(identity: str) -> str:
    """An id as a part of a path, whatever it holds."""
    return quote(str(identity), safe="")

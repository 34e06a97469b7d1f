"""The few calls of the HTTP contract that sending a file takes, with the standard library only."""

from __future__ import annotations

import json
import os
import time
from typing import Any
from urllib.request import Request, urlopen
from uuid import uuid4

LONGEST = 120  # seconds for one file: a worker may still be starting


def send(url: str, filename: str, content: bytes) -> dict[str, Any]:
    """Upload one file and wait until its job has ended; the job as the service tells it."""
    border = uuid4().hex
    disposition = f'Content-Disposition: form-data; name="file"; filename="{filename}"'
    head = f"--{border}\r\n{disposition}\r\nContent-Type: text/plain\r\n\r\n"
    body = head.encode() + content + f"\r\n--{border}--\r\n".encode()
    headers = {"Content-Type": f"multipart/form-data; boundary={border}"}
    upload = _answer(Request(f"{url}/v1/uploads", data=body, headers=headers))
    last = time.monotonic() + LONGEST
    while not _ended(upload) and time.monotonic() < last:
        upload = _answer(Request(f"{url}/v1/uploads/{upload['id']}?wait=30"))
    return upload["jobs"][0]


def article(url: str, job: dict[str, Any]) -> dict[str, Any]:
    """What the job made of its file."""
    return _answer(Request(f"{url}/v1/articles/{job['article_id']}"))


def _ended(upload: dict[str, Any]) -> bool:
    return all(job["status"] in {"succeeded", "failed", "cancelled"} for job in upload["jobs"])


def _answer(request: Request) -> dict[str, Any]:
    if key := os.environ.get("TINTAG_KEY"):
        request.add_header("Authorization", f"Bearer {key}")
    with urlopen(request, timeout=60) as response:
        return json.load(response)

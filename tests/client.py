"""HTTP to the API under test."""

from __future__ import annotations

import itertools
from typing import Any

import requests

numbers = itertools.count(1)

STORY = """Thời sự

Thành phố Cần Thơ mở thêm hai bến tàu khách trên sông Hậu

Từ ngày 5/3/2025, hành khách có thể lên tàu tại hai bến mới, theo thông báo của Sở Giao thông vận tải Cần Thơ.

Ông Nguyễn Văn Lâm, giám đốc đơn vị khai thác, cho biết hai bến được xây với kinh phí 40 tỷ đồng trong tám tháng.

Theo ông Lâm, mỗi ngày bến đón khoảng 1.200 khách, phần lớn là học sinh và người đi làm ở bên kia sông.

Thành phố dự kiến nâng cấp thêm ba bến nữa trong năm 2026 để giảm tải cho các cây cầu vào giờ cao điểm.
"""


def story() -> bytes:
    """A story of ours that no earlier test has sent."""
    return f"{STORY}\nMã số tin của tòa soạn là {next(numbers)}, phóng viên ghi nhận tại hiện trường.\n".encode()


class Client:
    """The calls that tests make."""

    def __init__(self, url: str, token: str | None = None):
        self.url = url
        self._session = requests.Session()
        if token:
            self._session.headers["Authorization"] = f"Bearer {token}"

    def get(self, path: str, **query: Any) -> requests.Response:
        """GET a path."""
        return self._session.get(self.url + path, params=query, timeout=70)

    def post(self, path: str, **query: Any) -> requests.Response:
        """POST to a path, without a body."""
        return self._session.post(self.url + path, params=query, timeout=70)

    def delete(self, path: str) -> requests.Response:
        """DELETE a path."""
        return self._session.delete(self.url + path, timeout=70)

    def post_files(
        self, *files: tuple[str, bytes], data: dict | None = None, headers: dict | None = None, **query: Any
    ):
        """POST an upload as multipart."""
        parts = [("file", file) for file in files]
        return self._session.post(
            f"{self.url}/v1/uploads", files=parts, data=data, headers=headers, params=query, timeout=70
        )

    def post_body(self, content: Any, *, headers: dict | None = None, **query: Any) -> requests.Response:
        """POST an upload as a raw body."""
        headers = {"Content-Type": "text/plain", **(headers or {})}
        return self._session.post(f"{self.url}/v1/uploads", data=content, headers=headers, params=query, timeout=70)

    def article(self, content: bytes, filename: str = "story.txt") -> dict[str, Any]:
        """Upload one file, wait, and give the article."""
        upload = self.post_files((filename, content), wait=30).json()
        job = upload["jobs"][0]
        assert job["status"] == "succeeded", job
        return self.get(f"/v1/articles/{job['article_id']}").json()

"""What can go wrong with one file; the code and the stage end up in the job's ``error``."""

from __future__ import annotations


class FileError(Exception):
    """A file the pipeline cannot take: never retried, always explained."""

    code = "unreadable-document"
    stage = "read"

    def __init__(self, detail: str):
        super().__init__(detail)
        self.detail = detail


class UnsupportedMediaType(FileError):
    """Bytes that no reader takes."""

    code = "unsupported-media-type"

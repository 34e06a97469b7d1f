"""Files as multipart/form-data, read while they are sent; may be sent more than once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from urllib3.fields import format_multipart_header_param

File = str | Path | tuple[str, bytes]
"""A path, or a name and bytes."""

CHUNK = 1024 * 1024


class Form:
    """The body of an upload: an iterable of bytes whose ``headers`` tell type and length."""

    def __init__(self, files: Iterable[File], fields: Mapping[str, str]):
        self._border = uuid4().hex
        self._files = list(files)
        self._fields = [(_head(name, self._border), value.encode()) for name, value in fields.items()]
        self._end = f"--{self._border}--\r\n".encode()
        length = sum(len(head) + len(value) + 2 for head, value in self._fields) + len(self._end)
        length += sum(len(self._file_head(file)) + size(file) + 2 for file in self._files)
        self.headers = {
            "Content-Type": f"multipart/form-data; boundary={self._border}",
            "Content-Length": str(length),
        }

    def __iter__(self) -> Iterator[bytes]:
        for head, value in self._fields:
            yield head + value + b"\r\n"
        for file in self._files:
            yield self._file_head(file)
            with opened(file) as source:
                while chunk := source.read(CHUNK):
                    yield chunk
            yield b"\r\n"
        yield self._end

    def _file_head(self, file: File) -> bytes:
        return _head("file", self._border, format_multipart_header_param("filename", name_of(file)))


def name_of(file: File) -> str:
    """The name that the server is told; bytes of a path that are no UTF-8 are replaced."""
    name = file[0] if isinstance(file, tuple) else Path(file).name
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def size(file: File) -> int:
    """How many bytes a file has."""
    return len(file[1]) if isinstance(file, tuple) else Path(file).stat().st_size


def opened(file: File) -> BinaryIO:
    """A file's bytes, from the first on."""
    return BytesIO(file[1]) if isinstance(file, tuple) else Path(file).open("rb")


def _head(name: str, border: str, *more: str) -> bytes:
    disposition = "; ".join(["form-data", f'name="{name}"', *more])
    return f"--{border}\r\nContent-Disposition: {disposition}\r\n\r\n".encode()

"""The files of a request: multipart parts named ``file``, or the body itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import Any

from flask import request
from gunicorn.http.errors import ParseException
from werkzeug.datastructures import FileStorage

from service import media, settings
from service.errors import Problem
from service.schemas.uploads import HintsSchema
from service.store.uploads import Incoming

CHUNK = 1024 * 1024
BAD_CHARACTERS = dict.fromkeys([*range(32), 127, *range(0xD800, 0xE000)])


def files_and_hints(query: dict[str, Any]) -> tuple[list[Incoming], dict[str, Any]]:
    """Every file of the request with the hints of its form or query; raises a Problem for one that cannot be taken."""
    if request.mimetype == "multipart/form-data":
        hints = {**query, **_form_hints()}
        sent = [_part(part, hints) for part in request.files.getlist("file")]
    else:
        hints = query
        sent = [_body(query)]
    _check_all(sent)
    return sent, hints


def _form_hints() -> dict[str, Any]:
    if not request.mimetype_params.get("boundary"):
        raise Problem(400, "bad-request", "multipart/form-data needs a boundary.")
    with _readable():
        form = request.form.to_dict()
    wrong: dict[str, Any] = HintsSchema().validate(form)
    wrong |= {name: ["Files are sent as parts named file."] for name in set(request.files) - {"file"}}
    if wrong:
        raise Problem(422, "invalid-request", "Some fields are not as they should be.", errors={"form": wrong})
    loaded = HintsSchema().load(form)
    return {name: loaded[name] for name in form}


def _part(part: FileStorage, hints: dict[str, Any]) -> Incoming:
    limit = settings.current().max_file_bytes
    return _incoming(part.stream.read(limit + 1), part.filename or "", part.content_type, hints)


def _body(query: dict[str, Any]) -> Incoming:
    content, taken = _read_body(settings.current().max_file_bytes + 1)
    if request.content_length is not None and taken != request.content_length:
        raise Problem(400, "bad-request", "The body ended before its Content-Length.")
    return _incoming(content, query.get("filename", ""), request.content_type, query)


def _read_body(most: int) -> tuple[bytes, int]:
    """The beginning of the body, and its whole length: what is left unread would break the connection."""
    with _readable():
        content = request.stream.read(most)
        taken = len(content)
        while rest := request.stream.read(CHUNK):
            taken += len(rest)
        return content, taken


@contextmanager
def _readable() -> Iterator[None]:
    """Answers 400 where the bytes on the wire break HTTP's own rules."""
    try:
        yield
    except (OSError, ParseException) as error:
        raise Problem(400, "bad-request", f"The body cannot be read: {error}") from error


def _incoming(content: bytes, filename: str, media_type: str | None, hints: dict[str, Any]) -> Incoming:
    declared = (media_type or "").translate(BAD_CHARACTERS)[:255] or None
    return Incoming(content, _clean(filename), declared, hints.get("source_url"), hints.get("published"))


def _clean(filename: str) -> str:
    """The last part of a name, without characters that no file name needs."""
    name = PurePosixPath(filename.replace("\\", "/").translate(BAD_CHARACTERS)).name
    return name[:255] or "untitled.txt"


def _too_large(name: str) -> Problem:
    limit = settings.current().max_file_bytes
    return Problem(413, "too-large", f"{name} is larger than {limit} bytes, the limit for a file.")


def _check_all(sent: list[Incoming]) -> None:
    if not sent:
        raise Problem(422, "empty-file", "The request holds no file: send parts named file, or a body.")
    if len(sent) > settings.current().max_files:
        raise Problem(413, "too-large", f"More than {settings.current().max_files} files in one upload.")
    for file in sent:
        if not file.content:
            raise Problem(422, "empty-file", f"{file.filename} is empty.")
        if len(file.content) > settings.current().max_file_bytes:
            raise _too_large(file.filename)
        if reason := media.text_problem(file.content):
            raise Problem(415, "unsupported-media-type", f"{file.filename}: {reason}")

"""The files of a request: multipart parts named ``file``, or the body itself; archives count as their members."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from flask import request
from gunicorn.http.errors import ParseException
from werkzeug.datastructures import FileStorage

from service import archives, media, settings
from service.archives import Budget, Limits, Member, Parcel
from service.errors import Problem
from service.schemas.uploads import HintsSchema
from service.store.uploads import Incoming

Sent = tuple[IO[bytes], str, str | None]  # a file, its name and its media type

CHUNK = 1024 * 1024
BAD_CHARACTERS = dict.fromkeys([*range(32), 127, *range(0xD800, 0xE000)])


def files_and_hints(query: dict[str, Any]) -> tuple[Iterator[Incoming], dict[str, Any]]:
    """The files of the request, unpacked one by one as they are taken, and the hints sent with them.

    Both may raise a Problem: the call for the request, the iterator for a file at any place.
    """
    if request.mimetype == "multipart/form-data":
        hints = {**query, **_form_hints()}
        sent = [_part(part) for part in request.files.getlist("file")]
    else:
        hints = query
        sent = [_body(query.get("filename", ""))]
    current = settings.current()
    if not sent:
        raise Problem(422, "empty-file", "The request holds no file: send parts named file, or a body.")
    if len(sent) > current.max_files:
        raise Problem(413, "too-large", f"More than {current.max_files} files in one upload.")
    budget = Budget(Limits(current.max_file_bytes, current.max_unpacked_bytes, current.max_members))
    return (file for one in sent for file in _files(Parcel.of(*one), budget, hints)), hints


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


def _part(part: FileStorage) -> Sent:
    return part.stream, _clean(part.filename or ""), part.content_type


def _body(filename: str) -> Sent:
    """The body, put aside on disk when it is large."""
    file = SpooledTemporaryFile(max_size=CHUNK)  # noqa: SIM115 (it goes with the request)
    with _readable():
        shutil.copyfileobj(request.stream, file, CHUNK)
    if request.content_length is not None and file.tell() != request.content_length:
        raise Problem(400, "bad-request", "The body ended before its Content-Length.")
    return file, _clean(filename), request.content_type


@contextmanager
def _readable() -> Iterator[None]:
    """Answers 400 where the bytes on the wire break HTTP's own rules."""
    try:
        yield
    except (OSError, ParseException) as error:
        raise Problem(400, "bad-request", f"The body cannot be read: {error}") from error


def _clean(filename: str) -> str:
    """The last part of a name, without characters that no file name needs."""
    name = PurePosixPath(filename.replace("\\", "/").translate(BAD_CHARACTERS)).name
    return name[:255] or "untitled.txt"


def _files(parcel: Parcel, budget: Budget, hints: dict[str, Any]) -> Iterator[Incoming]:
    """The file, or the members of the archive that it is."""
    source_url, published = hints.get("source_url"), hints.get("published")
    if not archives.is_archive(parcel):
        yield Incoming(_content(parcel), parcel.name, _declared(parcel.media_type), source_url, published)
        return
    for one in _members(parcel, budget):
        yield Incoming(one.content, one.name, _declared(one.media_type), one.source_url or source_url, published)


def _content(parcel: Parcel) -> bytes:
    limit = settings.current().max_file_bytes
    content = parcel.file.read(limit + 1)
    if not content:
        raise Problem(422, "empty-file", f"{parcel.name} is empty.")
    if len(content) > limit:
        raise Problem(413, "too-large", f"{parcel.name} is larger than {limit} bytes, the limit for a file.")
    if reason := media.text_problem(content, parcel.name):
        raise Problem(415, "unsupported-media-type", f"{parcel.name}: {reason}")
    return content


def _members(parcel: Parcel, budget: Budget) -> Iterator[Member]:
    """All members: one that no reader takes has a job that says so; it is a problem when there was nothing else."""
    useless, reason = True, ""
    try:
        for one in archives.unpack(parcel, budget):
            problem = useless and media.text_problem(one.content, one.name)
            useless = bool(problem)
            reason = reason or f"{one.name}: {problem}"
            yield one
    except archives.ArchiveError as error:
        status = 415 if error.code == "unsupported-media-type" else 422
        raise Problem(status, error.code, f"{parcel.name}: {error.detail}") from error
    if useless:
        raise Problem(415, "unsupported-media-type", f"{parcel.name}: {reason}")


def _declared(media_type: str | None) -> str | None:
    return (media_type or "").translate(BAD_CHARACTERS)[:255] or None

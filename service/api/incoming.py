"""The files of a request: multipart parts named ``file``, or the body itself; archives count as their members."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import IO, Any
from urllib.parse import parse_qs

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
FORM, FORM_BYTES = "application/x-www-form-urlencoded", 16 * 1024  # all hints together are shorter
BAD_CHARACTERS = dict.fromkeys([*range(32), 127, *range(0xD800, 0xE000)])


class InTurns:
    """The bytes of a request; others have their turn before each piece of them, however fast they come."""

    def __init__(self, stream: IO[bytes]):
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        """Some of them."""
        time.sleep(0)
        return self._stream.read(size)


def files_and_hints(query: dict[str, Any]) -> tuple[Iterator[Incoming], dict[str, Any]]:
    """The files of the request, unpacked one by one as they are taken, and the hints sent with them.

    Both may raise a Problem: the call for the request, the iterator for a file at any place.
    """
    request.environ["wsgi.input"] = InTurns(request.environ["wsgi.input"])
    if request.mimetype == "multipart/form-data":
        hints = {**query, **_form_hints()}
        sent = [_part(part) for part in request.files.getlist("file")]
    else:
        hints = query
        body = _body(query.get("filename", ""))
        sent = [] if _is_form(body[0]) else [body]
    current = settings.current()
    if not sent:
        raise _refused("empty-file", "The request holds no file: send parts named file, or a body.")
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
    wrong |= {name: ["Was sent more than once."] for name in form if len(request.form.getlist(name)) > 1}
    wrong |= {name: ["Files are sent as parts named file."] for name in set(request.files) - {"file"}}
    if wrong:
        raise Problem(422, "invalid-request", "Some fields are not as they should be.", errors={"form": wrong})
    loaded = HintsSchema().load(form)
    return {name: loaded[name] for name in form}


def _is_form(file: IO[bytes]) -> bool:
    """Whether a body is a form's fields and no file: curl and urllib call all bytes a form, so their names decide."""
    if request.mimetype != FORM:
        return False
    file.seek(0)
    names = parse_qs(file.read(FORM_BYTES).decode("latin-1"), keep_blank_values=True)
    return bool(names) and names.keys() <= HintsSchema().fields.keys()


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
    return name[:255] if name.strip(" .") else "untitled.txt"


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
        raise _refused("empty-file", f"{parcel.name} is empty.")
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
        detail = f"{parcel.name}: {error.detail}"
        if error.code == "unsupported-media-type":
            raise Problem(415, error.code, detail) from error
        raise _refused(error.code, detail) from error
    if useless:
        raise Problem(415, "unsupported-media-type", f"{parcel.name}: {reason}")


def _refused(slug: str, detail: str) -> Problem:
    """422 for what was sent as a file."""
    return Problem(422, slug, detail, errors={"files": {"file": [detail]}})


def _declared(media_type: str | None) -> str | None:
    return (media_type or "").translate(BAD_CHARACTERS)[:255] or None

"""Many files as uploads of a bounded size that are the same ones when the same files are sent again."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from service.client.form import CHUNK

# An upload that is sent again after a broken connection costs little, and one refused file delays few others.
MOST_FILES = 50
MOST_BYTES = 20 * 1024 * 1024


@dataclass(frozen=True)
class Found:
    """A file to send; ``name`` is its path below the folder that was named, wherever that is."""

    path: Path
    name: str


def found(places: Iterable[Path], glob: str = "*") -> Iterator[Found]:
    """The files, and those of the folders in the order of their names; hidden ones only when named themselves."""
    for place in places:
        if not place.is_dir():
            yield Found(place, _shown(place.name))
            continue
        for folder, folders, names in os.walk(place):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                path = Path(folder, name)
                if not name.startswith(".") and fnmatch(name, glob) and (path.is_file() or not path.exists()):
                    yield Found(path, _shown(path.relative_to(place).as_posix()))


def _shown(name: str) -> str:
    """A name that can be printed: bytes that are no UTF-8 are replaced."""
    return os.fsencode(name).decode("utf-8", "replace")


def cut(files: Iterable[Found]) -> Iterator[list[Found]]:
    """Runs of at most so many files and bytes, or of one file."""
    batch: list[Found] = []
    held = 0
    for file in files:
        size = file.path.stat().st_size if file.path.is_file() else 0
        if batch and (len(batch) == MOST_FILES or held + size > MOST_BYTES):
            yield batch
            batch, held = [], 0
        batch.append(file)
        held += size
    if batch:
        yield batch


def digest(files: Sequence[Found], options: Mapping[str, str]) -> str:
    """An Idempotency-Key that is the same for the same names, contents and options."""
    whole = hashlib.sha256(repr(sorted(options.items())).encode())
    for file in files:
        content = hashlib.sha256()
        with file.path.open("rb") as source:
            while chunk := source.read(CHUNK):
                content.update(chunk)
        whole.update(repr((file.name, content.digest())).encode())
    return f"files-{whole.hexdigest()}"

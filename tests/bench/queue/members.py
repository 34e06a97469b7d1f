"""Archives of very many small files, made of lines of our corpus; and a file that takes long."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random

from seeds.marks import CORPUS, pieces

# Bytes of a file: what a short news item has.
LEAST, MOST = 300, 600
# A text of so many bytes is worked on for ten seconds or so: long enough to be met while it runs, far below the limit.
SLOW_BYTES = 3_000_000
# The files of an archive that come before all others and take long.
SLOW_FILES = 2
FORMS = {"zip": "application/zip", "tar.gz": "application/gzip", "jsonl": "application/x-ndjson"}


@cache
def lines() -> tuple[str, ...]:
    """Sentences of the annotated corpus."""
    texts = [line.text for path in sorted(CORPUS.glob("*.txt")) for piece in pieces(path) for line in piece.lines]
    return tuple(sorted({text for text in texts if 60 <= len(text.encode()) <= 200}))


def texts(count: int, seed: str) -> Iterator[str]:
    """So many texts; no two are the same, and none is like one of another seed."""
    draw = Random(seed)
    for number in range(count):
        text = f"Bản tin số {number} của kỳ {seed}\n"
        while len(text.encode()) < LEAST:
            text += f"\n{draw.choice(lines())}\n"
        yield text.encode()[:MOST].decode("utf-8", "ignore")


def slow(seed: str) -> bytes:
    """A text that takes long."""
    draw, story = Random(seed), f"Bản tin dài của kỳ {seed}\n"
    parts, size = [story], 0
    while size < SLOW_BYTES:
        parts.append(f"\n{draw.choice(lines())}\n")
        size += len(parts[-1].encode())
    return "".join(parts).encode()


def made(folder: Path, form: str, count: int, seed: str, *, slow_first: bool = False) -> Path:
    """An archive of so many files, in a form of ``FORMS``; with ``slow_first`` its first files take long."""
    path = folder / f"{seed}.{form}"
    files = [slow(f"{seed}-{number}") for number in range(SLOW_FILES if slow_first else 0)]
    small = (text.encode() for text in texts(count - len(files), seed))
    {"zip": _zip, "tar.gz": _tar, "jsonl": _jsonl}[form](path, [*files, *small])
    return path


def _zip(path: Path, contents: list[bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for number, content in enumerate(contents):
            archive.writestr(f"2025/{number}.txt", content)


def _tar(path: Path, contents: list[bytes]) -> None:
    with tarfile.open(path, "w:gz", compresslevel=1) as archive:
        for number, content in enumerate(contents):
            member = tarfile.TarInfo(f"2025/{number}.txt")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))


def _jsonl(path: Path, contents: list[bytes]) -> None:
    with path.open("w", encoding="utf-8") as file:
        for content in contents:
            title, _, text = content.decode().partition("\n\n")
            file.write(json.dumps({"title": title, "text": text}, ensure_ascii=False) + "\n")

"""Words as data. Line one of every file: ``# source: ... | licence: ...``; other ``#`` lines are comments."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


def _lines(name: str) -> list[str]:
    text = (FOLDER / name).read_text("utf-8")
    return [line for line in text.split("\n") if line.strip() and not line.startswith("#")]


@cache
def words(name: str) -> frozenset[str]:
    """The entries of a word list, one a line, as printed (NFC)."""
    return frozenset(line.strip() for line in _lines(name))


def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a tab-separated file whose first line under the comments names the columns.

    They are read anew each time: whoever asks keeps what is made of them, which is smaller (33 MB of all a worker has).
    """
    header, *body = _lines(name)
    columns = header.split("\t")
    return tuple(dict(zip(columns, line.split("\t"), strict=True)) for line in body)


def files(pattern: str) -> list[str]:
    """Names of the lexicon files that match a glob, in order, for ``words`` or ``rows``."""
    return sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.glob(pattern))

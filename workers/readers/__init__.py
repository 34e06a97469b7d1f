"""Bytes to text: every reader fills ``decoded``, ``media_type``, ``language`` and ``warnings``.

A reader is one module here with ``score(content, filename, media_type)``, 0 where it does not fit up to 1 where
the bytes say so themselves, and ``read(document)``; it is found by these two names.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from workers.document import Document


class Reader(Protocol):
    """What a module must have to be a reader."""

    def score(self, content: bytes, filename: str, media_type: str | None) -> float:
        """How well the reader fits, 0..1."""

    def read(self, document: Document) -> Document:
        """Decode the file or raise a ``FileError``."""


@cache
def readers() -> tuple[Reader, ...]:
    """Every reader of this package."""
    modules = [import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)]
    return tuple(cast(Reader, module) for module in modules if hasattr(module, "score") and hasattr(module, "read"))


def read(document: Document) -> Document:
    """Let the reader that fits best decode the file; the text reader takes, or refuses, what no other wants."""
    file = document.content, document.filename, document.media_type
    return max(readers(), key=lambda reader: reader.score(*file)).read(document)

"""Marked-up lines to a document: what every reader of a format with markup ends in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from workers.document import Document, Stated
from workers.readers import vietnamese
from workers.readers.cleaning import clean, repaired
from workers.readers.language import language


@dataclass(frozen=True, slots=True)
class Written:
    """A line of a marked-up file and the names of what its markup says, as ``h1``, ``h2``, ``p``, ``li``, ``caption``.

    The names are features of ``lexicons/parsing/weights.tsv``.
    """

    text: str
    markup: tuple[str, ...] = ()


def compose(
    document: Document,
    media_type: str,
    lines: Iterable[Written],
    stated: Stated = Stated(),  # noqa: B008  frozen
    warnings: tuple[str, ...] = (),
) -> Document:
    """The document with one line of decoded text for each written line that is not blank."""
    lines, warnings = _in_unicode(list(lines), warnings)
    kept: list[Written] = []
    dropped: dict[str, None] = {}
    for line in lines:
        text, told = clean(repaired(line.text))
        dropped.update(dict.fromkeys(told))
        if text := " ".join(text.split()):
            kept.append(Written(text, line.markup))
    decoded = "\n".join(line.text for line in kept)
    return replace(
        document,
        decoded=decoded,
        media_type=media_type,
        language=language(decoded),
        markup=tuple(line.markup for line in kept),
        stated=stated,
        warnings=(*warnings, *dropped),
    )


def _in_unicode(lines: list[Written], warnings: tuple[str, ...]) -> tuple[list[Written], tuple[str, ...]]:
    """Lines set in the fonts of an older Vietnamese encoding, or spelt in it by character references, in Unicode."""
    if not (name := vietnamese.told("\n".join(line.text for line in lines))):
        return lines, warnings
    read = [replace(line, text=vietnamese.converted(line.text, name)) for line in lines]
    return read, (*warnings, f"encoding:{name}")

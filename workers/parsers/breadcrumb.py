"""Breadcrumb lines, also those whose parts were run together: the section, and a title that stands nowhere else."""

from __future__ import annotations

import re

from workers.parsers.vocabulary import fold, folded, marks

SEPARATOR = re.compile(r"\s*[›»>❯∕→▸/|]+\s*|\s{2,}")
# A small letter directly before a capital: "chủNewsThế giới".
JOIN = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-ZĐÀ-ÖÙ-ÝƠƯĂÂÊÔ])")
WORDS = 6  # syllables that the longest names of sections have


def parts(text: str) -> list[str]:
    """The parts of a breadcrumb line, from the whole to the particular."""
    pieces = [piece for piece in SEPARATOR.split(text) if piece]
    return [part for piece in pieces for part in _unjoined(piece) if fold(part)]


def _unjoined(piece: str) -> list[str]:
    split = [part for part in JOIN.split(piece) if part]
    known = any(fold(part) in folded("home_words") or fold(part) in folded("sections") for part in split[:3])
    return split if len(split) > 1 and known else [piece]


def place(lines: list[str], title: str | None) -> tuple[str | None, str | None]:
    """The section that breadcrumb lines name, and the (cut) title that they end in."""
    found = [part.strip(" #") for line in lines for part in parts(line)]
    sections = [part for part in found if _is_section(part, title)]
    last = found[-1] if found else ""
    titled = last.rstrip(".… ") if len(last.split()) > WORDS else None
    return (sections[0] if sections else None), titled


def _is_section(part: str, title: str | None) -> bool:
    key = fold(part)
    if key in folded("home_words") or key in folded("no_sections") or len(key.split()) > WORDS:
        return False
    if key in marks() and key not in folded("sections"):
        return False
    return not part.endswith(("...", "…")) and not (title and fold(title).startswith(key) and len(key.split()) > 3)

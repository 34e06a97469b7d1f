"""Plain text in any encoding that Vietnamese pages come in."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from workers.document import Document
from workers.errors import UnsupportedMediaType
from workers.readers.cleaning import ENTITY, INVISIBLE, clean, is_plain, unescaped
from workers.readers.decoding import decode
from workers.readers.language import language
from workers.readers.pieces import whole
from workers.readers.printed import is_printed, text_of
from workers.readers.signatures import told_type
from workers.readers.wrapping import WIDEST, joined

LOOKED_AT = 20_000  # characters, evenly over the file
NARROWEST = 40  # characters of the shortest line that is looked at for a width; menus have shorter ones
FEWEST = 12  # such lines right over another from which on it is seen that they were cut
BARS, EACH = 20, 10  # bars of a page on one line, and of each line of one that has a few; menus of pages have 2 a line
ENTITIES = 3  # entities of HTML in a text whose tags a program took away, and left them
GARBAGE = 0.1  # control and unknown characters: pages have hardly any, bytes at random one in nine in latin-1


def score(content: bytes, filename: str, media_type: str | None) -> float:
    """The reader of last resort: it takes every text, and says why where something is none."""
    return 0.1


def read(document: Document) -> Document:
    """Decode the file; ``UnsupportedMediaType`` where the bytes are no text."""
    if kind := told_type(document.content):
        raise UnsupportedMediaType(f"the bytes are {kind}, which no reader takes")
    printed, told = decode(document.content, document.media_type)
    if _is_garbage(printed):
        raise UnsupportedMediaType("the bytes are no text: too many control or undecodable characters")
    escaped = len(ENTITY.findall(printed)) >= ENTITIES
    text, dropped = clean(unescaped(printed) if escaped else printed)
    text, undone = _undone(text.split("\n"))
    warnings = (*told, *(("entities-decoded",) if escaped else ()), *dropped, *undone)
    return replace(document, decoded=text, media_type="text/plain", language=language(text), warnings=warnings)


def _undone(lines: list[str]) -> tuple[str, tuple[str, ...]]:
    """What programs that print pages do to them, undone: all on one line, paragraphs cut or broken, marks."""
    divided = _divided(lines)
    cut = _uncut(divided)
    shown = text_of(cut) if is_printed(cut) else cut
    joint = whole(shown)
    done = {
        "lines-divided": divided != lines,
        "marks-removed": shown != cut,
        "lines-joined": (cut, joint) != (divided, shown),
    }
    return "\n".join(joint), tuple(name for name, is_done in done.items() if is_done)


def _divided(lines: list[str]) -> list[str]:
    """The texts of a page's elements that a program put on one line with bars between, on lines of their own."""
    bars = sum(line.count("|") for line in lines)
    if bars < max(BARS, EACH * sum(map(bool, map(str.strip, lines)))):
        return lines
    return [part.strip() for line in lines for part in line.split("|")]


def _uncut(lines: list[str]) -> list[str]:
    wide = sum([len(line) > WIDEST for line in lines])
    runs = sum([len(one.strip()) >= NARROWEST and bool(two.strip()) for one, two in pairwise(lines)])
    # on nearly every page some paragraphs are lines
    return joined(lines, NARROWEST) if wide * 10 < len(lines) and runs >= FEWEST else lines


def _is_garbage(text: str) -> bool:
    sample = text[:: len(text) // LOOKED_AT + 1]
    unknown = sample.count("\ufffd")
    if not unknown and is_plain(sample):
        return False
    sample = INVISIBLE.sub("", sample)
    if text and not sample:
        return True
    odd = unknown + sum(not (char.isprintable() or char.isspace()) for char in sample)
    return odd > 4 + GARBAGE * len(sample)  # four: a few strange bytes say nothing of a very short file

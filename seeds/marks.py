"""The annotated pieces of ``seeds/corpus``: text, names, quotes; ``python -m seeds.marks FILE...`` checks them.

``docs/annotation.md`` gives the form. Offsets are code points into a line's plain text, end exclusive.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"
TYPES = {"per": "person", "org": "organization", "loc": "location", "pro": "product", "eve": "event"}
ROLES = {
    "article": {"title", "lead", "body", "subhead", "caption", "row"},
    "listing": {"teaser_title", "teaser_text"},
}
CODE = r"medtop:\d{8}"
HEADING = re.compile(rf"== ([a-z0-9-]+) \| (article|listing) \| (\d{{4}}-\d\d-\d\d) \| ({CODE}(?: {CODE}){{0,2}})")
MARK = re.compile(
    r"\[(?P<name>[^\[\]{}|]+)\|(?P<type>[a-z]{3}):(?P<key>[a-z0-9-]+)\]"
    r"|\{(?P<speaker>[a-z0-9-]+|\?)\||(?P<closed>\})|(?P<plain>[^\[\]{}]+)|(?P<wrong>.)"
)


class MarkError(ValueError):
    """A heading, line or mark that the guideline does not allow."""


@dataclass(frozen=True, slots=True)
class Name:
    """A marked name: its type as in articles, the piece's key of the thing, its place in the line."""

    text: str
    type: str
    key: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Said:
    """A marked quote with the key of who said it, None where no name tells."""

    text: str
    speaker: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line's role, its plain text, and what is marked in it."""

    role: str
    text: str
    names: tuple[Name, ...]
    quotes: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A short story or run of teasers."""

    id: str
    kind: str
    day: str
    topics: tuple[str, ...]
    lines: tuple[Line, ...]


def part(name: str) -> list[Path]:
    """The corpus files of ``train``, ``dev`` or ``test``, by ``SPLIT.tsv``."""
    rows = [row.split("\t") for row in (CORPUS / "SPLIT.tsv").read_text("utf-8").split("\n") if row and row[0] != "#"]
    return [CORPUS / row[0] for row in rows[1:] if row[3] == name]


def pieces(path: Path) -> list[Piece]:
    """The pieces of a corpus file; ``MarkError`` names the line that is malformed."""
    text = unicodedata.normalize("NFC", path.read_text("utf-8"))
    if not text.startswith("# source: ") or "| licence: " not in text.partition("\n")[0]:
        raise MarkError(f"{path.name}: line one gives no source and licence")
    found: list[Piece] = []
    for number, line in enumerate(text.split("\n")[1:], 2):
        try:
            found = _read(line, found)
        except MarkError as wrong:
            raise MarkError(f"{path.name}:{number}: {wrong}") from wrong
    return found


def _read(line: str, found: list[Piece]) -> list[Piece]:
    if line.startswith("== "):
        heading = HEADING.fullmatch(line)
        if heading is None:
            raise MarkError("a heading is == id | kind | day | topics")
        return [*found, Piece(heading[1], heading[2], heading[3], tuple(heading[4].split()), ())]
    if not line.strip():
        return found
    if not found:
        raise MarkError("a line before the first heading")
    *before, last = found
    return [*before, Piece(last.id, last.kind, last.day, last.topics, (*last.lines, _line(line, last.kind)))]


def _line(line: str, kind: str) -> Line:
    role, colon, marked = line.partition(": ")
    if not colon or role not in ROLES[kind]:
        raise MarkError(f"no role of {kind} opens the line")
    text, names, quotes = "", [], []
    opened: tuple[str, int] | None = None
    for mark in MARK.finditer(marked):
        if mark["name"]:
            names.append(_name(mark, len(text)))
        elif mark["speaker"] and opened is None:
            opened = mark["speaker"], len(text)
        elif mark["closed"] and opened and opened[1] < len(text):
            quotes.append(_said(text, *opened))
            opened = None
        elif not mark["plain"]:
            raise MarkError(f"a mark that is none: {marked[mark.start() :][:30]!r}")
        text += mark["name"] or mark["plain"] or ""
    if opened:
        raise MarkError("a quote that does not end")
    return Line(role, text, tuple(names), tuple(quotes))


def _name(mark: re.Match[str], start: int) -> Name:
    if mark["type"] not in TYPES or mark["name"] != mark["name"].strip():
        raise MarkError(f"a name that is none: {mark[0]}")
    return Name(mark["name"], TYPES[mark["type"]], mark["key"], start, start + len(mark["name"]))


def _said(text: str, speaker: str, start: int) -> Said:
    return Said(text[start:], None if speaker == "?" else speaker, start, len(text))


def doubts(piece: Piece) -> Iterator[str]:
    """What is likely a slip: keys of two types, speakers without a name, names left unmarked elsewhere in the piece."""
    kinds: dict[str, set[str]] = {}
    for name in (name for line in piece.lines for name in line.names):
        kinds.setdefault(name.key, set()).add(name.type)
    yield from (f"{piece.id}: {key} has several types: {sorted(kind)}" for key, kind in kinds.items() if len(kind) > 1)
    for line in piece.lines:
        yield from (f"{piece.id}: nobody is {q.speaker}" for q in line.quotes if q.speaker and q.speaker not in kinds)
        yield from (f"{piece.id}: unmarked {form!r}: {line.text[:70]}" for form in _unmarked(line, piece))


def _unmarked(line: Line, piece: Piece) -> Iterator[str]:
    covered = {at for name in line.names for at in range(name.start, name.end)}
    for form in sorted({name.text for other in piece.lines for name in other.names}):
        for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", line.text):
            if covered.isdisjoint(range(match.start(), match.end())):
                yield form


def main(paths: list[str]) -> int:
    """Print what is malformed or doubtful, and the sums; 1 when a file is malformed."""
    for path in map(Path, paths):
        try:
            found = pieces(path)
        except MarkError as wrong:
            print(wrong)
            return 1
        for doubt in (doubt for piece in found for doubt in doubts(piece)):
            print(doubt)
        lines = [line for piece in found for line in piece.lines]
        print(
            f"{path.name}: {len(found)} pieces, {len(lines)} lines, {sum(len(line.names) for line in lines)} names,"
            f" {sum(len(line.quotes) for line in lines)} quotes,"
            f" {sum(not line.names for line in lines)} lines without a name"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or sorted(map(str, CORPUS.glob("*.txt")))))

"""PDF with a text layer: paragraphs in reading order, headings by their size, no running headers or footers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from workers.document import Document, Stated
from workers.errors import FileError
from workers.readers.pdf_columns import regions
from workers.readers.pdf_page import Fragment
from workers.readers.pdf_paragraphs import Row, is_large, linked, paragraphs
from workers.readers.pdf_running import address, divided
from workers.readers.written import Written, compose

PAGES = 500  # a newspaper has a hundred, and no more lines than these hold are parsed
CHARACTERS = 1_500_000  # of all pages; a million take about seven seconds
UNREADABLE = 0.3  # share of letters that a font does not name; some signs of a good page have none either
HEADING_WORDS = 45  # no headline has more
TITLE_WORDS = 4  # fewer are names of files and programs
KNOWN = 0.7  # share of a title's words that the first rows have; the rest may name the site
FIRST_ROWS = 20
BULLET = re.compile(r"[•▪■●◦]\s")  # a dash also opens what somebody says
WORD = re.compile(r"\w+")


def score(content: bytes, filename: str, media_type: str | None) -> float:
    """Certain, or no PDF."""
    return 1.0 if content[:64].lstrip(b"\xef\xbb\xbf \t\r\n\x00").startswith(b"%PDF") else 0


def read(document: Document) -> Document:
    """The paragraphs of the first pages; ``FileError`` where the file is broken, locked or has pictures only."""
    from workers.readers.pdf_fragments import opened  # noqa: PLC0415  loads PDFium, and most files are text

    file = opened(document.content, PAGES, CHARACTERS)
    everything = [found for page in file.pages for found in page.fragments]
    _refuse_pictures(everything)
    kept, running = divided(file.pages)
    body = _body_size(everything)
    pages = [[row for region in regions(page) for row in paragraphs(region, body)] for page in kept]
    rows = linked([row for page in pages for row in page], body)
    warnings = ("page-cut",) * file.cut + ("pages-broken",) * (file.broken > 0)
    stated = Stated(title=_title(file.title, rows), source_url=address(running))
    return compose(document, "application/pdf", _written(rows, body, _headline(pages, body)), stated, warnings)


def _refuse_pictures(everything: Sequence[Fragment]) -> None:
    letters = [char for found in everything for char in found.text if not char.isspace()]
    if not any(map(str.isalnum, letters)):
        raise FileError("the PDF has no text layer: its pages are pictures")
    if sum(not char.isprintable() for char in letters) > UNREADABLE * len(letters):
        raise FileError("the PDF has no text layer that can be read: its fonts do not say which letters they show")


def _body_size(everything: Sequence[Fragment]) -> float:
    """The size that most letters have, to half a point."""
    sizes: Counter[float] = Counter()
    for found in everything:
        sizes[round(2 * found.size) / 2] += len(found.text)
    return sizes.most_common(1)[0][0]


def _headline(pages: Iterable[Sequence[Row]], body: float) -> str | None:
    """The largest heading of the first page that has text."""
    first = next((page for page in pages if page), ())
    headings = [row for row in first if _is_heading(row, body) and len(row.text.split()) > 2]
    return max(headings, key=lambda row: row.size).text if headings else None


def _is_heading(row: Row, body: float) -> bool:
    return is_large(row, body) and len(row.text.split()) <= HEADING_WORDS


def _written(rows: Iterable[Row], body: float, headline: str | None) -> Iterator[Written]:
    for row in rows:
        if _is_heading(row, body):
            yield Written(row.text, ("h1" if row.text == headline else "h2",))
        else:
            yield Written(row.text, ("li" if BULLET.match(row.text) else "p",))


def _title(stated: str, rows: Sequence[Row]) -> str | None:
    """The title that the metadata state, where the first page says it too: most name a file or a program."""
    words = WORD.findall(stated.lower())
    page = {word for row in rows[:FIRST_ROWS] for word in WORD.findall(row.text.lower())}
    known = sum(word in page for word in words)
    return stated if len(words) >= TITLE_WORDS and known >= KNOWN * len(words) else None

"""The file through PDFium: pages, and their characters put together to the pieces of lines that stand together."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfiumError, PdfPage
from pypdfium2.raw import FPDF_TEXTPAGE

from workers.errors import FileError
from workers.readers.pdf_page import INITIAL, Fragment, Page

LOCKED = 4  # PDFium's number for a password that is missing
GAP = 0.8  # sizes; a space is a quarter of the size, in a line stretched to both margins seldom over three quarters
HYPHEN = 2  # what PDFium gives for a hyphen at a line's end
SPACE, BLANK = 32, frozenset((0, 9, 10, 13, 32, 160))
BOLD = 600  # of 100 to 900, as fonts count
SAMPLES = 60  # characters of a page that show which way its text runs
Turn = tuple[int, int]  # cosine and sine of the way text runs


@dataclass(frozen=True, slots=True)
class Opened:
    """What was read of a file: pages, the title of its metadata, how many pages are broken, whether more was left."""

    pages: tuple[Page, ...]
    title: str
    broken: int
    cut: bool


def opened(content: bytes, most_pages: int, most_characters: int) -> Opened:
    """The first pages of a file; ``FileError`` where it is broken or locked."""
    try:
        with PdfDocument(content) as file:
            return _read(file, most_pages, most_characters)
    except PdfiumError as error:
        if error.err_code == LOCKED:
            raise FileError("the PDF is locked with a password") from error
        raise FileError(f"the PDF is broken: {error}") from error


def _read(file: PdfDocument, most_pages: int, left: int) -> Opened:
    pages, broken = [], 0
    for number in range(min(len(file), most_pages)):
        if left <= 0:
            break
        try:
            page, count = _read_page(file[number], left)
        except PdfiumError:
            broken += 1
            continue
        pages.append(page)
        left -= count
    return Opened(tuple(pages), file.get_metadata_value("Title"), broken, left < 0 or len(pages) + broken < len(file))


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a space, the number of the middle one in the page, and their place as text runs there."""

    text: str
    middle: int
    left: float
    right: float
    bottom: float
    top: float


def _read_page(page: PdfPage, most: int) -> tuple[Page, int]:
    """A page with the text of its first ``most`` characters, and how many characters it has."""
    with closing(page), closing(page.get_textpage()) as opened_text:
        count, text = opened_text.count_chars(), opened_text.raw
        turn = _direction(text, count)
        found = (_fragment(text, piece, turn) for piece in _pieces(_words(text, min(count, most), turn)))
        shown = tuple(dict.fromkeys(fragment for fragment in found if fragment))
        left, bottom, right, top = page.get_cropbox()
        ends = _turned(left, bottom, turn)[1], _turned(right, top, turn)[1]
        return Page(min(ends), max(ends), shown), count


def _pieces(words: Iterable[Word]) -> Iterator[list[Word]]:
    """Words that stand together."""
    piece: list[Word] = []
    for word in words:
        if piece and _apart(piece[-1], word):
            yield piece
            piece = []
        piece.append(word)
    if piece:
        yield piece


def _apart(one: Word, two: Word) -> bool:
    """Whether the second word is on another line, behind the first, a wide gap away or much larger."""
    sizes = one.top - one.bottom, two.top - two.bottom
    shared = min(one.top, two.top) - max(one.bottom, two.bottom)
    if max(sizes) > INITIAL * min(sizes):
        return True
    return shared < 0.4 * min(sizes) or not -max(sizes) <= two.left - one.right <= GAP * max(sizes)


def _words(text: FPDF_TEXTPAGE, count: int, turn: Turn) -> Iterator[Word]:
    """The words in the file's order; only their ends are looked up, as every call into PDFium takes its time."""
    chars: list[int] = []
    for number in range(count + 1):
        char = pdfium.FPDFText_GetUnicode(text, number) if number < count else SPACE
        if char not in BLANK:
            chars.append(char)
        if chars and (char in BLANK or char == HYPHEN):
            last = number if char == HYPHEN else number - 1
            yield _word(text, chars, last, turn)
            chars = []


def _word(text: FPDF_TEXTPAGE, chars: Sequence[int], last: int, turn: Turn) -> Word:
    first = last - len(chars) + 1
    ends = [corner for number in (first, last) for corner in _corners(text, number, turn)]
    across, up = zip(*ends, strict=True)
    found = "".join(map(chr, chars)).replace(chr(HYPHEN), "-").encode("utf-16", "surrogatepass")
    return Word(found.decode("utf-16", "replace"), (first + last) // 2, min(across), max(across), min(up), max(up))


def _corners(text: FPDF_TEXTPAGE, number: int, turn: Turn) -> tuple[tuple[float, float], tuple[float, float]]:
    rect = pdfium.FS_RECTF()
    pdfium.FPDFText_GetLooseCharBox(text, number, rect)
    return _turned(rect.left, rect.bottom, turn), _turned(rect.right, rect.top, turn)


def _direction(text: FPDF_TEXTPAGE, count: int) -> Turn:
    """The way most of a page's text runs, to a quarter turn, whichever way the page is turned to be shown."""
    found = Counter(_runs(text, number) for number in range(0, count, count // SAMPLES + 1))
    found.pop(None, None)
    return (found.most_common(1)[0][0] if found else None) or (1, 0)


def _runs(text: FPDF_TEXTPAGE, number: int) -> Turn | None:
    matrix = pdfium.FS_MATRIX()
    if pdfium.FPDFText_IsGenerated(text, number) or not pdfium.FPDFText_GetMatrix(text, number, matrix):
        return None
    length = math.hypot(matrix.a, matrix.b) or 1.0
    return round(matrix.a / length), round(matrix.b / length)


def _turned(x: float, y: float, turn: Turn) -> tuple[float, float]:
    """The point where text that runs this way is turned to run to the right."""
    cos, sin = turn
    return x * cos + y * sin, y * cos - x * sin


def _fragment(text: FPDF_TEXTPAGE, words: Sequence[Word], turn: Turn) -> Fragment | None:
    shown = words[len(words) // 2].middle  # the first letter may be larger than the rest
    if _runs(text, shown) not in {None, turn}:  # a watermark, or a mark up the margin
        return None
    x, y, matrix = pdfium.c_double(), pdfium.c_double(), pdfium.FS_MATRIX()
    pdfium.FPDFText_GetCharOrigin(text, shown, x, y)
    pdfium.FPDFText_GetMatrix(text, shown, matrix)
    return Fragment(
        text=" ".join(word.text for word in words),
        left=min(word.left for word in words),
        right=max(word.right for word in words),
        base=_turned(x.value, y.value, turn)[1],
        size=pdfium.FPDFText_GetFontSize(text, shown) * math.hypot(matrix.c, matrix.d) or 1.0,
        bold=pdfium.FPDFText_GetFontWeight(text, shown) >= BOLD,
    )

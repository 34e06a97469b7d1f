"""Rich Text Format, with striprtf."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from striprtf.striprtf import font_table_group, rtf_to_text

from workers.document import Document, Stated
from workers.errors import FileError
from workers.readers.manuscript import LINES, authors, title
from workers.readers.written import Written, compose

MEDIA_TYPE = "application/rtf"
MARK = b"{\\rtf"
# Characters besides pictures; striprtf takes a second for a million, 5,000 lines in escapes have 1.5 million.
LONGEST = 4_000_000
HEAD = 20_000  # characters in which the code page and the properties stand
PAGE = re.compile(r"\\ansicpg(\d{1,5})")
BINARY = re.compile(r"(?<!\\)\\bin(\d{1,9})? ?")
PICTURE = re.compile(r"(?<![0-9A-Fa-f\s])[0-9A-Fa-f\s]{200,}")  # no word is so long; pictures and themes are hex digits
FONT, CHARSET = re.compile(r"\\f(\d{1,9})"), re.compile(r"\\fcharset(\d{1,3})")
ANSI, VIETNAMESE = "0", "163"
OUTLINE = re.compile(r"\\outlinelevel([0-8])(?!\d) ?")
HEADINGS = {chr(0xE000 + level): "h1" if level == 0 else "h2" for level in range(9)}  # stand for outline levels
ITEM = re.compile("[·•▪◦\uf0b7\uf0a7]\t")
PROPERTY = r"\{\\%s ((?:[^{}]|\{[^{}]*\})*)\}"
TITLE, AUTHOR = re.compile(PROPERTY % "title"), re.compile(PROPERTY % "author")


def score(content: bytes, filename: str, media_type: str | None) -> float:
    """RTF says so itself."""
    return float(content[:64].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(MARK))


def read(document: Document) -> Document:
    """Paragraphs and rows of the body; headers, footers, notes, text boxes and addresses of links are left out."""
    encoding = _encoding(document.content[:HEAD])
    source = _without_pictures(document.content.decode(encoding, "replace"))
    if len(source) > LONGEST:
        raise FileError(f"the document has more than {LONGEST} characters besides its pictures")
    info = source[max(0, source.find("{\\info")) :][:HEAD]
    stated = Stated(title=title(_property(TITLE, info, encoding)), byline=authors(_property(AUTHOR, info, encoding)))
    return compose(document, MEDIA_TYPE, _lines(_plain(_prepared(source), encoding)), stated)


def _encoding(head: bytes) -> str:
    """The code page for bytes outside ASCII: the one declared, else that of Western Windows."""
    declared = PAGE.search(head.decode("ascii", "replace"))
    try:
        return codecs.lookup(f"cp{declared[1] if declared else 1252}").name
    except LookupError:
        return "cp1252"


def _without_pictures(source: str) -> str:
    """Without bytes of pictures: they are long, and striprtf looks at each."""
    kept, at = [], 0
    for found in BINARY.finditer(source):
        if found.start() >= at:
            kept.append(source[at : found.start()])
            at = found.end() + int(found[1] or 0)
    return PICTURE.sub("", "".join((*kept, source[at:])))


def _prepared(source: str) -> str:
    """What striprtf reads in linear time: a table of fonts made anew, no fields with addresses; headings are marked."""
    if fonts := font_table_group(source):
        source = source.replace(fonts, _fonts(fonts), 1)
    source = source.replace("\\fldinst", "\\fldinst ")
    return OUTLINE.sub(lambda found: f" {chr(0xE000 + int(found[1]))}", source)


def _fonts(table: str) -> str:
    """Fonts with their character sets; where none is Vietnamese, ANSI means the code page that is declared."""
    entries = [(FONT.search(entry), CHARSET.search(entry)) for entry in table.split(";")]
    found = {font[1]: charset[1] for font, charset in entries if font and charset}
    vietnamese = VIETNAMESE in found.values()
    told = {font: charset for font, charset in found.items() if charset != ANSI or vietnamese}
    return "{\\fonttbl\n" + "".join(f"{{\\f{font}\\fcharset{told[font]} -;}}\n" for font in told) + "}"


def _plain(source: str, encoding: str) -> str:
    """The text; characters beyond U+FFFF come as two halves."""
    try:
        text = rtf_to_text(source, encoding, "replace")
    except (ValueError, LookupError, OverflowError, TypeError) as error:
        raise FileError(f"the RTF cannot be read: {error}") from error
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _property(pattern: re.Pattern[str], info: str, encoding: str) -> str:
    """A property's text; the last one, for an older form for other programs may stand before it."""
    found = pattern.findall(info)
    return _plain("{\\rtf1 " + found[-1] + "}", encoding) if found else ""


def _lines(text: str) -> Iterator[Written]:
    for line in text.split("\n", LINES)[:LINES]:
        bare = line.replace("\xad", "").strip()
        if bare.endswith("|"):  # so striprtf ends cells
            cells = [cell.strip() for cell in bare.split("|")]
            yield Written(" | ".join(filter(None, cells)))
        elif bare[:1] in HEADINGS:
            yield Written(bare.lstrip("".join(HEADINGS)), (HEADINGS[bare[0]],))
        else:
            item = ITEM.match(bare)
            yield Written(bare[item.end() :] if item else bare, ("li" if item else "p",))

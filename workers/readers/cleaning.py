"""Characters to lawful text: mojibake undone, controls and invisible marks dropped, plain spaces and line ends, NFC."""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache
from html import unescape

# What the bytes 80..BF look like when read as windows-1252 or latin-1.
TAIL = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
# What every broken letter holds; good text seldom has any. The last character of each is found thirty times as fast.
HINTS = ("Ä", "Æ", "áº", "á»", "â€", "Ã")
BROKEN = re.compile(f"[ÄÆ][{TAIL}]|á[º»][{TAIL}]|â€[{TAIL}]|Ã[¡-º¼-¿]")
BEYOND_1252 = re.compile("[\u1ea0-\u1ef9ăĂđĐĩĨũŨơƠưƯ]")
CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")  # joiners stay: emoji
SPACES = re.compile("[\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]")
ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});", re.I)  # "&para=2" in an address is none
LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
BLANKS = ("\n", "\t")  # lawful white space that Python calls not printable
LONGEST_STACK = 30  # marks on one letter, as in the Stream-Safe Text Format of UAX 15; sorting more is quadratic


def repaired(text: str) -> str:
    """The text with UTF-8 read as windows-1252 or latin-1 undone, line by line; good text comes back as it is."""
    hinted = any(hint[-1] in text and hint in text for hint in HINTS)
    if not hinted or len(BROKEN.findall(text)) < 2:  # once may be a letter and a quotation mark that met by chance
        return text
    return "\n".join(_repaired(line) for line in text.split("\n"))


def clean(text: str) -> tuple[str, tuple[str, ...]]:
    """The text as everything after the reader takes it, and a warning where characters were dropped."""
    text = text.lstrip("\ufeff")
    if is_plain(text):
        return composed(text), ()
    text = SPACES.sub(" ", LINE_ENDS.sub("\n", INVISIBLE.sub("", text)))
    kept = CONTROLS.sub("", text)
    return composed(kept), ("controls-removed",) if kept != text else ()


def unescaped(text: str) -> str:
    """The text with the characters that its entities stand for."""
    return ENTITY.sub(lambda found: unescape(found.group()), text)


def is_plain(text: str) -> bool:
    """Whether there is nothing to drop or to divide lines by but ``\\n``, as in nearly every file."""
    for blank in BLANKS:
        text = text.replace(blank, "")
    return text.isprintable()


def composed(text: str) -> str:
    """The text in NFC, in linear time whatever it is."""
    if unicodedata.is_normalized("NFC", text):
        return text
    return unicodedata.normalize("NFC", _stacked_marks().sub(r"\1", text) if _may_stack(text) else text)


def _may_stack(text: str) -> bool:
    """Whether marks stand close enough for a stack; one that is too high has three of every so many characters.

    The pattern takes forty times as long.
    """
    return b"\1\1\1" in bytes(map(bool, map(unicodedata.combining, text[:: LONGEST_STACK // 3])))


def _repaired(line: str) -> str:
    """A line with UTF-8 read as windows-1252 undone; letters that encoding lacks show a line to be good."""
    if line.isascii() or BEYOND_1252.search(line):
        return line
    from ftfy import TextFixerConfig, fix_encoding  # noqa: PLC0415  seldom needed

    return fix_encoding(line, TextFixerConfig(explain=False, fix_c1_controls=False))


@cache
def _stacked_marks() -> re.Pattern[str]:
    marks = "".join(char for char in map(chr, range(0x300, sys.maxunicode)) if unicodedata.combining(char))
    return re.compile(f"([{marks}]{{{LONGEST_STACK}}})[{marks}]+")

"""Bytes to characters: the encoding is told by the bytes first, by what was declared next, by a guess last."""

from __future__ import annotations

import codecs
import re
import unicodedata

from workers.errors import UnsupportedMediaType
from workers.readers import vietnamese
from workers.readers.cleaning import repaired

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CHARSET = re.compile(
    r"charset=[\"']?(windows-\d{3,4}|cp\d{3,4}|iso-8859-\d+|koi8-[ru]|gbk|gb2312|gb18030|big5|euc-jp|euc-kr|"
    r"shift_jis|tis-620|utf-16(?:le|be)?|macintosh)\b",
    re.IGNORECASE,
)
TONED = re.compile("[ạ-ỹĂăĐđĨĩŨũƠơƯư]", re.IGNORECASE)
COMMON = (
    "cp1252", "cp1251", "cp1253", "cp1256", "koi8_r", "tis_620",
    "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
)  # fmt: skip
# What a Vietnamese text is made of, marks put behind letters and typographic marks included.
LATIN = re.compile("[\n\r\t -~\u00a0-\u01b0\u0300-\u0323\u1ea0-\u1ef9\u2010-\u2026]")
REPAIRED = "mojibake-repaired"
SAMPLE = 16_384  # enough letters to tell an encoding; charset-normalizer takes about a second for ten times as much


def decode(content: bytes, media_type: str | None = None) -> tuple[str, tuple[str, ...]]:
    """The characters, mojibake undone, and warnings; raises ``UnsupportedMediaType`` where no encoding fits."""
    text, warnings = _decoded(content, media_type)
    meant = repaired(text)
    return meant, (*warnings, REPAIRED) if meant != text else warnings


def _decoded(content: bytes, media_type: str | None) -> tuple[str, tuple[str, ...]]:
    if read := _unicode(content):
        text, warnings = read
        return _older(text, warnings) or read
    return (
        _older(vietnamese.as_western(content))
        or _vietnamese_ansi(content)
        or _declared(content, media_type)
        or _guessed(content)
    )


def _older(text: str, warnings: tuple[str, ...] = ()) -> tuple[str, tuple[str, ...]] | None:
    """Vietnamese of the time before Unicode, in its bytes or saved as UTF-8 by a program that took it for Western."""
    if not (name := vietnamese.told(text)):
        return None
    return vietnamese.converted(text, name), (*warnings, f"encoding:{name}")


def _unicode(content: bytes) -> tuple[str, tuple[str, ...]] | None:
    for bom, encoding in BOMS:
        if content.startswith(bom):
            return _marked(content[len(bom) :], encoding)
    if wide := _utf16_without_mark(content):
        return content.decode(wide, "replace"), (f"encoding:{wide}",)
    return _utf8(content)


def _marked(content: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    """A byte order mark is believed, save that UTF-8 with broken bytes is still looked at."""
    if encoding == "utf-8" and (told := _utf8(content)):
        return told
    text = content.decode(encoding, "replace")
    return text, ("undecodable-replaced",) if "\ufffd" in text else ()


def _utf16_without_mark(content: bytes) -> str | None:
    """Letters of Vietnamese lie below U+0100 for three of four: their high bytes are zero, the low ones never.

    Where many do not, nearly all is letters of Latin all the same, which other bytes do not give.
    """
    sample = content[: SAMPLE & ~1]
    if 0 not in sample:
        return None
    even, odd, pairs = sample[::2].count(0), sample[1::2].count(0), len(sample) // 2
    if pairs >= 2 and max(even, odd) >= 0.4 * pairs and min(even, odd) * 10 <= max(even, odd):
        return "utf-16-le" if odd > even else "utf-16-be"
    return next(
        (wide for wide in ("utf-16-le", "utf-16-be") if pairs >= 2 and _is_latin(sample.decode(wide, "replace"))), None
    )


def _is_latin(text: str) -> bool:
    return len(LATIN.findall(text)) >= 0.9 * len(text)


def _utf8(content: bytes) -> tuple[str, tuple[str, ...]] | None:
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    try:  # surrogates written out in bytes: pairs become the character they stand for, lone ones U+FFFD
        halves = content.decode("utf-8", "surrogatepass").encode("utf-16-le", "surrogatepass")
        text = halves.decode("utf-16-le", "replace")
    except UnicodeDecodeError:
        text = content.decode("utf-8", "replace")
        broken = text.count("\ufffd")
        # A page cut in mid-character has a few broken bytes among thousands; another encoding breaks nearly all.
        if 4 * broken > sum(not char.isascii() for char in text) - broken:
            return None
    return text, ("undecodable-replaced",) if "\ufffd" in text else ()


def _vietnamese_ansi(content: bytes) -> tuple[str, tuple[str, ...]] | None:
    """Windows-1258 gives Vietnamese letters nearly always, and often, when the bytes are in it."""
    sample = unicodedata.normalize("NFC", content[:SAMPLE].decode("cp1258", "replace"))
    letters = [char for char in sample if char.isalpha() or unicodedata.combining(char) or char == "\ufffd"]
    high = [char for char in letters if not char.isascii()]
    toned = len(TONED.findall(sample))
    plain = sum(char in "àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ" for char in high)
    # Written Vietnamese marks about a quarter of its letters, French and Italian under a twelfth.
    if not high or toned + plain < 0.95 * len(high) or len(high) < 0.1 * len(letters) or 4 * toned < len(high):
        return None
    return content.decode("cp1258", "replace"), ("encoding:windows-1258",)


def _declared(content: bytes, media_type: str | None) -> tuple[str, tuple[str, ...]] | None:
    if not (found := CHARSET.search(media_type or "")):
        return None
    try:
        return content.decode(found[1]), (f"encoding:{found[1].lower()}",)
    except (UnicodeDecodeError, LookupError):
        return None


def _guessed(content: bytes) -> tuple[str, tuple[str, ...]]:
    from charset_normalizer import from_bytes  # noqa: PLC0415  slow to import, seldom needed

    best = from_bytes(content[:SAMPLE], cp_isolation=[*COMMON]).best()
    if best is None:
        raise UnsupportedMediaType("the bytes are no text in any known encoding")
    return content.decode(best.encoding, "replace"), (f"encoding:{best.encoding.replace('_', '-')}",)

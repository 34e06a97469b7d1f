"""Vietnamese encodings older than Unicode, told apart and read by their tables in ``lexicons/encodings``.

All here speaks of text whose legacy bytes were read as windows-1252: ``as_western`` makes it of bytes, and pages
that were saved as UTF-8 after such a reading have it already.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from workers import lexicons

NAMES = ("tcvn3", "vni", "viscii")
LETTERS = "A-Za-zª²³µ¹ºÀ-ÿŒœŠšŸŽžƒ"
PLAIN = "àáâãèéêìíòóôõùúýÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ"  # what Vietnamese has of windows-1252 itself
QUOTES = "“”‘’–—…•"  # capital letters of VISCII, save where an editor that knew Unicode put them around a word
BEYOND_1252 = re.compile("[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9]")
# What Vietnamese in Unicode has no letters of, in windows-1252, signs of printing aside; older encodings have many.
FOREIGN = re.compile("[¡-§¨ª¬\u00ad¯²-¶¸-º¼-¿ÄÅÆÇËÎÏÐÑÖØÛÜÞßäåæçëîïðñöøûüþÿ\u2212ŒœŠšŸŽžƒ†‡ˆ‰˜]")
PLAIN_LETTER = re.compile("[A-Za-z]")
STRETCH = re.compile("[^<>\n]+")  # a line, or what stands between two tags
WESTERN = {byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)}
WINDOW = 100_000  # characters looked at in the beginning, the middle and the end
SAMPLE = 50_000  # of those characters, of which some thousand would do
FEWEST_LETTERS = 20  # in shorter texts words are syllables of some encoding by chance,
FEWEST_SYLLABLES = 4  # and so is the only foreign name of a long one


@dataclass(frozen=True)
class Encoding:
    """One or two characters (bytes read as windows-1252) to each letter; ``words`` finds runs of its letters."""

    name: str
    letters: dict[str, str]
    codes: re.Pattern[str]
    words: re.Pattern[str]

    def read(self, word: str) -> str:
        """The word in Unicode (NFC)."""
        read = unicodedata.normalize("NFC", self.codes.sub(lambda code: self.letters[code[0]], word))
        if self.name == "tcvn3":
            return _as_printed(word, read)
        if self.name == "viscii" and not _is_syllable(read) and (within := word.strip(QUOTES)) != word:
            return word.replace(within, self.read(within)) if within else word
        return read

    def fits(self, word: str) -> bool:
        """Whether every character of the word is in the table and the word then is a Vietnamese syllable."""
        return self.codes.sub("", word).isascii() and all(map(_is_syllable, self.read(word).split("-")))


def as_western(content: bytes) -> str:
    """Bytes read as windows-1252, its five holes as controls."""
    return content.decode("latin-1").translate(WESTERN)


def told(text: str) -> str | None:
    """The name of the encoding that makes Vietnamese syllables of the text, None where it is good as it is."""
    if len(FOREIGN.findall(text)) < FEWEST_SYLLABLES:
        return None
    suspects = [stretch for stretch in _stretches(text) if not (stretch.isascii() or BEYOND_1252.search(stretch))]
    sample = "\n".join(suspects)[:SAMPLE]
    if sum(map(str.isalpha, sample)) < FEWEST_LETTERS:
        return None
    shares = {encoding.name: _share(encoding, sample) for encoding in (_western(), *encodings())}
    best = max(shares, key=lambda name: shares[name])
    # A Vietnamese page gives 0.87 and more in its own encoding, 0.57 at most in another; word lists of a hundred
    # other languages give 0.67 at most.
    if not best or shares[best] < 0.7:
        return None
    return best if len(set(_syllables(_named(best), sample))) >= FEWEST_SYLLABLES else None


def converted(text: str, name: str) -> str:
    """The text in Unicode; where it holds Vietnamese in Unicode too, only stretches that become better are changed."""
    encoding = _named(name)
    mixed = bool(BEYOND_1252.search(text))
    read = cache(encoding.read)

    def stretch(found: re.Match[str]) -> str:
        line = found[0]
        if line.isascii() or (mixed and (BEYOND_1252.search(line) or not _gains(encoding, line))):
            return line
        line = encoding.words.sub(lambda word: read(word[0]), line)
        return _headline(line) if name == "tcvn3" else line

    return STRETCH.sub(stretch, text)


@cache
def encodings() -> tuple[Encoding, ...]:
    """Those that are told apart: the tables of ``lexicons/encodings``, and windows-1258, which Python knows."""
    return (*map(_listed, NAMES), _encoding("windows-1258", _of_1258()))


def _named(name: str) -> Encoding:
    return next(encoding for encoding in encodings() if encoding.name == name)


def _listed(name: str) -> Encoding:
    rows = lexicons.rows(f"encodings/{name}.tsv")
    table = {as_western(bytes.fromhex(row["bytes"])): row["character"] for row in rows}
    # Capitals made by style sheets and editors: a mark of either case stands behind a letter of either case.
    table |= {code[0] + code[1].swapcase(): letter for code, letter in table.items() if len(code) == 2}
    if name == "tcvn3":
        table["\u2212"] = table["\u00ad"]  # office programs write the soft hyphen as a minus sign
    return _encoding(name, table, "-" if name == "tcvn3" else "")


def _encoding(name: str, table: dict[str, str], also: str = "") -> Encoding:
    codes = "|".join(re.escape(code) for code in sorted(table, key=len, reverse=True))
    within = re.escape("".join(sorted({char for code in table for char in code})) + also)
    return Encoding(name, table, re.compile(codes), re.compile(f"[{LETTERS}{within}]+"))


def _of_1258() -> dict[str, str]:
    """The letters windows-1258 shares with windows-1252, and those where the two differ."""
    both = ((as_western(bytes([byte])), bytes([byte]).decode("cp1258", "ignore")) for byte in range(0x80, 0x100))
    return {code: char for code, char in both if char and (char != code or char in PLAIN)}


@cache
def _western() -> Encoding:
    return _encoding("", {char: char for char in PLAIN})


def _stretches(text: str) -> Iterable[str]:
    if len(text) <= 3 * WINDOW:
        return STRETCH.findall(text)
    starts = (0, (len(text) - WINDOW) // 2, len(text) - WINDOW)
    return [stretch for start in starts for stretch in STRETCH.findall(text, start, start + WINDOW)]


def _share(encoding: Encoding, text: str) -> float:
    """Of the characters that are letters here or in the encoding, and no ASCII, those in Vietnamese syllables."""
    marked = sum(not char.isascii() for word in encoding.words.findall(text) for char in word)
    other = sum(char > "\u024f" and char.isalpha() for char in text)
    good = sum(not char.isascii() for word in _syllables(encoding, text) for char in word)
    return good / (marked + other or 1)


def _syllables(encoding: Encoding, text: str) -> list[str]:
    """Words with a marked letter and a plain one (bytes of Chinese or Hebrew make the rest) that are Vietnamese."""
    fits = cache(encoding.fits)
    words = encoding.words.findall(text)
    return [word for word in words if not word.isascii() and PLAIN_LETTER.search(word) and fits(word)]


def _gains(encoding: Encoding, line: str) -> bool:
    return _share(encoding, line) > _share(_western(), line)


def _as_printed(word: str, read: str) -> str:
    """TCVN3 lacks capitals with tones, and its ư is a soft hyphen, which editors write as a hyphen."""
    if len(word) == 1 and not word.isalpha() and not _is_syllable(read):
        return word  # the sign itself, as in © 2003
    if "-" in read and _is_syllable(horned := read.replace("-", "ư")):
        read = horned
    return read.upper() if read != word and _is_capital(read, 2) else read


def _headline(line: str) -> str:
    return line.upper() if _is_capital(line, 4) else line


def _is_capital(text: str, least: int) -> bool:
    """Whether all letters are capitals of which TCVN3 has capitals, and those are so many."""
    letters = [char for char in text if (char.isascii() and char.isalpha()) or char in "ăâêôơưđĂÂÊÔƠƯĐ"]
    return len(letters) >= least and all(map(str.isupper, letters))


def _is_syllable(word: str) -> bool:
    return word.lower() in lexicons.words("names/vietnamese_syllables.txt")

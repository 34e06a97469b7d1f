"""Who wrote a story and whom it is taken from: author lines and source lines, read the same way wherever they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from workers.parsers.authors import PICTURES, PLACE, bare, is_desk, likeness, unmarked, untitled
from workers.parsers.stamps import stamp_kind
from workers.parsers.vocabulary import alternatives, fold, folded, headings, marks, openings

URL = re.compile(r"https?://[^\s<>\"'()\[\]]+", re.I)
UPPER = "[" + "".join(letter for letter in map(chr, range(0x41, 0x1EFA)) if letter.isupper()) + "]"
# One syllable of a name ("Minh", "LONG", "Thúy"), or initials ("S.N", "Đ.", "H.Hà").
SYLLABLE = rf"(?:{UPPER}[^\W\d_]*|(?:{UPPER}[^\W\d_]{{0,3}}\.\s?)+{UPPER}?[^\W\d_]*)"
NAME = rf"{SYLLABLE}(?:[ -]{SYLLABLE}){{0,4}}"
NAMES = re.compile(rf"{NAME}(?:\s?(?:,|-|–|và|&|/|;)\s?{NAME}){{0,5}}")
SPLIT = re.compile(r"\s?[,;&/]\s?|\s[-–]\s|\s?–\s?|\svà\s")
AUTHOR_WORD = re.compile(rf"^(?:(?:{alternatives('author_words')})\s*:|tác giả\s*,)\s*", re.I)
CITED = re.compile(r"^theo\s+(?=[^()]{3,40}$|[^()]{3,40}\(tổng hợp\)$)", re.I)  # "Theo Lan Anh (Báo Mẫu)"
DOING = re.compile(rf"[\s,–-]*\(?\s*\b(?:{alternatives('author_deeds')})\s*\)?[.]?$", re.I)
# "(Theo A, B)", "Theo A", "(theo A)", "Nguồn: A", at the end of a line or alone.
CREDIT = re.compile(
    r"[\s(\[/|–-]*\b(?:[Tt]heo|THEO|[Nn]guồn(?: tin)?|NGUỒN|Source)\s*:?\s+([^()\[\]]{2,90}?)\s*[)\]]?[.\s]*$"
)
BUTTONS = re.compile(r"\s+(?:copy link|lấy link!?|link bài gốc|xem link nguồn)\s*!?", re.I)
SOURCE_WORD = re.compile(
    r"^(?:nguồn(?: tin| bài| gốc)?|source|url|link(?: bài)? gốc|link nguồn|đường dẫn(?: bài viết)?)\b", re.I
)
DIGIT = re.compile(r"\d")
BRACKETED = re.compile(r"^[(\[]([^()\[\]]{2,60})[)\]][.]?$")
LONGEST = 140  # characters; the longest author or source line known (a URL left out) has about 110
CUES = ("heo ", "guồn", "source", "link", "khảo", "dịch từ")  # what a credit or a button on the line may be told by
MARK = re.compile("[,/|–-]")  # one of them stands before a paper's name without a bracket
INITIALS = re.compile(r"\w\.\w{1,2}\.$")
# "Số liệu tham khảo: A", "(Có tham khảo thông tin từ A)"
REFERENCE = re.compile(rf"[(*\s]*(?:{alternatives('reference_words')})\s*:?\s+([^()\[\]]{{2,60}}?)[)\].\s]*$", re.I)
GIVEN = " cho "  # "Nguồn: Lê Mẫu cho Báo Thử" credits a picture, drawn for the paper
CREDIT_WORDS = 7  # a paper's name has no more


@dataclass(frozen=True, slots=True)
class Signature:
    """Names of authors, and of the papers and agencies credited; either may be empty.

    ``sure`` says that the line itself tells what it is, and ``desk`` that it names no person.
    """

    authors: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    sure: bool = False
    desk: bool = False


def _known(text: str) -> bool:
    return fold(text) in marks()


def _titled(text: str) -> bool:
    return bool(text) and (text[0].isupper() or text[0].isdigit())


def credit_names(text: str) -> tuple[str, ...]:
    """The papers and agencies of a credit such as "DW, Times of Israel"; empty where the words name none."""
    text = text.strip(" .")
    parts = (text,) if _known(text) else tuple(part.strip(" .") for part in SPLIT.split(text))
    fit = GIVEN not in text and all(
        _known(part) or (_titled(part) and len(part.split()) <= CREDIT_WORDS) for part in parts
    )
    return tuple(part for part in parts if part and fold(part) != "tổng hợp") if fit else ()


def is_name(text: str) -> bool:
    """Whether the words could be one or several people's names and are no section, heading, button or paper."""
    key = fold(text)
    if not NAMES.fullmatch(text) or len(text.split()) > 12 or len(key) < 2:
        return False
    first = key.partition(" ")[0]  # "Sao Việt", "Bà Lan"
    if first in folded("sections") or first in folded("no_names"):
        return False
    if first in folded("author_roles") and (key.count(" ") != 1 or likeness(text) != "byline"):
        return False  # "Trường Đại học Mẫu"; but "Trường Vũ"
    return not (key in folded("sections") or key in headings() or key in folded("noise_lines") or key in marks())


def _authors(text: str) -> tuple[str, ...]:
    if _tells_deed(text):
        text = DOING.sub("", text)
    text = text.strip(" ,-–|(")
    text = text if INITIALS.search(text) else text.strip(".")
    kept = []
    for part in map(untitled, SPLIT.split(text)):
        if part and not _known(part) and part.upper() not in {"PV", "THEO"}:
            kept.append(part)
    return tuple(kept) if kept and is_name(", ".join(kept)) else ()


def _tells_deed(text: str) -> bool:
    """Whether a line ends in what its author did."""
    return text.lower().rstrip(" ).\t").endswith(_deeds()) and DOING.search(text) is not None


def _split_credit(text: str) -> tuple[str, tuple[str, ...]]:
    """A line without the credit at its end, and the names credited."""
    said = text.lower()
    if (
        ("heo " in said or "guồn" in said or "source" in said)
        and (match := CREDIT.search(text))
        and (names := credit_names(match.group(1)))
    ):
        return text[: match.start()].rstrip(" (/|–-,"), names
    if MARK.search(text) and (match := re.search(r"[,/|–-]\s*([^,/|()–-]{2,50})$", text)) and _known(match.group(1)):
        return text[: match.start()].strip(), credit_names(match.group(1))
    if (
        text[-1:] == ")"
        and (match := re.search(r"\s\(([^()]{2,50})\)$", text))
        and any(map(_known, SPLIT.split(match.group(1))))
    ):
        return text[: match.start()], credit_names(match.group(1))
    return text, ()


def _could_sign(text: str) -> bool:
    """A look before the patterns: a line of plain words is all names, or ends in what the author did."""
    low = text.lower()
    if any(map(low.__contains__, CUES)) or is_desk(text):
        return True
    if text.replace(" ", "").isalpha():
        words = untitled(text).split()
        named = len(words) > 1 and all(word[0].isupper() or word == "và" for word in words)
        return named or low.endswith(_deeds())
    if ":" not in text or "@" in text:
        return True
    return any((DIGIT.search(text), PICTURES.search(text), AUTHOR_WORD.match(text)))


@cache
def _deeds() -> tuple[str, ...]:
    return tuple(folded("author_deeds"))


def signature(text: str) -> Signature | None:
    """Read an author line ("Name", "Name (Theo A, B)", "Name, Paper 05/02/2025 09:40"), or None."""
    if text.lower().startswith(openings("author_notes")):
        return Signature(sure=True)
    if len(text) > LONGEST or not _could_sign(unmarked(text)):
        return None
    text = unmarked(text)
    kind, rest = stamp_kind(text)
    text = rest if kind == "stamp" and rest else text
    if is_desk(text):
        return Signature(() if fold(text) in folded("nameless_desks") else (text.strip(),), desk=True)
    text = BUTTONS.sub("", text).strip() if "link" in text.lower() else text
    before, credits = _split_credit(text)
    own = CITED.sub("", AUTHOR_WORD.sub("", before))
    named, sure = bare(own) if own else ("", False)
    authors = _authors(PLACE.sub("", named)) if named else ()
    lone = not credits and text == before and " " not in text and "." not in text
    if not authors or lone:
        return None
    return Signature(authors, credits, sure or bool(credits) or own != before or _tells_deed(text))


def source(text: str) -> Signature | None:
    """Read a source line ("Nguồn: URL", "(Theo A)", "(TTXVN/Vietnam+)", a bare address, a paper's name), or None."""
    if (
        "://" in text[:200]
        and (address := URL.search(text[:200]))
        and (address.start() == 0 or SOURCE_WORD.match(text.lstrip("# (")))
    ):
        return Signature()
    if len(text) > LONGEST:
        return None
    low = text.lower()
    text = BUTTONS.sub("", text).strip() if "link" in low else text
    if any(map(low.__contains__, CUES)) and (match := CREDIT.match(text)) and (names := credit_names(match.group(1))):
        most = CREDIT_WORDS + (text[0] in "Nn")  # "Nguồn:" stands before a name, "Theo" before a sentence as well
        return Signature((), names) if any(map(_known, names)) or len(text.split()) <= most else None
    if "khảo" in low or "dịch từ" in low:
        return _reference(text)
    if text[:1] in "([" and (match := BRACKETED.match(text)):
        names = credit_names(match.group(1))
        return Signature((), names) if names and any(map(_known, names)) else None
    key = fold(text)
    return Signature((), (text,)) if key in marks() and key not in folded("sections") else None


def _reference(text: str) -> Signature | None:
    """A line that names what the author has looked up: names, most of whose words have capitals, and no headline."""
    match = REFERENCE.match(text)
    if match is None or not (names := credit_names(match.group(1))):
        return None
    words = match.group(1).split()
    return Signature((), names) if 2 * sum(word[0].islower() for word in words) < len(words) else None

"""Forms that a line of any length may have: lead-ins, dates at the start, related links, photo credits."""

from __future__ import annotations

import re

from workers.parsers.vocabulary import START, alternatives, first_words, fold, folded, marks, names, openings

TAIL = 110  # characters at a line's end where a photo's credit stands
PHOTO = re.compile(
    rf"(?:^|[\s(.,\-–—|/])(?:{alternatives('photo_words')})\s*(?::\s*[^:]{{1,70}}|\(?\s*minh họa)[\s).]*$"
    rf"|(?:^|[(.,\-–—|/]\s?)(?:{alternatives('photo_words')})\s*\d{{1,2}}[\s).]*$"
    r"|\((?:ảnh|hình|nguồn|photo|clip|video|đồ họa)\b[^()]{0,70}\)[\s.]*$"
    r"|\b(?:ap photo|getty images|via (?:ap|reuters|getty|x)|(?:reuters|afp|epa|tass|xinhua|ttxvn)/\w+)\b[^.]{0,40}\.?$"
    r"|\b(?:afp|reuters|ap|epa|getty images)\s[-–/]\s[^.:]{3,40}$"
    r"|[.)|]\s*nguồn:\s*[^:.]{2,40}\.?$|\bảnh (?:do )?(?:nhân vật|gia đình|bạn đọc|cơ quan) [^.]{0,20}cung cấp[.)]*$"
    r"|[.,)|–-]\s*ảnh do [^.]{2,40} (?:cung cấp|gửi)[.)]*$"
    r"|^nguồn:\s[^:.]{2,30}\scho\s[^:.]{2,30}$"
    r"|\bphoto(?:graph)? by\b|\bảnh\s+(?:nvcc|internet|tư liệu|chụp màn hình|minh họa)\b[^.]{0,30}[.)]*$",
    re.I,
)
# What a credit cannot do without, by a part that is quick to look for; what needs a colon, a bracket or a number too.
STRONG_MARKS = {
    "ảnh": ("ảnh:", "ảnh :", "(ảnh", "- ảnh", "– ảnh", "ảnh nvcc", "ảnh tư", "ảnh internet", "ảnh chụp")
    + ("ảnh nhân vật", "ảnh do", "ảnh gia đình", "ảnh bạn đọc", "ảnh cơ quan", "ảnh cắt"),
    "minh h": ("minh họa", "minh hoạ"),
    "photo": ("photo",),
    "getty": ("getty",),
    "via ": ("via ",),
    " -": ("afp -", "reuters -", "ap -", "epa -", "images -"),
    " –": ("afp –", "reuters –", "ap –", "epa –", "images –"),
    "/": ("reuters/", "afp/", "epa/", "tass/", "xinhua/", "ttxvn/", "reuters /", "afp /", "ap /", "epa /", "images /"),
}
WEAK_MARKS = ("hình", "clip", "video", "đồ h", "nguồn", "graphic", "courtesy", "ảnh")
SHOWN = ("ảnh ", "hình ", "(")
DASHES = frozenset("-–—+")
DIGIT = re.compile(r"\d")
PHOTO_ONLY = re.compile(
    rf"[(\s]*(?:{alternatives('photo_words')})\s*(?::|\()|[(\s]*(?:ảnh|hình)\s(?:số\s)?\d{{1,2}}\s?[:.]\s", re.I
)
BRACKETED = re.compile(r"\(([^()]{2,24})\) \w")  # "(MẪU) Sáng nay, ..."
LEAD_IN = re.compile(r"^\(?([\w.+&/ -]{2,24}?)\)?\s*[-–—]\s")
PLACE_LEAD_IN = re.compile(
    r"(?:[^\W\d_]+[ -]?){1,4}\s?\(?(?:ngày\s)?\d{1,2}[/-]\d{1,2}|[^\W\d_]+(?: [^\W\d_]+){0,3}, ngày \d"
)
DAY_OPENING = re.compile(
    r"(?:\S+\s){0,2}?(?:ngày|hôm|sáng|chiều|tối|trưa|đêm|tháng)\s(?:\S+\s){0,2}?\d{1,2}[/.-]\d{1,2}"
)
ARROWS = (">", "»", "›", "▶", "►", "➤", "=>", "→", "•", "[")
RELATED = re.compile(
    r"(?:>\s?>|>|»|›|▶|►|➤|=>|→|•\s?>>)\s*\S" rf"|\[?(?:{alternatives('related_words')})\s*[:\]>»-]\s*\S"
)
NUMBERED = re.compile(r"(?:\d{1,2}|[IVX]{1,4}|[a-d])[.)/]\s|[Bb]ước \d")


def marked_forms(head: str, low: str, begun: frozenset[str], digit: bool) -> list[str]:
    """The forms that a line's beginning shows; ``begun`` are the lists of openings that have it, and ``digit`` says
    whether the line may have any."""
    found = _connective(low)
    if "caption_openings" in begun:
        found.append("caption_opening")
    if (head[0] in DASHES and len(head) > 2) or head.startswith(". "):
        found.append("dash")
    elif head[0] in "\"'“‘":
        found.append("quote")
    found += _lead_in(head, low)
    if digit and DIGIT.search(head, 0, 45):
        if DAY_OPENING.match(low[:60]):
            found.append("day")
        if NUMBERED.match(head):
            found.append("numbered")
    elif head[0] in "IVXabcd" and NUMBERED.match(head):
        found.append("numbered")
    if (low.startswith(ARROWS) or "related_words" in begun) and RELATED.match(low):
        found.append("related")
    if head[0] == "*" and low.lstrip("* ").startswith(openings("note_openings")):
        found.append("note")
    if head[0] in ".,;" and head[1:2] == " ":
        found.append("continues")
    if len(head) < TAIL and ("photo_words" in begun or low.startswith(SHOWN)) and PHOTO_ONLY.match(head):
        found.append("photo_only")
    return found


def _connective(low: str) -> list[str]:
    first, _, rest = low[:60].partition(" ")
    if first.rstrip(",:") not in first_words("connectives"):
        return []
    second, _, rest = rest.partition(" ")
    third = rest.partition(" ")[0]
    two = f"{first} {second}"
    said = (first.rstrip(",:"), two.rstrip(",:"), f"{two.rstrip(',:')} {third}".rstrip(",:"))
    return [] if folded("connectives").isdisjoint(said) else ["connective"]


def _lead_in(head: str, low: str) -> list[str]:
    opening = head[:40]
    if "-" in opening or "–" in opening or "—" in opening:
        mark = LEAD_IN.match(head)
        if mark and fold(mark.group(1)) in marks():
            return ["lead_in"]
    elif head[0] == "(" and (mark := BRACKETED.match(head)) and fold(mark.group(1)) in marks():
        return ["lead_in"]
    for name in names().get(head[:START], ()):
        if head.startswith(name) and head[len(name) :][:1].isupper():
            return ["lead_in"]
    start = head[:80]
    dated = "/" in start or "-" in start or ", ngày " in start
    return ["place_lead_in"] if dated and DIGIT.search(opening) and PLACE_LEAD_IN.match(start) else []


def is_photo(text: str) -> bool:
    """Whether a line ends as captions do: in a credit or a picture's number."""
    tail = text[-TAIL:]
    low = tail.lower()
    return _may_credit(low) and PHOTO.search(tail) is not None


def _may_credit(low: str) -> bool:
    """A plain look before the pattern."""
    within = low.__contains__
    if (":" in low or "(" in low or low.rstrip(").\t ")[-1:].isdigit()) and any(map(within, WEAK_MARKS)):
        return True
    return any(any(map(within, strong)) for part, strong in STRONG_MARKS.items() if part in low)

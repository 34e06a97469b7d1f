"""Names that the lists know, undressed of titles and heads, and products with their version."""

from __future__ import annotations

import re

from workers.taggers.entities.clues import counted_things, foreign_parts, heads, listed, word_set
from workers.taggers.entities.facts import HEADS, TITLES
from workers.taggers.entities.gazetteer import Form, index
from workers.taggers.entities.lines import Line
from workers.taggers.entities.native import native
from workers.taggers.entities.spans import SURE, Offer, Scene, cue

# Types of names that a version, a year or a count belongs to.
LENGTHENED = frozenset({"product", "event"})
# Digits of a model's number: Dimensity 9500, Boeing 787.
LONGEST_MODEL = 4
# Words of a firm's name behind the listed name that it begins with.
LONGEST_FIRM = 4
# How much a thing stores or shows: no part of its name.
SIZE = re.compile(r"\d+(?:[GTM]B|[KkDP]|mm|cm|km|kg|ml|inch)")
# A model's code; U21 is a team, Q3 a quarter.
MODEL = re.compile(r"(?![UQ]\d)[A-Z]{1,3}[a-z]{0,2}\d{1,4}[A-Za-z]{0,2}")
YEAR = re.compile(r"(?:19|20)\d\d")
# What a hyphen ties to a name: a number, with a letter or two behind it.
NUMBERED = re.compile(r"\d{1,4}[A-Za-z]{0,2}")
NUMBER_MARKS = frozenset(".,/%-–:")
STOPS = frozenset(".,:")
# How the lists describe examinations.
EXAMINATION = "kỳ thi"


def from_lists(view: Scene, i: int) -> Offer | None:
    """The longest listed name, lengthened by version marks for products."""
    found = view.longest(i)
    if not found:
        return None
    form = found.forms[0]
    first = _undressed(view, i, found.last, form)
    weight = SURE if form.sure else 0.5
    if form.words > 1 and form.entry.type == "location" and _lengthened(view, found.last):
        return Offer(view.line, first, found.last + 1, form.entry.type, weight, "list", cue=cue(view, first))
    return Offer(view.line, first, found.last, form.entry.type, weight, "list", found.forms, cue(view, first))


def _lengthened(view: Scene, i: int) -> bool:
    """Whether token i is a direction that belongs to the place before it."""
    return view.follows(i) and view.line.words[i] in word_set("naming/place_tails.txt") and not view.follows(i + 1)


def _undressed(view: Scene, first: int, last: int, form: Form) -> int:
    """Where a listed form begins without a title in small letters or a head that the name stands without."""
    line, known = view.line, view.facts[first]
    if not known & (HEADS | TITLES):
        return first
    head = heads().ahead(line.lowers, first) if known & HEADS else 0
    if head and first + head < last and not line.glued(first + head):
        rest = index().get(line.lower[line.starts[first + head] : line.ends[last - 1]], ())
        own = heads().value(line.lowers, first, first + head).type == form.entry.type
        bare = not _inside(line, first, head) or (
            _opening(line, first, head) and rest[:1] and rest[0].entry == form.entry
        )
        if own and rest and bare and not line.words[last - 1].isupper():
            return first + head
    title = listed("titles").ahead(line.lowers, first) if known & TITLES and form.text[0].islower() else 0
    return first + title if first + title < last else first


def _inside(line: Line, first: int, length: int) -> bool:
    """Whether the head at token ``first`` is part of the name as it is printed here."""
    head = heads().value(line.lowers, first, first + length)
    return head.capital_in if line.capital[first] else head.lower_in


def _opening(line: Line, first: int, length: int) -> bool:
    """Whether the head has its capital from the sentence that it opens."""
    return heads().value(line.lowers, first, first + length).inside and line.opens(first)


def lengthened(view: Scene, offer: Offer) -> None:
    """Let an offer go on: a product with its version, an event with its year, a firm with the country of its branch."""
    if offer.type == "product" and not _examined(offer):
        offer.last = versions(view, offer.last)
    elif offer.type == "event":
        offer.last = max(editions(view.line, offer.last), modelled(view.line, offer.last))
    elif offer.how == "list" and offer.type == "organization":
        _firm(view, offer)


def _examined(offer: Offer) -> bool:
    """Whether it is a listed examination: the number behind it is somebody's mark (IELTS 7.5, SAT 1450)."""
    return bool(offer.forms) and (offer.forms[0].entry.description or "").startswith(EXAMINATION)


def _firm(view: Scene, offer: Offer) -> None:
    """A brand with a model's code is a product; a firm goes on with the branch that it is, or its country."""
    if _coded(view, offer):
        offer.last, offer.type = versions(view, offer.last + 1), "product"
        offer.weight, offer.how, offer.forms = 0.75, "code", ()
        return
    if end := _lettered(view, offer):
        offer.last, offer.how, offer.forms = end, "foreign", ()
        return
    if place := _branch(view, offer):
        offer.last, offer.how, offer.forms = place, "head", ()
        return
    branch = view.longest(offer.last)
    if branch and branch.forms[0].text in word_set("naming/branch_places.txt") and _company(view, offer):
        offer.last, offer.how, offer.forms = branch.last, "head", ()


def _lettered(view: Scene, offer: Offer) -> int:
    """Past the foreign words, two or more, that make a listed name another firm's: Sumitomo Mitsui Banking
    Corporation; 0 where none stand."""
    end = offer.last
    while end - offer.last < LONGEST_FIRM and view.follows(end) and view.foreign(end):
        end += 1
    told = end > offer.last + 1 and foreign_parts().get(view.line.words[end - 1]) == "organization"
    return end if told and view.line.words[end - 1].istitle() else 0


def _branch(view: Scene, offer: Offer) -> int:
    """Past the listed place of a bank's branch behind its letters: BIDV chi nhánh Gia Định; 0 where none stands."""
    line, at = view.line, offer.last
    word = listed("branches").ahead(line.lowers, at) if offer.forms[0].sure else 0
    found = view.longest(at + word) if word and at + word < len(line.words) else None
    return found.last if found and found.sure and found.forms[0].entry.type == "location" else 0


def _company(view: Scene, span: Offer) -> bool:
    """Whether the next word may name the country of a firm's branch: only behind foreign names."""
    foreign = not any(native(word) for word in span.line.lowers[span.first : span.last])
    return foreign and span.forms[0].sure and view.follows(span.last)


def _coded(view: Scene, span: Offer) -> bool:
    """Whether a model's code follows a brand: Komatsu D65."""
    line, end = view.line, span.last
    if end >= len(line.words) or not line.capital[end] or line.glued(end) or not MODEL.fullmatch(line.words[end]):
        return False
    return not any(native(word) for word in line.lowers[span.first : end])


def dated(line: Line, end: int) -> bool:
    """Whether a year stands right behind a name: MSI 2025."""
    return end < len(line.words) and not line.glued(end) and YEAR.fullmatch(line.words[end]) is not None


def editions(line: Line, end: int) -> int:
    """Past the year, season or count of an event: V-League 2024-2025, Liên hoan phim Cannes lần thứ 78."""
    counted = end + listed("edition_words").ahead(line.lowers, end)
    if end < counted < len(line.words) and (line.words[counted].isdigit() or line.words[counted].isupper()):
        return counted + 1
    words = line.lowers[end : end + 3]
    if not words or line.glued(end) or not YEAR.fullmatch(words[0]):
        return end
    season = len(words) == 3 and words[1] == "-" and line.glued(end + 1) and words[2].isdigit()
    return end + 3 if season else end + (words[1:2] not in (["/"], ["-"]))


def versions(view: Scene, end: int) -> int:
    """Past the marks that lengthen a product's name: iPhone 15 Pro Max."""
    line = view.line
    if numbered(line, end):
        end += 2
    end = _decimal(line, end)
    while end < len(line.words) and not line.glued(end) and _version(view, end):
        end += 1
    return end + (line.words[end : end + 1] == ["+"] and line.glued(end) and not _goes_on(line, end + 1))


def _goes_on(line: Line, i: int) -> bool:
    """Whether something but a stop is tied to what stands before token i."""
    return line.glued(i) and line.words[i] not in STOPS and line.words[i] != ")"


def _decimal(line: Line, end: int) -> int:
    """Past the number of a program behind its name, or what is left of it: One UI 7.1."""
    at = end - 1 if line.words[end - 1].isdigit() else end
    number = line.words[at : at + 3]
    if len(number) < 3 or number[1] != "." or not (number[0] + number[2]).isdigit() or len(number[0] + number[2]) > 4:
        return end
    whole = line.glued(at + 1) and line.glued(at + 2) and not (at == end and line.glued(at))
    return at + 3 if whole and (not line.glued(at + 3) or line.words[at + 3] not in NUMBER_MARKS - STOPS) else end


def numbered(line: Line, end: int) -> bool:
    """Whether a hyphen and a number follow a name in letters: Himawari-9, Long March-12B."""
    if not (line.glued(end) and line.glued(end + 1)) or line.words[end] != "-":
        return False
    if line.glued(end + 2) and (line.words[end + 2].isalnum() or line.words[end + 2] in NUMBER_MARKS - STOPS):
        return False
    return line.words[end - 1].isalpha() and NUMBERED.fullmatch(line.words[end + 1]) is not None


def modelled(line: Line, end: int) -> int:
    """Past a model's number behind a word of no list, or 0; a small number must not count what follows it."""
    if end >= len(line.words) or line.glued(end) or not line.words[end].isdigit() or not _model(line, end):
        return 0
    behind = line.lowers[end + 1] if end + 1 < len(line.words) else ""
    sure = len(line.words[end]) > 2 or not behind.isalpha() or listed("functions").ahead(line.lowers, end + 1) > 0
    return end + 1 if sure else 0


def _model(line: Line, i: int) -> bool:
    """Whether a number names a model: no year, no first part of a longer number, no count of what stands behind."""
    number, behind = line.words[i], line.lowers[i + 1] if i + 1 < len(line.words) else ""
    if len(number) > LONGEST_MODEL or YEAR.fullmatch(number) or number == "0":
        return False
    if behind and line.glued(i + 1) and behind in NUMBER_MARKS:
        return i + 2 < len(line.words) and behind in ".," and not line.words[i + 2][0].isdigit()
    if behind and SIZE.fullmatch(number + line.words[i + 1]):
        return False
    return not behind.isalpha() or line.capital[i + 1] or behind not in counted_things()


def _version(view: Scene, i: int) -> bool:
    line = view.line
    if line.words[i] in word_set("naming/tails.txt"):
        return True
    if SIZE.fullmatch(line.words[i]):
        return False
    if line.words[i].isdigit():
        return _model(line, i)
    return bool(re.match(r"[A-Z]{0,2}\d{1,3}[A-Za-z]{0,2}$", line.words[i]))

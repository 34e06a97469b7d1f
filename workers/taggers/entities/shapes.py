"""Names by shape alone: letters, addresses in the net, codes, other capitals."""

from __future__ import annotations

import re

from workers.taggers.entities.clues import heads, listed, syllables, word_set
from workers.taggers.entities.facts import CODE, FOLLOWS, FOREIGN, FUNCTIONS, HEADS, OPENS, PART, TITLES, UPPER, VERBS
from workers.taggers.entities.lines import Line
from workers.taggers.entities.listing import MODEL, versions
from workers.taggers.entities.spans import Offer, Scene, cue
from workers.taggers.entities.vietnamese import continued, vietnamese_end

TOP_DOMAINS = frozenset({"vn", "com", "net", "org", "info", "tv", "edu", "gov"})
REGISTERED = re.compile(r"[A-ZĐ]{1,4}[a-z]{0,2}$")
# Letters and digits in the number of a ship: QNg 95512.
LONGEST_LETTERS, LONGEST_NUMBER = 4, 6
# Words of a ship's name behind its navy's letters.
LONGEST_SHIP = 4
# Tokens of an address in the net: a.b.gov.vn; what is longer is none.
LONGEST_ADDRESS = 8


def letters(view: Scene, i: int) -> Offer | None:
    """Capital letters, a site's address, a model's code."""
    line = view.line
    word = line.words[i]
    if end := _address(line, i):
        return Offer(line, i, end, "organization", 0.6, "address", cue=cue(view, i))
    if not line.capital[i] or word in word_set("naming/unmarked.txt"):
        return None
    if end := _registered(view, i) or _warship(view, i):
        return Offer(line, i, end, "product", 0.75, "code", cue="product")
    if end := _code(line, i, cue(view, i)):
        return Offer(line, i, _codenamed(view, i, end), "product", 0.6, "code", cue=cue(view, i))
    return _lettered(view, i)


def _lettered(view: Scene, i: int) -> Offer | None:
    """Capital letters that may be a body's name, or a code that may be a product's where the story bears it out."""
    line, word = view.line, view.line.words[i]
    if MODEL.fullmatch(word):
        return Offer(line, i, versions(view, i + 1), None, 0.3, "code", cue=cue(view, i))
    if not _initials(word, cue(view, i)) or _shouted(line, i):
        return None
    end = i + 1
    while end + 1 < len(line.words) and line.words[end] == "&" and line.glued(end) and line.capital[end + 1]:
        end += 2
    called = cue(view, i)
    kind = called if called in {"product", "event"} else "organization"
    return Offer(line, i, end, kind, 0.55 if len(word) > 2 else 0.4, "letters", cue=called)


def _initials(word: str, called: str | None) -> bool:
    """Whether a word is capital letters; with a number behind them where a body or a paper is called
    for: nhóm NOVA7, lô trái phiếu DTLH2325001."""
    if len(word) < 2 or not word.isupper() or word in word_set("naming/acronyms.txt"):
        return False
    return word.isalpha() or (called in {"organization", "product"} and word[0].isalpha() and len(word) > 3)


def _shouted(line: Line, i: int) -> bool:
    """Whether token i is a Vietnamese word of a line in capitals: one with its marks, or beside another such word."""
    if line.lowers[i] not in syllables():
        return False
    return not line.words[i].isascii() or any(
        line.words[k].isupper() and line.lowers[k] in syllables() and len(line.words[k]) > 1
        for k in (i - 1, i + 1)
        if 0 <= k < len(line.words)
    )


def _address(line: Line, i: int) -> int:
    """Past an address like Chinhphu.vn at token i, 0 for none."""
    end, past = i, min(len(line.words) - 2, i + LONGEST_ADDRESS)
    while end < past and line.words[end + 1] == "." and line.glued(end + 1) and line.glued(end + 2):
        end += 2
    return end + 1 if end > i and line.lowers[end] in TOP_DOMAINS else 0


def _registered(view: Scene, i: int) -> int:
    """Past a ship's letters and number: tàu SAR 412, tàu cá QNg 95512 TS."""
    line = view.line
    if len(line.words[i]) > LONGEST_LETTERS or i + 1 >= len(line.words) or line.glued(i + 1):
        return 0
    number = line.words[i + 1]
    if not 2 <= len(number) <= LONGEST_NUMBER or not number.isdigit() or cue(view, i) != "product":
        return 0
    if not REGISTERED.match(line.words[i]) or not listed("ships").behind(line.lowers, i):
        return 0
    return i + 3 if line.words[i + 2 : i + 3] == ["TS"] else i + 2


def _warship(view: Scene, i: int) -> int:
    """Past a navy's letters and the name of its ship: USS Cincinnati, BRP Sierra Madre."""
    end, words = i + 1, view.line.words
    if words[i] not in word_set("naming/navy_letters.txt") or view.line.glued(end):
        return 0
    while end - i <= LONGEST_SHIP and view.follows(end) and not words[end].isupper() and words[end].isalpha():
        end += 1
    return end if end > i + 1 else 0


def _code(line: Line, i: int, called: str | None) -> int:
    """Past a code like F-16, S-400, MiG-29, Su-35; one without a hyphen where a product is called for: tàu SE3."""
    end = i + 1
    if end + 1 < len(line.words) and line.words[end] == "-" and line.glued(end) and line.glued(end + 1):
        end += 2
    text = "".join(line.words[i:end])
    return end if CODE.match(text) and any(c.isdigit() for c in text) and (end > i + 1 or called == "product") else 0


def _codenamed(view: Scene, i: int, end: int) -> int:
    """Past the foreign word that is the other name of what a code with a hyphen stands for: F-35I Adir."""
    if end == i + 1 or not view.follows(end) or not view.foreign(end) or view.longest(end):
        return end
    return end + 1 if not view.facts[end] & UPPER and not view.follows(end + 1) else end


def other(view: Scene, i: int) -> Offer | None:
    """A capital of no known shape, not all in capitals: a name only if the document bears it out."""
    line, facts = view.line, view.facts
    known, found = facts[i], view.longest(i)
    if found and found.sure:
        return None
    opens = known & OPENS > 0
    if opens and known & FUNCTIONS and listed("functions").ahead(line.lowers, i):
        return _hidden(view, i)
    end, place = i + 1, found is not None and found.forms[0].entry.type == "location"
    while facts[end] & FOLLOWS and end - i < 5 and not _starts_other(view, end):
        if place and vietnamese_end(view, end) > end + 1:
            break
        end += 1
    called = cue(view, i)
    if known & HEADS and end == i + 1 and heads().ahead(line.lowers, i):
        return None
    if continued(line, end) and not listed("addresses").behind(line.lowers, i):
        return None
    lone = called == "location" and (not _goes_on(line, end) or end > i + 1)
    firm = called if called == "person" or lone or (called not in {"location", "place"} and end > i + 1) else None
    return Offer(line, i, end, firm, 0.7 if firm else _other_weight(end - i, opens), "other", cue=called)


def _goes_on(line: Line, end: int) -> bool:
    """Whether a word in small letters that may belong to it follows a capital: Thông tư."""
    small = end < len(line.words) and line.lowers[end].isalpha() and not line.capital[end]
    return small and not listed("functions").ahead(line.lowers, end)


def _other_weight(words: int, opens: bool) -> float:
    if opens:
        return 0.1
    return 0.3 if words > 1 else 0.2


def _hidden(view: Scene, i: int) -> Offer | None:
    """A small word that opens a sentence and may still be someone's given name: ``Tài cho biết``."""
    if not view.facts[i + 1] & VERBS or not listed("person_verbs").ahead(view.line.lowers, i + 1):
        return None
    return Offer(view.line, i, i + 1, None, 0.05, "other")


def _starts_other(view: Scene, i: int) -> bool:
    """Whether a listed name, a person's full name or a title begins at token i."""
    known, found = view.facts[i], view.longest(i)
    if known & (FOREIGN | PART) or (found and (found.sure or found.last - i > 1)):
        return True
    return known & TITLES > 0 and listed("titles").ahead(view.line.lowers, i) > 1

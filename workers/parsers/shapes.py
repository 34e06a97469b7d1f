"""What one line shows by itself: its features, by name, for the scores of roles.

Most of a page's bytes stand in paragraphs, so everything that only a short line can be is asked of short lines only,
no pattern runs before a plain look for its marks, and short lines, which come again on page after page, are remembered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, filterfalse, pairwise
from sys import intern

from workers.parsers.forms import is_photo, marked_forms
from workers.parsers.joins import joined
from workers.parsers.short_lines import Seen, short_features
from workers.parsers.vocabulary import EDGES, folded, headings, held, opened

READ = 1500  # characters of a line that are looked at, so that a line of megabytes costs no more than a paragraph
LEAST = (90, 46, 26, 15, 9, 5, 2, 1)  # words from which on a line has the feature n90, n46, ...
LENGTHS = tuple(f"n{next(least for least in LEAST if max(1, count) >= least)}" for count in range(LEAST[0] + 1))
CLOSERS = "\"'”’»)] \xa0\u200b\ufeff"
DIGIT = re.compile(r"\d")
BETWEEN = re.compile(r"[^\w ]+")
COMMON = '.,"()“”:;-–?!/…%’‘'  # what nearly all lines are made of between their words; a look for each is quick
WORDS = 40  # no headline, caption, author or source line has more
LETTERS, WIDEST = 0.55, 45  # share of letters and digits in any language; letters of the longest word
NOTED = 60  # characters of a note in brackets after the last stop, as a reader's name
STOPS = ".?!…"
SMALL_WORDS = folded("small_words")
HEADINGS = frozenset("heading_" + opens for opens in headings().values())
ARROWED = frozenset(("junk", "related"))
CUT = 18  # words that a headline has at most where a page cuts it
ENDLESS = 20_000  # characters; a whole story put on one line has 10,000 or fewer
REPEATING, VARIED = 30, 0.2  # of so many words a fifth at least differ in any language
PROSE = {"n15", "n26", "n46", "n90"}
ENDED = {"stop", "final"}
LONG = {"n46", "n90"}
HEADLINE = {"n5", "n9", "n15", "n26"}
HEADLINE_WORDS = 34  # the longest headline on any page known has 33
PLAIN_ENDS = {"bare", "cut", "ask"}
NO_HEADLINE = frozenset(("stamp", "stamp_with", "source", "noise_start", "photo", "buttons", "junk"))
TIMES = frozenset(("stamp", "stamp_with", "ago", "ago_with"))
COUNTED = 80  # words of a paragraph that tell whether it is running language
TITLED = 8  # words from which on a line that begins with "Video:" is a headline and no credit
CREDITS = frozenset(("photo", "photo_only", "caption_opening", "byline_credit"))
TERMS = 40  # words of a paragraph whose terms are kept
REMEMBERED = 4096  # lines, about 12 MB
FORMS = 2048  # sets of features; 500 pages of many sites have 1,000
BLURB = 250  # characters; longer lines seldom come again on page after page: of 5,000 on 500 pages one in seven

Terms = frozenset[tuple[str, ...]]  # pairs of words, and names


@dataclass(slots=True)  # fields of a NamedTuple are read three times as slowly, frozen ones are made five times so
class Shape:
    """A line's features, its length and end among them, what it heads, its words (syllables), folded text, and more.

    The terms are pairs of words and names, which tell what it speaks of, and ``said`` the words that they are made of;
    the manner is ``prose``, ``headline``, ``stamp`` or ``other``. Pages share the shapes of lines that come again.
    """

    features: frozenset[str]
    length: str
    end: str
    heading: str
    words: int
    folded: str
    terms: Terms
    said: tuple[str, ...]
    manner: str


def shape(text: str) -> Shape:
    """Look at one line."""
    return _remembered(text) if len(text) <= BLURB else _look(text)


@lru_cache(maxsize=REMEMBERED)
def _remembered(text: str) -> Shape:
    return _look(text)


def _look(text: str) -> Shape:
    head = text[:READ] if len(text) > READ else text
    low, plain = head.lower(), _plain(head)
    words = plain.lower().split()
    count = max(len(words), len(text) // 8) if len(text) > READ else len(words)
    printed = words if plain is head else low.split() if count <= WORDS else []
    key = " ".join(printed).strip(EDGES) if count <= WORDS else head
    begun = opened(low)
    length, end = LENGTHS[min(count, LEAST[0])], _end(text)
    found = [length, end]
    telling = [word for word in words[:TERMS] if word not in SMALL_WORDS]
    if words:
        found += _matter(head, plain, words, telling)
    else:
        found.append("symbols")
    if len(text) > ENDLESS:
        found.append("junk")
    digit = count > WORDS or DIGIT.search(text) is not None  # of a long line it is not asked
    if count <= WORDS:
        telling = [*map(intern, telling)]  # short lines are kept, or are many: they share their words
        own = printed if len(key) == len(low) else key.split()
        found += short_features(Seen(text, low, key, printed, own, count, digit, begun, held(low, printed)))
    elif "noise_openings" in begun:
        found.append("noise_start")
    found += marked_forms(head, low, begun, digit)
    found += joined(head, begun)
    if is_photo(text):
        found = [*(name for name in found if name != "buttons"), "photo"]
    if ":" in low and count >= TITLED and low.partition(":")[0] in folded("title_marks"):
        found = [name for name in found if name not in CREDITS]
    if end == "cut" and count <= CUT:
        found.append("cut_short")
    features, heading, manner = _form(tuple(found), count <= HEADLINE_WORDS)
    return Shape(features, length, end, heading, count, key, *_terms(plain, telling), manner)


@lru_cache(maxsize=FORMS)
def _form(found: tuple[str, ...], is_short: bool) -> tuple[frozenset[str], str, str]:
    """The features of a line with its manner among them, what it heads, and the manner; the first two are its length
    and its end. Lines of a form share their set: there are few, and the sets would take most of a page's memory."""
    manner = _manner(found, is_short)
    heading = next(filter(HEADINGS.__contains__, found), "").removeprefix("heading_")
    if heading and "junk" in found:  # ">>> Đọc thêm:" has few letters
        found = tuple(name for name in found if name not in ARROWED)
    return frozenset((*found, "like_" + manner)), heading, manner


def _plain(head: str) -> str:
    """The line with spaces for all that is between its words; a line of words as it is."""
    plain = head
    for mark in COMMON:
        if mark in plain:
            plain = plain.replace(mark, " ")
    return plain if plain.replace(" ", "").isalnum() else BETWEEN.sub(" ", plain)


def _manner(found: tuple[str, ...], is_short: bool) -> str:
    """Running text of a sentence or more; the length and the end of a headline; a clock; or something else."""
    length, end, *_ = found
    if length in HEADLINE and end in PLAIN_ENDS and is_short and NO_HEADLINE.isdisjoint(found):
        return "headline"
    running = length in LONG or end in ENDED or "wordy" in found
    if length in PROSE and running and "junk" not in found:
        return "prose"
    return "other" if TIMES.isdisjoint(found) else "stamp"


def _end(text: str) -> str:
    if text[-1].isalnum():
        return "bare"
    if text.endswith(")") and (inner := text.rfind(" (", -NOTED)) > 0 and text[inner - 1] in STOPS:
        text = text[:inner]
    last = text[-12:].rstrip(CLOSERS)
    if last.endswith("./") or text.endswith("./."):
        return "final"
    if last.endswith(("...", "…")):
        return "cut"
    if last.endswith("."):
        return "stop"
    if last.endswith(("?", "!")):
        return "ask"
    return "colon" if last.endswith((":", ";")) else "bare"


def _matter(head: str, plain: str, words: list[str], telling: list[str]) -> list[str]:
    """Is it running language, a bare string of nouns, shouting, or no language at all?

    ``telling`` are those of the first ``TERMS`` words that are no small ones.
    """
    found = []
    if len(words) >= 8:
        others = len([word for word in words[TERMS:COUNTED] if word not in SMALL_WORDS])
        share = 1 - (len(telling) + others) / min(COUNTED, len(words))
        found += ["wordy"] if share >= 0.14 else ["dry"] if share < 0.05 else []
    if (
        (len(words) > REPEATING and len(set(telling)) < VARIED * len(words) and _repeats(plain, words))
        or len(plain) - plain.count(" ") < LETTERS * len(head)
        or (_is_wide(plain) and "://" not in head)
    ):
        found.append("junk")
    if len(words) > 1 and head.isupper():
        found.append("upper")
    if head[0].islower():
        found.append("lower")
    elif head[0].isdigit():
        found.append("digit")
    return found


def _repeats(plain: str, words: list[str]) -> bool:
    """Whether few of the words differ, also in their capitals."""
    least = len(words) * VARIED
    return len(set(words)) < least and len(set(plain.split())) < least


def _is_wide(plain: str) -> bool:
    """Whether a word is longer than those of any language."""
    at = 0
    while at + WIDEST < len(plain):
        space = plain.rfind(" ", at, at + WIDEST + 1)
        if space < 0:
            return True
        at = space + 1
    return False


def _terms(plain: str, telling: list[str]) -> tuple[Terms, tuple[str, ...]]:
    """Pairs of telling words, and capitalised words past the first: what a story is about; and the words of both."""
    capitals = filterfalse(str.islower, plain.split(None, TERMS)[1:TERMS])
    names = [word.lower() for word in capitals if len(word) > 2 and word[0].isupper()]
    paired = telling if len(telling) > 1 else ()
    return frozenset(chain(pairwise(telling), zip(names))), (*paired, *names)  # names are terms of one word

"""What one line shows by itself: its features, by name, for the scores of roles.

Most of a page's bytes stand in paragraphs, so everything that only a short line can be is asked of short lines only,
no pattern runs before a plain look for its marks, and short lines, which come again on page after page, are remembered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from workers.parsers.forms import is_photo, marked_forms
from workers.parsers.joins import joined
from workers.parsers.short_lines import short_features
from workers.parsers.vocabulary import fold, folded

READ = 1500  # characters of a line that are looked at, so that a line of megabytes costs no more than a paragraph
LENGTHS = ((90, "n90"), (46, "n46"), (26, "n26"), (15, "n15"), (9, "n9"), (5, "n5"), (2, "n2"), (0, "n1"))
CLOSERS = "\"'”’»)] \xa0\u200b\ufeff"
PUNCTUATION = re.compile(r"[^\w\s]+")
WORDS = 40  # no headline, caption, author or source line has more
LETTERS, WIDEST = 0.55, 45  # share of letters and digits in any language; letters of the longest word
NOTED = 60  # characters of a note in brackets after the last stop, as a reader's name
STOPS = ".?!…"
CUT = 18  # words that a headline has at most where a page cuts it
ENDLESS = 20_000  # characters; a whole story put on one line has 10,000 or fewer
REPEATING, VARIED = 30, 0.2  # of so many words a fifth at least differ in any language
PROSE = {"n15", "n26", "n46", "n90"}
ENDED = {"stop", "final"}
LONG = {"n46", "n90"}
HEADLINE = {"n5", "n9", "n15", "n26"}
HEADLINE_WORDS = 34  # the longest headline on any page known has 33
PLAIN_ENDS = {"bare", "cut", "ask"}
NO_HEADLINE = ("stamp", "stamp_with", "source", "noise_start", "photo", "buttons", "junk")
TIMES = ("stamp", "stamp_with", "ago", "ago_with")
COUNTED = 80  # words of a paragraph that tell whether it is running language
TERMS = 40  # words of a paragraph whose terms are kept
REMEMBERED = 4096  # lines, about 15 MB
BLURB = 400  # characters; what comes again on page after page is no longer: menus, headings, teasers


@dataclass(frozen=True, slots=True)
class Shape:
    """A line's features, words (syllables), folded text, telling terms (pairs of words, names), and manner.

    The manner is ``prose``, ``headline``, ``stamp`` or ``other``.
    """

    features: tuple[str, ...]
    words: int
    folded: str
    terms: frozenset[str]
    manner: str


def shape(text: str) -> Shape:
    """Look at one line."""
    return _remembered(text) if len(text) <= BLURB else _look(text)


@lru_cache(maxsize=REMEMBERED)
def _remembered(text: str) -> Shape:
    return _look(text)


def _look(text: str) -> Shape:
    head = text[:READ]
    low = head.lower()
    bare = PUNCTUATION.sub(" ", head)
    words, small = bare.split(), bare.lower().split()
    count = max(len(words), len(text) // 8) if len(text) > READ else len(words)
    key = fold(head) if count <= WORDS else head
    found = [_length(count), _end(text), *_matter(head, words, small)]
    if len(text) > ENDLESS:
        found.append("junk")
    if count <= WORDS:
        found += short_features(text, low, key, count)
    found += marked_forms(head, low) + joined(head, low)
    if is_photo(text):
        found.append("photo")
    if found[1] == "cut" and count <= CUT:
        found.append("cut_short")
    features = tuple(dict.fromkeys(found))
    manner = _manner(features, count)
    return Shape((*features, "like_" + manner), count, key, _terms(words[:TERMS], small[:TERMS]), manner)


def _manner(features: tuple[str, ...], count: int) -> str:
    """Running text of a sentence or more; the length and the end of a headline; a clock; or something else."""
    length, end = features[0], features[1]
    plain = length in HEADLINE and end in PLAIN_ENDS and count <= HEADLINE_WORDS
    if plain and not any(name in features for name in NO_HEADLINE):
        return "headline"
    running = "wordy" in features or length in LONG or end in ENDED
    if length in PROSE and running and "junk" not in features:
        return "prose"
    return "stamp" if any(name in features for name in TIMES) else "other"


def _length(count: int) -> str:
    return next(name for least, name in LENGTHS if count >= least)


def _end(text: str) -> str:
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


def _matter(head: str, words: list[str], small: list[str]) -> list[str]:
    """Is it running language, a bare string of nouns, shouting, or no language at all?"""
    if not words:
        return ["symbols"]
    found = []
    if len(words) >= 8:
        share = sum(map(folded("small_words").__contains__, small[:COUNTED])) / min(COUNTED, len(words))
        found += ["wordy"] if share >= 0.14 else ["dry"] if share < 0.05 else []
    if len(words) > REPEATING and len(set(words)) < len(words) * VARIED:
        found.append("junk")
    if len("".join(words)) < LETTERS * len(head) or (max(map(len, words)) > WIDEST and "://" not in head):
        found.append("junk")
    if len(words) > 1 and head.isupper():
        found.append("upper")
    if head[0].islower():
        found.append("lower")
    elif head[0].isdigit():
        found.append("digit")
    return found


def _terms(words: list[str], small: list[str]) -> frozenset[str]:
    """Pairs of words with small ones left out, and capitalised words past the first: what a story is about."""
    little = folded("small_words")
    telling = [word for word in small if word not in little]
    names = [low for word, low in zip(words[1:], small[1:], strict=False) if word[0].isupper() and len(low) > 2]
    return frozenset(map(" ".join, pairwise(telling))).union(names)

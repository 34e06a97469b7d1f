"""The parser's word lists, folded once for look-up."""

from __future__ import annotations

import re
from functools import cache

from workers import lexicons

EDGES = " \t:.,;!|-–—>»›❯•*◆◇■□●▼▾▲★☆▶►🔥⚡⭐🌟📌📍🎵🎬🎧📷📸🎥💬🕐📰\ufe0f"
START = 2  # characters by which openings are looked up
OPENINGS = ["caption_openings", "follow_words", "greetings", "heading_starts", "home_words", "media_words"]
OPENINGS += ["noise_openings", "noise_starts", "photo_words", "related_words"]
PHRASES = ("service_words", "masthead_words", "no_news", "missing_page", "noise_phrases")  # looked for within a line
NONE: frozenset[str] = frozenset()


def fold(text: str) -> str:
    """Letters small, white space single, stops and marks at the ends left out."""
    return " ".join(text.split()).strip(EDGES).lower()


@cache
def folded(name: str) -> frozenset[str]:
    """A word list of ``lexicons/parsing``, its entries in small letters."""
    return frozenset(entry.lower() for entry in lexicons.words(f"parsing/{name}.txt"))


@cache
def openings(name: str) -> tuple[str, ...]:
    """A list of line openings for ``str.startswith``."""
    return tuple(sorted(folded(name)))


def opened(text: str) -> frozenset[str]:
    """The lists of openings of which an entry begins the text, which is in small letters."""
    known = _by_start()
    found = known.get(text[:START]) or known.get(text[:1])
    if not found or not text.startswith(found[0]):
        return NONE
    return NONE.union(*(lists for entry, lists in found[1].items() if text.startswith(entry)))


@cache
def _by_start() -> dict[str, tuple[tuple[str, ...], dict[str, set[str]]]]:
    """The entries that begin with some letters, for ``str.startswith`` and with the lists that they are in."""
    found: dict[str, dict[str, set[str]]] = {}
    for name in OPENINGS:
        for entry in folded(name):
            found.setdefault(entry[:START], {}).setdefault(entry, set()).add(name)
    return {start: (tuple(entries), entries) for start, entries in found.items()}


def held(low: str, words: list[str]) -> frozenset[str]:
    """The lists of which a line in small letters holds a phrase, one that begins with one of its words as printed."""
    known = _by_first_word()
    if known.keys().isdisjoint(words):
        return NONE
    return frozenset([name for word in words if word in known for phrase, name in known[word] if phrase in low])


@cache
def _by_first_word() -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for name in PHRASES:
        for phrase in folded(name):
            found.setdefault(phrase.partition(" ")[0], []).append((phrase, name))
    return found


@cache
def first_words(name: str) -> frozenset[str]:
    """The words with which the entries of a list begin: a line without any of them has none of the entries."""
    return frozenset(entry.partition(" ")[0] for entry in folded(name))


@cache
def headings() -> dict[str, str]:
    """Block headings and what they open."""
    return {row["heading"]: row["opens"] for row in lexicons.rows("parsing/block_headings.tsv")}


@cache
def marks() -> dict[str, str]:
    """Every printed form of a paper or an agency, folded, and the name it is credited by."""
    found = {name.lower(): name for name in lexicons.words("parsing/agencies.txt")}
    for row in lexicons.rows("parsing/publishers.tsv"):
        for form in (row["name"], row["domain"], *filter(None, row["marks"].split("|"))):
            found.setdefault(form.lower(), form)
    return found


@cache
def domains() -> dict[str, str]:
    """Every printed form of a paper, folded, and the domain it publishes under."""
    found: dict[str, str] = {}
    for row in lexicons.rows("parsing/publishers.tsv"):
        for form in (row["name"], row["domain"], *filter(None, row["marks"].split("|"))):
            found.setdefault(form.lower(), row["domain"])
    return found


@cache
def names() -> dict[str, list[str]]:
    """Names of papers of two words and more with a space after them, as they stand before a lead without a dash.

    They are told apart by their first letters.
    """
    found: dict[str, list[str]] = {}
    for row in lexicons.rows("parsing/publishers.tsv"):
        if " " in row["name"]:
            found.setdefault(row["name"][:START], []).append(row["name"] + " ")
    return found


@cache
def alternatives(name: str) -> str:
    """A word list as one alternation for a pattern, longest first."""
    return "|".join(re.escape(word) for word in sorted(folded(name), key=len, reverse=True))

"""Keywords: the phrases a desk would file a story under, never cut words."""

from __future__ import annotations

from dataclasses import replace
from math import log, log2

from workers.document import Document, Keyword
from workers.taggers.keywords.candidates import ROLE_WEIGHT, Candidate, candidates
from workers.taggers.keywords.segments import phrases
from workers.taggers.keywords.table import TEXTS, UNCOUNTED, Counted, empty, table, terms

# Of 100 neighbours that tell, so many show a noun; fewer will do for a term of the topics (cháy rừng).
NOUN, NOUN_OF_TERM = 60, 30
# Words that a further one nearly always follows are cut: bảng xếp of bảng xếp hạng, trẻ sơ of trẻ sơ sinh.
CUT = 8
# The last word of a phrase may be no verb (ghe chở), yet be an adjective (hộ nghèo).
NOUN_OF_LAST = 20
# A phrase that is in no table ends in a word behind which a stretch ends as often as that, and counts for less.
ENDS, UNSEEN = 20, 0.8
# Rarer than one text in 400 says no more: the rarest are pictures (hộp bánh), not what a story is about.
RAREST = 6.0
# What a desk files stories under: the terms of the topics.
TERM = 1.3
# Longer phrases say more.
LENGTH = {2: 1.0, 3: 1.2, 4: 1.4, 5: 1.4}
# A phrase named once in the body: hardly what the story is about.
ONCE = 0.5
# A part that stands so much in one longer phrase gives way to it.
INSIDE = 0.7
# Evidence that gives a score of one half.
HALF = 10.0
# The least evidence of a keyword.
LEAST = 4.5
FEWEST, MOST, LETTERS_EACH = 3, 10, 200


def _phrase(key: str, candidate: Candidate) -> bool:
    """Whether it is a phrase of weight: headed by a noun, not empty, known or repeated."""
    words = key.split(" ")
    if empty().issuperset(words) or key.replace("_", " ") in empty() or " " not in candidate.text:
        return False
    if candidate.text in terms():
        return table().get(key, table().get(words[0], UNCOUNTED)).noun >= NOUN_OF_TERM
    counted = table().get(key)
    if counted:
        return counted.noun >= NOUN and counted.ends >= CUT
    return candidate.closed > 0 and _compound([table().get(word) for word in words], candidate)


def _compound(words: list[Counted | None], candidate: Candidate) -> bool:
    """Whether words that were not counted together are a phrase here: repeated, or nouns in the headline."""
    known = [word for word in words if word]
    if len(known) < len(words) or len(words) == 1 or known[0].noun < NOUN or known[-1].ends < ENDS:
        return False
    if candidate.times > 1:
        return known[-1].noun >= NOUN_OF_LAST
    return candidate.weight >= ROLE_WEIGHT["title"] and all(word.noun >= NOUN for word in known)


def _evidence(key: str, candidate: Candidate) -> float:
    counted = table().get(key)
    rarity = min(RAREST, log(TEXTS / counted.texts)) if counted else UNSEEN * RAREST
    known = TERM if candidate.text in terms() else 1.0
    return log2(ONCE + candidate.weight) * rarity * known * LENGTH[1 + candidate.text.count(" ")]


def _whole(found: dict[str, Candidate]) -> dict[str, Candidate]:
    """The phrases without those that hardly stand outside one longer phrase of the story."""
    inside: dict[str, float] = {}
    for key, candidate in found.items():
        words = key.split(" ")
        for start, end in phrases(words, 0, len(words)) if len(words) > 1 else ():
            if end - start < len(words):
                part = " ".join(words[start:end])
                inside[part] = max(inside.get(part, 0.0), candidate.weight)
    return {key: one for key, one in found.items() if inside.get(key, 0.0) < INSIDE * one.weight}


def _chosen(evidence: dict[str, float], most: int) -> list[Keyword]:
    """The best, none inside another."""
    chosen: list[Keyword] = []
    for text, found in sorted(evidence.items(), key=lambda one: (-one[1], one[0])):
        if len(chosen) == most or found < LEAST:
            break
        if not any(f" {text} " in f" {one.text} " or f" {one.text} " in f" {text} " for one in chosen):
            chosen.append(Keyword(text, round(found / (found + HALF), 3)))
    return chosen


def tag_keywords(document: Document) -> Document:
    """Up to ten noun phrases in small letters, best first; none where the story has none."""
    found = _whole({key: one for key, one in candidates(document).items() if _phrase(key, one)})
    evidence = {one.text: _evidence(key, one) for key, one in found.items()}
    letters = sum(len(block.text) for block in document.story)
    return replace(document, keywords=tuple(_chosen(evidence, min(MOST, FEWEST + letters // LETTERS_EACH))))

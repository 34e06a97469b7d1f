"""Keywords: the phrases a desk would file a story under, never cut words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from workers.document import Document, Keyword
from workers.taggers.keywords.candidates import ROLE_WEIGHT, Candidate, candidates
from workers.taggers.keywords.evidence import LEAST, evidence_of
from workers.taggers.keywords.phrases import Counted, Words
from workers.taggers.keywords.table import UNCOUNTED, empty, known, terms

# Fewer neighbours than for other phrases need to show a noun for a term of the topics (cháy rừng).
NOUN_OF_TERM = 30
# A part that stands so much in one longer phrase gives way to it.
INSIDE = 0.7
# Evidence that gives a score of one half.
HALF = 10.0
FEWEST, MOST, LETTERS_EACH = 3, 10, 200


def _phrase(words: Words, candidate: Candidate) -> bool:
    """Whether it is a phrase of weight: headed by a noun, known or repeated, not empty."""
    term, counted = candidate.text in terms(), candidate.counted
    if counted:  # those that are empty are no candidates
        return counted.noun >= NOUN_OF_TERM if term else counted.whole
    tables = known()
    if term:
        weighs = (tables.phrases.counted[words[0]] or UNCOUNTED).noun >= NOUN_OF_TERM
    else:
        weighs = candidate.closed > 0 and _compound([tables.phrases.counted[word] for word in words], candidate)
    return weighs and not empty([tables.words.texts[word] for word in words])


def _compound(words: list[Counted | None], candidate: Candidate) -> bool:
    """Whether words that were not counted together are a phrase here: repeated, or nouns in the headline."""
    counted = [word for word in words if word]
    if len(counted) < len(words) or not (counted[0].heads and counted[-1].closes):
        return False
    return candidate.times > 1 or (candidate.weight >= ROLE_WEIGHT["title"] and all(word.heads for word in counted))


def _whole(found: dict[Words, Candidate]) -> list[Candidate]:
    """The phrases without those that hardly stand outside one longer phrase of the story."""
    inside: dict[Words, float] = {}
    for words, candidate in found.items():
        for part in _parts(words):
            if part in found:
                inside[part] = max(inside.get(part, 0.0), candidate.weight)
    return [one for words, one in found.items() if inside.get(words, 0.0) < INSIDE * one.weight]


def _parts(words: Words) -> Iterator[Words]:
    """All shorter phrases in a phrase."""
    for size in range(1, len(words)):
        for start in range(len(words) - size + 1):
            yield words[start : start + size]


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
    found = _whole({words: one for words, one in candidates(document).items() if _phrase(words, one)})
    evidence = {one.text: evidence_of(one.text, one.counted, one.weight) for one in found}
    letters = sum(len(block.text) for block in document.story)
    return replace(document, keywords=tuple(_chosen(evidence, min(MOST, FEWEST + letters // LETTERS_EACH))))

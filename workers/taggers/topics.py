"""IPTC Media Topics of a story, read from the words it uses and the section it stood in.

A topic is given for terms of the lexicon (``told``); a linear model over all words helps to weigh the topics that
have such terms against each other, and gives none by itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from math import log2

from workers import lexicons
from workers.document import Document, Topic
from workers.taggers.syllables import story
from workers.taggers.topics_linear import likelihood
from workers.taggers.topics_reading import Reading, features_in, looked_up, places_in, read, terms_in
from workers.taggers.topics_terms import Votes, fold, forms, terms, votes_of

# A headline names what the story is about, a lead nearly so; a caption or teaser text tells no more than the body.
ROLE_WEIGHT = {"title": 4.0, "lead": 2.0, "subhead": 1.5, "teaser_title": 1.5}
# Evidence that is never there: keeps the score of a story with few topic words low.
PRIOR = 6.0
# A single word of weight 1, seen once, is the least a topic is given for.
GROUND = 1.0
# A further topic is named when it has this share of the first one's evidence: on stories labelled with several
# topics F1 rises from 0.55 down to 0.4 and hardly further.
RUNNER_UP = 0.4
# A narrower code stands in for its parent's evidence when it holds most of it.
MAJORITY = 0.5
MOST = 4
MOST_WORDS = 8  # shown of the words that earned a topic
# The evidence that the linear model hands out, each topic its likelihood's share. From 0 to 10 the first topic of
# labelled headlines that the model has not seen is right more often (DANeS: 66% to 70%), and so on the corpus' dev
# part (86% to 88%); beyond 12 second topics are lost.
MODEL = 10.0

_PATH = re.compile(r"[>»›/|]")


@cache
def _labels() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in lexicons.rows("topics/labels.tsv")}


@cache
def _sections() -> dict[str, Votes]:
    votes: dict[str, Votes] = {}
    for row in lexicons.rows("topics/sections.tsv"):
        for name in forms(row["section"]):
            votes[name] = (*votes.get(name, ()), (row["code"], float(row["weight"])))
    return votes


@cache
def _line(code: str) -> tuple[str, ...]:
    """A code and all that is broader, narrowest first."""
    broader = _labels()[code]["broader"]
    return (code, *_line(broader)) if broader else (code,)


def reading(document: Document) -> Reading | None:
    """The story by role; a title printed twice counts once; None where there is no story."""
    told = story(document)
    roles = list(dict.fromkeys(block.role for block in told.blocks))
    lines = sorted(told.fresh, key=lambda line: roles.index(told.blocks[line].role))
    weighed = [(line, _weight(told.blocks[line].role)) for line in lines]
    return looked_up(told.syllables, weighed) if weighed else None


def weighed(texts: dict[str, str]) -> Reading:
    """Texts by role, each weighing as much as its role."""
    return read(*((text, _weight(role)) for role, text in texts.items()))


def _weight(role: str) -> float:
    return ROLE_WEIGHT.get(role, 1.0)


def votes(text: Reading, section: str = "") -> Iterator[tuple[str, str, float]]:
    """The words that earn a story its topics: word, code, evidence; from its text and from the section."""
    for name in _PATH.split(section):
        for code, weight in _votes_of_section(name):
            yield name.strip(), code, weight
    for term, times in terms_in(text).items():
        for code, weight in votes_of(term):
            yield term, code, weight * log2(1 + times)


def _votes_of_section(name: str) -> Votes:
    return _sections().get(" ".join(fold(name)), ())


def told(text: Reading, section: str = "") -> dict[str, float]:
    """Evidence per code that the votes sum up to; those for a narrower code count for all that is broader."""
    evidence: dict[str, float] = defaultdict(float)
    for name in _PATH.split(section):
        for code, weight in _widened(_votes_of_section(name)):
            evidence[code] += weight
    widened = _widened_votes()
    for term, times in places_in(text).items():
        strength = log2(1 + times)
        for code, weight in widened[term]:
            evidence[code] += weight * strength
    return evidence


@cache
def _widened(said: Votes) -> Votes:
    """Votes, each for its code and for all that is broader."""
    return tuple((broader, weight) for code, weight in said for broader in _line(code))


@cache
def _widened_votes() -> list[Votes]:
    """Those of each term; most are alike, and told so they are near at hand."""
    return [_widened(votes_of(term)) for term in terms()]


def _tops(text: Reading, evidence: dict[str, float]) -> dict[str, float]:
    """Evidence per top-level code that the lexicon gives ground for, with what the linear model adds to it."""
    tops = {code: found for code, found in evidence.items() if len(_line(code)) == 1 and found >= GROUND}
    likely = likelihood(features_in(text)) if len(tops) > 1 else {}
    return {code: found + MODEL * likely.get(code, 0.0) for code, found in tops.items()}


def _narrowest(top: str, evidence: dict[str, float]) -> str:
    """The narrowest code that most of the evidence for ``top`` goes to; ``top`` itself where it is spread."""
    within = [code for code, found in evidence.items() if _line(code)[-1] == top and found >= MAJORITY * evidence[top]]
    return max(within, key=lambda code: len(_line(code)))


def _topic(code: str, score: float) -> Topic:
    return Topic(code, _labels()[code]["name"], round(score, 3), _line(code)[-1])


def _named(weighed: dict[str, float], evidence: dict[str, float]) -> list[Topic]:
    """Top-level codes in order, each followed by its narrowest one as long as there is room for every top."""
    whole = PRIOR + sum(weighed.values())
    tops = sorted(weighed, key=lambda code: (-weighed[code], code))
    tops = [top for top in tops if weighed[top] >= RUNNER_UP * weighed[tops[0]]][:MOST]
    found: list[Topic] = []
    for place, top in enumerate(tops):
        score = weighed[top] / whole
        found.append(_topic(top, score))
        narrow = _narrowest(top, evidence)
        if narrow != top and len(found) + len(tops) - place <= MOST:
            found.append(_topic(narrow, score * evidence[narrow] / evidence[top]))
    return found


def tag_topics(document: Document) -> Document:
    """One to four Media Topics, most fitting first; none where the story gives no ground."""
    text = reading(document)
    if not text:
        return replace(document, topics=())
    evidence = told(text, document.section or "")
    return replace(document, topics=tuple(_named(_tops(text, evidence), evidence)))


def explained(document: Document) -> Iterator[str]:
    """A line a topic of a tagged document: its code, name and score, and the words that earned it, best first."""
    text = reading(document)
    found = list(votes(text, document.section or "")) if text else []
    for topic in document.topics:
        words = sorted({(-weight, word) for word, code, weight in found if topic.code in _line(code)})
        yield f"{topic.code} {topic.name} {topic.score}: {', '.join(word for _, word in words[:MOST_WORDS])}"

"""IPTC Media Topics of a story, read from the words it uses and the section it stood in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from math import log2

from workers import lexicons
from workers.document import Document, Topic
from workers.taggers.reach import within_reach
from workers.taggers.topics_terms import Votes, fold, forms, terms_in, votes_of

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


def _texts(document: Document) -> dict[str, str]:
    """The story by role; a title printed twice counts once."""
    texts: dict[str, dict[str, None]] = defaultdict(dict)
    for block in within_reach(document.story):
        texts[block.role][block.text] = None
    return {role: "\n".join(lines) for role, lines in texts.items()}


def _votes(document: Document) -> Iterator[tuple[str, float]]:
    for name in _PATH.split(document.section or ""):
        yield from _sections().get(fold(name), ())
    counts: dict[str, float] = defaultdict(float)
    for role, text in _texts(document).items():
        for term, times in terms_in(text).items():
            counts[term] += times * ROLE_WEIGHT.get(role, 1.0)
    for term, weighted in counts.items():
        for code, weight in votes_of(term):
            yield code, weight * log2(1 + weighted)


def _evidence(document: Document) -> dict[str, float]:
    """Evidence per code, that of narrower codes counted in."""
    evidence: dict[str, float] = defaultdict(float)
    for code, weight in _votes(document):
        for broader in _line(code):
            evidence[broader] += weight
    return evidence


def _narrowest(top: str, evidence: dict[str, float]) -> str:
    """The narrowest code that most of the evidence for ``top`` goes to; ``top`` itself where it is spread."""
    within = [code for code, found in evidence.items() if _line(code)[-1] == top and found >= MAJORITY * evidence[top]]
    return max(within, key=lambda code: len(_line(code)))


def _topic(code: str, score: float) -> Topic:
    return Topic(code, _labels()[code]["name"], round(score, 3), _line(code)[-1])


def _named(evidence: dict[str, float]) -> list[Topic]:
    """Top-level codes in order, each followed by its narrowest one as long as there is room for every top."""
    tops = sorted((code for code in evidence if len(_line(code)) == 1), key=lambda code: (-evidence[code], code))
    whole = PRIOR + sum(evidence[top] for top in tops)
    tops = [top for top in tops if evidence[top] >= max(GROUND, RUNNER_UP * evidence[tops[0]])][:MOST]
    found: list[str] = []
    for place, top in enumerate(tops):
        found.append(top)
        narrow = _narrowest(top, evidence)
        if narrow != top and len(found) + len(tops) - place <= MOST:
            found.append(narrow)
    return [_topic(code, evidence[code] / whole) for code in found]


def tag_topics(document: Document) -> Document:
    """One to four Media Topics, most fitting first; none where the story gives no ground."""
    topics = _named(_evidence(document)) if document.story else []
    return replace(document, topics=tuple(topics))

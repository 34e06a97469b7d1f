"""A block as lines of tokens with offsets, each looked up once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from workers.document import Block
from workers.taggers.entities.facts import CAPITAL, FACTS, LISTED, NUMBERED_ENDS, OPENS_LISTED, SPORT
from workers.taggers.entities.tokens import OPENERS, TOKEN, lower, plain

SPLIT = re.compile(f"({TOKEN.pattern})")
# A line longer than this is cut at the next sentence end or space, so that no list grows with the file.
LONGEST_LINE = 4000
SENTENCE_END = re.compile(r"[.!?…]\s")
MARKED = CAPITAL | LISTED | OPENS_LISTED | NUMBERED_ENDS | SPORT
# Behind the facts of the last token, so that the next ones and the one before the first (-1) may be asked for.
PAST = (0, 0, 0)


@dataclass(slots=True)
class Line:
    """Tokens of (a piece of) a block, each from one of ``starts`` to one of ``ends``; ``offset`` leads from its letters
    to the document's. The ``facts`` of the words have some zeros behind the last. ``marked`` are the tokens that a
    listed name or words of sport may begin at, the words that a number behind them makes a name, and the ``capitals``,
    for which ``capital`` holds, iPhone too: any word with a large letter."""

    text: str
    plain: str
    lower: str
    offset: int
    role: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    facts: list[int]
    marked: list[int]
    capitals: list[int]
    lowers: list[str]
    capital: list[bool]

    def token(self, start: int) -> int:
        """The token that begins at a letter."""
        return bisect_left(self.starts, start)

    def glued(self, i: int) -> bool:
        """Whether token i stands right behind the one before, no space between."""
        return 0 < i < len(self.starts) and self.starts[i] == self.ends[i - 1]

    def hyphened(self, i: int) -> bool:
        """Whether a hyphen ties a word in small letters to token i."""
        if not (self.glued(i + 1) and self.glued(i + 2) and self.words[i + 1] == "-"):
            return False
        return not self.capital[i + 2] and self.words[i + 2].isalpha()

    def opens(self, i: int) -> bool:
        """Whether token i opens a sentence, so that its capital says nothing."""
        if i == 0:
            return True
        before = self.words[i - 1]
        if before in OPENERS:
            return not self.glued(i) or (before in "“\"‘'" and (i == 1 or not self.words[i - 2][0].isalnum()))
        return False

    def shown(self, first: int, last: int) -> str:
        """The text of tokens first to last (exclusive), old spelling."""
        return self.plain[self.starts[first] : self.ends[last - 1]]


def lines(block: Block) -> Iterator[Line]:
    """The block's lines, each short enough to work on."""
    start = 0
    while start < len(block.text):
        end = _cut(block.text, start)
        yield line(block.text[start:end], block.start + start, block.role)
        start = end


def _cut(text: str, start: int) -> int:
    """Where the line that begins at ``start`` ends: past a sentence end, else a space, else by force."""
    if len(text) - start <= LONGEST_LINE:
        return len(text)
    match = SENTENCE_END.search(text, start + LONGEST_LINE // 2, start + LONGEST_LINE)
    space = text.rfind(" ", start + LONGEST_LINE // 2, start + LONGEST_LINE) + 1
    return match.end() if match else space or start + LONGEST_LINE


def line(text: str, offset: int = 0, role: str = "body") -> Line:
    """Tokenize one line."""
    old = plain(text)
    small = lower(old)
    pieces = SPLIT.split(old)  # what stands between tokens and the tokens, in turns
    edges = list(accumulate(map(len, pieces)))
    starts, ends, words = edges[:-1:2], edges[1::2], pieces[1::2]
    facts = [*map(FACTS.__getitem__, words), *PAST]
    marked = [i for i, known in enumerate(facts) if known & MARKED]
    capitals = [i for i in marked if facts[i] & CAPITAL]
    lowers, capital = words.copy(), [False] * len(words)
    for i in capitals:
        lowers[i], capital[i] = small[starts[i] : ends[i]], True
    return Line(text, old, small, offset, role, starts, ends, words, facts, marked, capitals, lowers, capital)

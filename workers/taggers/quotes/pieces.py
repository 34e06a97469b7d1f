"""A quoted piece, and what stands before and behind it in its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workers.taggers.entities.clues import small_set
from workers.taggers.quotes.lines import Line
from workers.taggers.quotes.marks import AROUND, Quoted
from workers.taggers.quotes.paragraphs import Paragraph
from workers.taggers.quotes.passages import Passage, passages
from workers.taggers.quotes.words import listed

LEAST = 2  # words that carry a claim
SUBJECT = 16  # tokens between a piece and the verb behind it: title, name, office
VIEW = 6  # words from which on what something is called is a view of it and no name
NEAR = 3  # tokens between a verb and the piece it governs
ENDS = frozenset(",.!?…")
BREAKS = ([","], ["-"], ["–"], ["—"])


@dataclass(slots=True)
class Verb:
    """A verb of speech at tokens ``first`` to ``last`` (exclusive); ``weak`` when it means other things as often."""

    first: int
    last: int
    weak: bool


class Piece:
    """A piece at tokens ``first`` to ``last`` (exclusive) of a passage.

    ``before``: the tokens of the sentence in front of it, ``behind``: those behind it, marks left out; none behind
    where the piece ends the sentence. ``words``: how many it has, numbers among them. ``follows_colon``: a colon
    stands right in front. ``verb_before``: the nearest verb of speech in the sentence before it, a sure one rather
    than a weak one. ``ends_clause``: a comma or a dash, and not the rest of a sentence, follows; some papers leave it
    out. ``verb_behind``: the first sure verb of speech behind it then, within reach of a subject; none of the next
    clause. ``told``: a comma and somebody stand right behind what could be a sentence: ``"...", bà lắc đầu``.
    """

    def __init__(self, passage: Passage, quoted: Quoted):
        self.passage, self.quoted, line = passage, quoted, passage.line
        self.text = line.block.text
        self.first, self.last = line.token(quoted.start), line.token(quoted.end)
        first, last = _outer(line, quoted, self.first, self.last)
        begin, end = passage.sentence(first, last)
        self.before, self.behind = (begin, first), (last, end)
        self.follows_colon = line.words[first - 1 : first] == [":"]
        self.words = sum(map(str.isalnum, line.words[self.first : self.last]))
        self.verb_before = self._verb_before()
        self.ends_clause = self._ends_clause()
        self.verb_behind = self._verb_behind() if self.ends_clause else None
        self.told = self.ends_clause and self._told()

    def _verb_before(self) -> Verb | None:
        (first, last), lowers = self.before, self.passage.line.lowers
        verbs, weak = listed("speech_verbs"), listed("weak_verbs")
        for i in reversed(self.passage.free(first, last, verbs.ends)):
            length = verbs.behind(lowers, i + 1)
            if length and i + 1 - length >= first:
                verb = Verb(i + 1 - length, i + 1, weak.behind(lowers, i + 1) == length)
                if last - verb.last <= NEAR or not verb.weak or self._calls(verb):
                    return verb
        return None

    def _calls(self, verb: Verb) -> bool:
        """Whether a verb that is far before the piece calls something so: gọi cuộc gặp hôm qua là "bước đi ..."."""
        lowers, copula = self.passage.line.lowers, self.before[1] - 1
        if self.words < VIEW or lowers[copula] not in small_set("naming/copulas.txt"):
            return False
        return listed("calling_verbs").ahead(lowers, verb.first) == verb.last - verb.first

    def _verb_behind(self) -> Verb | None:
        (first, last), lowers = self.behind, self.passage.line.lowers
        if listed("next_clause").ahead(lowers, first + self._break()):
            return None
        verbs, weak = listed("speech_verbs"), listed("weak_verbs")
        for i in self.passage.free(first, min(last, first + SUBJECT), verbs.starts):
            length = verbs.ahead(lowers, i)
            if length and weak.ahead(lowers, i) < length:
                return Verb(i, i + length, False)
        return None

    def _ends_clause(self) -> bool:
        if self.quoted.dashed or self._break():
            return True
        end = self.quoted.end
        return not ENDS.isdisjoint(self.text[end - 1 : end + 1])

    def _told(self) -> bool:
        if self.words <= LEAST:
            return False
        first = self.behind[0] + self._break()
        return self.passage.somebody(first, min(first + 1, self.behind[1]))

    def _break(self) -> bool:
        behind = self.behind[0]
        return self.passage.line.words[behind : behind + 1] in BREAKS

    @property
    def opens(self) -> bool:
        """Whether nothing stands in front in the paragraph."""
        return not self.before[1] and not self.text[: self.passage.line.starts[0]].strip()


def pieces(paragraph: Paragraph) -> Iterator[Piece]:
    """The pieces of a paragraph in order."""
    return (Piece(passage, quoted) for passage, found in passages(paragraph) for quoted in found)


def _outer(line: Line, piece: Quoted, first: int, last: int) -> tuple[int, int]:
    """The tokens of a piece with its marks, or with the dash and the comma around it."""
    words = line.words
    if piece.dashed:
        return first - 1, last + 1
    if piece.opened:
        first -= 1
        while first > 0 and words[first - 1] in AROUND and line.glued(first):
            first -= 1
    if piece.closed:
        last += 1 + (words[last] == ",")
        while last < len(words) and words[last] in AROUND and line.glued(last):
            last += 1
    return max(0, first), min(last, len(words))

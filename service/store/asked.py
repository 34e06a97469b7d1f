"""What a search asks for: its text, read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from service.store import spelled, words

# A text of 300 characters has fewer; each is looked up in an index.
MOST_WORDS = 40
# A shorter beginning is a word: most articles have words that begin with any one letter.
SHORTEST_BEGINNING = 2
# What is no syllable of Vietnamese is foreign or an abbreviation, and few articles have it.
ONSET, CODA = "ngh?|nh|g[hi]|kh|ph|qu|th|tr|ch|[bcdghklmnpqrstvx]", "ng|nh|ch|[cmnpt]"
SYLLABLE = re.compile(f"(?:{ONSET})?[aeiouy]{{1,3}}(?:{CODA})?|[0-9]+|.")
QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″＂", '"') | {"−": "-", "＊": "*"})
PIECE = re.compile(r'(?P<minus>-?)(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


class Unsearchable(ValueError):
    """A text that asks for nothing that can be looked for; says why."""


@dataclass(frozen=True)
class Term:
    """A word, several that follow each other, or (``begins``) the beginning of a word as the last of them.

    ``words`` are as they are compared; ``spelled`` are those of them that were written with diacritics, as written.
    """

    words: tuple[str, ...]
    begins: bool = False
    spelled: tuple[str, ...] = ()

    def sought(self) -> str:
        """The term as a tsquery for the index, which knows which two words follow each other."""
        return f"({' & '.join([self.query(), *self._pairs()])})"

    def query(self) -> str:
        """The term as a tsquery."""
        return f"({' <-> '.join(self._each())})"

    def found(self) -> str:
        """The term as a tsquery for the index alone: ``query`` is to be checked if the term has several words.

        Two pairs say nearly all; each word besides is one more long list to be read, unless few articles have it.
        """
        its, pairs = self._each(), self._pairs()
        if self.is_rare:
            foreign = [query for word, query in zip(self.words, its, strict=True) if not SYLLABLE.fullmatch(word)]
            its = list(dict.fromkeys(foreign + its[-1:] * self.begins))
        return f"({' & '.join([*its, *pairs])})"

    @property
    def is_rare(self) -> bool:
        """Whether the index is asked for two pairs of words, which few articles have."""
        return len(self._pairs()) > 1

    def head(self) -> str:
        """The same of articles that have all of the words in title or lead."""
        return f"({' & '.join([*self._each('h/'), *self._pairs()])})"

    def _each(self, mark: str = "") -> list[str]:
        *first, last = (words.quoted(mark + word) for word in self.words)
        return [*first, last + ":*" * self.begins]

    def _pairs(self) -> list[str]:
        return list(map(words.quoted, words.pairs(self.words[:-1] if self.begins else self.words)))


@dataclass(frozen=True)
class Asked:
    """What must be there, and what must not."""

    wanted: tuple[Term, ...]
    unwanted: tuple[Term, ...]

    @property
    def spelled(self) -> frozenset[str]:
        """What was written with diacritics."""
        return frozenset(word for term in self.wanted for word in term.spelled)

    def pairs(self) -> list[str]:
        """The marks of words that follow each other as in the question, of which nobody has said that they must."""
        ends = [(one.words[-1], other.words[0]) for one, other in pairwise(self.wanted) if not _is_cut(one, other)]
        return [mark for end in ends for mark in words.pairs(end)]


def _is_cut(one: Term, other: Term) -> bool:
    """Whether one of the words where two terms meet is only a beginning."""
    return one.begins or (other.begins and len(other.words) == 1)


def read(text: str) -> Asked:
    """A search as people write it: words, "phrases", -without, begin*; raises Unsearchable."""
    found: dict[bool, dict[Term, None]] = {True: {}, False: {}}
    for piece in PIECE.finditer(text.translate(QUOTES)):
        if term := _term(piece["phrase"], piece["word"]):
            found[bool(piece["minus"])][term] = None
    wanted, unwanted = tuple(found[False]), tuple(found[True])
    if not wanted:
        raise Unsearchable("Needs a word to look for." if not unwanted else "Needs a word that is not excluded.")
    if sum(len(term.words) for term in wanted + unwanted) > MOST_WORDS:
        raise Unsearchable(f"Holds more than {MOST_WORDS} words.")
    return Asked(wanted, unwanted)


def _term(phrase: str | None, word: str | None) -> Term | None:
    raw = phrase if phrase is not None else word or ""
    its = words.words(raw)
    if not its:
        return None
    begins = raw.rstrip().endswith("*") and len(its[-1]) >= SHORTEST_BEGINNING
    return Term(tuple(its), begins, tuple(spelled.words(raw)))

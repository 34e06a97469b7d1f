"""Candidate names in a line: each provider offers the name it sees at a token, the longest offer is taken."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

from workers.taggers.entities.clues import eastern_surnames, foreign_parts, heads, listed, syllables, word_set
from workers.taggers.entities.gazetteer import Form, Listed, matches
from workers.taggers.entities.tokens import Line

# A weight from which a span counts as a witness for the same name elsewhere.
WITNESS = 0.7
# The weight of a form that the lists have without a question mark.
SURE = 0.9
# Types of words that tell as the first of a name: Festival de Cannes, Palais de Tokyo.
FIRST_PARTS = frozenset({"event", "location"})
# From so many spaces on, words stand in two columns of a table or a row of tags.
COLUMN_GAP = 3
QUOTES = frozenset("“\"'‘")
# Letters that no other language prints: a word with one is Vietnamese though no list has it.
ONSET = re.compile(r"(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnprstvx])?(?=\w)")
VIETNAMESE = frozenset("ăắằẳẵặấầẩẫậđếềểễệốồổỗộơớờởỡợưứừửữựạảẹẻẽịỉĩọỏụủũỳỷỹỵ")


def native(word: str) -> bool:
    """Whether a word in small letters may be a Vietnamese syllable: by its marks, or put together as others are."""
    return word in syllables() or not VIETNAMESE.isdisjoint(word) or (not word.isascii() and _put_together(word))


@lru_cache(maxsize=4096)
def _put_together(word: str) -> bool:
    """Whether a syllable that no list has begins and ends as listed ones do: Ún, Triêm."""
    onset = ONSET.match(word)
    return bool(onset) and word[onset.end() :] in _rimes()  # type: ignore[union-attr]


@cache
def _rimes() -> frozenset[str]:
    """What follows the first consonants of the listed syllables."""
    return frozenset(word[match.end() :] for word in syllables() if (match := ONSET.match(word)))


@dataclass(slots=True)
class Scene:
    """A line, the listed names in it by the token they begin at, how far (``taken``) names have been read, and where
    the last title in quote marks ended (``titled``)."""

    line: Line
    listed: dict[int, list[Listed]]
    taken: int = 0
    titled: int = 0
    cues: dict[int, str | None] = field(default_factory=dict)

    def longest(self, i: int) -> Listed | None:
        """The longest listed name at token i."""
        options = self.listed.get(i)
        return options[0] if options else None

    def follows(self, i: int) -> bool:
        """Whether token i is a capitalised word a space behind the one before."""
        line = self.line
        if i >= len(line.words) or not line.capital[i] or i == 0:
            return False
        gap = line.spans[i][0] - line.spans[i - 1][1]
        return 0 < gap < COLUMN_GAP and line.text[line.spans[i][0] - 1] != "\t"

    def foreign(self, i: int) -> bool:
        """Whether token i is a word that cannot be Vietnamese, by its letters or as the first of ``Do-hoon``."""
        word = self.line.lowers[i]
        return word.isalpha() and len(word) > 1 and (not native(word) or self.line.hyphened(i))


@dataclass(frozen=True, slots=True)
class Span:
    """A name at tokens first to last (exclusive). ``weight`` says how sure it is before the document is known;
    ``how`` who offered it; ``cue`` the type that the words before it call for."""

    line: Line
    first: int
    last: int
    type: str | None
    weight: float
    how: str
    forms: tuple[Form, ...] = ()
    cue: str | None = None

    @property
    def words(self) -> int:
        """Number of tokens."""
        return self.last - self.first

    @property
    def shown(self) -> str:
        """The name as printed, in old spelling."""
        return self.line.shown(self.first, self.last)

    @property
    def start(self) -> int:
        """Offset into the document."""
        return self.line.offset + self.line.spans[self.first][0]

    @property
    def end(self) -> int:
        """Offset past the last letter."""
        return self.line.offset + self.line.spans[self.last - 1][1]

    @property
    def opens(self) -> bool:
        """Whether it opens a sentence, where a capital says nothing."""
        return self.line.opens(self.first)


def scene(line: Line) -> Scene:
    """Look the line up in the lists."""
    return Scene(line, matches(line))


def cue(scene: Scene, i: int) -> str | None:
    """The type of name that the words right before token i, back to the last name, call for."""
    if i not in scene.cues:
        scene.cues[i] = _cue(scene, i)
    return scene.cues[i]


def _cue(scene: Scene, i: int) -> str | None:
    lowers = scene.line.lowers
    if i and lowers[i - 1] in QUOTES:
        i -= 1
    if i <= scene.taken:
        return None
    title = listed("titles").behind(lowers, i)
    field = listed("fields").behind(lowers, i)
    if field and listed("titles").behind(lowers, i - field) and i - field >= scene.taken:
        return "person"
    head = heads().behind(lowers, i)
    head = head if head >= field else 0
    longest = max(title, head)
    if longest and longest <= i - scene.taken and not (longest == 1 and compound(lowers, i)):
        return "person" if title >= head else heads().value(lowers, i - head, i).type
    if listed("place_cues").behind(lowers, i):
        return "place"
    said = listed("called").behind(lowers, i)
    return _thing(scene, i - said) if said and i - said > scene.taken else None


def _thing(scene: Scene, i: int) -> str | None:
    """The type of the thing that a word like ``mang tên`` names: phần mềm mang tên, ngọn lửa mang tên."""
    head = heads().behind(scene.line.lowers, i)
    kind = heads().value(scene.line.lowers, i - head, i).type if head and head <= i - scene.taken else None
    return kind if kind in {"product", "event"} and not (head == 1 and compound(scene.line.lowers, i)) else None


def compound(lowers: list[str], i: int) -> bool:
    """Whether the word right before token i is the end of another: gia đình is no temple, đổ bộ no ministry."""
    if listed("compounds").behind(lowers, i):
        return True
    pair = i > 1 and f"{lowers[i - 2]} {lowers[i - 1]}" in word_set("naming/pairs.txt")
    return pair and bool(heads().ahead(lowers, i - 1)) and heads().value(lowers, i - 1, i).type == "organization"


def part_type(words: list[str]) -> str | None:
    """The type that a telling foreign word in a name gives it, the last such word deciding."""
    told = [foreign_parts().get(word) for word in words]
    first = told[0] if told[0] in FIRST_PARTS and words[0] not in eastern_surnames() else None
    return next((kind for kind in reversed(told[1:]) if kind), first)

"""Bodies whose letters stand in brackets behind the name: these tell where the name ends, whatever its words are."""

from __future__ import annotations

from workers.taggers.entities.clues import listed, word_set
from workers.taggers.entities.facts import TITLES
from workers.taggers.entities.spans import Scene

# Tokens of a name past those that are known to be of it.
LONGEST_REST = 6
SHORTEST_LETTERS = 3


def explained(scene: Scene, at: int, end: int) -> int:
    """Past all words up to the bracket with a body's letters: Cơ quan Liêm chính quần vợt quốc tế (ITIA).

    ``at`` is where the body's head ended, ``end`` where its name does as far as its words are known.
    """
    line = scene.line
    if end >= len(line.words) or line.words[end] == "(" or not line.capital[at] or not line.text.find("(") > 0:
        return end
    for i in range(end, min(end + LONGEST_REST + 1, len(line.words) - 2)):
        if line.words[i] == "(":
            return i if _letters(scene, i + 1) else end
        if _ends(scene, i):
            return end
    return end


def _letters(scene: Scene, i: int) -> bool:
    """Whether a body's letters, or a word of its own making, at token i fill a bracket: (ITIA), (D66), (Micasu)."""
    line, word = scene.line, scene.line.words[i]
    own = word.isupper() or (scene.foreign(i) and scene.longest(i) is None)
    known = own and word[0].isalpha() and word.isalnum() and word not in word_set("naming/acronyms.txt")
    return known and len(word) >= SHORTEST_LETTERS and line.words[i + 1] == ")"


def _ends(scene: Scene, i: int) -> bool:
    """Whether a name does not go on at token i: a mark or a number, a word before somebody else, a title, another
    body's letters."""
    line = scene.line
    word = line.words[i]
    if not word.isalpha() or (word.isupper() and len(word) > 1):
        return True
    if line.capital[i]:
        return _titled(scene, i)
    return any(listed(name).ahead(line.lowers, i) for name in ("clause_words", "person_verbs"))


def _titled(scene: Scene, i: int) -> bool:
    """Whether a title in small letters stands before a capital at token i."""
    line = scene.line
    return line.capital[i] and scene.facts[i - 1] & TITLES > 0 and not line.capital[i - 1]

"""Names in foreign words, typed by their parts, by first names, by what stands before them."""

from __future__ import annotations

from workers.taggers.entities.clues import (
    eastern_surnames,
    foreign_openings,
    foreign_parts,
    given_names,
    heads,
    listed,
    small_set,
    surnames,
    syllables,
    western_names,
    word_set,
)
from workers.taggers.entities.facts import FOLLOWS, FOREIGN, HYPHENED, LISTED, OPENS
from workers.taggers.entities.gazetteer import nations
from workers.taggers.entities.lines import Line
from workers.taggers.entities.listing import MODEL, SIZE, modelled, numbered
from workers.taggers.entities.lookup import Listed
from workers.taggers.entities.spans import Offer, Scene, cue, part_type
from workers.taggers.entities.tokens import lower
from workers.taggers.entities.vietnamese import continued

LONGEST_FOREIGN = 6
HYPHENS = frozenset("-'’")
# Weights of a person whom only a country or a body before the name tells of, or nothing.
LEANING, UNTOLD = 0.7, 0.55


def foreign(scene: Scene, i: int) -> Offer | None:
    """A name in foreign words, typed by its parts, by first names, by what stands before it."""
    line = scene.line
    if not line.capital[i] or not (scene.foreign(i) or _before_foreign(scene, i) or _initial(scene, i)):
        return None
    end = _foreign_end(scene, i)
    words = line.words[i:end]
    if words[0] in word_set("naming/acronyms.txt") and not (end > i + 1 and _two_initials(line, i)):
        return None
    if line.words[i].isupper() and (end == i + 1 or _letters(words)):
        return None
    called = cue(scene, i)
    if end == i + 1 and called == "person" and words[0] in nations() and not listed("addresses").behind(line.lowers, i):
        return None
    whole = all(line.glued(k) for k in range(i + 1, end))
    kind, weight = _foreign_type(scene, i, words, called, whole)
    if _there(scene, i, kind, weight):
        kind, weight = "location", 0.6
    if kind == "person" and weight <= UNTOLD and _work(line, end):
        kind, weight = "product", 0.6
    tied = called != "person" and numbered(line, end)
    if (tied or kind is None) and (past := end + 2 if tied else modelled(line, end)):
        return Offer(line, i, past, "product", 0.6, "foreign", cue=called)
    if end == i + 1 and called == "person" and listed("officers").behind(line.lowers, i):
        kind, weight = "organization", 0.55
    return Offer(line, i, end, kind, weight, "foreign", cue=called)


def _there(scene: Scene, i: int, kind: str | None, weight: float) -> bool:
    """Whether the word before says where one is, and nothing says more: ở Zaria, tại Sky Dome."""
    if kind == "person" and weight <= UNTOLD:
        return scene.line.lowers[i - 1] in small_set("naming/there_words.txt")
    return kind is None and listed("firm_place_cues").behind(scene.line.lowers, i) > 0


def _work(line: Line, end: int) -> bool:
    """Whether a comma and the word for a work stand behind a name: Perfect Days, tác phẩm ..."""
    if line.lowers[end : end + 1] != [","]:
        return False
    head = listed("works").ahead(line.lowers, end + 1)
    known = heads().values.get(tuple(line.lowers[end + 1 : end + 1 + head]))
    return known is not None and known.type == "product"


def _letters(words: list[str]) -> bool:
    """Whether all is capitals and some of it an acronym: UBND TP, but not DONALD TRUMP."""
    return all(word.isupper() or not word.isalpha() for word in words) and any(len(word) < 5 for word in words)


def _before_foreign(scene: Scene, i: int) -> bool:
    """Whether a family name that is also a Vietnamese word stands before foreign ones: Kim Jong Un, Song Hye Kyo."""
    line, known, behind = scene.line, scene.facts[i], scene.facts[i + 1]
    if not behind & FOLLOWS:
        return False
    named = line.words[i] in surnames() or line.words[i] in eastern_surnames()
    if named and behind & HYPHENED:
        return True
    if not behind & FOREIGN or heads().ahead(line.lowers, i) or (known & LISTED and not _first_name(scene, i)):
        return False
    if known & OPENS and listed("functions").ahead(line.lowers, i):
        return False
    if named or line.words[i] in western_names():
        return True
    return not known & OPENS and not listed("titles").ahead(line.lowers, i)


def _first_name(scene: Scene, i: int) -> bool:
    """Whether a word that the lists have as somebody's is a first name, of another here: ông Tim Kaine."""
    found = scene.longest(i)
    person = found is not None and not found.sure and found.last == i + 1 and found.forms[0].entry.type == "person"
    return person and scene.line.words[i] in western_names() and cue(scene, i) == "person"


def _initial(scene: Scene, i: int) -> bool:
    """Whether token i is the first name's letter in ``R.Prodi`` or ``J. Smith``."""
    line = scene.line
    if len(line.words[i]) > 1 or i + 2 >= len(line.words) or line.words[i + 1] != "." or not line.glued(i + 1):
        return False
    if line.words[i] in word_set("naming/district_letters.txt") and line.lowers[i + 2] in syllables():
        return False
    if continued(line, i + 3) or _stop(line, i + 1) or (i and line.words[i - 1].isdigit()):
        return False
    return line.capital[i + 2] and len(line.words[i + 2]) > 2 and not line.words[i + 2].isupper()


def _stop(line: Line, dot: int) -> bool:
    """Whether a dot behind a letter ends the sentence, as a word follows that nobody is called by: khán đài B. Phút."""
    after = line.words[dot + 1] if dot + 1 < len(line.words) and not line.glued(dot + 1) else ""
    return lower(after) in syllables() and after not in given_names() and after not in surnames()


def _leans(scene: Scene, i: int) -> bool:
    """Whether a listed place or body ends right before token i, as in ``Ngoại trưởng Nga Sergei Lavrov``."""
    options = (option for first in range(max(0, i - 6), i) for option in scene.listed.get(first, ()))
    return any(option.last == i for option in options)


def _foreign_type(scene: Scene, i: int, words: list[str], called: str | None, whole: bool) -> tuple[str | None, float]:
    part = "organization" if "&" in words else part_type(words) if len(words) > 1 else None
    if part == "location" and (called == "product" or (called == "person" and words[-1] in eastern_surnames())):
        part = None
    if part:
        return part, 0.75
    if called == "location" and len(words) == 1 and words[0] in word_set("naming/tails.txt"):
        return None, 0.3
    if called and called != "place":
        return called, 0.9 if called == "person" else 0.75
    return (None, 0.35) if whole else _run_type(scene, i, words)


def _run_type(scene: Scene, i: int, words: list[str]) -> tuple[str, float]:
    """Several foreign words that nothing calls for: most often a person."""
    if opening := foreign_openings().get(words[0]):
        return opening, 0.6
    if words[0] in western_names() or words[1] == "." or not eastern_surnames().isdisjoint((words[0], words[-1])):
        return "person", 0.9
    if MODEL.fullmatch(words[-1]):
        return "product", 0.7
    shouted = [word.isupper() and len(word) > 1 for word in (words[0], words[-1])]
    if any(shouted) and not all(shouted):
        return "organization", 0.55
    return "person", LEANING if _leans(scene, i) else UNTOLD


def _foreign_end(scene: Scene, i: int) -> int:
    line, end = scene.line, i + 1
    while end < len(line.words) and end - i < LONGEST_FOREIGN * 2:
        step = _foreign_step(scene, i, end)
        if not step:
            break
        end += step
    return end


def _foreign_step(scene: Scene, i: int, end: int) -> int:
    """Tokens to take further: a capitalised word, an initial with its dot, a hyphen or apostrophe, a particle."""
    line = scene.line
    if line.words[end] in {"-", "'", "’", ".", "&"} and line.glued(end):
        joins = end + 1 < len(line.words) and line.glued(end + 1) and line.words[end + 1][0].isalpha()
        if line.words[end] == ".":
            return (2 if joins else 1) if _initialled(line, end) else 0
        return 2 if joins else 0
    and_sign = line.words[end] == "&"
    if and_sign or (line.lowers[end] in small_set("naming/particles.txt") and not line.capital[end]):
        tied = line.glued(end + 1) and line.glued(end + 2) and line.words[end + 1] in HYPHENS
        if tied and line.capital[end + 2]:
            return 3
        return 2 if scene.follows(end + 1) and scene.foreign(end + 1) else 0
    if not scene.follows(end) or SIZE.fullmatch(line.words[end]) or _stops(scene, i, end):
        return 0
    return 1


def _initialled(line: Line, dot: int) -> bool:
    """Whether a dot stands behind a first name's letter, and ends no sentence; what a hyphen ties is none: Wall-E."""
    tied = line.glued(dot - 1) and line.words[dot - 2] in HYPHENS
    return len(line.words[dot - 1]) == 1 and not tied and not _stop(line, dot)


def _surname(scene: Scene, i: int, found: Listed) -> bool:
    """Whether a listed person's last name stands behind the first name of somebody who is spoken of as one."""
    return found.forms[0].entry.type == "person" and cue(scene, i) == "person"


def _stops(scene: Scene, i: int, end: int) -> bool:
    """Whether something else begins at token ``end``."""
    line = scene.line
    if end == i + 1 and line.hyphened(end):
        return False
    found = scene.longest(end)
    headed = cue(scene, i) not in {None, "person", "place"}
    lone = found and found.last - end == 1 and (line.words[i] in western_names() or headed or _surname(scene, i, found))
    if found and found.sure and not lone:
        return True
    if not scene.foreign(end) and (listed("titles").ahead(line.lowers, end) or line.words[end] in surnames()):
        return line.words[i] not in western_names() or end - i > 1
    before = scene.longest(i)
    if before and before.sure and before.last == end and line.words[i] not in western_names():
        return line.words[end] in western_names() or cue(scene, i) == "person"
    if foreign_parts().get(line.words[end]) == "organization":
        return False
    lettered = line.words[i].isupper() and not line.words[end].isupper() and cue(scene, i) == "person"
    return lettered and not (scene.foreign(end) and _two_initials(line, i))


def _two_initials(line: Line, i: int) -> bool:
    """Whether two letters behind a title that only people bear are first names: ông AJ Park."""
    return len(line.words[i]) == 2 and line.words[i].isalpha() and listed("addresses").behind(line.lowers, i) > 0

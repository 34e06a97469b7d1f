"""Numbers in names: which belong to the name, and which count what stands behind them."""

from __future__ import annotations

from workers.taggers.entities.clues import Head, counted_things, listed, numbered
from workers.taggers.entities.spans import Scene

LONGEST_NUMBER = 4
NUMBER_MARKS = frozenset("-–/:%")
# Marks of a longer number where a digit is glued behind them; else they end a sentence or part a list.
DECIMAL_MARKS = frozenset(",.")


def number_end(scene: Scene, at: int, end: int, head: Head) -> int:
    """Past a number that belongs to the name, with or without a word before it: Quân khu 7, Đội Công binh số 1."""
    if scene.line.words[end].isdigit():
        return end + 1 if _belongs(scene, at, end, head) else 0
    return end + 2


def regional(scene: Scene, end: int) -> bool:
    """Whether the number right before token ``end`` is that of a region: TAND khu vực 5."""
    line = scene.line
    return line.words[end - 1].isdigit() and listed("numbered_fields").behind(line.lowers, end - 1) > 0


def _belongs(scene: Scene, at: int, end: int, head: Head) -> bool:
    """Whether a number belongs to the name: Quân khu 7, Miss Universe 2020."""
    line = scene.line
    if len(line.words[end]) > LONGEST_NUMBER or _goes_on(scene, end, "/,"):
        return False
    if head.type == "event" and not numbered().behind(line.lowers, end):
        return end > at and len(line.words[end]) == 4
    known = numbered().behind(line.lowers, end) or numbered().behind(line.lowers, at)
    return bool(known) or regional(scene, end + 1) or _last_number(scene, at, end)


def _goes_on(scene: Scene, end: int, marks: str) -> bool:
    """Whether one of the marks makes the number at ``end`` the first part of a longer one: 3/4, 2,5."""
    line, mark = scene.line, end + 1
    if not line.glued(mark) or line.words[mark] not in marks:
        return False
    return line.words[mark] not in DECIMAL_MARKS or (line.glued(mark + 1) and line.words[mark + 1][0].isdigit())


def _last_number(scene: Scene, at: int, end: int) -> bool:
    """Whether a number that counts nothing ends a body's name: Nhà máy nhiệt điện Vĩnh Tân 2, TAND khu vực 1."""
    line = scene.line
    if end == at or line.words[end][0] == "0" or len(line.words[end]) > 3 or _goes_on(scene, end, ",."):
        return False
    behind = line.words[end + 1 : end + 2]
    counts = behind and (behind[0] in NUMBER_MARKS or (behind[0].islower() and not _acts(scene, end + 1)))
    return not counts


def _acts(scene: Scene, i: int) -> bool:
    """Whether a small word, or a verb of a body or a person, stands at token i: nothing that can be counted."""
    lowers = scene.line.lowers
    if lowers[i] in counted_things():
        return False
    return any(listed(name).ahead(lowers, i) for name in ("functions", "person_verbs", "headline_verbs"))

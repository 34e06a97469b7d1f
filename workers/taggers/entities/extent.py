"""How far a name goes on behind its head: fields, places, nested bodies, capitals."""

from __future__ import annotations

from workers.taggers.entities.clues import (
    Head,
    connecting,
    great_surnames,
    heads,
    listed,
    small_set,
    surnames,
    syllables,
    western_names,
)
from workers.taggers.entities.counts import number_end, regional
from workers.taggers.entities.facts import ADMIN, BRANCHES, CAPITAL, CONNECTS, FIELDS, HEADS, LISTED
from workers.taggers.entities.routes import on_route, onward
from workers.taggers.entities.seats import located, place_end
from workers.taggers.entities.spans import Scene
from workers.taggers.entities.vietnamese import continued, vietnamese_end

# Long official names end well before this many tokens; past it something was misread.
LONGEST_NAME = 24
# Tokens of the longest listed body that is looked for where another name ends.
LONGEST_BODY = 6


def extend(scene: Scene, at: int, head: Head, deep: int = 2) -> int:
    """Past the last token of the name whose head ends at ``at``; ``at`` itself when nothing of it follows."""
    ends = [at]
    while ends[-1] - at < LONGEST_NAME:
        step = _step(scene, at, ends[-1], head, deep)
        if step <= ends[-1]:
            break
        ends.append(step)
    return _trimmed(scene, ends)


def _step(scene: Scene, at: int, end: int, head: Head, deep: int) -> int:
    """One element further: a field, a place, a nested body, capitals."""
    line = scene.line
    if end >= len(line.words) or (line.glued(end) and line.words[end] not in connecting()):
        return end
    known = scene.facts[end]
    if known & (CONNECTS | CAPITAL) == CONNECTS:
        return _joined(scene, at, end)
    placed = known & (LISTED | ADMIN | BRANCHES)
    found = scene.longest(end)
    if found and found.last - end > 1 and (past := place_end(scene, at, end)):
        return past
    return (
        (known & HEADS and _nested(scene, end, deep))
        or (known & FIELDS and _field(scene, at, end))
        or (placed and place_end(scene, at, end))
        or _capitals(scene, at, end, head)
        or end
    )


def _joined(scene: Scene, at: int, end: int) -> int:
    """Past a connective and the field behind it; a comma only joins when an ``và`` follows."""
    mark = scene.line.lowers[end]
    if on_route(scene, at, end):
        return onward(scene, end)
    if mark in "-–" and regional(scene, end):
        return _province(scene, end)
    if mark in small_set("naming/at_words.txt"):
        return _seated(scene, at, end)
    goes_on = mark in small_set("naming/goes_on_words.txt")
    if (
        (_placed(scene, end) or _whole(scene, end))
        if goes_on
        else end == at and not listed("fields").behind(scene.line.lowers, at)
    ):
        return end
    length = listed("fields").ahead(scene.line.lowers, end + 1)
    if not length:
        return _country_pair(scene, end) if mark in "-–" else end
    return end if _apart(scene, at, end, length) else end + 1 + length


def _whole(scene: Scene, end: int) -> bool:
    """Whether a listed body ends at ``end``: Quốc hội, but not Ủy ban, of which one needs to know what for."""
    options = (option for first in range(max(0, end - LONGEST_BODY), end) for option in scene.listed.get(first, ()))
    return any(option.last == end and option.sure for option in options)


def _apart(scene: Scene, at: int, end: int, length: int) -> bool:
    """Whether the field behind a connective is not of the name: another body's, a verb's, one of a list."""
    line, mark, behind = scene.line, scene.line.lowers[end], end + 1 + length
    if line.capital[end + 1] and length <= heads().ahead(line.lowers, end + 1) and mark not in "-–&":
        return True
    if mark in "-–" and not line.glued(end) and _major(scene, at, end, length):
        return True
    if mark == ",":
        return not (behind < len(line.words) and line.lowers[behind] in connecting())
    if mark not in small_set("naming/and_words.txt") or line.capital[end + 1]:
        return False
    return _verb(scene, end + 1, behind) or not listed("fields").behind(line.lowers, end)


def _major(scene: Scene, at: int, end: int, length: int) -> bool:
    """Whether a dash divides a school and a subject in a row: ĐH Bách khoa Hà Nội - Khoa học máy tính - 29."""
    words = scene.line.words[end + 1 + length : end + 2 + length]
    return words in (["-"], ["–"], ["("]) and listed("schools").behind(scene.line.lowers, at) > 0


def _seated(scene: Scene, at: int, end: int) -> int:
    """Past the place where a mission or a court sits: Đại sứ quán Nhật Bản tại Việt Nam."""
    found = scene.longest(end + 1)
    sits = end > at and listed("seated").behind(scene.line.lowers, at)
    return found.last if sits and found and found.sure and located(found.forms) else end


def _province(scene: Scene, end: int) -> int:
    """Past the province of a court known by its region's number: TAND khu vực 5 - Cà Mau."""
    found = scene.longest(end + 1)
    return found.last if found and found.sure and located(found.forms) else end


def _country_pair(scene: Scene, end: int) -> int:
    """Past the second of two listed places: Nga - Ukraine."""
    found = scene.longest(end + 1)
    return found.last if found and scene.longest(end - 1) and located(found.forms) else end


def _verb(scene: Scene, first: int, last: int) -> bool:
    return tuple(scene.line.lowers[first:last]) in listed("field_verbs").values


def _field(scene: Scene, at: int, end: int) -> int:
    """Past a field word: with a capital always, in small letters right behind the head or another field."""
    line = scene.line
    length = listed("fields").ahead(line.lowers, end)
    if not length:
        return 0
    if length == 1 and line.capital[end] and vietnamese_end(scene, end) >= end + 3:
        return 0
    if not line.capital[end] and _verb(scene, end, end + length) and _whole(scene, end):
        return 0
    behind = end == at or not line.capital[end - 1] or listed("fields").behind(line.lowers, end)
    return end + length if line.capital[end] or (behind and not _placed(scene, end)) else 0


def _placed(scene: Scene, end: int) -> bool:
    """Whether a listed place ends at ``end``: field words end there too."""
    line = scene.line
    return any(
        option.last == end and located(option.forms)
        for first in range(max(0, end - 4), end)
        for option in scene.listed.get(first, ())
        if line.capital[first]
    )


def _nested(scene: Scene, end: int, deep: int) -> int:
    """Past another body's name right behind: Cơ quan CSĐT Bộ Công an; ``deep`` levels at most."""
    line = scene.line
    inner = heads().ahead(line.lowers, end) if line.capital[end] and deep else 0
    if not inner or listed("fields").ahead(line.lowers, end) > inner:
        return 0
    known = heads().value(line.lowers, end, end + inner)
    if known.type not in {"organization", "event"} or not known.capital_in:
        return 0
    past = extend(scene, end + inner, known, deep - 1)
    return past if past > end + inner or inner > 1 else 0


def _capitals(scene: Scene, at: int, end: int, head: Head) -> int:
    """Past a capitalised word of no list: any for heads that bear names, else a word of two syllables."""
    line = scene.line
    word = line.words[end]
    digits = end + (line.lowers[end] in small_set("naming/number_words.txt"))
    if digits < len(line.words) and line.words[digits].isdigit():
        return number_end(scene, at, end, head)
    if not line.capital[end] or (word.isupper() and end > at and _said(scene, end)):
        return 0
    if word in western_names() and _placed(scene, end):
        return 0
    if head.names and (past := _own_name(scene, at, end, head)) is not None:
        return past
    if word.isupper() and len(word) > 1:
        return end + 1
    return _two_syllables(scene, end)


def _own_name(scene: Scene, at: int, end: int, head: Head) -> int | None:
    """Past a word of the name that a firm or a school bears; None where it is none."""
    if continued(scene.line, end + 1):
        return 0 if head.type == "location" else end + 2
    if end == at or _unnamed(scene, at, end):
        return max(end + 1, vietnamese_end(scene, end))
    return end + 1 if vietnamese_end(scene, end) < end + 3 or _second(scene, at, end) else None


def _unnamed(scene: Scene, at: int, end: int) -> bool:
    """Whether all behind a firm's or a school's head says what it does: what follows is its name."""
    lowers = scene.line.lowers
    return listed("named_heads").behind(lowers, at) > 0 and listed("fields").behind(lowers, end) == end - at


def _said(scene: Scene, end: int) -> bool:
    """Whether a word of a headline in capitals is a verb or a small word: CÔNG TY ĐẠI LỘC BỊ BẮT."""
    lowers = scene.line.lowers
    return any(listed(name).ahead(lowers, end) for name in ("functions", "person_verbs", "headline_verbs"))


def _second(scene: Scene, at: int, end: int) -> bool:
    """Whether the word at ``end`` is the second of a firm's name, though it may be a rare family name."""
    return end == at + 1 and scene.line.capital[at] and scene.line.words[end] not in great_surnames()


def _two_syllables(scene: Scene, end: int) -> int:
    """Past a capitalised syllable and the small one behind it: Ủy ban Dưỡng lão."""
    line = scene.line
    if line.words[end] in surnames() or end + 1 >= len(line.words):
        return 0
    both = line.lowers[end : end + 2]
    if line.capital[end + 1] or line.glued(end + 1) or not all(word in syllables() for word in both):
        return 0
    return 0 if listed("functions").ahead(line.lowers, end + 1) else end + 2


def _trimmed(scene: Scene, ends: list[int]) -> int:
    """The end of the name without elements at its end that are verbs in small letters."""
    while len(ends) > 1 and not scene.line.capital[ends[-2]] and _verb(scene, ends[-2], ends[-1]):
        ends = ends[:-1]
    return ends[-1]

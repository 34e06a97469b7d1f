"""Names that a head opens: Bộ Quốc phòng Nga, Công an tỉnh Phú Thọ, sân vận động Mỹ Đình, bão số 6."""

from __future__ import annotations

from dataclasses import replace

from workers.taggers.entities.clues import Head, given_names, heads, listed, numbered, small_set, word_set
from workers.taggers.entities.counts import LONGEST_NUMBER
from workers.taggers.entities.explained import explained
from workers.taggers.entities.extent import extend
from workers.taggers.entities.facts import HEADS, SMALL_HEAD_ENDS
from workers.taggers.entities.lines import Line
from workers.taggers.entities.native import native
from workers.taggers.entities.spans import Offer, Scene, compound, cue
from workers.taggers.entities.vietnamese import vietnamese_end

# A capitalised head of so many words names a body by itself: Cơ quan cảnh sát điều tra.
LONG_HEAD = 4


def headed(scene: Scene, i: int) -> Offer | None:
    """The name whose head begins at token i with a capital, or ends right before it in small letters."""
    line, facts = scene.line, scene.facts
    ahead = heads().ahead(line.lowers, i) if facts[i] & HEADS else 0
    inner = _opened(scene, i, ahead) if ahead else None
    if inner and (inner.type != "location" or not line.capital[i]):
        return inner
    outer = _behind(scene, i) if facts[i - 1] & SMALL_HEAD_ENDS else None
    if inner and outer and (outer.type != "location" or outer.last < inner.last):
        return inner
    return outer or inner


def _opened(scene: Scene, i: int, ahead: int) -> Offer | None:
    """The name whose head of ``ahead`` tokens begins at token i with a capital."""
    line = scene.line
    head = heads().value(line.lowers, i, i + ahead)
    if not capital_in(line, i, ahead) or (head.type == "location" and _bears_name(scene, i, i + ahead)):
        return None
    if head.type == "location" and cue(scene, i) == "organization":
        head = replace(head, type="organization")
    return _named(scene, i, i + ahead, head, bare=line.opens(i))


def _behind(scene: Scene, i: int) -> Offer | None:
    """The name whose head ends right before token i in small letters; it may itself look like one (ga Bến Thành)."""
    line = scene.line
    length = heads().behind(line.lowers, i)
    if not length or line.capital[i - length] or (length == 1 and compound(line.lowers, i)):
        return None
    head = heads().value(line.lowers, i - length, i)
    if not head.lower_in or (head.type == "organization" and _titled(scene, i, length)):
        return None
    return _named(scene, i - length, i, head, bare=False)


def _titled(scene: Scene, i: int, length: int) -> bool:
    """Whether the head before token i is only the end of a title: trưởng phòng Đào tạo, Vụ trưởng Giáo dục đại học Lê
    Minh Thắng; a body whose place or owner follows is one: trưởng phòng Đào tạo NEU."""
    line, field = scene.line, listed("fields").behind(scene.line.lowers, i)
    if field > length and listed("titles").behind(line.lowers, i - field):
        return True
    past = i
    while step := listed("fields").ahead(line.lowers, past):
        past += step
    ranked = listed("admin").ahead(line.lowers, past) > 0
    goes_on = ranked or (scene.follows(past) and vietnamese_end(scene, past) == past)
    return past > i and not goes_on and listed("titles").behind(line.lowers, i) > length


def capital_in(line: Line, i: int, length: int) -> bool:
    """Whether a head printed large is in the name; also Công ty Xây dựng, whose small-letter form is not."""
    known = heads().value(line.lowers, i, i + length)
    if known.capital_in or (line.opens(i) and not any(line.capital[i + 1 : i + length])):
        return known.capital_in
    shorter = (heads().values.get(tuple(line.lowers[i : i + k])) for k in range(1, length))
    return any(head is not None and head.capital_in and not head.inside for head in shorter)


def _bears_name(scene: Scene, i: int, at: int) -> bool:
    """Whether a head is a person's family name: Hồ Anh Tuấn, but Hồ Rào Quán."""
    end = vietnamese_end(scene, i)
    place = scene.longest(at)
    if place and place.sure and place.last >= end and cue(scene, i) != "person" and scene.line.opens(i):
        return False
    named = cue(scene, i) == "person" or all(word in given_names() for word in scene.line.words[at:end])
    return end > at and named


def _named(scene: Scene, first: int, at: int, head: Head, bare: bool) -> Offer | None:
    end = extend(scene, at, head)
    if scene.line.capital[first] and head.type != "location":
        end = explained(scene, at, end)
    if end == at and _alone(scene, first, at):
        return Offer(scene.line, first, end, head.type, 0.7, "head")
    if not scene.line.capital[first] and word_set("naming/unmarked.txt").issuperset(scene.line.words[at:end]):
        return None
    if (
        end == at
        or (bare and ((head.inside and not _busy(scene, at)) or not _substance(scene, first, at, end)))
        or _needless(scene, at, end, head)
    ):
        return None
    first = at if head.short and _stands_alone(scene, first, at, end) else first
    return Offer(scene.line, first, end, head.type, 0.85, "head")


def _busy(scene: Scene, at: int) -> bool:
    """Whether the head is followed by what the body does, printed large: Nhà máy Gạch Phú Bình."""
    line = scene.line
    if at >= len(line.words) or not line.capital[at]:
        return False
    inner = heads().ahead(line.lowers, at)
    if inner and heads().value(line.lowers, at, at + inner).type == "organization":
        return False
    return any(listed(name).ahead(line.lowers, at) for name in ("fields", "trades"))


def _alone(scene: Scene, first: int, at: int) -> bool:
    """Whether a head printed large names a body by itself: Cơ quan cảnh sát điều tra, Tỉnh ủy."""
    line = scene.line
    if not line.capital[first]:
        return False
    listed_alone = listed("lone_heads").ahead(line.lowers, first) == at - first
    if at - first >= LONG_HEAD or not listed_alone:
        return at - first >= LONG_HEAD
    acts = any(listed(verbs).ahead(line.lowers, at) for verbs in ("person_verbs", "body_verbs"))
    return acts or line.words[first].isupper() or not line.opens(first)


def _stands_alone(scene: Scene, first: int, at: int, end: int) -> bool:
    """Whether a river's or a lake's name is used without the word: sông Mekong, but sông Hồng; Vịnh Hạ Long."""
    line = scene.line
    large = line.capital[first] and not line.opens(first)
    return not large and (end - at > 1 or not native(line.lowers[at]))


def _needless(scene: Scene, at: int, end: int, head: Head) -> bool:
    """Whether the head is a common word before a listed body's name: Ngân hàng Vietcombank."""
    found = scene.longest(at)
    if not found or not found.sure or found.last != end or head.lower_in:
        return False
    kind = found.forms[0].entry.type
    return kind == head.type and (kind == "event" or (kind == "organization" and head.names))


def _substance(scene: Scene, first: int, at: int, end: int) -> bool:
    """Whether what stands behind a head that opens a sentence is more than the sentence going on."""
    line = scene.line
    if any(line.capital[first + 1 : end]) or line.words[end - 1].isdigit():
        return True
    local = end == at + 1 and line.lowers[at] in small_set("naming/local_ranks.txt")
    return line.lowers[at] in listed("admin").starts and not (local and not line.words[at - 1].isupper())


def counted(scene: Scene, i: int) -> Offer | None:
    """A head and its number: quận 1, bão số 6."""
    line = scene.line
    behind = numbered().behind(line.lowers, i) if line.words[i][0].isdigit() else 0
    if not behind or len(line.words[i]) > LONGEST_NUMBER:
        return None
    return Offer(line, i - behind, i + 1, numbered().value(line.lowers, i - behind, i), 0.85, "head")

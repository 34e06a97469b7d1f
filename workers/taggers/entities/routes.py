"""Roads and lines named for the places they join: cao tốc Quy Nhơn - Pleiku, tuyến Hà Nội - Quảng Ninh."""

from __future__ import annotations

from workers.taggers.entities.clues import heads, listed
from workers.taggers.entities.seats import located
from workers.taggers.entities.spans import Offer, Scene

DASHES = frozenset("-–")
# Syllables of the longest place of no list.
LONGEST_PLACE = 3


def routed(scene: Scene, i: int) -> Offer | None:
    """A road or a line with the places from token i on that it joins."""
    lowers = scene.line.lowers
    if not listed("routes").behind(lowers, i) or listed("runs").behind(lowers, i):
        return None
    place = stop(scene, i)
    end = onward(scene, place)
    return Offer(scene.line, _first(scene, i), end, "location", 0.85, "head") if i < place < end else None


def _first(scene: Scene, i: int) -> int:
    """Where the name begins: at a head that is in it in small letters (cao tốc), else at the first place."""
    lowers = scene.line.lowers
    head = heads().behind(lowers, i)
    return i - head if head and heads().value(lowers, i - head, i).lower_in else i


def on_route(scene: Scene, at: int, end: int) -> bool:
    """Whether a dash at ``end`` joins the places of the road or line whose head ends at ``at``."""
    words = scene.line.words
    return at < end and words[end] in DASHES and listed("routes").behind(scene.line.lowers, at) > 0


def onward(scene: Scene, end: int) -> int:
    """Past all further places that dashes join to the one that ends at ``end``."""
    words = scene.line.words
    while end < len(words) and words[end] in DASHES and (past := stop(scene, end + 1)) > end + 1:
        end = past
    return end


def stop(scene: Scene, i: int) -> int:
    """Past the place at token i, of a list or not; i when there is none."""
    if i >= len(scene.line.words) or not scene.line.capital[i]:
        return i
    found = scene.longest(i)
    if found and located(found.forms):
        return found.last
    end = i + 1
    while scene.follows(end) and end - i < LONGEST_PLACE:
        end += 1
    return end

"""Firms with a Vietnamese name and a foreign word that tells what they are: Thiên Phú Land, Cánh Én Air."""

from __future__ import annotations

from workers.taggers.entities.clues import foreign_parts, heads, listed
from workers.taggers.entities.facts import CAPITAL, FOLLOWS, TELLING, UPPER
from workers.taggers.entities.spans import Offer, Scene, cue

# Syllables before the foreign word; past them it is no firm's name.
LONGEST_BRAND = 4
LONGEST_TRADED = 3


def branded(scene: Scene, i: int) -> Offer | None:
    """The firm or hotel whose Vietnamese name begins at token i and ends in foreign words that tell it."""
    line, facts = scene.line, scene.facts
    end = i + 1
    while end - i < LONGEST_BRAND and facts[end] & (FOLLOWS | TELLING) == FOLLOWS:
        end += 1
    if not _telling(scene, end) or facts[i] & (CAPITAL | UPPER) != CAPITAL:
        return None
    if any(scene.foreign(k) for k in range(i, end)) or _other_first(scene, i, end):
        return None
    kind = foreign_parts()[line.words[end]]
    while _telling(scene, end):
        end += 1
    called = cue(scene, i)
    return Offer(line, i, end, "organization" if called == "organization" else kind, 0.8, "brand", cue=called)


def traded(scene: Scene, i: int) -> Offer | None:
    """The firm called by its trade and its name without a head: Nhựa Trường Sơn, Dầu khí Vũng Tàu."""
    line = scene.line
    trade = listed("trades").ahead(line.lowers, i) if line.capital[i] else 0
    at = i + trade
    if not trade or not scene.follows(at) or scene.foreign(at) or line.words[at].isupper():
        return None
    called = cue(scene, i)
    if called != "organization" and (line.opens(i) or called) and not listed("share_cues").behind(line.lowers, i):
        return None
    found, end = scene.longest(at), at + 1
    while end - at < LONGEST_TRADED and scene.follows(end) and not scene.foreign(end):
        end += 1
    if end == at + 1 or listed("admin").ahead(line.lowers, at):
        return None
    if found and found.sure and found.last - at > 1 and found.forms[0].entry.type == "location":
        end = found.last
    return Offer(line, i, end, "organization", 0.8, "brand", cue=called)


def _telling(scene: Scene, i: int) -> bool:
    return scene.facts[i] & (FOLLOWS | TELLING) == FOLLOWS | TELLING


def _other_first(scene: Scene, i: int, end: int) -> bool:
    """Whether a title, a country or a small word that opens the sentence stands at token i instead."""
    line, found = scene.line, scene.longest(i)
    if end == i + 1 and (found or len(line.words[i]) < 3):
        return True
    if found and found.sure and (found.forms[0].entry.type == "person" or _country(found.forms[0].entry.id)):
        return True
    head = heads().ahead(line.lowers, i)
    if head and not heads().value(line.lowers, i, i + head).capital_in:
        return True
    called = listed("addresses").ahead(line.lowers, i) or listed("titles").ahead(line.lowers, i) > 1
    return bool(called) or (line.opens(i) and listed("functions").ahead(line.lowers, i) > 0)


def _country(id_: str) -> bool:
    return id_.startswith("iso:") and "-" not in id_ and id_ != "iso:VN"

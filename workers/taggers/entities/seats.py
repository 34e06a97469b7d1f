"""The place in a body's name, and where the body ends before the name of the person who heads it."""

from __future__ import annotations

from workers.taggers.entities.clues import great_surnames, heads, listed
from workers.taggers.entities.facts import ADMIN, BRANCHES
from workers.taggers.entities.spans import Scene
from workers.taggers.entities.vietnamese import vietnamese_end

# Syllables of the names that most Vietnamese bear; a place of so many that looks like one is rare.
FULL_NAME = (3, 4)


def place_end(scene: Scene, at: int, end: int) -> int:
    """Past a listed place or body, with or without a word like tỉnh before it, or past that word alone.

    ``at`` is where the head of the body ended.
    """
    line = scene.line
    known = scene.facts[end]
    branch = listed("branches").ahead(line.lowers, end) if known & BRANCHES else 0
    rank = (known & ADMIN and listed("admin").ahead(line.lowers, end)) or branch
    first = end + rank
    found = scene.longest(first) if not line.glued(first) or not rank else None
    if (
        found
        and any(line.capital[first : found.last])
        and (found.sure or rank or found.last - first > 1 or located(found.forms))
    ):
        kinds = {form.entry.type for form in found.forms}
        if kinds & {"location", "organization"} and _whole(scene, first, found.last):
            return found.last
    if branch:
        return _numbered_branch(scene, first)
    if not rank:
        return 0
    if first < len(line.words) and line.words[first].isdigit():
        return first + 1
    named = first < len(line.words) and line.capital[first] and not _chaired(scene, at, end, first)
    return _run(scene, first) if named else first - (line.words[first - 1] == ".")


def _numbered_branch(scene: Scene, end: int) -> int:
    """Past the number of a branch that the lists know with it or without: Bệnh viện Bạch Mai cơ sở 2."""
    words = scene.line.words
    if words[end - 1].isdigit():
        return end
    return end + 1 if end < len(words) and words[end].isdigit() and len(words[end]) == 1 else 0


def located(forms: tuple) -> bool:
    """Whether one of the listed forms is a place's."""
    return any(form.entry.type == "location" for form in forms)


def _whole(scene: Scene, at: int, end: int) -> bool:
    """Whether no person's name is cut where the place ends: it ends before, or begins there (Sơn La Lò Văn Thịnh)."""
    return vietnamese_end(scene, at) <= end or vietnamese_end(scene, end) > end


def _chaired(scene: Scene, at: int, rank: int, first: int) -> bool:
    """Whether a bare rank ends the body and who heads it is named behind: Chủ tịch UBND tỉnh Lê Văn Ba.

    No province or town is named for a person but TP Hồ Chí Minh, which the lists know. Villages and wards are: there
    the officer's title must stand before the body.
    """
    end, ranked = vietnamese_end(scene, first), scene.longest(rank)
    if end == first or vietnamese_end(scene, end) > end or (ranked and ranked.last > first and located(ranked.forms)):
        return False
    full = end - first in FULL_NAME
    lowers = scene.line.lowers
    if full and listed("unpeopled_ranks").behind(lowers, first):
        return True
    officer = listed("chairs").behind(lowers, at - heads().behind(lowers, at)) > 0
    return officer and (full or listed("unpeopled_ranks").behind(lowers, first) > 0)


def _run(scene: Scene, at: int) -> int:
    """Past a place of no list; of two syllables when a person's full name begins behind the second."""
    end = at + 1
    while scene.follows(end) and end - at < 3:
        if vietnamese_end(scene, end) >= end + 2 and (
            end > at + 1 or vietnamese_end(scene, end + 1) < end + 4 or scene.line.words[end] in great_surnames()
        ):
            break
        end += 1
    return end

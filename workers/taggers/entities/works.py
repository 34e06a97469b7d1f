"""Titles of works: in quote marks, behind a word like ca khúc, or as the story quotes them elsewhere."""

from __future__ import annotations

from collections.abc import Iterable

import ahocorasick

from workers.taggers.entities.clues import heads, listed, small_set
from workers.taggers.entities.facts import QUOTES
from workers.taggers.entities.gazetteer import whole
from workers.taggers.entities.lines import Line
from workers.taggers.entities.native import native
from workers.taggers.entities.readings import joins
from workers.taggers.entities.spans import Offer, Scene, Span, cue
from workers.taggers.entities.tokens import lower

TITLED = frozenset({"product", "event"})
DOUBLE, SINGLE = frozenset('“”"'), frozenset("‘’'")
# Titles of works in quote marks seldom run to more tokens; sentences said do.
LONGEST_TITLE = 12
# The same where only a loose word like ``trong`` calls for a title, and where no mark closes it.
LONGEST_LOOSE = 9


def quoted(view: Scene, i: int) -> Offer | None:
    """The title of a work in quote marks: ca khúc “Mặt trời bé con” và “Mưa đêm”, đóng trong “Sông mẹ”."""
    line = view.line
    if not i or line.words[i - 1] not in QUOTES:
        return None
    closing = SINGLE if line.words[i - 1] in SINGLE else DOUBLE
    ends = range(i + 1, min(i + LONGEST_TITLE, len(line.words)))
    end = next((k for k in ends if line.words[k] in closing and not _inside(line, k)), None)
    kind = cue(view, i) if cue(view, i) in TITLED else None
    if end and not kind and (_listed_on(view, i) or _called(line, i, end)):
        kind = "product"
    if not end or not kind:
        return None
    view.titled = end
    return Offer(line, i, end, kind, 0.85, "quoted", cue=kind)


def _inside(line: Line, k: int) -> bool:
    """Whether a mark is an apostrophe between two letters: K'Ho."""
    tied = line.glued(k) and line.glued(k + 1)
    return tied and line.words[k - 1].isalnum() and line.words[k + 1].isalnum()


def _listed_on(view: Scene, i: int) -> bool:
    """Whether only a comma or ``và`` stands between a title and the quote mark before token i."""
    return 0 < view.titled == i - 3 and joins(view.line.lowers[i - 2])


def _called(line: Line, i: int, end: int) -> bool:
    """Whether loose words beside the marks tell that a title in capitals stands in them."""
    if not line.capital[i] or not 2 <= end - i <= LONGEST_LOOSE:
        return False
    before, behind = listed("work_cues"), listed("work_deeds")
    return bool(before.behind(line.lowers, i - 1) or behind.ahead(line.lowers, end + 1))


def titled(view: Scene, i: int) -> Offer | None:
    """A title without marks, its second word in small letters: vở Người đàn bà tính toán."""
    line = view.line
    if not listed("works").behind(line.lowers, i) or line.capital[i : i + 2] != [True, False]:
        return None
    found = view.longest(i)
    head = heads().ahead(line.lowers, i)
    body = head and heads().value(line.lowers, i, i + head).capital_in
    if (found and found.sure) or body or not native(line.lowers[i]):
        return None
    kind, end = cue(view, i), _title_end(line, i)
    return Offer(line, i, end, kind, 0.75, "title", cue=kind) if kind in TITLED and end > i + 1 else None


def translated(view: Scene, i: int) -> Offer | None:
    """A foreign title without marks behind the word for a work, small words in it: phim Anatomy of a Fall."""
    line = view.line
    kind = cue(view, i) if listed("works").behind(line.lowers, i) and line.capital[i] else None
    if kind not in TITLED or not (view.foreign(i) or view.follows(i)):
        return None
    end, small = i + 1, 0
    while past := _foreign_word(view, end):
        small += not line.capital[end]
        end = past
    return Offer(line, i, end, kind, 0.8, "title", cue=kind) if small else None


def _foreign_word(view: Scene, i: int) -> int:
    """Past a foreign capital at token i, and two small words of titles before it at most; 0 where none stands."""
    line, particles = view.line, small_set("naming/title_particles.txt")
    past = min(i + 3, len(line.words))
    at = next((k for k in range(i, past) if line.capital[k] or line.lowers[k] not in particles), past)
    if at >= len(line.words) or not view.follows(at) or not (view.foreign(at) or at > i):
        return 0
    tied = line.words[at + 1 : at + 2] == ["-"] and line.glued(at + 1) and line.glued(at + 2)
    return at + 3 if tied and at + 2 < len(line.words) else at + 1


def _title_end(line: Line, i: int) -> int:
    """Where the title at token i ends: at a mark, at a word that goes on with the sentence; i for nowhere."""
    first = i + 1 + (line.lowers[i + 1] in small_set("naming/title_words.txt"))
    for end in range(first, min(i + LONGEST_LOOSE, len(line.words))):
        if not line.words[end].isalnum() or listed("work_ends").ahead(line.lowers, end):
            return end
    return len(line.words) if len(line.words) <= i + LONGEST_LOOSE else i


def recalled(scenes: Iterable[Scene], spans: list[Span]) -> list[Span]:
    """The spans and, in their places, the titles that the story puts in quote marks elsewhere."""
    named = [span for span in spans if span.how in {"quoted", "title"} and span.words > 1]
    titles = {lower(span.shown): span.type for span in named if QUOTES.isdisjoint(span.shown)}
    if not titles:
        return spans
    machine = ahocorasick.Automaton()
    for key, kind in titles.items():
        machine.add_word(key, (len(key), kind))
    machine.make_automaton()
    again = [span for view in scenes for span in _again(view, machine)]
    return sorted([*_apart(spans, again), *again], key=lambda span: span.start)


def _again(view: Scene, machine: ahocorasick.Automaton) -> list[Span]:
    """The titles in a line, longest first where they overlap."""
    line = view.line
    found: list[Span] = []
    for last, (length, kind) in machine.iter_long(line.lower):
        start, end = last + 1 - length, last + 1
        if not whole(line.lower, start, end) or line.text[start] == line.lower[start]:
            continue
        found.append(Span(Offer(line, line.token(start), line.token(end), kind, 0.85, "title"), view.facts))
    return found


def _apart(spans: list[Span], again: list[Span]) -> list[Span]:
    """The spans that no found title touches."""
    taken = {(id(span.line), i) for span in again for i in range(span.first, span.last)}
    return [s for s in spans if not any((id(s.line), i) in taken for i in range(s.first, s.last))]

"""The page read as a whole: features of every line, then the best way through zones and roles, twice.

The first reading finds the story; the second knows what it is about, and so tells its lines from unrelated ones.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from workers.parsers.decode import decode
from workers.parsers.frame import frame
from workers.parsers.lines import Line
from workers.parsers.page import Extra, context, sharing
from workers.parsers.roles import STATES, Scores, emission, ends, is_listing, role, transitions
from workers.parsers.shapes import Shape, shape
from workers.parsers.span import places
from workers.parsers.whole import seen_from_afar

Markup = Sequence[tuple[str, ...]]
# How lines of a page's machinery begin: below the last paragraph it says nothing that an extractor keeps them.
MACHINERY = frozenset(("noise_start", "noise_line"))
MAIN = frozenset(("main", "in_main"))
COMMENTED = 3  # paragraphs over a heading of comments, which over a story is but a button
TAGS = 5  # words of the longest tag


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines of a page with their shapes and states (``zone.role``)."""

    lines: tuple[Line, ...]
    shapes: tuple[Shape, ...]
    states: tuple[str, ...]
    scores: Sequence[Scores]  # of the first reading, which takes nothing for granted
    markup: Markup = ()

    @property
    def lists(self) -> bool:
        """Whether the page was read as a listing."""
        return all(state.startswith("listing") for state in self.states)


def lay_out(lines: tuple[Line, ...], markup: Markup = ()) -> Layout:
    """Find a state for every line; ``markup`` names, line by line, what the file's markup says of it."""
    shapes = [shape(line.text) for line in lines]
    extra = context(lines, shapes)
    for number, stated in enumerate(markup[: len(extra)]):
        extra[number] += stated
    for number in _endings(shapes, markup):
        extra[number].remove("main")
    for number in _commented(shapes, markup):
        extra[number][:] = ["commented", *(name for name in extra[number] if name not in MAIN)]
    for number, name in seen_from_afar(lines, shapes):
        extra[number] += [name] if name not in extra[number] else []
    first = _scores(shapes, extra)
    told = [(role(state), found) for state, found in zip(decode(first), shapes, strict=True)]
    for number, shared in enumerate(sharing(told)):
        extra[number] += _telling(extra[number], shared)
    _mark_title(told, extra)
    for number, name in frame(told, extra):
        extra[number].append(name)
    second = _scores(shapes, [a + b for a, b in zip(extra, places(told), strict=True)])
    return Layout(lines, tuple(shapes), _named(decode(second)), first, markup)


def _endings(shapes: Sequence[Shape], markup: Markup) -> list[int]:
    """Lines of a page's machinery that an extractor keeps below the last paragraph of the story."""
    found: list[int] = []
    for number in reversed(range(min(len(shapes), len(markup)))):
        if "main" in markup[number]:
            if not MACHINERY.isdisjoint(shapes[number].features):
                found.append(number)
            elif shapes[number].manner == "prose":
                break
    return found


def _commented(shapes: Sequence[Shape], markup: Markup) -> list[int]:
    """Lines of the page's main part from the heading of comments on; the story above has more paragraphs."""
    kept = [number for number, names in enumerate(markup[: len(shapes)]) if not MAIN.isdisjoint(names)]
    told = [number for number in kept if shapes[number].manner == "prose"]
    for number, found in enumerate(shapes):
        above = bisect_left(told, number)
        if found.heading == "comments" and above >= COMMENTED and 2 * above > len(told):
            return [at for at in kept if at >= number]
    return []


def lay_out_as(layout: Layout, kind: str) -> Layout:
    """The best reading of a page as a ``listing``, or as anything else."""
    listing = kind == "listing"
    if layout.lists == listing:
        return layout
    return replace(layout, states=_named(decode(_only(layout.scores, listing))))


def advantage(layout: Layout) -> float:
    """How much better (in thousandths) the best story is than the best listing, by the first reading's scores."""
    if not layout.lines:
        return 0.0
    story, listing = (decode(_only(layout.scores, kind)) for kind in (False, True))
    return _worth(layout.scores, story) - _worth(layout.scores, listing)


def _only(scores: Sequence[Scores], listing: bool) -> list[Scores]:
    return [tuple([pair for pair in one if is_listing(pair[0]) == listing]) for one in scores]


def _worth(scores: Sequence[Scores], states: Sequence[int]) -> float:
    start, end = ends()
    own = sum(dict(one)[state] for one, state in zip(scores, states, strict=True))
    return start[states[0]] + own + sum(transitions()[a][b] for a, b in pairwise(states)) + end.get(states[-1], 0.0)


def _scores(shapes: Sequence[Shape], extra: Extra) -> list[Scores]:
    return [emission(found.features, tuple(more)) for found, more in zip(shapes, extra, strict=True)]


def _named(states: Sequence[int]) -> tuple[str, ...]:
    return tuple(STATES[state] for state in states)


def _telling(extra: list[str], shared: list[str]) -> list[str]:
    """What a line shares with the story; that a short sentence names nothing of it says nothing."""
    return [] if "among_sentences" in extra and "shares0" in shared else shared


def _mark_title(told: Sequence[tuple[str, Shape]], extra: Extra) -> None:
    """Mark the lines that repeat the title, and the few words (tags, names) that it holds."""
    at = next((number for number, (name, _) in enumerate(told) if name == "title"), len(told))
    title = told[at][1].folded if at < len(told) else ""
    for number, (_, found) in enumerate(told):
        if number > at and found.folded == title:
            extra[number].append("same_title")
        elif found.words <= TAGS and found.folded in title:
            extra[number].append("in_title")

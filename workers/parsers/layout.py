"""The page read as a whole: features of every line, then the best way through zones and roles, twice.

The first reading finds the story; the second knows what it is about, and so tells its lines from unrelated ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workers.parsers.decode import decode
from workers.parsers.lines import Line
from workers.parsers.page import Extra, context, sharing
from workers.parsers.roles import STATES, Scores, emission, is_listing, role
from workers.parsers.shapes import Shape, shape
from workers.parsers.span import places

Markup = Sequence[tuple[str, ...]]
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
    first = _scores(shapes, extra)
    told = [(role(state), found) for state, found in zip(decode(first), shapes, strict=True)]
    more = sharing(told)
    _mark_title(told, more)
    second = _scores(shapes, [a + b + c for a, b, c in zip(extra, more, places(told), strict=True)])
    return Layout(lines, tuple(shapes), _named(decode(second)), first, markup)


def lay_out_as(layout: Layout, kind: str) -> Layout:
    """The best reading of a page as a ``listing``, or as anything else."""
    listing = kind == "listing"
    if layout.lists == listing:
        return layout
    scores = [tuple([pair for pair in one if is_listing(pair[0]) == listing]) for one in layout.scores]
    return replace(layout, states=_named(decode(scores)))


def _scores(shapes: Sequence[Shape], extra: Extra) -> list[Scores]:
    return [emission((*found.features, *more)) for found, more in zip(shapes, extra, strict=True)]


def _named(states: Sequence[int]) -> tuple[str, ...]:
    return tuple(STATES[state] for state in states)


def _mark_title(told: Sequence[tuple[str, Shape]], more: Extra) -> None:
    """Mark the lines that repeat the title, and the few words (tags, names) that it holds."""
    at = next((number for number, (name, _) in enumerate(told) if name == "title"), len(told))
    title = told[at][1].folded if at < len(told) else ""
    for number, (_, found) in enumerate(told):
        if number > at and found.folded == title:
            more[number].append("same_title")
        elif found.words <= TAGS and found.folded in title:
            more[number].append("in_title")

"""The page read as a whole: features of every line, then the best way through zones and roles, twice.

The first reading finds the story; the second knows what it is about, and so tells its lines from unrelated ones.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workers.parsers.decode import decode
from workers.parsers.lines import Line
from workers.parsers.page import Extra, context, sharing
from workers.parsers.roles import STATES, emission, is_listing, role
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
    markup: Markup = ()

    @property
    def lists(self) -> bool:
        """Whether the page was read as a listing."""
        return all(state.startswith("listing") for state in self.states)


def lay_out(lines: tuple[Line, ...], markup: Markup = ()) -> Layout:
    """Find a state for every line; ``markup`` names, line by line, what the file's markup says of it."""
    known: dict[str, Shape] = {}
    shapes = [known.get(line.text) or known.setdefault(line.text, shape(line.text)) for line in lines]
    extra = _seen(lines, shapes, markup)
    first = _read(shapes, extra)
    told = [(role(state), found) for state, found in zip(first, shapes, strict=True)]
    more = sharing(told)
    _mark_title(told, more)
    states = _read(shapes, [a + b + c for a, b, c in zip(extra, more, places(told), strict=True)])
    return Layout(lines, tuple(shapes), tuple(STATES[state] for state in states), markup)


def lay_out_as(layout: Layout, kind: str) -> Layout:
    """The best reading of a page as a ``listing``, or as anything else."""
    listing = kind == "listing"
    if layout.lists == listing:
        return layout
    found, extra = layout.shapes, _seen(layout.lines, layout.shapes, layout.markup)
    scores = [emission((*one.features, *more)) for one, more in zip(found, extra, strict=True)]
    states = decode([tuple(pair for pair in one if is_listing(pair[0]) == listing) for one in scores])
    return replace(layout, states=tuple(STATES[state] for state in states))


def _seen(lines: Sequence[Line], shapes: Sequence[Shape], markup: Markup) -> Extra:
    extra = context(lines, shapes)
    for names, more in zip(extra, markup, strict=False):
        names.extend(more)
    return extra


def _read(shapes: Sequence[Shape], extra: Extra) -> list[int]:
    return decode([emission((*found.features, *more)) for found, more in zip(shapes, extra, strict=True)])


def _mark_title(told: Sequence[tuple[str, Shape]], more: Extra) -> None:
    """Mark the lines that repeat the title, and the few words (tags, names) that it holds."""
    at = next((number for number, (name, _) in enumerate(told) if name == "title"), len(told))
    for number, (_, found) in enumerate(told):
        title = told[at][1].folded if at < len(told) else ""
        if number > at and found.folded == title:
            more[number].append("same_title")
        elif found.words <= TAGS and found.folded in title:
            more[number].append("in_title")

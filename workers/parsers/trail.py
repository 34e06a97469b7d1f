"""Breadcrumbs that a page prints on several lines: told from menus by where they stand and how they narrow down."""

from __future__ import annotations

from collections.abc import Sequence

from workers.parsers.shapes import Shape
from workers.parsers.vocabulary import folded

STEP = 5  # words of the longest step; "Chủ đề: ..." may have more
TOPIC = 10
LONGEST = 4  # steps with the home link; a longer run is a menu
TOP = 60  # lines in which a page's menu and breadcrumb stand
HEADLINE = 8  # words of a headline after which a page's own place is told no more
NO_STEP = frozenset(
    ("stamp", "stamp_with", "ago", "ago_with", "counter", "counted", "digit", "symbols", "source", "byline_credit")
    + ("photo", "photo_only", "noise_start", "junk", "buttons", "crumb", "form", "figures", "widget", "columns")
    + ("tag_line",)
)


def trail(shapes: Sequence[Shape]) -> list[int]:
    """The lines of the page's own breadcrumb, where it stands on two lines or more."""
    if spaced := _spaced(shapes):
        return spaced
    run: list[int] = []
    passed = False
    for number, found in enumerate(shapes):
        if _is_step(found):
            run.append(number)
            continue
        if (steps := _from_home(run, shapes)) or (not passed and (steps := _narrowing(run, found, shapes))):
            return steps
        if found.manner == "prose":
            return []
        run = []
        passed = passed or (found.manner == "headline" and found.words >= HEADLINE and not _is_tool(found))
    return []


def _spaced(shapes: Sequence[Shape]) -> list[int]:
    """Steps from a home link on with a line for each mark between them; a longer row of the kind is a menu."""
    for number, found in enumerate(shapes[:TOP]):
        if found.folded in folded("home_links"):
            last = number
            while last + 2 < len(shapes) and "symbols" in shapes[last + 1].features and _is_step(shapes[last + 2]):
                last += 2
            if number < last < number + 2 * LONGEST:
                return list(range(number, last + 1, 2))
    return []


def menus_over(shapes: Sequence[Shape]) -> list[int]:
    """Names of sections right above a breadcrumb's line, which are a menu."""
    found: list[int] = []
    run: list[int] = []
    for number, one in enumerate(shapes[:TOP]):
        if "crumb" in one.features:
            found += run
        run = [*run, number] if "section" in one.features and "crumb" not in one.features else []
    return found


def _is_tool(found: Shape) -> bool:
    return not NO_STEP.isdisjoint(found.features)


def _is_step(found: Shape) -> bool:
    if found.words > TOPIC:
        return False
    if "label" in found.features:
        return found.folded.startswith("chủ đề") and found.words <= TOPIC
    named = found.folded in folded("sections") or found.folded in folded("home_links")
    if "noise_line" in found.features and not named:
        return False
    return found.end == "bare" and found.words <= STEP and not found.heading and not _is_tool(found)


def _from_home(run: list[int], shapes: Sequence[Shape]) -> list[int]:
    home = next((at for at in range(len(run) - 1, -1, -1) if shapes[run[at]].folded in folded("home_links")), len(run))
    steps = run[home:]
    return steps if 2 <= len(steps) <= LONGEST else []


def _narrowing(run: list[int], below: Shape, shapes: Sequence[Shape]) -> list[int]:
    """A main section and one or two narrower ones right above a headline or a clock, with no other main section."""
    tops = [at for at, number in enumerate(run) if shapes[number].folded in folded("main_sections")]
    if len(tops) != 1 or not (below.manner == "stamp" or (below.manner == "headline" and below.words > STEP)):
        return []
    steps = run[tops[0] :]
    return steps if 2 <= len(steps) < LONGEST else []

"""Menus: runs of short lines over, under and beside the news, and what at their ends is none of them."""

from __future__ import annotations

from collections.abc import Sequence

from workers.parsers.lines import Line
from workers.parsers.shapes import Shape

EARLY = 12  # lines in which a page's own menu begins
SUBSECTIONS = 6  # lines of a front page's box that name its section and what belongs to it
TOP = 60  # lines in which a page's menu stands
WIDEST = 8  # words of an entry with others over and under it
NEAR = 4  # lines from it in which two name sections or buttons
ITEM = 5  # words of the longest entry of a menu
MENU = 4  # short lines in a row that make a menu; breadcrumbs are rarely longer than three
NO_MENU = frozenset(
    ("stamp", "source", "byline_credit", "photo", "crumb", "dash", "label", "figures", "columns", "subhead_word")
)
NO_PLAIN = frozenset(("noise_line", "byline", "byline_credit", "rare", "counter", "ago"))
HEADS = frozenset(("heading_teasers", "heading_more", "like_heading"))
NAVIGATION = frozenset(("section", "noise_line", "buttons"))

Extra = list[list[str]]


def mark_menus(lines: Sequence[Line], shapes: Sequence[Shape], extra: Extra) -> None:
    """Add ``menu``, ``menu_end`` and ``follows_section`` to the features of the lines that are such."""
    run: list[int] = []
    for number, found in enumerate(shapes):
        if not _menu_item(found):
            run = _close(run, shapes, extra) if run else run
            continue
        if len(run) > 1 and lines[number].gap != lines[run[-1]].gap:
            kept = run[-1:] if lines[number].gap < lines[run[-1]].gap else []
            _close(run[: len(run) - len(kept)], shapes, extra)
            run = kept
        run.append(number)
    _close(run, shapes, extra)


def mark_wide(lines: Sequence[Line], shapes: Sequence[Shape], extra: Extra) -> None:
    """Add ``menu`` to longer entries of a menu: at a page's head, short ones over and under them, unsupported."""
    wide = [number for number in range(2, min(len(shapes), TOP) - 2) if _is_wide(shapes[number])]
    for number in wide:
        over, under = shapes[number - 2 : number], shapes[number + 1 : number + 3]
        fit = all(map(_menu_item, over[1:])) and _is_plain(under[0]) and (_is_plain(under[1]) or number + 2 in wide)
        near = [found for found in shapes[max(0, number - NEAR) : number + NEAR + 1] if _names_place(found)]
        if fit and len(near) > 1 and not any(found.heading for found in over) and "support0" in extra[number]:
            extra[number].append("menu")


def _names_place(found: Shape) -> bool:
    return not NAVIGATION.isdisjoint(found.features)


def _is_wide(found: Shape) -> bool:
    return ITEM < found.words <= WIDEST and found.end == "bare" and NO_MENU.isdisjoint(found.features)


def _is_plain(found: Shape) -> bool:
    """Whether a line is an entry of a menu and no button under a title, nor its author."""
    return _menu_item(found) and NO_PLAIN.isdisjoint(found.features)


def _close(run: list[int], shapes: Sequence[Shape], extra: Extra) -> list[int]:
    if run and run[0] and "byline" in shapes[run[0]].features and shapes[run[0] - 1].manner == "prose":
        run = run[1:]
    while run and run[-1] + 1 < len(shapes) and _is_over_news(shapes[run[-1]], shapes[run[-1] + 1]):
        run = run[:-1]
    named = sum([not NAVIGATION.isdisjoint(shapes[member].features) for member in run])
    headings = sum(["heading_teasers" in shapes[member].features for member in run])
    if named < 2 or headings == 1:
        run = [member for member in run if not _is_heading(shapes[member], named)]
    own = bool(run) and run[0] > EARLY and "section" in shapes[run[0]].features and len(run) <= SUBSECTIONS
    if not own and len(run) >= MENU and headings * 2 < len(run) and (named > 1 or len(run) > MENU + 1):
        _mark_menu(run, shapes, extra)
    elif len(run) > 2 and "section" in shapes[run[0]].features:
        for member in run[1:]:
            extra[member].append("follows_section")
    return []


def _is_heading(found: Shape, named: int) -> bool:
    """Whether a line heads teasers, though it stands in a row of short lines; in a menu only one of some words does."""
    return "heading_teasers" in found.features and (named < 2 or found.words > 2)


def _is_over_news(found: Shape, below: Shape) -> bool:
    heading = not HEADS.isdisjoint(found.features)
    return heading and below.manner == "headline" and below.words > ITEM


def _mark_menu(run: list[int], shapes: Sequence[Shape], extra: Extra) -> None:
    """A menu; its last lines are the page's own place where they name again what the menu has named."""
    sections = [member for member in run if "section" in shapes[member].features]
    own = next((member for member in run[-3:] if member in sections and "again" in extra[member]), len(shapes))
    if len(sections) == 1 and sections[0] in run[-2:]:
        own = sections[0]
        run, tail = [member for member in run if member != own], [own]
    else:
        run, tail = [member for member in run if member < own], [member for member in run if member >= own]
    for member in run:
        extra[member].append("menu")
    for member in tail:
        extra[member].append("menu_end")


def _menu_item(found: Shape) -> bool:
    return found.words <= ITEM and found.end == "bare" and NO_MENU.isdisjoint(found.features)

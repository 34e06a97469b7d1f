"""Breadcrumbs that a page prints on several lines: told from menus by where they stand and how they narrow down."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from workers.parsers.shapes import Shape
from workers.parsers.vocabulary import folded

SECTIONS, MAIN_SECTIONS, HOME_LINKS = folded("sections"), folded("main_sections"), folded("home_links")
STEP = 5  # words of the longest step; "Chủ đề: ..." may have more
TOPIC = 10
ROW = 8  # words of the longest breadcrumb on one line without marks
LONGEST = 4  # steps with the home link; a longer run is a menu
MENU = 4  # entries of a menu in which any line that comes again names a section
BUTTONS = 4  # lines between a breadcrumb and its title
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
        if (steps := _from_home(run, found, shapes)) or (not passed and (steps := _over_title(run, found, shapes))):
            return steps
        if found.manner == "prose":
            return []
        run = []
        passed = passed or (found.manner == "headline" and found.words >= HEADLINE and not _is_tool(found))
    return []


def _spaced(shapes: Sequence[Shape]) -> list[int]:
    """Steps with a line for each mark between them, from a home link on or over a title; a longer row is a menu."""
    for number, found in enumerate(shapes[:TOP]):
        is_home = found.folded in HOME_LINKS
        if is_home or ("section" in found.features and not (number and _is_mark(shapes[number - 1]))):
            steps = _marked_off(number, shapes)
            below = shapes[steps[-1] + 1 : steps[-1] + 2]
            if 2 <= len(steps) <= LONGEST and (is_home or any(map(_opens, below))):
                return steps
    return []


def _marked_off(first: int, shapes: Sequence[Shape]) -> list[int]:
    steps = [first]
    while steps[-1] + 2 < len(shapes) and _is_mark(shapes[steps[-1] + 1]) and _is_narrow(shapes[steps[-1] + 2]):
        steps.append(steps[-1] + 2)
    return steps


def _is_narrow(found: Shape) -> bool:
    """Whether a line is a step behind a mark, also one made of two sections' names: "Bảo hiểm xã hội"."""
    tags = found.heading == "tags" and found.words == 1  # "Trang chủ > Tag > sầu riêng"
    return _is_step(found) or tags or ("buttons" in found.features and found.words <= STEP and found.end == "bare")


def _is_mark(found: Shape) -> bool:
    return "symbols" in found.features


def _opens(found: Shape) -> bool:
    """Whether a line begins the story: a headline or a clock."""
    return found.manner == "stamp" or (found.manner == "headline" and found.words > STEP)


def steps_over(title: int, shapes: Sequence[Shape]) -> list[int]:
    """The steps right above a story's title, its date and a few buttons between; a longer run is a menu's end."""
    last = _last_over(title, shapes)
    run: list[int] = []
    for number in range(last, max(-1, last - LONGEST), -1):
        if not _is_step(shapes[number]):
            break
        run.insert(0, number)
    home = [at for at in run if shapes[at].folded in HOME_LINKS]
    steps = [at for at in run if at >= home[-1]] if home else run
    told = any("section" in shapes[at].features for at in steps)
    return steps if told and (home or len(steps) < LONGEST) else []


def named_over(title: int, shapes: Sequence[Shape]) -> list[int]:
    """The steps right above a title whose first the story's date names again, or a heading of more from the section,
    or the page's menu has named before; or the one line with a hash there."""
    last = _last_over(title, shapes)
    run: list[int] = []
    for number in range(last, max(-1, last - LONGEST + 1), -1):
        if not _is_step(shapes[number]):
            break
        run.insert(0, number)
    named = _sections_named(title, shapes)
    lone = bool(run) and len(run) < LONGEST - 1 and not (run[0] and _is_step(shapes[run[0] - 1]))
    over = {found.folded for found in shapes[: run[0]]} if lone else set()
    for at, number in enumerate(run):
        if _is_named(shapes[number], named) or (shapes[number].words > 1 and shapes[number].folded in over):
            return run[at:]
    if title and "buttons" in shapes[title - 1].features and _is_named(shapes[title - 1], named):
        return [title - 1]  # "Câu chuyện kinh doanh" is made of two sections' names
    hashed = [at for at in range(max(0, title - 2), title) if "tag_line" in shapes[at].features]
    return hashed if hashed == [title - 1] and shapes[hashed[0]].words <= STEP else []


def row_over(title: int, shapes: Sequence[Shape]) -> list[int]:
    """The line of sections right over a title or its date: "Pháp luật | Tư vấn", "Trang chủ  Diễn đàn  Bình luận"."""
    for number in range(title - 1, max(-1, title - 1 - BUTTONS), -1):
        found = shapes[number]
        if "buttons" in found.features and _is_row(found.folded):
            return [number]
        if not _is_passed(found) or found.manner == "prose":
            break
    return []


def _is_row(text: str) -> bool:
    if any(text.startswith(link + " ") for link in HOME_LINKS):
        return len(text.split()) <= ROW
    parts = text.split(" | ")
    return 1 < len(parts) < LONGEST and all(part in SECTIONS for part in parts)


def _is_named(found: Shape, named: Sequence[str]) -> bool:
    return 1 < found.words <= STEP and any(name.endswith(found.folded) for name in named)


def _sections_named(title: int, shapes: Sequence[Shape]) -> list[str]:
    """The dates next to a title, with what stands beside them, and the lines under headings of teasers."""
    near = shapes[max(0, title - BUTTONS) : title + BUTTONS]
    dates = [found.folded for found in near if "stamp_with" in found.features]
    return dates + [below.folded for above, below in pairwise(shapes[title:]) if above.heading == "teasers"]


def steps_under(crumb: int, title: int, shapes: Sequence[Shape]) -> list[int]:
    """The narrower steps between the first of a breadcrumb and the date or the title, with nothing else there."""
    last = _last_over(title, shapes)
    steps = range(crumb + 1, last + 1)
    fit = all(_is_step(shapes[at]) or _is_counted_name(shapes[at]) for at in steps)
    return list(steps) if fit and len(steps) < LONGEST - 1 else []


def _is_counted_name(found: Shape) -> bool:
    """Whether a step begins with a number, as "12 cung hoàng đạo"."""
    return "digit" in found.features and NO_STEP.isdisjoint(found.features - {"digit"}) and 2 < found.words <= STEP


def _last_over(title: int, shapes: Sequence[Shape]) -> int:
    """The last line over a title that is no date and no button."""
    last = title - 1
    while title - last <= BUTTONS and last >= 0 and _is_passed(shapes[last]):
        last -= 1
    return last


def _is_passed(found: Shape) -> bool:
    """Whether a line between a breadcrumb and a title is a date, a button or a mark such as "● TRỰC TIẾP"."""
    marked = "noise_line" in found.features and "upper" in found.features and not _is_step(found)
    return marked or (_is_tool(found) and not _is_counted_name(found))


def menus_over(steps: Sequence[int], shapes: Sequence[Shape]) -> list[int]:
    """Names of sections right above a breadcrumb's line, or anywhere above the steps of one, which are a menu."""
    found = [number for number in range(min(steps, default=0)) if "section" in shapes[number].features]
    run: list[int] = []
    for number, one in enumerate(shapes[:TOP]):
        if "crumb" in one.features:
            found += run
        run = [*run, number] if "section" in one.features and "crumb" not in one.features else []
    return [number for number in found if number not in steps]


def _is_tool(found: Shape) -> bool:
    return not NO_STEP.isdisjoint(found.features)


def _is_step(found: Shape) -> bool:
    if found.words > TOPIC:
        return False
    if "label" in found.features:
        return found.folded.startswith("chủ đề") and found.words <= TOPIC
    named = found.folded in SECTIONS or found.folded in HOME_LINKS
    if "noise_line" in found.features and not named:
        return False
    return found.end == "bare" and found.words <= STEP and not found.heading and not _is_tool(found)


def _from_home(run: list[int], below: Shape, shapes: Sequence[Shape]) -> list[int]:
    """The home link and what follows it; where all, with the line below, stands in capitals, it is a menu."""
    home = next((at for at in range(len(run) - 1, -1, -1) if shapes[run[at]].folded in HOME_LINKS), len(run))
    steps = run[home:]
    if len(steps) > LONGEST:
        return _own_parts(run, home, shapes)
    shouted = below.words <= STEP and all("upper" in found.features for found in (*(shapes[at] for at in steps), below))
    return steps if 2 <= len(steps) <= LONGEST and not shouted else []


def _own_parts(run: list[int], home: int, shapes: Sequence[Shape]) -> list[int]:
    """The home link and the section that the menu named over it, where the parts of that section follow it, none of
    which the menu named: what follows is a menu of its own."""
    named = {found.folded for found in shapes[: run[home]]}
    section, *parts = (shapes[number].folded for number in run[home + 1 :])
    return run[home : home + 2] if section in SECTIONS & named and named.isdisjoint(parts) else []


def _over_title(run: list[int], below: Shape, shapes: Sequence[Shape]) -> list[int]:
    """The steps right above a headline or a clock."""
    return (_named_again(run, shapes) or _narrowing(run, shapes)) if _opens(below) else []


def _narrowing(run: list[int], shapes: Sequence[Shape]) -> list[int]:
    """A main section and one or two narrower ones, with no other main section."""
    tops = [at for at, number in enumerate(run) if shapes[number].folded in MAIN_SECTIONS]
    steps = run[tops[0] :] if len(tops) == 1 else []
    return steps if 2 <= len(steps) < LONGEST else []


def _named_again(run: list[int], shapes: Sequence[Shape]) -> list[int]:
    """A section that the menu named before, and one or two narrower ones; more is the menu a second time."""
    named = {found.folded for found in shapes[: run[0]]} if run else set()
    for at, number in enumerate(run):
        section = shapes[number].folded
        if section in named:
            return run[at:] if (at >= MENU or section in SECTIONS) and len(run) - at < LONGEST else []
        named.add(section)
    return []

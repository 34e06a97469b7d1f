"""What a line shows beside its neighbours: runs, repetition, headings above, support below, terms shared with the story."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from workers.parsers.lines import Line
from workers.parsers.shapes import Shape

AHEAD = 14  # lines below a headline that may speak of the same thing: lead, captions, the first paragraphs
EARLY = 12  # lines in which a page's own menu begins
SUBSECTIONS = 6  # lines of a front page's box that name its section and what belongs to it
MENU = 4  # short lines in a row that make a menu; breadcrumbs are rarely longer than three
TAG = 6  # words that the longest tags have
LISTED = ("label", "dash", "numbered", "lower")
NAVIGATION = ("section", "noise_line", "buttons")
REACH = {"comments": 60, "tags": 8}  # lines that a heading of that kind can rule over
UNSTOPPED = 0.2  # share of paragraphs with a stop below which a page leaves its stops out
STOPPED = 0.75  # share of a page's lines that are paragraphs, where it is nothing but paragraphs
# Pages of blurbs have no thread: measured on 160 stories of 2006 without a title, of which 2% look like blurbs so.
LOOSE = 6  # paragraphs from which on a page can be said to have no thread
MANY = 12  # paragraphs of blurbs that need not be dated
DATED = 0.1  # share of paragraphs that begin with a day
HOLDING = 0.12  # share of paragraphs that openly go on with the story; half of all stories have 0.29 and more
BLURB = 45  # words of the mean blurb at most; nine stories in ten have longer paragraphs
LONGEST = 80  # words of the longest blurb; four stories in five have a longer paragraph
GOING_ON = ("connective", "quote", "dash")
STOPS = {"stop", "final", "ask", "cut", "colon"}
SHORT = {"n1", "n2"}

Extra = list[list[str]]


def context(lines: Sequence[Line], shapes: Sequence[Shape]) -> Extra:
    """Features of every line that come from the page around it."""
    extra: Extra = [[] for _ in lines]
    for add in (_places, _gaps, _repeats, _menus, _rules, _neighbours, _support, _stops, _loose):
        add(lines, shapes, extra)
    return extra


def _places(lines: Sequence[Line], shapes: Sequence[Shape], extra: Extra) -> None:
    if len(shapes) > 1 and shapes[0].words <= 5 and shapes[0].features[1] == "bare" and shapes[1].manner == "headline":
        extra[0].append("tops")
    for found in extra[:1]:
        found.append("first")
    for found in extra[-1:]:
        found.append("last")
    for found in extra[:EARLY]:
        found.append("early")


def _gaps(lines: Sequence[Line], shapes: Sequence[Shape], extra: Extra) -> None:
    usual = sorted(line.gap for line in lines)[len(lines) // 2] if lines else 0
    for line, following, found in zip(lines, [*lines[1:], None], extra, strict=True):
        if line.gap > usual + 1:
            found.append("gap")
        if line.gap and (following is None or following.gap):
            found.append("alone")
    for number in range(1, len(lines) - 1):
        if "symbols" in shapes[number - 1].features and "symbols" in shapes[number + 1].features:
            extra[number].append("fenced")


def _repeats(lines: Sequence[Line], shapes: Sequence[Shape], extra: Extra) -> None:
    counts, seen = Counter(found.folded for found in shapes), set()
    opening = lines[0].text[:400] if lines else ""
    for number, (found, line) in enumerate(zip(shapes, lines, strict=True)):
        if counts[found.folded] > 1:
            extra[number].append("again" if found.folded in seen else "repeated")
            seen.add(found.folded)
        if 0 < number < AHEAD and found.words >= 4 and line.text[:24] in opening:
            extra[number].append("announced")


def _menus(lines: Sequence[Line], shapes: Sequence[Shape], extra: Extra) -> None:
    run: list[int] = []
    for number, found in enumerate(shapes):
        if not _menu_item(found):
            run = _close(run, shapes, extra)
            continue
        if len(run) > 1 and lines[number].gap != lines[run[-1]].gap:
            kept = run[-1:] if lines[number].gap < lines[run[-1]].gap else []
            _close(run[: len(run) - len(kept)], shapes, extra)
            run = kept
        run.append(number)
    _close(run, shapes, extra)


def _close(run: list[int], shapes: Sequence[Shape], extra: Extra) -> list[int]:
    if run and run[0] and "byline" in shapes[run[0]].features and shapes[run[0] - 1].manner == "prose":
        run = run[1:]
    named = sum(any(name in shapes[member].features for name in NAVIGATION) for member in run)
    headings = sum("heading_teasers" in shapes[member].features for member in run)
    if named < 2:
        run = [member for member in run if "heading_teasers" not in shapes[member].features]
    own = bool(run) and run[0] > EARLY and "section" in shapes[run[0]].features and len(run) <= SUBSECTIONS
    if not own and len(run) >= MENU and headings * 2 < len(run) and (named > 1 or len(run) > MENU + 1):
        _mark_menu(run, shapes, extra)
    elif len(run) > 2 and "section" in shapes[run[0]].features:
        for member in run[1:]:
            extra[member].append("follows_section")
    return []


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
    features = found.features
    return (
        (features[0] in SHORT or (features[0] == "n5" and found.words == 5))
        and features[1] == "bare"
        and not any(name in features for name in ("stamp", "source", "byline_credit", "photo", "crumb", "dash"))
    )


def _rules(lines: Sequence[Line], shapes: Sequence[Shape], extra: Extra) -> None:
    """Lines that stand under a heading for comments or tags, or in a list that a colon opens."""
    kind, left, listed = "", 0, False
    for found, names in zip(shapes, extra, strict=True):
        heading = next((name.removeprefix("heading_") for name in found.features if name.startswith("heading_")), "")
        if heading or "section" in found.features:
            kind, left = heading, REACH.get(heading, 0)
        elif left > 0 and (kind != "tags" or left == REACH["tags"] or found.words <= TAG):
            names.append("under_" + kind)
            left -= 1
        listed = listed and any(name in found.features for name in LISTED)
        if listed:
            names.append("listed")
        listed = listed or (found.features[1] == "colon" and found.words > 1 and not heading)
    for number, (found, following) in enumerate(pairwise(shapes)):
        if found.features[1] == "colon" and found.words > 1 and any(name in following.features for name in LISTED):
            extra[number].append("opens_list")


def _neighbours(lines: Sequence[Line], shapes: Sequence[Shape], extra: Extra) -> None:
    for number, (above, below) in enumerate(pairwise(shapes)):
        extra[number].append("below_" + below.manner)
        extra[number + 1].append("above_" + above.manner)


def _support(lines: Sequence[Line], shapes: Sequence[Shape], extra: Extra) -> None:
    """How many of the texts below a headline speak of what it speaks of."""
    ahead = [found.terms if found.manner == "prose" or found.words > 8 else frozenset() for found in shapes]
    for number, found in enumerate(shapes):
        if found.manner == "headline" and found.terms:
            shared = [min(2, len(found.terms & terms)) for terms in ahead[number + 1 : number + 1 + AHEAD] if terms]
            level = sum(shared) / 2
            extra[number].append("support" + ("0" if level < 1 else "1" if level < 2 else "2" if level < 4 else "4"))


def _stops(lines: Sequence[Line], shapes: Sequence[Shape], extra: Extra) -> None:
    """Long lines without a stop on a page whose paragraphs have one."""
    prose = [found.features[1] in STOPS for found in shapes if found.manner == "prose"]
    if sum(prose) < max(2, UNSTOPPED * len(prose)):
        return
    for found, names in zip(shapes, extra, strict=True):
        if found.features[0] in {"n15", "n26", "n46"} and found.features[1] == "bare":
            names.append("unstopped")


def _loose(lines: Sequence[Line], shapes: Sequence[Shape], extra: Extra) -> None:
    """Paragraphs none of which goes on where another ended: blurbs, one below the other."""
    prose = [number for number, found in enumerate(shapes) if found.manner == "prose"]
    titled = any(name in names for names in extra[: prose[0]] for name in ("support2", "support4")) if prose else True
    if titled or len(prose) < LOOSE or len(prose) < STOPPED * len(shapes):
        return
    if _has_no_thread([shapes[number] for number in prose]):
        for number in prose:
            extra[number].append("loose")


def _has_no_thread(prose: Sequence[Shape]) -> bool:
    going_on = sum(any(name in found.features for name in GOING_ON) for found in prose)
    dated = sum("day" in found.features for found in prose)
    lengths = [found.words for found in prose]
    return (
        going_on <= HOLDING * len(prose)
        and (dated >= DATED * len(prose) or len(prose) >= MANY)
        and max(lengths) <= LONGEST
        and sum(lengths) <= BLURB * len(prose)
    )


def story_terms(shapes: Iterable[tuple[str, Shape]]) -> frozenset[str]:
    """What a story is about: the terms of its title and lead, and those that come twice in its text."""
    certain: set[str] = set()
    counts: Counter[str] = Counter()
    for role, found in shapes:
        if role in {"title", "lead"}:
            certain |= found.terms
        elif role == "body":
            counts.update(found.terms)
    return frozenset(certain | {term for term, times in counts.items() if times > 1})


def sharing(shapes: Sequence[Shape], terms: frozenset[str]) -> Extra:
    """How much every line of some length shares with the story."""
    extra: Extra = []
    for found in shapes:
        shared = len(found.terms & terms)
        level = "0" if shared == 0 else "1" if shared < 3 else "3"
        extra.append(["shares" + level] if found.words >= 5 else [])
    return extra

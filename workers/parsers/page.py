"""What a line shows beside its neighbours: runs, repetition, headings above, support below, terms of the story."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, pairwise

from workers.parsers.captions import described, slight
from workers.parsers.entries import clocked, signed, written
from workers.parsers.labels import buttons_under, over_buttons, owned
from workers.parsers.lines import Line
from workers.parsers.machinery import (
    comments,
    contents,
    dated,
    excuses,
    heads,
    labels,
    media,
    named,
    nameplates,
    pictures,
    polls,
    schedules,
    sorting,
    tables,
)
from workers.parsers.menus import EARLY, Extra, mark_menus, mark_wide
from workers.parsers.recurring import spanned
from workers.parsers.rights import owned_pictures
from workers.parsers.shapes import Shape
from workers.parsers.sheets import chapters, sheets
from workers.parsers.span import blurbs, headed, series
from workers.parsers.thread import has_no_thread
from workers.parsers.trail import menus_over, trail
from workers.parsers.vocabulary import marks, opened
from workers.parsers.whole import chained, tells_on

# A paper's mark of one word, "BĐT - ", or of several in brackets, "(MẪU Online) - ", or in capitals, "(MẪU) ".
MARK = re.compile(
    r"(?:\(?([A-ZĐ][\w.&]{1,15})\)?|\(([A-ZĐ][\w.&]*(?: [A-ZĐ][\w.&]*){1,3})\))\s?[-–]\s(?=\w)"
    r"|\(([A-ZĐ]{2,6})\) (?=\w)"
)
OWN_NAME = 2  # lines in which a page begins with its paper's name
AHEAD = 14  # lines below a headline that may speak of the same thing: lead, captions, the first paragraphs
TOLD = 3  # paragraphs before a heading for comments, which over a story is but a button
SECTION = 4  # words of the longest name of a section
TAG = 6  # words that the longest tags have
LISTED = frozenset(("label", "dash", "numbered", "lower"))
REACH = {"comments": 60, "tags": 8}  # lines that a heading of that kind can rule over
UNSTOPPED = 0.2  # share of paragraphs with a stop below which a page leaves its stops out
BLURB = 15  # words of the shortest blurb
TEXTS = {"prose", "headline"}
SAID = 0.5  # share of a headline's telling words below which a story does not speak of it
SUBHEADS = 0.2  # share of a story's lines that are subheads and short captions; of titles and blurbs a half are titles
STOPPED = 0.75  # share of a page's lines that are paragraphs, where it is nothing but paragraphs
STOPS = {"stop", "final", "ask", "cut", "colon"}
PLACED = {"comment": comments, "polled": polls, "tagged": labels}
PLACED |= {
    "over_news": heads,
    "over_media": media,
    "pictured": pictures,
    "described": described,
    "clocked": clocked,
    "owned": owned,
    "over_button": over_buttons,
    "button_under": buttons_under,
    "chapter": chapters,
    "nameplate": nameplates,
    "named": named,
    "spanned": spanned,
    "dated": dated,
    "excused": excuses,
    "sorting": sorting,
    "schedule": schedules,
    "tabled": tables,
}


def context(lines: Sequence[Line], shapes: Sequence[Shape]) -> Extra:
    """Features of every line that come from the page around it."""
    extra: Extra = [[] for _ in lines]
    for add in (
        _places,
        _gaps,
        _repeats,
        _marks,
        mark_menus,
        _rules,
        _neighbours,
        _support,
        mark_wide,
        _stops,
        _loose,
        _places_of_blocks,
    ):
        add(lines, shapes, extra)
    return extra


def _places(lines: Sequence[Line], shapes: Sequence[Shape], extra: Extra) -> None:
    if (
        len(shapes) > 1
        and shapes[0].words <= 5
        and shapes[0].end == "bare"
        and "media_words" not in opened(shapes[0].folded)
        and shapes[1].manner in {"headline", "stamp"}
    ):
        extra[0].append("tops")
    for found in extra[:1]:
        found.append("first")
    for found, one in zip(extra[:OWN_NAME], shapes, strict=False):
        if "source" in one.features and one.folded in marks():
            found.append("own_name")
    if shapes and _runs_on(shapes[0]) and not any(map(_runs_on, shapes[1:])):
        extra[0].append("opening_run")
    for found in extra[-1:]:
        found.append("last")
    for found in extra[:EARLY]:
        found.append("early")


def _places_of_blocks(lines: Sequence[Line], shapes: Sequence[Shape], extra: Extra) -> None:
    for number in headed(shapes):
        extra[number].append("headed")
    for number in blurbs(shapes):
        extra[number].append("blurb")
    for number, name in (*written(shapes), *signed(shapes), *sheets(shapes), *slight(shapes), *owned_pictures(shapes)):
        extra[number].append(name)
    for number, form in series(shapes):
        extra[number] += form
    steps = trail(shapes)
    for number in steps:
        extra[number].append("trail")
    for number in menus_over(steps, shapes):
        extra[number].append("menu")
    for name, find in PLACED.items():
        for number in find(shapes):
            extra[number].append(name)
    if not any("loose" in found for found in extra) and tells_on(shapes):
        extra[0].append("tells_on")
        for number in chained(shapes):
            extra[number].append("chained")


def _runs_on(found: Shape) -> bool:
    return "mid_lead_in" in found.features or "run_on" in found.features


def _gaps(lines: Sequence[Line], shapes: Sequence[Shape], extra: Extra) -> None:
    usual = sorted(line.gap for line in lines)[len(lines) // 2] if lines else 0
    for line, following, found in zip(lines, [*lines[1:], None], extra, strict=False):
        if line.gap > usual + 1:
            found.append("gap")
        if line.gap and (following is None or following.gap):
            found.append("alone")
    for number in range(1, len(lines) - 1):
        if "symbols" in shapes[number - 1].features and "symbols" in shapes[number + 1].features:
            extra[number].append("fenced")


def _repeats(lines: Sequence[Line], shapes: Sequence[Shape], extra: Extra) -> None:
    last = {found.folded: number for number, found in enumerate(shapes)}
    later = {number: last[found.folded] for number, found in enumerate(shapes) if last[found.folded] > number}
    ends = set[int]()
    for number, end in later.items():
        extra[number].append("again" if end in ends else "repeated")
        ends.add(end)
    for end in ends:
        extra[end].append("again")
    for number, name in contents(shapes, later):
        extra[number].append(name)
    opening = lines[0].text[:400] if lines else ""
    for number, (found, line) in enumerate(zip(shapes[:AHEAD], lines, strict=False)):
        if number and found.words >= 4 and line.text[:24] in opening:
            extra[number].append("announced")


def _marks(lines: Sequence[Line], shapes: Sequence[Shape], extra: Extra) -> None:
    """Paragraphs that begin with the same word and a dash, as only a paper's mark does on several."""
    marked = [
        (number, mark[1] or mark[2] or mark[3])
        for number, (line, found) in enumerate(zip(lines, shapes, strict=True))
        if found.manner == "prose" and "lead_in" not in found.features and (mark := MARK.match(line.text))
    ]
    counts = Counter(word for _, word in marked)
    for number, word in marked:
        if counts[word] > 1:
            extra[number].append("lead_in")


def _rules(lines: Sequence[Line], shapes: Sequence[Shape], extra: Extra) -> None:
    """Lines that stand under a heading for comments or tags, or in a list that a colon opens."""
    kind, left, listed, told = "", 0, False, 0
    for found, names in zip(shapes, extra, strict=True):
        heading = found.heading or ("teasers" if "like_heading" in found.features else "")
        if heading or "section" in found.features:
            kind, left = heading, REACH.get(heading, 0) if heading != "comments" or told >= TOLD else 0
        elif left > 0 and (kind != "tags" or left == REACH["tags"] or found.words <= TAG):
            names.append("under_" + kind)
            left -= 1
        told += found.manner == "prose"
        listed = listed and not LISTED.isdisjoint(found.features)
        if listed:
            names.append("listed")
        listed = listed or (found.end == "colon" and found.words > 1 and not heading)
    for number, (found, following) in enumerate(pairwise(shapes)):
        if found.end == "colon" and found.words > 1 and not LISTED.isdisjoint(following.features):
            extra[number].append("opens_list")


def _neighbours(lines: Sequence[Line], shapes: Sequence[Shape], extra: Extra) -> None:
    for number, (above, below) in enumerate(pairwise(shapes)):
        extra[number].append("below_" + below.manner)
        extra[number + 1].append("above_" + above.manner)
        if "again" in extra[number] and above.words <= SECTION and below.manner == "headline":
            extra[number].append("heading_again")
        if above.manner == "headline" and below.manner == "prose":
            extra[number + 1].append("unlike" if above.terms.isdisjoint(below.terms) else "alike")
            if number and shapes[number - 1].manner == "headline":
                extra[number + 1].append("below_run")


def _support(lines: Sequence[Line], shapes: Sequence[Shape], extra: Extra) -> None:
    """How many of the texts below a headline speak of what it speaks of."""
    ahead = [found.terms if found.manner == "prose" or found.words > 8 else frozenset() for found in shapes]
    for number, found in enumerate(shapes):
        if found.manner == "headline" and found.terms:
            below = [terms for terms in ahead[number + 1 : number + 1 + AHEAD] if not found.terms.isdisjoint(terms)]
            level = sum([min(2, len(found.terms & terms)) for terms in below]) / 2
            extra[number].append("support" + ("0" if level < 1 else "1" if level < 2 else "2" if level < 4 else "4"))


def _stops(lines: Sequence[Line], shapes: Sequence[Shape], extra: Extra) -> None:
    """Long lines without a stop on a page whose paragraphs have one."""
    prose = [found.end in STOPS for found in shapes if found.manner == "prose"]
    if sum(prose) < max(2, UNSTOPPED * len(prose)):
        return
    for found, names in zip(shapes, extra, strict=True):
        if found.length in {"n15", "n26", "n46"} and found.end == "bare":
            names.append("unstopped")


def _loose(lines: Sequence[Line], shapes: Sequence[Shape], extra: Extra) -> None:
    """Paragraphs none of which goes on where another ended: blurbs, one below the other."""
    texts = [number for number, found in enumerate(shapes) if found.words >= BLURB and found.manner in TEXTS]
    titled = any(name in names for names in extra[: texts[0]] for name in ("support2", "support4")) if texts else True
    if titled or len(texts) < STOPPED * len(shapes) or _opens_with_title(shapes):
        return
    prose = [shapes[number] for number in texts if shapes[number].manner == "prose"]
    if has_no_thread(prose if 2 * len(prose) > len(texts) else [shapes[number] for number in texts]):
        for number in texts:
            extra[number].append("loose")


def _opens_with_title(shapes: Sequence[Shape]) -> bool:
    """Whether a headline opens the page and few more follow: a story without anything around it, no run of blurbs."""
    headlines = sum(found.manner == "headline" for found in shapes)
    return shapes[0].manner == "headline" and headlines <= 1 + SUBHEADS * len(shapes)


def sharing(told: Sequence[tuple[str, Shape]]) -> Extra:
    """How much every line of some length shares with the story, as the roles of a first reading tell it."""
    body, again = set[tuple[str, ...]](), set[tuple[str, ...]]()
    for terms in (found.terms for role, found in told if role == "body"):
        again |= body & terms
        body |= terms
    subject = again.union(*(found.terms for role, found in told if role in {"title", "lead"}))
    extra = [_shared(found, subject) if found.words >= 5 else [] for _, found in told]
    for number in _untold(told, body):
        extra[number].append("untold")
    return extra


def _shared(found: Shape, subject: AbstractSet[tuple[str, ...]]) -> list[str]:
    shared = len(found.terms & subject)
    return ["shares0" if shared == 0 else "shares1" if shared < 3 else "shares3"]


def _untold(told: Sequence[tuple[str, Shape]], body: AbstractSet[tuple[str, ...]]) -> list[int]:
    """Headlines that share no term with the body, where there is one, and few words with it and the lead."""
    apart = [
        (number, set(found.said))
        for number, (_, found) in enumerate(told)
        if body and found.manner == "headline" and found.words >= 5 and body.isdisjoint(found.terms)
    ]
    texts = (found.said for role, found in told if role in {"body", "lead"})
    said = set[str]().union(*(words for _, words in apart)).intersection(chain.from_iterable(texts))
    return [number for number, words in apart if len(words & said) < SAID * len(words)]

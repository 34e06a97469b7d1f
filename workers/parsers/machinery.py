"""What stands in runs around the news without being any: comments, polls, and the papers and clocks of teasers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from workers.parsers.shapes import Shape
from workers.parsers.vocabulary import folded, openings

CLOCKS = frozenset(("stamp", "ago", "ago_with", "stamp_with", "counter", "reply"))
HOUR = re.compile(r"\d{1,2}[:h]\d{2}")
PICTURE = re.compile(r"(?:ảnh |hình )?\d{1,2}\s?/\s?\d{1,2}")
HEAD, FOOT = 8, 8  # lines in which a page says whose it is
LICENSED = 20  # lines at its foot in which it does so over its licence
PLATE = 16  # words of the longest such line
SAID = 4  # lines of a comment with its name and its clock
NAME = 6  # words of the longest name with a place behind it
NAMED = frozenset(("byline", "rare", "stranger"))
POLL_WORDS = folded("poll_words")
OPTIONS = 9  # lines between a poll's question and its button
OPTION = 18  # words of the longest option
QUESTION = 22  # words of the longest question
LABELS = 2  # short lines right over a clock from which on they are the teasers' papers and sections
HEADING = 6  # words of the longest heading over teasers that no list knows
NO_HEADING = frozenset(
    ("byline", "byline_credit", "rare", "stamp", "stamp_with", "ago", "ago_with", "counter", "counted", "contact")
    + ("bar", "source", "dash", "label", "digit", "lower", "symbols", "reply", "answer", "option", "noise_start")
    + ("tag_line",)
)
HEADLINE = 6  # words of the shortest headline that has its paper under it
NO_NEWS = frozenset(("contact", "score"))
SORTED = 3  # words of an order of comments
NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]?\s+")
CONTENTS = 4  # words over a list of contents
PROGRAMME = re.compile(r"\d{1,2}[:h]\d{2}\s\W*[^\W\d]")
SENT = 3  # lines of the shortest schedule
DATED = frozenset(("stamp", "stamp_with"))
NO_TITLE = NAMED | {"crumb", "noise_start", "buttons"}
NEAR = 4  # lines between a title and its date
BELOW = 10  # lines below a title that speak of the same thing: lead, captions, the first paragraphs
ROWS = frozenset(("figures", "columns"))
PARAGRAPH = 15  # words of the shortest paragraph
TOP, EXCUSES = 60, 20  # lines in which a page says that it is not there, and the most that it says so with
OVER = 4  # lines between a paragraph and the first row of a table


def comments(shapes: Sequence[Shape]) -> list[int]:
    """Lines of comments: those right above a line to answer or to like them, and those that speak to "@someone"."""
    several = sum("answer" in one.features for one in shapes) > 1  # one alone heads an expert's answer
    found: list[int] = []
    for number, one in enumerate(shapes):
        if "reply" in one.features or ("answer" in one.features and (several or _is_signed(shapes, number))):
            found += _said(shapes, number)
        elif one.folded[:1] == "@" and one.words > 1:
            found.append(number)
    return found


def _is_signed(shapes: Sequence[Shape], number: int) -> bool:
    """Whether the text over a line has a name and a clock over it."""
    return number > 1 and shapes[number - 1].manner == "prose" and not CLOCKS.isdisjoint(shapes[number - 2].features)


def _said(shapes: Sequence[Shape], number: int) -> list[int]:
    """The text above a reply button, and the clock and the name above the text."""
    found: list[int] = []
    told = False
    for at in range(number - 1, max(-1, number - 1 - SAID), -1):
        one = shapes[at]
        if "reply" in one.features or one.heading:
            break
        if CLOCKS.isdisjoint(one.features):
            if told and (one.words > NAME or one.end != "bare"):
                break
            told = True
        found.append(at)
    return found


def polls(shapes: Sequence[Shape]) -> list[int]:
    """Questions to the readers, what they may choose, and the buttons below."""
    found: list[int] = []
    for number, one in enumerate(shapes):
        if one.folded in POLL_WORDS or _is_marked(one, shapes, number):
            asked = _asked(shapes, number)
            found += range(asked, number + 1) if asked >= 0 else ()
    return found


def _is_marked(one: Shape, shapes: Sequence[Shape], number: int) -> bool:
    return "option" in one.features and number > 1 and "option" in shapes[number - 1].features


def _asked(shapes: Sequence[Shape], number: int) -> int:
    """The question above a poll's options or its button, or -1."""
    for at in range(number - 1, max(-1, number - 1 - OPTIONS), -1):
        one = shapes[at]
        if one.end == "ask" and one.words <= QUESTION and at < number - 1:
            return at
        if one.words > OPTION:
            return -1
    return -1


def labels(shapes: Sequence[Shape]) -> list[int]:
    """Papers, authors and sections between a teaser's headline and its clock, on a page that prints several so."""
    found = [number for number in range(1, len(shapes) - 1) if _is_label(shapes, number)]
    return found if len(found) >= LABELS else []


def named(shapes: Sequence[Shape]) -> list[int]:
    """Names right under headlines, on a page that prints several so: authors and papers of teasers."""
    found = [
        number
        for number in range(1, len(shapes))
        if not NAMED.isdisjoint(shapes[number].features)
        and shapes[number].manner != "stamp"
        and _is_headline(shapes[number - 1])
    ]
    return found if len(found) > LABELS else []


def _is_label(shapes: Sequence[Shape], number: int) -> bool:
    above, one, below = shapes[number - 1], shapes[number], shapes[number + 1]
    return (
        one.words <= NAME
        and one.end == "bare"
        and one.manner != "stamp"
        and not (one.heading or "byline_credit" in one.features)
        and (above.manner == "prose" or above.words >= HEADLINE)
        and (not {"ago", "ago_with", "reply"}.isdisjoint(below.features) or HOUR.fullmatch(below.folded) is not None)
    )


def heads(shapes: Sequence[Shape]) -> list[int]:
    """Short lines right over a headline that has another, its blurb or its clock below it."""
    return [number for number in range(len(shapes) - 2) if _heads(shapes, number)]


def _heads(shapes: Sequence[Shape], number: int) -> bool:
    return _is_short(shapes[number]) and _is_headline(shapes[number + 1]) and _goes_on(shapes[number + 2])


def _is_short(one: Shape) -> bool:
    return one.words <= HEADING and one.end in {"bare", "ask"} and NO_HEADING.isdisjoint(one.features)


def _is_headline(one: Shape) -> bool:
    return one.manner == "headline" and one.words >= HEADLINE and NO_NEWS.isdisjoint(one.features)


def _goes_on(one: Shape) -> bool:
    return (one.manner == "headline" and one.words >= HEADLINE) or one.manner in {"prose", "stamp"}


def media(shapes: Sequence[Shape]) -> list[int]:
    """Headings such as "Podcast" and "Infographic", which elsewhere are entries of menus."""
    return [number for number in range(len(shapes) - 2) if shapes[number].folded in _both() and _heads(shapes, number)]


@cache
def _both() -> frozenset[str]:
    return folded("sections") & folded("noise_lines")


def dated(shapes: Sequence[Shape]) -> list[int]:
    """The headlines with a full date over or under them, short lines between; of more than two the first, or the
    second where one date stands between both and the texts below speak of the second only."""
    titled = [NO_TITLE.isdisjoint(one.features) and _is_headline(one) for one in shapes]
    found = [number for number, is_titled in enumerate(titled) if is_titled and _is_dated(shapes, number)]
    if len(found) <= LABELS:
        return found
    first, second = found[:2]
    shared = second - first <= NEAR and not _is_told(shapes, first, second) and _is_told(shapes, second, second)
    return [second] if shared else [first]


def _is_told(shapes: Sequence[Shape], number: int, title: int) -> bool:
    """Whether one of the paragraphs below a title speaks of what a headline speaks of."""
    below = (one for one in shapes[title + 1 : title + 1 + BELOW] if one.manner == "prose")
    return any(not shapes[number].terms.isdisjoint(one.terms) for one in below)


def _is_dated(shapes: Sequence[Shape], number: int) -> bool:
    above, below = shapes[max(0, number - NEAR) : number], shapes[number + 1 : number + 1 + NEAR]
    return any(_meets_date(side) for side in (above[::-1], below))


def _meets_date(side: Sequence[Shape]) -> bool:
    for one in side:
        if not DATED.isdisjoint(one.features):
            return True
        if one.manner in {"prose", "headline"} or one.heading not in {"", "comments"}:
            return False
    return False


def tables(shapes: Sequence[Shape]) -> list[int]:
    """Rows of figures with a paragraph not far over them: tables of a story, no tickers over it."""
    left, found = 0, []
    for number, one in enumerate(shapes):
        row = not ROWS.isdisjoint(one.features)
        if one.manner == "prose" and one.words >= PARAGRAPH and not row:
            left = OVER
        elif row and left > 0:
            found.append(number)
            left = OVER
        else:
            left -= 1
    return found


def sorting(shapes: Sequence[Shape]) -> list[int]:
    """How comments are put in order, "Quan tâm nhất", "Mới nhất": right under their heading, over no headline."""
    found: list[int] = []
    for number in range(1, len(shapes) - 1):
        under = shapes[number - 1].heading == "comments" or number - 1 in found[-1:]
        one = shapes[number]
        if under and one.heading == "teasers" and one.words <= SORTED and shapes[number + 1].manner != "headline":
            found.append(number)
    return found


def schedules(shapes: Sequence[Shape]) -> list[int]:
    """Three lines and more, one below the other, that begin with a clock: what a station sends."""
    found: list[int] = []
    run: list[int] = []
    for number, one in enumerate((*shapes, None)):
        if one is not None and PROGRAMME.match(one.folded) and one.manner != "prose":
            run.append(number)
            continue
        found += run if len(run) >= SENT else []
        run = []
    return found


def nameplates(shapes: Sequence[Shape]) -> list[int]:
    """Lines at the head and the foot of a page that say whose it is."""
    ends = [*range(HEAD), *range(max(HEAD, len(shapes) - FOOT), len(shapes))]
    found = [number for number in ends if number < len(shapes) and "masthead" in shapes[number].features]
    foot = range(max(HEAD, len(shapes) - LICENSED), len(shapes) - 1)
    return found + [at for at in foot if _is_named(shapes[at]) and "noise_start" in shapes[at + 1].features]


def _is_named(one: Shape) -> bool:
    """Whether a line begins with a paper's kind and its name, "Báo Mẫu Mới", and not as "Báo động" does."""
    kind = next((kind for kind in openings("paper_kinds") if one.folded.startswith(kind + " ")), "")
    name = one.folded[len(kind) :].split(None, 1)[:1]
    return bool(kind) and one.words <= PLATE and tuple(name) in one.terms


def excuses(shapes: Sequence[Shape]) -> list[int]:
    """What a page that is not there says before its first heading: what to do, where to go."""
    first = next((at for at, one in enumerate(shapes[:TOP]) if "missing" in one.features), len(shapes))
    if any(one.manner == "prose" for one in shapes[:first]):
        return []
    last = next((at for at in range(first, len(shapes)) if shapes[at].heading == "teasers"), first)
    return list(range(first, last)) if last - first <= EXCUSES else []


def pictures(shapes: Sequence[Shape]) -> list[int]:
    """The lines below "2 / 9", where a gallery counts its pictures."""
    below = [number + 1 for number, one in enumerate(shapes[:-1]) if PICTURE.fullmatch(one.folded)]
    return below if len(below) > 1 else []


def contents(shapes: Sequence[Shape], later: Mapping[int, int]) -> list[tuple[int, str]]:
    """A list of the story's subheads above it (``contents``) and what it names (``chapter``): lines next to one
    another that come again, each over a paragraph; with the word or two over the list.

    ``later`` are the lines that come again, and where they do for the last time.
    """
    named = {**later, **_numbered(shapes)}
    leading = {number: other for number, other in named.items() if _leads_on(shapes, number, other)}
    listed = {at: other for at, other in leading.items() if at - 1 in leading or at + 1 in leading}
    heads = [at - 1 for at in listed if at and at - 1 not in listed and _heads_list(shapes[at - 1])]
    return [(at, "contents") for at in (*heads, *listed)] + [(at, "chapter") for at in listed.values()]


def _numbered(shapes: Sequence[Shape]) -> dict[int, int]:
    """Lines that come again farther down without the number in front: "2 Di chuyển"."""
    last = {one.folded: number for number, one in enumerate(shapes)}
    counted = [(at, NUMBER.sub("", one.folded)) for at, one in enumerate(shapes) if "digit" in one.features]
    return {at: last[name] for at, name in counted if last.get(name, -1) > at}


def _heads_list(one: Shape) -> bool:
    return one.words <= CONTENTS and one.end in {"bare", "colon"} and "numbered" not in one.features


def _leads_on(shapes: Sequence[Shape], number: int, other: int) -> bool:
    """Whether a line comes again over a paragraph, or over a subhead of its own with one."""
    below = [one.manner for one in shapes[other + 1 : other + 3]]
    leads = below[:1] == ["prose"] or below == ["headline", "prose"]
    return number + 1 < other and leads and shapes[number].words > 1 and shapes[number].manner != "prose"

"""Entries with their time: those of a live report, and those of a page that lists what one author has written, or what
several wrote about one thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import groupby, pairwise

from workers.parsers.published import stamp
from workers.parsers.shapes import Shape

CLOCKED = re.compile(r"([01]?\d|2[0-3])(?:[:hg]([0-5]\d)|h(?=:))\W{1,3}(?=[^\W\d])")
REPORT = 3  # entries of the shortest live report
HEADING = 22  # words of the longest heading of an entry
WRITINGS = 4  # dated headlines from which on a page lists what someone has written
APART = 45  # days at least between the newest and the oldest; the teasers below a story are of a few days
TOLD = 2  # paragraphs at most about the author
TITLE = range(2, 23)  # words of a headline in such a list
SIGNED = 3  # headlines with author, date and blurb from which on a page lists them
RUN = 2  # paragraphs at most that follow each other in such a list
NAMES = frozenset(("byline", "byline_credit"))
STAMPS = frozenset(("stamp", "stamp_with"))


def clocked(shapes: Sequence[Shape]) -> list[int]:
    """The headings of a live report: they begin with a clock, most stand over a paragraph, and the clocks run on."""
    found: list[int] = []
    times: list[int] = []
    for number, one in enumerate(shapes):
        fits = "digit" in one.features and one.words <= HEADING and one.manner != "prose"
        if fits and (told := CLOCKED.match(one.folded)):
            found.append(number)
            times.append(60 * int(told[1]) + int(told[2] or 0))
    led = sum(below.manner == "prose" for below in (shapes[at + 1] for at in found if at + 1 < len(shapes)))
    fit = len(found) >= REPORT and 2 * led > len(found) and _run_on(times)
    return found if fit else []


def _run_on(times: Sequence[int]) -> bool:
    """Whether the clocks go one way, but for a midnight."""
    back = sum(first > second for first, second in pairwise(times))
    forth = sum(first < second for first, second in pairwise(times))
    return min(back, forth) <= 1


def written(shapes: Sequence[Shape]) -> list[tuple[int, str]]:
    """The entries of a page that lists what one author has written, each under its date, and what stands over them."""
    dated = [(at, when) for at, one in enumerate(shapes[:-1]) if "stamp" in one.features and (when := _day(one))]
    entries = [(at + 1, when) for at, when in dated if _is_title(shapes[at + 1])]
    days = [when for _, when in entries]
    if len(entries) < WRITINGS or (days[0] - days[-1]).days < APART or any(a < b for a, b in pairwise(days)):
        return []
    titles = [at for at, _ in entries]
    texts = [at + 1 for at in titles if at + 1 < len(shapes) and shapes[at + 1].manner == "prose"]
    over = [at for at in range(titles[0]) if shapes[at].manner == "prose"]
    others = sum(one.manner == "prose" for one in shapes) - len(texts) - len(over)
    if len(over) > TOLD or others > len(texts):
        return []
    return [(0, "writings")] + [
        (at, name) for name, told in (("writing", titles), ("writing_text", texts), ("about", over)) for at in told
    ]


def signed(shapes: Sequence[Shape]) -> list[tuple[int, str]]:
    """The entries of a page that lists what is written about one thing, each over its author, its date and its blurb,
    the first of them over all other text."""
    titles = [at for at in range(len(shapes) - 3) if _is_signed(*shapes[at : at + 4])]
    prose = [one.manner == "prose" for one in shapes]
    runs = [sum(1 for _ in run) for told, run in groupby(prose) if told]
    if len(titles) < SIGNED or any(prose[: titles[0]]) or max(runs) > RUN:
        return []
    return [(0, "writings")] + [
        (at + below, name) for at in titles for below, name in enumerate(("writing", "owned", "owned", "writing_text"))
    ]


def _is_signed(title: Shape, name: Shape, date: Shape, text: Shape) -> bool:
    is_dated = text.manner == "prose" and not STAMPS.isdisjoint(date.features)
    return is_dated and not NAMES.isdisjoint(name.features) and _is_title(title)


def _day(one: Shape) -> date | None:
    printed = stamp(one.folded)
    return date.fromisoformat(printed[:10]) if printed else None


def _is_title(one: Shape) -> bool:
    return one.words in TITLE and one.manner in {"headline", "other"} and one.end in {"bare", "ask"} and not one.heading

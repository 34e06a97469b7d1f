"""Whether a page says itself that it is one story: to programs, or by a date under its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from lxml.html import HtmlElement

from workers.parsers.published import stamp
from workers.readers.boxes import is_headline
from workers.readers.metadata import JSON_LD
from workers.readers.written import Written

STORY = re.compile(r'"@type"\s*:\s*"(?:\w*Article|BlogPosting)"')
SIGNS = "//meta[@property='article:published_time'] | //*[@itemprop='articleBody']"
ADDRESSES = "//link[@rel='canonical']/@href | //meta[@property='og:url']/@content"
SITE = re.compile(r"https?://[^/?#]{1,255}/?")
STATED = 2  # times that a page states the one story it tells; lists of stories state more of them
MOST = 20  # scripts that are looked at
BELOW = 6  # lines below a title in which its date stands, among sections, authors and buttons
OVER = 2  # lines over a title in which its date stands, between it and the sections
CLOCK = "T"  # in a date with a time of day
DATED = 60  # characters of the longest date line
BUTTONS = 120  # characters of one that goes on with buttons and counters
OPENING = 30  # characters in which such a line has its date
SENTENCE = (".", "!", "?", "…", ":")


def states_story(root: HtmlElement, lines: Sequence[Written]) -> bool:
    """Whether the page says that it is a story, to programs or to its readers."""
    return _in_json(root) or 0 < len(root.xpath(SIGNS)) <= STATED or _is_dated(lines)


def is_front(root: HtmlElement) -> bool:
    """Whether a page gives the address of its whole site for its own."""
    found = [str(address).strip() for address in root.xpath(ADDRESSES)[:MOST]]
    return bool(found) and all(SITE.fullmatch(address) for address in found)


def _in_json(root: HtmlElement) -> bool:
    return 0 < sum(len(STORY.findall(text)) for text in root.xpath(JSON_LD)[:MOST]) <= STATED


def _is_dated(lines: Sequence[Written]) -> bool:
    """Whether a date stands under the title, before any headline that leads elsewhere."""
    return any(map(is_date_line, _below(lines, _title(lines))))


def date_of_title(lines: Sequence[Written]) -> str | None:
    """The date printed under the title, or right over it with its time of day; one without it may be the reader's."""
    at = _title(lines)
    over = [line for line in reversed(lines[max(0, at - OVER) : max(0, at)]) if CLOCK in (stamp(line.text) or "")]
    return next((stamp(line.text) for line in [*_below(lines, at), *over] if is_date_line(line)), None)


def _title(lines: Sequence[Written]) -> int:
    """The number of the line that is the only title of the page; -1 where there is none."""
    titles = [at for at, line in enumerate(lines) if "h1" in line.markup and "linked" not in line.markup]
    return titles[0] if len(titles) == 1 else -1


def _below(lines: Sequence[Written], title: int) -> list[Written]:
    below = lines[title + 1 : title + 1 + BELOW] if title >= 0 else []
    return [*takewhile(lambda line: not is_headline(line), below)]


def is_date_line(line: Written) -> bool:
    """Whether a line is but a date, with little beside it, or opens with one before buttons and counters."""
    if len(line.text) <= DATED:
        return stamp(line.text) is not None
    is_short = len(line.text) <= BUTTONS and not line.text.endswith(SENTENCE)
    return is_short and stamp(line.text[:OPENING]) is not None

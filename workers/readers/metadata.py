"""What a page's metadata state of its story: JSON-LD, Open Graph, meta elements, its address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import cache
from types import ModuleType

import structlog
from lxml.html import HtmlElement

from workers.document import Stated

log = structlog.get_logger()

JSON_LD = "//script[@type='application/ld+json']/text()"
OWN_TIMES = (
    "//meta[@property='article:published_time' or @itemprop='datePublished' or @name='pubdate']/@content",
    JSON_LD,
)
PRINTED_TIMES = "//time[@itemprop='datePublished' or contains(@class, 'published')]/@datetime"
TIMES = (*OWN_TIMES, "//time/@datetime")
DESCRIPTIONS = "//meta[@name='description' or @property='og:description' or @name='twitter:description']/@content"
STATED_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)")
PUBLISHED = re.compile(r'"datePublished"\s*:\s*"([^"]{10,40})"')
MOST_ELEMENTS = 30_000  # a page has 10,000 at most; looking for dates in more takes longer than it is worth
MOST = 20  # elements of a kind that are looked at
# So long after its day a story may be saved again and called published on that later day; one day less may be but
# another offset of the same moment.
SAVED_AGAIN = (timedelta(2), timedelta(31))


def stated(root: HtmlElement, url: str | None) -> Stated:
    """Title, description, authors, section, site, address and date, each None or empty where the page has none."""
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        return Stated(source_url=url)
    try:
        found = _trafilatura().extract_metadata(root, default_url=url)
    except Exception as error:  # hostile pages make the library raise anything, and a page may do without metadata
        log.info("no metadata", error=repr(error))
        return Stated(source_url=url)
    return Stated(
        title=found.title or None,
        lead=found.description or None,
        byline=tuple(name.strip() for name in (found.author or "").split(";") if name.strip()),
        section=_section(root),
        publisher=found.hostname or None,
        source_url=found.url or None,
        published=_published(root, found.date),
    )


@cache
def _trafilatura() -> ModuleType:
    from trafilatura import metadata  # noqa: PLC0415  takes half a second, and most files are plain text

    return metadata


def _section(root: HtmlElement) -> str | None:
    return next(
        (str(name).strip() for name in root.xpath("//meta[@property='article:section']/@content") if name), None
    )


def _published(root: HtmlElement, day: str | None) -> str | None:
    """The day, or the earliest stated well before it, with its time and offset where the page states them."""
    if day is None:
        return None
    least, most = SAVED_AGAIN
    day = min((own for own in _days(root) if least <= _apart(own, day) <= most), default=day)
    return next((time for time in _times(root, TIMES) if time.startswith(day)), day)


def _days(root: HtmlElement) -> set[str]:
    """The days on which the page says that it was published; one marked so in print where it is the only one."""
    printed = {time[:10] for time in _times(root, (PRINTED_TIMES,))}
    return {time[:10] for time in _times(root, OWN_TIMES)} | (printed if len(printed) == 1 else set())


def _apart(first: str, second: str) -> timedelta:
    return date.fromisoformat(second) - date.fromisoformat(first)


def states_day(root: HtmlElement, day: str) -> bool:
    """Whether a day stands where pages state when they were published, and is no guess from what they print."""
    return any(day[:10] in str(text) for path in TIMES for text in root.xpath(path)[:MOST])


def descriptions(root: HtmlElement) -> list[str]:
    """What the page gives to search engines and to others as its description, which may differ."""
    return [str(text) for text in root.xpath(DESCRIPTIONS)[:MOST]]


def _times(root: HtmlElement, paths: tuple[str, ...]) -> Iterator[str]:
    for path in paths:
        for text in root.xpath(path)[:MOST]:
            told = PUBLISHED.search(text) if len(text) > 40 else None
            if found := STATED_TIME.match(told[1] if told else text.strip()):
                with suppress(ValueError):  # no calendar has it
                    yield datetime.fromisoformat(found.group()).replace(microsecond=0).isoformat()

"""What lists of tags count: parts whose counts are kept, and articles that are counted one by one.

Days and months are kept whole. A time that begins or ends within a day, or on its midnight, has edges: the articles
there are few, and are counted when they are asked for. So are the newest articles of a publisher in a time, or of two
times at once (see ``joint``).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from service.store import carried, days
from service.store.counts import LONGEST_PART
from service.store.models.tag import FACET, PUBLISHED
from service.store.planned import said

LETTERS = {"published": days.PUBLISHED, "created": days.CREATED}
EARLIEST, LATEST = (one.replace(tzinfo=UTC) for one in (datetime.min, datetime.max))
# Each article is of one.
KINDS = tuple(carried.facet("kind", kind) for kind in carried.KINDS)
LAST_DAY = "9999-12-31"
# The articles of a moment in a time, and what they carry; there are few.
ON_EDGE = """
    SELECT carried.tag, CAST(sum(carried.articles) AS integer) AS articles FROM (
        SELECT tag, count(*) AS articles FROM (
            SELECT unnest(tags) AS tag FROM article_keys WHERE article_id = ANY(ARRAY(
                SELECT its.article_id
                FROM (SELECT key FROM tags WHERE tenant = :tenant AND id = ANY(:facets) AND type = '{facet}') facet
                CROSS JOIN unnest(:since, :until) AS edge (since, until) CROSS JOIN LATERAL (
                    SELECT article_id FROM article_tags
                    WHERE tag = facet.key AND {moment} >= edge.since AND {moment} <= edge.until OFFSET 0
                ) its
            ))
        ) each GROUP BY tag
    ) carried CROSS JOIN LATERAL (
        SELECT FROM tags WHERE key = carried.tag AND type = ANY(:types)
        AND folded >= :prefix AND folded < :beyond LIMIT 1
    ) its GROUP BY carried.tag
"""
SAID = {"published": PUBLISHED, "created": "created_at"}
ON_EDGES = {name: said({}, ON_EDGE.format(facet=FACET, moment=moment)) for name, moment in SAID.items()}


@dataclass(frozen=True)
class Times:
    """Moments between two, both included, by name: ``published``, ``created``."""

    between: dict[str, tuple[datetime, datetime]]


@dataclass(frozen=True)
class Span:
    """Parts from one on, before another, and articles of the ``edges`` that carry one of the ``facets``.

    ``days`` are the parts of the days that the edges are in.
    """

    ranges: tuple[tuple[str, str], ...] = ()
    edges: tuple[Times, ...] = ()
    facets: tuple[str, ...] = KINDS
    days: tuple[str, ...] = ()


def asked(wanted: dict[str, Any]) -> Span | None:
    """The span of a publisher and times; None where neither is given."""
    publisher, times = wanted.get("publisher"), {name: _ends(wanted, name) for name in LETTERS}
    given = {name: (since or EARLIEST, until or LATEST) for name, (since, until) in times.items() if since or until}
    if publisher is None and not given:
        return None
    if publisher is None and len(given) == 1:
        [name] = given
        return _days(name, *times[name])
    if not given and len(f"p{publisher}") <= LONGEST_PART:
        return Span(((f"p{publisher}", f"p{publisher}\x01"),))
    facets = KINDS if publisher is None else (carried.facet("publisher", publisher),)
    return Span(edges=(Times(given),), facets=facets)


def on_edges(session: Session, span: Span, names: dict[str, Any]) -> Counter[int]:
    """The tags (keys) of the articles of a span's edges, and how many of them carry each; ``names`` are asked for."""
    ends = [edge.between for edge in span.edges]
    if not ends:
        return Counter()
    [name] = ends[0]
    moments = {"since": [one[name][0] for one in ends], "until": [one[name][1] for one in ends]}
    rows = session.execute(ON_EDGES[name], names | moments | {"facets": list(span.facets)})
    return Counter({row.tag: row.articles for row in rows})


def _ends(wanted: dict[str, Any], name: str) -> tuple[datetime | None, datetime | None]:
    return wanted.get(f"{name}_from"), wanted.get(f"{name}_to")


def _days(name: str, since: datetime | None, until: datetime | None) -> Span:
    """The whole days of a time, and its edges."""
    letter = LETTERS[name]
    if since and until and (since > until or carried.day(since) == carried.day(until)):
        return Span(edges=(Times({name: (since, until)}),))
    low, high, edges = "", days.AFTER_ALL, []
    if since:
        low = carried.day(since)
        if since != _midnight(since):
            low += "~"
            edges.append((since, _last(since)))
    if until:
        high = carried.day(until)
        edges.append((_midnight(until), until))
    its = tuple(letter + carried.day(end) for end, _ in edges)
    return Span(tuple(days.covering(letter, low, high)), tuple(Times({name: edge}) for edge in edges), days=its)


def _midnight(moment: datetime) -> datetime:
    """When the day of a moment begins in Vietnam."""
    return datetime.fromisoformat(f"{carried.day(moment)}T00:00:00+07:00").astimezone(UTC)


def _last(moment: datetime) -> datetime:
    """The last moment of its day that the database can tell from the next day."""
    if carried.day(moment) == LAST_DAY:
        return LATEST
    return _midnight(moment) + timedelta(days=1) - timedelta(microseconds=1)

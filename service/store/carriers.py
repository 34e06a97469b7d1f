"""Articles that carry several tags or facets, newest first: found among the newest of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import compress
from math import prod
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import TextClause, text
from sqlalchemy.orm import Session

from service.store import crossed, orders
from service.store.known import DENSE, Known
from service.store.looked import Looked
from service.store.orders import OTHER, OWN, Place

# So many entries of an index are read and compared in 3 ms, in blocks that lie beside each other; half as many again as
# should fill the page.
ENTRIES, HALF = 6_000, 1.5
# What more than so many times as many articles carry as the rarest, or every second, is not read but looked up, each by
# itself: so many at most, of which each may be a read from the disk.
TIMES, LOOKED_UP = 16, 256
# Where that does not fill a page the tags meet seldom, and the index of articles finds them in less: so many are looked
# up to see how seldom. With 64 these took 6 to 10 ms, half of the time of a page, and mostly none met.
SAMPLE = 16
# So many more are read than should fill the page.
MORE = 64
# Of one tag and the time that is not that of the order: so many are put in order, or the newest looked at (5 ms).
MOST_OF_ONE = 8_000
# How many are of the tag and the other time, and the next of them.
OF_OTHER_TIME = f"""
    WITH its AS MATERIALIZED (
        SELECT article_id, {{own}} AS own FROM article_tags WHERE tag = :key
        AND {{other}} >= CAST(:since AS timestamptz) AND {{other}} <= CAST(:until AS timestamptz) LIMIT :few
    )
    SELECT told.carry, next.article_id FROM (SELECT count(*) AS carry FROM its) told LEFT JOIN LATERAL (
        SELECT own, article_id FROM its WHERE {orders.GOING_ON.format(own="own", one="article_id")}
        ORDER BY own DESC, article_id DESC LIMIT :most
    ) next ON true ORDER BY next.own DESC, next.article_id DESC
"""
# The newest of a tag.
LIST = f"""
    list{{place}} AS MATERIALIZED (
        SELECT {{own}} AS own, article_id, {{other}} AS other FROM article_tags WHERE tag = :key{{place}}
        AND {orders.GOING_ON} ORDER BY {{own}} DESC, article_id DESC LIMIT CAST(:limit{{place}} AS bigint)
    )
"""
# Where one ends that goes on, and its middle.
END = """
    (SELECT own, article_id, (SELECT own FROM list{place} OFFSET CAST(:limit{place} AS bigint) / 2 LIMIT 1) AS middle
    FROM list{place} OFFSET CAST(:limit{place} AS bigint) - 1 LIMIT 1)
"""
# What is in all lists, back to where the first of them ends; and where that is.
MEETING = """
    WITH {lists}, last AS MATERIALIZED (SELECT * FROM ({ends}) ends ORDER BY own DESC, article_id DESC LIMIT 1),
    found AS MATERIALIZED (
        SELECT own, article_id FROM (SELECT * FROM ({all}) these ORDER BY own DESC, article_id DESC OFFSET 0) these
        WHERE NOT EXISTS (
            SELECT FROM unnest(CAST(:others AS integer[])) AS asked (key) WHERE NOT EXISTS (
                SELECT FROM article_tags WHERE article_id = these.article_id AND tag = asked.key OFFSET 0
            )
        ) AND NOT EXISTS (SELECT FROM last WHERE (last.own, last.article_id) > (these.own, these.article_id))
        AND {dense}
        LIMIT :most
    )
    SELECT ARRAY(SELECT article_id FROM found ORDER BY own DESC, article_id DESC) AS found,
    CAST(last.own AS text) AS moment, last.article_id AS id,
    {seconds} FROM (VALUES (1)) one LEFT JOIN last ON true
"""
# What most articles have is told by their rows, which are shown if they pass.
DENSE_FACETS = "EXISTS (SELECT FROM articles WHERE id = these.article_id AND {} OFFSET 0)"
SECOND = "floor(extract(epoch FROM nullif({}, '-infinity'))) AS {}"
OLDEST = """(
    SELECT {own} FROM article_tags WHERE tag = :key0 AND {own} > '-infinity' ORDER BY {own}, article_id LIMIT 1
)"""
IN_LIST = """
    SELECT own, article_id FROM list0
    WHERE other >= CAST(:since AS timestamptz) AND other <= CAST(:until AS timestamptz)
"""


class Lists(NamedTuple):
    """Tags (keys) of which the newest articles are read, and how many of each; and those that are looked up."""

    keys: Sequence[int]
    limits: Sequence[int]
    others: Sequence[int] = ()


@dataclass(frozen=True)
class Carriers:
    """Articles that carry all of the tags that are known, in order of ``sort``, on from a place."""

    session: Session
    known: Known
    sort: str
    wanted: dict[str, Any]
    after: Place | None

    def ids(self, most: int) -> tuple[list[UUID], Place | None, Looked | None]:
        """The next of them; and if there may be more, where to go on and what was looked at up to there.

        Where few carry one tag at the other time asked for, all of these are put in order; otherwise tags are read from
        where there is anything of the other time.
        """
        keys, after = [one for (one,) in self.known.keys], self.after
        lists = Lists(keys, [most]) if len(keys) == 1 else self._lists(keys, most)
        if any(orders.ends(OTHER[self.sort], self.wanted)):
            if len(keys) == 1:
                values = {"key": keys[0], "few": MOST_OF_ONE + 1, "most": most}
                rows = self.session.execute(_said(OF_OTHER_TIME, self.sort), self._values(after) | values).all()
                if rows[0].carry <= MOST_OF_ONE:
                    return [row.article_id for row in rows if row.article_id], None, None
                lists = Lists(keys, [MOST_OF_ONE])
            newest = crossed.places(self.session, self.sort, self.wanted, after, 1)
            if not newest:
                return [], None, None
            [(moment, one)] = newest
            after = moment, UUID(int=one.int + 1)
        return self._meeting(lists, after, most)

    def _lists(self, keys: Sequence[int], most: int) -> Lists:
        """As much as should fill the page, if the tags have nothing to do with each other; else a sample."""
        carry, every = [max(1, number) for number in self.known.carry], max(1, self.known.every)
        rarest, *rest = carry
        read = [True, *(number <= TIMES * rarest and number * DENSE <= every for number in rest)]
        others = [key for key, its in zip(keys, read, strict=True) if not its]
        depth = min(most * HALF / self._part, rarest)
        looked_up = most * prod(every / number for number, its in zip(carry, read, strict=True) if not its)
        enough = ENTRIES * rarest / sum(compress(carry, read))
        if any(orders.ends(self.sort, self.wanted)):  # perhaps that is all there are of the time
            depth = min(depth, enough)
        if depth > enough or (others and looked_up > LOOKED_UP):
            return Lists(keys[:1], [SAMPLE], keys[1:])
        limits = [int(depth * number / rarest) + MORE for number in compress(carry, read)]
        return Lists(list(compress(keys, read)), limits, others)

    @property
    def _part(self) -> float:
        """What part of the articles of the rarest tag carries all."""
        return min(1, max(1, self.known.expected) / max(1, self.known.carry[0]))

    def _meeting(self, lists: Lists, after: Place | None, most: int) -> tuple[list[UUID], Place | None, Looked | None]:
        dense = {name: self.wanted[name] for name in self.known.dense}
        sought = [key for (key,) in self.known.sought]
        others = [key for key in lists.others if key in sought]
        values = self._values(after) | dense | {"others": others, "most": most}
        for name in ("key", "limit"):
            values |= {f"{name}{place}": one for place, one in enumerate(getattr(lists, f"{name}s"))}
        row = self.session.execute(_meeting(self.sort, len(lists.keys), tuple(dense)), values).one()
        if len(row.found) == most or row.id is None:
            return row.found, None, None
        if row.ends is None:
            return row.found, (row.moment, row.id), None
        looked = Looked.back_to(int(row.ends) + 1, int(row.half), len(row.found), int(row.oldest or row.ends))
        expected = lists.limits[0] * self._part
        if len(row.found) <= 1 and expected < 1:  # one says nothing; then as far as there should be one
            looked = replace(looked, seconds=int(looked.seconds / expected), found=0, hits=0)
        return row.found, (row.moment, row.id), looked

    def _values(self, after: Place | None) -> dict[str, Any]:
        return orders.asked(self.sort, self.wanted, after)


@cache
def _said(statement: str, sort: str) -> TextClause:
    return text(statement.format(own=OWN[sort], other=OWN[OTHER[sort]], one="article_id"))


@cache
def _meeting(sort: str, lists: int, dense: tuple[str, ...]) -> TextClause:
    its = range(lists)
    seconds = {"last.own": "ends", "last.middle": "half", OLDEST: "oldest"}
    statement = MEETING.format(
        lists=",".join(LIST.replace("{place}", str(place)) for place in its),
        ends=" UNION ALL ".join(END.format(place=place) for place in its),
        all=" INTERSECT ".join([IN_LIST, *(f"SELECT own, article_id FROM list{place}" for place in its[1:])]),
        dense=DENSE_FACETS.format(" AND ".join(f"{name} = :{name}" for name in dense)) if dense else "true",
        seconds=", ".join(SECOND.format(*its) for its in seconds.items()),
    )
    return _said(statement, sort)

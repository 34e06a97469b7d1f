"""The articles of a time of publication in order of arrival, and the other way round.

In order of arrival there may be years between two articles that were published in a month. An index of articles by
spans of the order and, within these, by the other time (``ix_articles_*_spans``) says of each span whether there is
anything: a walk through the spans, newest first, looks into it once for each, until there is enough.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import TextClause, text
from sqlalchemy.orm import Session

from service.store import orders, tenants
from service.store.models.article import CREATED_SPAN, PUBLISHED_SPAN, SPAN
from service.store.orders import Place
from service.store.spans import KINDS

# Of a span with more articles of the time asked for they are not put in order: that is slower (5 ms) than to look at
# all articles of the span in order, of which they are many.
DENSE = 2_500
SPANS = {"-created": CREATED_SPAN, "-published": PUBLISHED_SPAN}
ITS = """
    tenant = ANY(:tenants)
    AND {other}_at >= CAST(:since AS timestamptz) AND {other}_at <= CAST(:until AS timestamptz)
"""
# From span to span, until they have enough, or one has so many that they are not counted.
WALK = f"""
    WITH RECURSIVE walk (span, hits, found, dense) AS (
        SELECT least(
            CAST(:before AS timestamptz),
            greatest(
                least(CAST(:at AS timestamptz), CAST(:last AS timestamptz)) + interval '1 microsecond',
                timestamptz '4713-01-01 BC'
            )
        ), 0::bigint, 0::bigint, false
        UNION ALL
        SELECT next.span, its.hits, walk.found + its.hits, its.looked_at = :dense
        FROM walk CROSS JOIN LATERAL (
            SELECT {{span}} AS span FROM articles WHERE processed_at IS NOT NULL AND {{span}} < walk.span
            ORDER BY {{span}} DESC LIMIT 1
        ) next CROSS JOIN LATERAL (
            SELECT count(*) FILTER (WHERE {orders.GOING_ON}) AS hits, count(*) AS looked_at FROM (
                SELECT created_at, published_at, id FROM articles
                WHERE processed_at IS NOT NULL AND {{span}} = next.span AND {ITS} LIMIT :dense
            ) these
        ) its
        WHERE walk.found < :most AND NOT walk.dense AND next.span >= CAST(:first AS timestamptz) - interval '{SPAN}'
    )
    SELECT CAST(span AS text) AS span, dense FROM walk WHERE hits > 0 OR dense ORDER BY walk.span DESC
"""
# All of few spans are put in order: without the OFFSET an index in order would be read, which is what this avoids.
FEW = f"""
    SELECT CAST(own AS text), id FROM (
        SELECT id, {{own}} AS own FROM articles
        WHERE processed_at IS NOT NULL AND {{span}} = ANY(CAST(:spans AS timestamptz[]))
        AND {ITS} AND {orders.GOING_ON} OFFSET 0
    ) these ORDER BY these.own DESC, id DESC LIMIT :most
"""
# One article of the span after the other: without the OFFSET all there are of the other time would be put in order.
MANY = f"""
    SELECT CAST(own AS text), id FROM (
        SELECT {{own}} AS own, id, tenant, created_at, published_at FROM articles
        WHERE processed_at IS NOT NULL AND {{own}} >= CAST(:span AS timestamptz)
        AND {{own}} <= CAST(:span AS timestamptz) + interval '{SPAN}' - interval '1 microsecond' AND {orders.GOING_ON}
        ORDER BY {{own}} DESC, id DESC OFFSET 0
    ) these WHERE {ITS} ORDER BY these.own DESC, id DESC LIMIT :most
"""
TENANTS = text("SELECT DISTINCT tenant FROM tags WHERE id = ANY(:kinds)")


def places(session: Session, sort: str, wanted: dict[str, Any], after: Place | None, most: int) -> list[Place]:
    """The next articles in order of ``sort``; nothing but their times is looked at."""
    values, found = _values(session, sort, wanted, after), list[Any]()
    while len(found) < most:
        values["most"] = most - len(found)
        spans = session.execute(_said(WALK, sort), values).all()
        if few := [span.span for span in spans if not span.dense]:
            found += session.execute(_said(FEW, sort), values | {"spans": few})
        if not spans or not spans[-1].dense:
            break
        values |= {"before": spans[-1].span, "most": most - len(found)}
        found += session.execute(_said(MANY, sort), values | {"span": spans[-1].span})
    return [(moment, one) for moment, one in found[:most]]


def _values(session: Session, sort: str, wanted: dict[str, Any], after: Place | None) -> dict[str, Any]:
    return orders.asked(sort, wanted, after) | {
        "tenants": _tenants(session, wanted),
        "before": "infinity",
        "dense": DENSE,
    }


def _tenants(session: Session, wanted: dict[str, Any]) -> list[str]:
    """Whose articles are asked for: of all whose the session sees; each article has a kind."""
    held = wanted | tenants.filters_of(session)
    if tenants.TENANT in held:
        return [held[tenants.TENANT]]
    return list(session.scalars(TENANTS, {"kinds": list(KINDS)}))


@cache
def _said(statement: str, sort: str) -> TextClause:
    return text(statement.format(own=orders.OWN[sort], one="id", span=SPANS[sort], other=orders.OTHER[sort][1:]))

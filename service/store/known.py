"""The tags and facets that lists of articles are asked for: their keys, and how many articles carry them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import prod
from typing import Any

from sqlalchemy import null, select
from sqlalchemy.orm import Session

from service.store.carried import FACETS, facet
from service.store.counts import LONGEST_PART
from service.store.models import Tag, TagCount
from service.store.models.tag import FACET
from service.store.spans import KINDS

# The index takes as long for what half of all articles carry as for the rest of what is asked together: such facets are
# left out, and looked at in what it finds.
DENSE = 2


@dataclass(frozen=True)
class Known:
    """``keys`` of each (each tenant has one of its own), the rarest first, and of those that the index is asked for.

    ``articles`` is how many carry all of them at most, as counted; ``dense`` are names of facets that are looked at.
    ``carry`` is how many articles carry each of ``keys``, ``expected`` how many all, if they have nothing to do with
    each other, and ``every`` how many there are.
    """

    keys: Sequence[Sequence[int]] = ()
    sought: Sequence[Sequence[int]] = ()
    articles: int = 0
    dense: Sequence[str] = ()
    carry: Sequence[int] = ()
    expected: float = 0
    every: int = 0


def ids(wanted: dict[str, Any]) -> list[str]:
    """The ids of tags and facets that are asked for."""
    tags = [*wanted.get("tag", ()), *([wanted["topic"]] if "topic" in wanted else [])]
    return list(dict.fromkeys(tags + list(_facets(wanted))))


def of(session: Session, wanted: dict[str, Any]) -> Known | None:
    """What is known of those asked for; None if one of them is unknown."""
    asked, facets = ids(wanted), _facets(wanted)
    if not asked:
        return Known()
    query = select(Tag.id, Tag.key, Tag.type, Tag.articles, _of_publisher(wanted).label("both"))
    query = query.where(Tag.id.in_([*asked, *(KINDS if facets or len(asked) > 1 else ())])).order_by(Tag.articles)
    if "tenant" in wanted:
        query = query.where(Tag.tenant == wanted["tenant"])
    keys, carry, meet = defaultdict(list), Counter[str](), Counter[str]()
    for row in session.execute(query):
        keys[row.id].append(row.key)
        carry[row.id] += row.articles
        meet[row.id] += row.articles if row.type == FACET or "publisher" not in wanted else row.both or 0
    if not keys.keys() >= set(asked):
        return None
    every = sum(carry[kind] for kind in KINDS)
    publisher = facet("publisher", wanted.get("publisher", ""))
    whole = carry[publisher] or every
    parts = [carry[one] / every if one in facets else meet[one] / whole for one in asked if one != publisher and every]
    first, *others = sorted(asked, key=list(keys).index)
    dense = [one for one in (others if "q" not in wanted else asked) if one in facets and carry[one] * DENSE > every]
    return Known(
        [keys[one] for one in (first, *others)],
        [keys[one] for one in (first, *others) if one not in dense],
        min(meet[one] for one in asked),
        [facets[one] for one in dense],
        [carry[one] for one in (first, *others)],
        prod(parts, start=whole),
        every,
    )


def _of_publisher(wanted: dict[str, Any]) -> Any:
    """How many articles of the publisher carry a tag; facets are not counted so."""
    if "publisher" not in wanted:
        return null()
    part = f"p{wanted['publisher']}"[:LONGEST_PART]
    return select(TagCount.articles).where(TagCount.tag == Tag.key, TagCount.part == part).scalar_subquery()


def _facets(wanted: dict[str, Any]) -> dict[str, str]:
    """Names of the facets that are asked for, by id."""
    return {facet(name, wanted[name]): name for name in FACETS if name in wanted}

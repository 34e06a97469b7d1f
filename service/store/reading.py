"""Which of the articles that the index finds say what it cannot tell: that words follow each other.

Most of them do, and soon: their texts lie in the rows that were found anyway. The vectors of the others are read, each
of which lies apart, in five blocks or more.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, Uuid, any_, bindparam, cast, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY
from sqlalchemy.orm import Session

from service.store import hits
from service.store.asked import Term
from service.store.models import Article
from service.store.sought import Sought

OF_THESE = Article.id == any_(bindparam("ids", type_=ARRAY(Uuid)))
TEXTS = select(Article.id, Article.title, Article.lead, func.left(Article.text, hits.MOST)).where(OF_THESE)
# So many are read at once at least, and at most.
FEWEST, MOST = 20, 200


def passing(session: Session, sought: Sought, rows: Sequence[Row], most: int) -> list[Row]:
    """The first of these rows whose articles say what is sought."""
    found: list[Row] = []
    looked = 0
    while looked < len(rows) and len(found) < most:
        missing = most - len(found)
        likely = missing * (looked + 1) // (len(found) + 1)
        some = rows[looked : looked + min(max(likely, FEWEST), MOST)]
        ids = _passing(session, sought, [row.id for row in some])
        found += [row for row in some if row.id in ids]
        looked += len(some)
    return found[:most]


def _passing(session: Session, sought: Sought, ids: list[UUID]) -> set[UUID]:
    told = _told(session, sought.said, ids) if sought.said else {}
    passed = {one for one, says in told.items() if says}
    rest = [one for one in ids if told.get(one) is None]
    return passed | set(session.scalars(_vectors(sought.reads), {"ids": rest})) if rest else passed


def _told(session: Session, terms: Sequence[Term], ids: list[UUID]) -> dict[UUID, bool | None]:
    """Whether articles say all terms, as their texts tell."""
    tellers = [hits.teller(term) for term in terms]
    rows = session.execute(TEXTS, {"ids": ids})
    return {one: _all([_any([tells(part) for part in parts if part]) for tells in tellers]) for one, *parts in rows}


def _any(told: list[bool | None]) -> bool | None:
    return True if True in told else None if None in told else False


def _all(told: list[bool | None]) -> bool | None:
    return False if False in told else None if None in told else True


def _vectors(reads: Sequence[str]) -> Select:
    its: list[ColumnElement[bool]] = [_matches(query) for query in reads]
    return select(Article.id).where(OF_THESE, *its)


def _matches(query: str) -> Any:
    return Article.search.bool_op("@@")(cast(literal(query), TSQUERY))

"""Which of the articles that the index finds say what it cannot tell: that words follow each other.

Most of them do, and soon: their texts lie in the rows that were found anyway, and are read as lists show them. The
vectors of the others are read, each of which lies apart, in five blocks or more.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, Uuid, any_, bindparam, cast, literal, select
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY
from sqlalchemy.orm import Session

from service.store import hits
from service.store.asked import Term
from service.store.listed import WITH_TEXT, Listed, loaded
from service.store.models import Article
from service.store.sought import Sought

OF_THESE = Article.id == any_(bindparam("ids", type_=ARRAY(Uuid)))
# So many are read at once at least, and at most.
FEWEST, MOST = 20, 200


def passing(session: Session, sought: Sought, rows: Sequence[Row], most: int) -> tuple[list[Row], list[Row]]:
    """The first of these rows whose articles say what is sought, and the rest, of which nobody knows."""
    found: list[Row] = []
    looked = 0
    while looked < len(rows) and len(found) < most:
        missing = most - len(found)
        likely = missing * (looked + 1) // (len(found) + 1)
        some = rows[looked : looked + min(max(likely, FEWEST), MOST)]
        ids = _passing(session, sought, [row.id for row in some])
        found += [row for row in some if row.id in ids]
        looked += len(some)
    return found[:most], [*found[most:], *rows[looked:]]


def _passing(session: Session, sought: Sought, ids: list[UUID]) -> set[UUID]:
    told = _told(session, sought.said, ids) if sought.said else {}
    passed = {one for one, says in told.items() if says}
    rest = [one for one in ids if told.get(one) is None]
    return passed | set(session.scalars(_vectors(sought.reads), {"ids": rest})) if rest else passed


def _told(session: Session, terms: Sequence[Term], ids: list[UUID]) -> dict[UUID, bool | None]:
    """Whether articles say all terms, as their texts tell."""
    tellers = [hits.teller(term) for term in terms]
    return {
        row.id: _all([_any(map(tells, _parts(row))) for tells in tellers]) for row in loaded(session, ids, WITH_TEXT)
    }


def _parts(row: Listed) -> list[str]:
    """The longest first, which tells most often."""
    return [part for part in (row.more, row.lead, row.title) if part]


def _any(told: Iterable[bool | None]) -> bool | None:
    """Whether one of them tells; no more are asked than it takes."""
    found: bool | None = False
    for one in told:
        if one:
            return True
        found = None if one is None else found
    return found


def _all(told: list[bool | None]) -> bool | None:
    return False if False in told else None if None in told else True


def _vectors(reads: Sequence[str]) -> Select:
    its: list[ColumnElement[bool]] = [_matches(query) for query in reads]
    return select(Article.id).where(OF_THESE, *its)


def _matches(query: str) -> Any:
    return Article.search.bool_op("@@")(cast(literal(query), TSQUERY))

"""Statements that look for articles in the index: made once for each shape, which takes longer than to ask them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Select,
    String,
    Subquery,
    bindparam,
    cast,
    func,
    select,
    true,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from service.store import orders
from service.store.carried import FACETS
from service.store.filters import within
from service.store.models import Article

# Searches differ in what they filter by and in how many words they have; most have few.
KEPT_STATEMENTS = 256
PLACE = ("moment", "id_after")


class Shape(NamedTuple):
    """What a statement asks: so many tsqueries of the index (``needed0`` ...), and of each vector (``reads0`` ...).

    ``filters`` are those that are looked at and the times of the order, ``ends`` those of the window (``since``,
    ``before``, in unix seconds); ``goes_on`` from a PLACE. Limits are ``most`` and ``too_many``.
    """

    sort: str
    shown: tuple[str, ...]
    needed: int
    reads: int
    filters: frozenset[str]
    ends: tuple[str, ...] = ()
    goes_on: bool = False


@lru_cache(KEPT_STATEMENTS)
def statement(shape: Shape) -> Select:
    """The newest hits, and how many the index found in all (``hits``)."""
    return built(shape, ())


def built(shape: Shape, its: Sequence[ColumnElement[bool]]) -> Select:
    """The same of articles for which this holds too."""
    key = orders.key(shape.sort)
    wanted = [_found(one) for one in _queries("needed", shape.needed)]
    shown = (getattr(Article, name) for name in shape.shown)
    hits = select(Article.id, key.label("key"), *shown).where(*wanted, *its, *_conditions(shape, key))
    some = hits.limit(_number("too_many")).subquery()
    rows = select(*_but(some, "key"), func.count().over().label("hits"))
    return rows.order_by(some.c.key.desc(), some.c.id.desc()).limit(_number("most"))


@lru_cache(KEPT_STATEMENTS)
def in_order(shape: Shape) -> Select:
    """The newest hits by looking at one article after the other."""
    key = orders.key(shape.sort)
    wanted = [*_queries("needed", shape.needed), *_queries("reads", shape.reads)]
    its = [Article.processed_at.is_not(None), *(_found(one).is_(true()) for one in wanted), *_conditions(shape, key)]
    query = select(Article.id, *(getattr(Article, name) for name in shape.shown)).where(*its)
    return query.order_by(key.desc(), Article.id.desc()).limit(_number("most"))


def _conditions(shape: Shape, key: ColumnElement) -> list[ColumnElement[bool]]:
    binds: dict[str, Any] = {name: bindparam(name) for name in shape.filters}
    others = {name: bind for name, bind in binds.items() if not name.startswith(shape.sort[1:])}
    its = [*orders.between(shape.sort, binds), *within(others)]
    its += [getattr(Article, name) == binds[name] for name in FACETS if name in binds and name != "publisher"]
    if shape.goes_on:
        its += orders.going_on(shape.sort, tuple(map(bindparam, PLACE)))  # type: ignore[arg-type]
    if "since" in shape.ends:
        its.append(key >= func.to_timestamp(bindparam("since", type_=BigInteger)))
    if "before" in shape.ends:
        its.append(key < func.to_timestamp(bindparam("before", type_=BigInteger)))
    return its


def _found(query: ColumnElement[str]) -> ColumnElement[bool]:
    matches: ColumnElement[bool] = Article.search.bool_op("@@")(cast(query, TSQUERY))
    return matches


def _queries(name: str, many: int) -> list[ColumnElement[str]]:
    return [bindparam(f"{name}{number}", type_=String) for number in range(many)]


def _number(name: str) -> Any:
    return bindparam(name, type_=Integer)


def _but(table: Subquery, *names: str) -> list[ColumnElement]:
    return [column for column in table.c if column.key not in names]

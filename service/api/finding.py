"""Pages of articles: the newest, or those that answer a search best."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from service.api import paging
from service.api.identity import transaction
from service.store import article_list, asked, listed, relevance, snippets
from service.store.listed import Listed
from service.store.models.row import now

Rows = tuple[Sequence[Listed], Callable[[Listed], Sequence[Any]]]


def newest(query: dict[str, Any]) -> Rows:
    """One article more than a page in an order of time, and what gives their places in it."""
    after = paging.decode(query.get("cursor"), _moment, UUID)
    with transaction() as session:
        rows = article_list.page(session, query, after, query["limit"] + 1)
    return rows, lambda article: article_list.place(article, query["sort"])


def best(query: dict[str, Any]) -> Rows:
    """The same by relevance. All pages rank what had arrived when the first one was asked for."""
    after = paging.decode(query.get("cursor"), _utc, float, _utc, UUID)
    seen, *place = after or (now(), None)
    with transaction() as session:
        places = relevance.places(session, query, seen, tuple(place) if after else None, query["limit"] + 1)
        rows = listed.loaded(session, [one for *_, one in places], listed.WITH_TEXT)
    known = {place[-1]: (seen.isoformat(), *place) for place in places}
    return rows, lambda article: known[article.id]


def with_extracts(rows: Sequence[Listed], query: dict[str, Any]) -> Sequence[Listed]:
    """The articles of a page, with extracts where there is a search."""
    if "q" not in query:
        return rows
    extract = snippets.maker(asked.read(query["q"]))
    return [row._replace(snippet=extract(row.lead, row.more)) for row in rows]


def _moment(text: str) -> str:
    """A moment of a cursor, checked and in the form that the database reads."""
    return text if text == article_list.NEVER else _utc(text).isoformat()


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)

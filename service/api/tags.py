"""Tags: people, organizations, places, topics across articles."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from service.api import paging
from service.api.blueprint import Blueprint
from service.api.identity import counted
from service.errors import Problem, not_found
from service.schemas.fields import NoQuery
from service.schemas.tags import (
    FirstQuery,
    RelatedSchema,
    TagDetailSchema,
    TagListQuery,
    TagListSchema,
    TimelineQuery,
    TimelineSchema,
    TrendingQuery,
    TrendingSchema,
)
from service.store import days, following, related, tag_list, trends
from service.store.models import Tag

blp = Blueprint("tags", __name__, url_prefix="/v1/tags", description="What articles are about")


@blp.get("")
@blp.arguments(TagListQuery, location="query")
@blp.response(200, TagListSchema)
def list_tags(query: dict[str, Any]):
    """Tags with the number of articles that carry them."""
    by_name = query["sort"] == "name"
    after = paging.decode(query.get("cursor"), *([str, str] if by_name else [paging.count, paging.count]))
    with counted() as session:
        rows, looked_at = tag_list.page(session, query, after, query["limit"] + 1)
    page, *told = paging.answer(rows, query["limit"], tag_list.place_by_name if by_name else tag_list.place)
    return (page if looked_at is None else page | {"looked_at": looked_at}, *told)


@blp.get("/trending")
@blp.arguments(TrendingQuery, location="query")
@blp.response(200, TrendingSchema)
def trending_tags(query: dict[str, Any]):
    """Tags in more articles of a week than the four weeks before let expect."""
    until = query.get("until") or days.today()
    with counted() as session:
        return {"until": until, "items": trends.tags(session, until, query.get("type"), query["limit"])}


@blp.get("/<path:tag_id>")
@blp.arguments(NoQuery, location="query")
@blp.response(200, TagDetailSchema)
@blp.refuses(404)
def get_tag(query: dict[str, Any], tag_id: str):
    """A tag: how it is written, and when it was first and last seen."""
    with counted() as session:
        tag = _found(session, tag_id)
        first, last = following.seen(session, tag)
        shown = {"id": tag.id, "type": tag.type, "name": tag.name, "articles": tag.articles}
        return shown | {"names": following.names(session, tag), "first_seen": first, "last_seen": last}


@blp.get("/<path:tag_id>/timeline")
@blp.arguments(TimelineQuery, location="query")
@blp.response(200, TimelineSchema)
@blp.refuses(404)
def get_timeline(query: dict[str, Any], tag_id: str):
    """How many articles with a tag were published each day, week or month."""
    ends = query.get("published_from"), query.get("published_to")
    with counted() as session:
        tag = _found(session, tag_id)
        try:
            items = following.timeline(session, tag, query["interval"], *ends)
        except following.TooLong as error:
            detail = f"A timeline has at most {following.LONGEST} parts: ask for fewer days or a longer interval."
            raise Problem(422, "invalid-request", detail, errors={"query": {"published_from": [detail]}}) from error
    outside = tag.articles - sum(one["articles"] for one in items)
    return {"interval": query["interval"], "items": items, "outside": outside}


@blp.get("/<path:tag_id>/related")
@blp.arguments(FirstQuery, location="query")
@blp.response(200, RelatedSchema)
@blp.refuses(404)
def get_related(query: dict[str, Any], tag_id: str):
    """Tags that share articles with a tag more often than by chance, by strength."""
    with counted() as session:
        looked_at, items = related.tags(session, _found(session, tag_id), query.get("type"), query["limit"])
    return {"looked_at": looked_at, "items": items}


def _found(session: Session, tag_id: str) -> Tag:
    tag = following.find(session, tag_id)
    if tag is None:
        raise not_found("tag")
    return tag

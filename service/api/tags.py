"""Tags: people, organizations, places, topics across articles."""

from __future__ import annotations

from typing import Any

from service.api import paging
from service.api.blueprint import Blueprint
from service.api.identity import own
from service.schemas.tags import TagListQuery, TagListSchema
from service.store import tag_list

blp = Blueprint("tags", __name__, url_prefix="/v1/tags", description="What articles are about")


@blp.get("")
@blp.arguments(TagListQuery, location="query")
@blp.response(200, TagListSchema)
def list_tags(query: dict[str, Any]):
    """Tags with the number of articles that carry them."""
    by_name = query["sort"] == "name"
    after = paging.decode(query.get("cursor"), str if by_name else paging.count, str)
    with own() as session:
        rows = tag_list.page(session, query, after, query["limit"] + 1)
    return paging.answer(rows, query["limit"], lambda row: (row.Tag.folded if by_name else row.articles, row.Tag.id))

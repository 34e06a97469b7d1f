"""The newest articles of any filter as an Atom feed."""

from __future__ import annotations

import json
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from flask import Response, request, url_for

from service.api.blueprint import Blueprint
from service.api.identity import transaction
from service.formats import addresses, atom
from service.schemas.articles import EntrySchema, FeedQuery
from service.store import article_list, articles
from service.store.models import Article

blp = Blueprint("feeds", __name__, url_prefix="/v1/articles", description="Articles to follow")

KIND = "application/atom+xml"


@blp.get("/feed")
@blp.doc(responses={200: {"description": "Atom 1.0", "content": {KIND: {"schema": {"type": "string"}}}}})
@blp.arguments(FeedQuery, location="query")
def get_feed(query: dict[str, Any]):
    """The newest articles that pass the filters, in order of arrival, as an Atom feed."""
    with transaction() as session:
        page = article_list.page(session, query | {"sort": "-created"}, None, query["limit"])
        topics = articles.topics(session, [article.id for article in page])
    asked = sorted((name, value) for name, value in request.args.items(multi=True) if name != "limit")
    title = ": ".join(filter(None, ["Tintag", ", ".join("=".join(one) for one in asked)]))
    id_ = addresses.of_article(str(uuid5(NAMESPACE_URL, json.dumps(asked))))
    entries = [_entry(article, topics[article.id]) for article in page if article.id in topics]
    return Response(atom.write(title, id_, request.url, entries), content_type=KIND)


def _entry(article: Article, topics: list[dict[str, Any]]) -> dict[str, Any]:
    address = url_for("articles.get_article", article_id=article.id, _external=True)
    shown: dict[str, Any] = EntrySchema().dump(article)
    return shown | {"address": address, "topics": topics}

"""The newest articles of any filter as an Atom feed."""

from __future__ import annotations

import json
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from flask import Response, request, url_for

from service.api.blueprint import Blueprint
from service.api.identity import transaction
from service.formats import addresses, atom
from service.schemas.articles import EntrySchema, FeedQuery
from service.schemas.written import writer
from service.store import article_list, listed
from service.store.listed import Listed

blp = Blueprint("feeds", __name__, url_prefix="/v1/articles", description="Articles to follow")

KIND = "application/atom+xml"
SHOWN = writer(EntrySchema())
# To make an article's address takes as long as its entry: it is made of another's.
NOBODY = UUID(int=0)


@blp.get("/feed")
@blp.doc(responses={200: {"description": "Atom 1.0", "content": {KIND: {"schema": {"type": "string"}}}}})
@blp.arguments(FeedQuery, location="query")
def get_feed(query: dict[str, Any]):
    """The newest articles that pass the filters, in order of arrival, as an Atom feed."""
    with transaction() as session:
        page = article_list.page(session, query | {"sort": "-created"}, None, query["limit"], listed.WITH_TOPICS)
    asked = sorted((name, value) for name, value in request.args.items(multi=True) if name != "limit")
    title = ": ".join(filter(None, ["Tintag", ", ".join("=".join(one) for one in asked)]))
    id_ = addresses.of_article(str(uuid5(NAMESPACE_URL, json.dumps(asked))))
    base = url_for("articles.get_article", article_id=NOBODY, _external=True).removesuffix(str(NOBODY))
    entries = [_entry(article, base) for article in page]
    return Response(atom.write(title, id_, request.url, entries), content_type=KIND)


def _entry(article: Listed, base: str) -> dict[str, Any]:
    shown = SHOWN(article)
    return shown | {"address": base + shown["id"], "topics": article.more}

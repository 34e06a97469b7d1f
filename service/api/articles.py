"""Articles: what came out."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from uuid import UUID

from flask import Response, current_app, send_file, url_for

from service import queues
from service.api import finding, missing, paging
from service.api.blueprint import Blueprint
from service.api.identity import sender, transaction
from service.errors import gone
from service.formats import FORMATS
from service.schemas.articles import (
    ArticleListQuery,
    ArticleListSchema,
    ArticleQuery,
    ArticleSchema,
    OriginalQuery,
    ReprocessAllQuery,
    ReprocessQuery,
)
from service.schemas.fields import NoQuery
from service.schemas.jobs import JobSchema
from service.schemas.similar import SimilarQuery, SimilarSchema
from service.schemas.uploads import UploadSchema
from service.store import again, articles, erasure, progress, similar
from service.store.models import Article

blp = Blueprint("articles", __name__, url_prefix="/v1/articles", description="Clean, tagged articles")

BYTES = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
TEXT = {"text/plain": {"schema": {"type": "string"}}}
NINJS = {"type": "object", "required": ["uri", "standard"], "title": "IPTC ninjs 3.1"}
SHAPES = {
    "application/json": {"schema": {"anyOf": [ArticleSchema, NINJS]}},
    "application/ld+json": {"schema": {"type": "object", "required": ["@context", "@type"]}},
    "text/markdown": {"schema": {"type": "string"}},
}


@blp.get("")
@blp.arguments(ArticleListQuery, location="query")
@blp.response(200, ArticleListSchema)
def list_articles(query: dict[str, Any]):
    """Summaries of the articles that pass all filters; those of a search with an extract."""
    rows, place = finding.best(query) if query["sort"] == "relevance" else finding.newest(query)
    return paging.answer(finding.with_extracts(rows, query), query["limit"], place)


@blp.get("/<uuid:article_id>")
@blp.doc(responses={200: {"content": SHAPES | TEXT}})
@blp.arguments(ArticleQuery, location="query")
@blp.response(200, ArticleSchema)
@blp.refuses(404, 410)
def get_article(query: dict[str, Any], article_id: UUID):
    """A whole article, as JSON of ours, IPTC ninjs 3.1, schema.org's JSON-LD, Markdown or plain text."""
    with transaction() as session:
        article = missing.found(session, articles.get(session, article_id), "article", article_id)
    return article if query["format"] == "json" else _shaped(article, query["format"])


@blp.delete("/<uuid:article_id>")
@blp.arguments(NoQuery, location="query")
@blp.response(204)
@blp.refuses(404, 410)
def delete_article(query: dict[str, Any], article_id: UUID):
    """Delete an article with its tags and bytes; jobs that work on it are cancelled."""
    with transaction() as session:
        stopped = missing.found(session, erasure.erase(session, article_id), "article", article_id)
    for upload_id in stopped:
        queues.announce(upload_id)


@blp.get("/<uuid:article_id>/original")
@blp.doc(responses={200: {"description": "The file", "content": BYTES | TEXT}})
@blp.arguments(OriginalQuery, location="query")
@blp.refuses(404, 410)
def get_original(query: dict[str, Any], article_id: UUID):
    """The bytes as sent, or (`decoded=1`) the text in NFC that all offsets count in."""
    with transaction() as session:
        if query["decoded"]:
            text = missing.found(session, articles.decoded(session, article_id), "article", article_id)
            return Response(text, content_type="text/plain; charset=utf-8")
        found = missing.found(session, articles.original(session, article_id), "article", article_id)
    content, filename, sha256 = found
    if content is None:
        raise gone("The bytes of this file are no longer kept; `decoded=1` gives its text.")
    return _download(content, filename, sha256)


@blp.get("/<uuid:article_id>/similar")
@blp.arguments(SimilarQuery, location="query")
@blp.response(200, SimilarSchema)
@blp.refuses(404, 410)
def list_similar(query: dict[str, Any], article_id: UUID):
    """Related articles, by the tags they share and how rare these are; of each story one."""
    with transaction() as session:
        return missing.found(session, similar.find(session, article_id, query["limit"]), "article", article_id)


@blp.post("/<uuid:article_id>/reprocess")
@blp.arguments(ReprocessQuery, location="query")
@blp.response(202, JobSchema)
@blp.refuses(404, 410)
def reprocess_article(query: dict[str, Any], article_id: UUID):
    """Work on the file of an article again; until that is done the article stays as it is."""
    with transaction() as session:
        article = missing.found(session, articles.get(session, article_id), "article", article_id)
        job = again.reprocess(session, article, sender(query["priority"]))
    queues.wake([job.id])
    return job, {"Location": url_for("jobs.get_job", job_id=job.id), "Retry-After": "1"}


@blp.post("/reprocess")
@blp.arguments(ReprocessAllQuery, location="query")
@blp.response(202, UploadSchema)
def reprocess_articles(query: dict[str, Any]):
    """Work again on all articles that pass the filters, in the background: an upload that shows how far it is."""
    filters = {name: value for name, value in query.items() if name != "priority"}
    with transaction() as session:
        upload = again.reprocess_all(session, filters, sender(query["priority"]))
        seen = progress.whole(session, upload.id)
    return seen, {"Location": url_for("uploads.get_upload", upload_id=upload.id), "Retry-After": "1"}


def _shaped(article: Article, name: str) -> Response:
    shape = FORMATS[name]
    written = shape.write(ArticleSchema().dump(article))
    text = written if isinstance(written, str) else current_app.json.dumps(written)
    return Response(text, content_type=shape.content_type)


def _download(content: bytes, filename: str, sha256: str) -> Response:
    kind = "application/octet-stream"
    response = send_file(BytesIO(content), kind, as_attachment=True, download_name=filename, etag=sha256)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response

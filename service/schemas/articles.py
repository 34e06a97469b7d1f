"""Clean articles, as they are shown."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validate

from service.schemas.fields import Clean, Moment, PageQuery, Strict, Time
from service.schemas.jobs import PRIORITIES
from service.schemas.parts import (
    BlockSchema,
    DateSchema,
    EntitySchema,
    KeywordSchema,
    MoneySchema,
    PipelineSchema,
    QuoteSchema,
    TeaserSchema,
    TopicSchema,
)
from service.schemas.written import Written

KINDS = ("article", "listing", "other")
FORMATS = ("json", "ninjs", "jsonld", "markdown", "text")


def _text(**kwargs) -> fields.String:
    return fields.String(required=True, allow_none=True, **kwargs)


class ArticleSummarySchema(Schema):
    """An article without its text and blocks."""

    id = fields.UUID(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    language = _text()
    filename = fields.String(required=True)
    media_type = _text()
    sha256 = fields.String(required=True)
    title = _text()
    lead = _text()
    byline = fields.List(fields.String(), required=True)
    section = _text()
    credits = fields.List(fields.String(), required=True)
    publisher = _text()
    source_url = _text()
    published = _text(metadata={"description": "A date, or a date-time with its offset."})
    same_story = fields.UUID(
        required=True, allow_none=True, metadata={"description": "The group of its near-duplicates, if it has any."}
    )
    created_at = Time(required=True)
    processed_at = Time(required=True)


def _part(schema: type[Schema], name: str) -> fields.List:
    return Written(fields.Nested(schema), required=True, attribute=f"body.{name}")


class ArticleSchema(ArticleSummarySchema):
    """A whole article. Offsets are code points into the decoded text, ends exclusive."""

    text = fields.String(required=True)
    blocks = _part(BlockSchema, "blocks")
    teasers = _part(TeaserSchema, "teasers")
    entities = _part(EntitySchema, "entities")
    topics = _part(TopicSchema, "topics")
    keywords = _part(KeywordSchema, "keywords")
    dates = _part(DateSchema, "dates")
    money = _part(MoneySchema, "money")
    quotes = _part(QuoteSchema, "quotes")
    pipeline = fields.Nested(PipelineSchema, required=True)


class FoundSchema(ArticleSummarySchema):
    """A summary in a list."""

    snippet = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "With `q`: an extract of the text as HTML, what was found in `<mark>`; else null."},
    )


class EntrySchema(ArticleSchema):
    """What a feed tells of an article, besides its topics."""

    published_at = Time(required=True)

    class Meta:
        fields = (
            *("id", "filename", "title", "lead", "byline", "publisher", "source_url"),
            *("published_at", "processed_at"),
        )


class ArticleListSchema(Schema):
    """A page of summaries."""

    items = Written(fields.Nested(FoundSchema), required=True)
    next = fields.String(required=True, allow_none=True)


class ArticleFilters(Strict):
    """Which articles; all conditions must hold."""

    kind = fields.String(validate=validate.OneOf(KINDS))
    language = Clean()
    publisher = Clean()
    section = Clean()
    # a longer one, each of its letters nine characters of the URL, is over the 4 KB that its line may have
    q = Clean(
        validate=validate.Length(1, 300),
        metadata={"description": 'Full text, blind to diacritics: words, "phrases", -without, begin*.'},
    )
    # more say nothing new, and make the question to the index longer
    tag = fields.List(
        Clean(),
        validate=validate.Length(max=20),
        metadata={"description": "May be given more than once, at most 20 times; all must hold."},
    )
    topic = Clean()
    upload = fields.UUID()
    same_story = fields.UUID()
    published_from = Moment()
    published_to = Moment()
    created_from = Moment()
    created_to = Moment()


class ArticleListQuery(PageQuery, ArticleFilters):
    """Which articles, and in which order."""

    sort = fields.String(
        validate=validate.OneOf(["-created", "-published", "relevance"]),
        metadata={"description": "`-created` if none is given; with `q`, and only there, `relevance`."},
    )

    @post_load
    def _sorted(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        """Only what is searched for has a relevance."""
        if data.get("sort") == "relevance" and "q" not in data:
            raise ValidationError("Needs `q`.", "sort")
        return {"sort": "relevance" if "q" in data else "-created"} | data


class ExportQuery(ArticleFilters):
    """Which articles, in which format, and where to go on."""

    format = fields.String(load_default="ndjson", validate=validate.OneOf(["ndjson", "csv"]))
    cursor = fields.UUID(metadata={"description": "The id of the last article that you have: those after it follow."})


class FeedQuery(ArticleFilters):
    """Which articles, and how many of the newest."""

    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))


class ReprocessQuery(Strict):
    """How soon an article is processed again."""

    priority = fields.String(load_default="normal", validate=validate.OneOf(PRIORITIES))


class ReprocessAllQuery(ArticleFilters):
    """Which articles are processed again, and how soon."""

    priority = fields.String(load_default="low", validate=validate.OneOf(PRIORITIES))


class ArticleQuery(Strict):
    """In which shape an article is shown."""

    format = fields.String(load_default="json", validate=validate.OneOf(FORMATS))


class OriginalQuery(Strict):
    """The bytes, or the decoded text that offsets count in."""

    decoded = fields.Boolean(load_default=False)

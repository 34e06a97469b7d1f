"""Articles related to one."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields, validate

from service.schemas.articles import ArticleSummarySchema
from service.schemas.fields import Strict
from service.schemas.tags import TYPES


class SharedTagSchema(Schema):
    """A tag that both articles carry."""

    id = fields.String(required=True)
    type = fields.String(required=True, validate=validate.OneOf(TYPES))
    name = fields.String(required=True)


class SimilarArticleSchema(ArticleSummarySchema):
    """A summary, and what makes the article similar."""

    score = fields.Float(
        required=True,
        validate=validate.Range(0, 1),
        metadata={
            "description": "Which part of what the article is about, by its most telling tags, this one is about."
        },
    )
    shared = fields.List(fields.Nested(SharedTagSchema), required=True)

    def get_attribute(self, obj: Any, attr: str, default: Any) -> Any:
        """All but the two fields above is the article's."""
        return super().get_attribute(obj if attr in ("score", "shared") else obj.article, attr, default)


class SimilarSchema(Schema):
    """Related articles, best first; of one story one article stands for all."""

    same_story = fields.UUID(
        required=True,
        allow_none=True,
        metadata={"description": "That of the article itself: an item with the same one is its near-duplicate."},
    )
    items = fields.List(fields.Nested(SimilarArticleSchema), required=True)


class SimilarQuery(Strict):
    """How many."""

    limit = fields.Integer(load_default=10, validate=validate.Range(1, 50))

"""Tags across articles."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from service.schemas.fields import Clean, Moment, PageQuery

TYPES = ("person", "organization", "location", "product", "event", "topic", "keyword")


class TagSchema(Schema):
    """A tag and how many articles carry it."""

    id = fields.String(required=True, attribute="Tag.id")
    type = fields.String(required=True, attribute="Tag.type", validate=validate.OneOf(TYPES))
    name = fields.String(required=True, attribute="Tag.name")
    articles = fields.Integer(required=True)


class TagListSchema(Schema):
    """A page of tags."""

    items = fields.List(fields.Nested(TagSchema), required=True)
    next = fields.String(required=True, allow_none=True)


class TagListQuery(PageQuery):
    """Which tags; ``q`` is a prefix, blind to diacritics."""

    type = fields.String(validate=validate.OneOf(TYPES))
    q = Clean(validate=validate.Length(1, 200))
    publisher = Clean()
    published_from = Moment()
    published_to = Moment()
    created_from = Moment()
    created_to = Moment()
    sort = fields.String(load_default="-articles", validate=validate.OneOf(["-articles", "name"]))

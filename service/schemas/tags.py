"""Tags across articles."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from service.schemas.fields import Clean, Day, Moment, PageQuery, Strict
from service.schemas.written import Written

TYPES = ("person", "organization", "location", "product", "event", "topic", "keyword")
INTERVALS = ("day", "week", "month")


class Measure(fields.Float):
    """A number that is compared, not counted with: four digits are enough."""

    def _serialize(self, value, attr, obj, **kwargs):
        return round(float(value), 4)


class TagSchema(Schema):
    """A tag and how many articles carry it."""

    id = fields.String(required=True, attribute="Tag.id")
    type = fields.String(required=True, attribute="Tag.type", validate=validate.OneOf(TYPES))
    name = fields.String(required=True, attribute="Tag.name")
    articles = fields.Integer(required=True)


class NameSchema(Schema):
    """A way a tag is written, and in how many articles it is."""

    name = fields.String(required=True)
    articles = fields.Integer(required=True)


class TagDetailSchema(Schema):
    """A tag, its names, and the days on which articles with it were published first and last."""

    id = fields.String(required=True)
    type = fields.String(required=True, validate=validate.OneOf(TYPES))
    name = fields.String(required=True)
    articles = fields.Integer(required=True)
    names = fields.List(fields.Nested(NameSchema), required=True)
    first_seen = fields.Date(required=True, allow_none=True)
    last_seen = fields.Date(required=True, allow_none=True)


class BucketSchema(Schema):
    """The day an interval begins with, and how many articles were published in it."""

    start = fields.Date(required=True)
    articles = fields.Integer(required=True)


class Ready(fields.List):
    """A list that is in the wire's shape already: a thousand objects take marshmallow 15 ms."""

    def _serialize(self, value, attr, obj, **kwargs):
        return value


class TimelineSchema(Schema):
    """Articles by day, week or month, and how many are outside of that time or have no date."""

    interval = fields.String(required=True, validate=validate.OneOf(INTERVALS))
    items = Ready(fields.Nested(BucketSchema), required=True)
    outside = fields.Integer(required=True)


class RelatedTagSchema(TagSchema):
    """A tag, how many of the articles looked at carry it, and how strongly it belongs to the other (0..1)."""

    articles = fields.Integer(required=True, attribute="Tag.articles")
    shared = fields.Integer(required=True)
    strength = Measure(required=True)


class RelatedSchema(Schema):
    """Tags that share articles with another, among so many of its newest."""

    looked_at = fields.Integer(required=True)
    items = Written(fields.Nested(RelatedTagSchema), required=True)


class TrendingTagSchema(TagSchema):
    """A tag, its articles of the week, a week's mean of the four weeks before, and how far it is above that."""

    articles = fields.Integer(required=True, attribute="Tag.articles")
    this_week = fields.Integer(required=True)
    before = Measure(required=True)
    score = Measure(required=True)


class TrendingSchema(Schema):
    """Tags of the week that ends with a day."""

    until = fields.Date(required=True)
    items = Written(fields.Nested(TrendingTagSchema), required=True)


class TagListSchema(Schema):
    """A page of tags; ``looked_at`` where more articles pass than are counted: they are among so many of the newest."""

    items = Written(fields.Nested(TagSchema), required=True)
    next = fields.String(required=True, allow_none=True)
    looked_at = fields.Integer()


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


class TimelineQuery(Strict):
    """Which days; both ends are included."""

    interval = fields.String(load_default="day", validate=validate.OneOf(INTERVALS))
    published_from = Day()
    published_to = Day()


class FirstQuery(Strict):
    """How many, and of which type."""

    type = fields.String(validate=validate.OneOf(TYPES))
    limit = fields.Integer(load_default=20, validate=validate.Range(1, 100))


class TrendingQuery(FirstQuery):
    """The last day of the week; today unless given."""

    until = Day()

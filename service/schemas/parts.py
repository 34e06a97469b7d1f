"""The parts of an article."""

from __future__ import annotations

from marshmallow import Schema, fields

from service.schemas.fields import Amount
from service.schemas.written import Written


class _Span(Schema):
    """A run of the decoded text."""

    text = fields.String(required=True)
    start = fields.Integer(required=True)
    end = fields.Integer(required=True)


class BlockSchema(_Span):
    """A line with its one role."""

    role = fields.String(required=True)


class TeaserSchema(Schema):
    """A headline or blurb that points at another story."""

    title = fields.String(required=True, allow_none=True)
    text = fields.String(required=True, allow_none=True)
    heading = fields.String(required=True, allow_none=True)


class MentionSchema(_Span):
    """One place where an entity is named."""


class EntitySchema(Schema):
    """One person, organization, location, product or event."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    type = fields.String(required=True)
    description = fields.String(required=True, allow_none=True)
    salience = fields.Float(required=True)
    confidence = fields.Float(required=True)
    mentions = Written(fields.Nested(MentionSchema), required=True)


class TopicSchema(Schema):
    """An IPTC Media Topic."""

    code = fields.String(required=True)
    name = fields.String(required=True)
    score = fields.Float(required=True)
    broader_top = fields.String(required=True)


class KeywordSchema(Schema):
    """A phrase the story would be filed under."""

    text = fields.String(required=True)
    score = fields.Float(required=True)


class DateSchema(_Span):
    """A date as printed, and in ISO 8601 where the story settles it."""

    iso = fields.String(required=True, allow_none=True)


class MoneySchema(_Span):
    """A sum: the amount in units, the currency in ISO 4217."""

    amount = Amount(required=True)
    currency = fields.String(required=True)


class QuoteSchema(_Span):
    """Words said, and by whom."""

    speaker = fields.String(required=True, allow_none=True)
    entity_id = fields.String(required=True, allow_none=True)


class PipelineSchema(Schema):
    """What made the article."""

    version = fields.String(required=True)
    warnings = fields.List(fields.String(), required=True)

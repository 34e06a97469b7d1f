"""Messages to the owners of uploads."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from service.schemas.fields import PageQuery, Time

STATUSES = ("pending", "delivered", "failed", "disabled")


class DeliverySchema(Schema):
    """A message to a `callback_url`; its `id` is the `webhook-id` of every attempt."""

    id = fields.UUID(required=True)
    upload_id = fields.UUID(required=True)
    url = fields.String(required=True)
    event = fields.String(required=True)
    status = fields.String(required=True, validate=validate.OneOf(STATUSES))
    attempts = fields.Integer(required=True)
    next_at = Time(required=True, allow_none=True)
    last_status = fields.Integer(required=True, allow_none=True)
    last_error = fields.String(required=True, allow_none=True)
    created_at = Time(required=True)
    delivered_at = Time(required=True, allow_none=True)


class DeliveryListSchema(Schema):
    """A page of deliveries."""

    items = fields.List(fields.Nested(DeliverySchema), required=True)
    next = fields.String(required=True, allow_none=True)


class DeliveryListQuery(PageQuery):
    """Which deliveries."""

    status = fields.String(validate=validate.OneOf(STATUSES))
    upload = fields.UUID()

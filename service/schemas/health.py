"""State of the parts."""

from __future__ import annotations

from marshmallow import Schema, fields


class LiveSchema(Schema):
    """The process answers."""

    status = fields.String(required=True)


class ReadySchema(Schema):
    """Each part and its state: ``ok`` or ``away``."""

    status = fields.String(required=True)
    database = fields.String(required=True)
    broker = fields.String(required=True)
    worker = fields.String(required=True)

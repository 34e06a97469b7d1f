"""Schemas and query fields that several resources share."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from marshmallow import RAISE, Schema, ValidationError, fields, validate

HANOI = timezone(timedelta(hours=7))


class Strict(Schema):
    """A schema that refuses what it does not know."""

    class Meta:
        unknown = RAISE


class NoQuery(Strict):
    """No query parameters at all."""


class WaitQuery(Strict):
    """Long polling."""

    wait = fields.Float(
        validate=validate.Range(0, 60),
        metadata={"description": "Answer when finished, or after so many seconds (at most 60)."},
    )


class PageQuery(Strict):
    """A part of a list."""

    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))
    cursor = fields.String(validate=validate.Length(1, 500), metadata={"description": "`next` of the page before."})


# How a date or date-time is described in the API's document.
DATE_OR_TIME = {"type": "string", "anyOf": [{"format": "date"}, {"format": "date-time"}]}


WRITTEN = re.compile(r"[1-9]\d{3}-\d\d-\d\d([Tt ]\d\d:\d\d(:\d\d(\.\d+)?)?([Zz]|[+-]\d\d:\d\d)?)?", re.ASCII)
DATE_LENGTH = len("2024-10-16")
NO_DATE = "Needs a date (2024-10-16) or a date-time (RFC 3339) of the years 1000 to 9999."


class Moment(fields.Field):
    """A date or date-time: a date counts from midnight in Vietnam, a time without an offset is UTC."""

    def __init__(self, **kwargs):
        super().__init__(metadata=DATE_OR_TIME, **kwargs)

    def _deserialize(self, value, attr, data, **kwargs):
        if not isinstance(value, str) or not WRITTEN.fullmatch(value):
            raise ValidationError(NO_DATE)
        try:
            moment = datetime.fromisoformat(value)
            if moment.tzinfo is None:
                moment = moment.replace(tzinfo=HANOI if len(value) == DATE_LENGTH else UTC)
            return moment.astimezone(UTC)
        except (ValueError, OverflowError) as error:
            raise ValidationError(NO_DATE) from error


class Day(fields.Date):
    """A day in Vietnam."""

    def _deserialize(self, value, attr, data, **kwargs):
        day = super()._deserialize(value, attr, data, **kwargs)
        if day.year < 1000:
            raise ValidationError("Needs a day (2024-10-16) of the years 1000 to 9999.")
        return day


class Clean(fields.String):
    """Text that the database can hold: no NUL, no lone surrogates."""

    def _deserialize(self, value, attr, data, **kwargs):
        text = super()._deserialize(value, attr, data, **kwargs)
        if "\x00" in text or any("\ud800" <= c <= "\udfff" for c in text):
            raise ValidationError("Holds characters that are no text.")
        return text


class Amount(fields.Float):
    """A number as it is kept: what is whole stays whole."""

    def _serialize(self, value, attr, obj, **kwargs):
        return value


class Time(fields.DateTime):
    """RFC 3339 in UTC, with a Z."""

    def _serialize(self, value, attr, obj, **kwargs):
        return self.written(value)

    @staticmethod
    def written(value: datetime | None) -> str | None:
        """The same of any moment."""
        if value is None:
            return None
        return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")

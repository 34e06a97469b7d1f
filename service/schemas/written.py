"""Lists that are written quickly: to ask each field of each object what to do takes marshmallow ten times as long."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter, itemgetter
from typing import Any

from marshmallow import Schema, fields

from service.schemas.fields import Time

Get = Callable[[Any], Any]
# What such fields show is what they are given.
AS_IT_IS = {fields.String, fields.Integer, fields.Boolean}


class Written(fields.List):
    """A list of objects, or of dicts, each of which should have all that its schema shows."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.inner: fields.Nested
        self._writers: dict[Any, Callable[[Any], dict[str, Any]]] = {}

    def _serialize(self, value, attr, obj, **kwargs):
        if not value:
            return value
        getter = itemgetter if isinstance(value[0], dict) else attrgetter
        if getter not in self._writers:
            self._writers[getter] = writer(self.inner.schema, getter)
        try:
            return list(map(self._writers[getter], value))
        except (AttributeError, KeyError):  # of an older make: what one of them lacks is not shown
            return super()._serialize(value, attr, obj, **kwargs)


def writer(schema: Schema, getter: Callable[[str], Get] = attrgetter) -> Callable[[Any], dict[str, Any]]:
    """What makes of an object what the schema's ``dump`` does."""
    parts = [(field.data_key or name, _part(schema, name, field, getter)) for name, field in schema.dump_fields.items()]
    return lambda one: {name: part(one) for name, part in parts}


def _part(schema: Schema, name: str, field: fields.Field, getter: Callable[[str], Get]) -> Get:
    """What gives the value of a field."""
    get, kind = getter(field.attribute or name), type(field)
    if kind in AS_IT_IS or (isinstance(field, fields.List) and type(field.inner) in AS_IT_IS):
        return get
    if kind is fields.UUID:
        return lambda one: None if (value := get(one)) is None else str(value)
    if kind is Time:
        return lambda one: Time.written(get(one))
    if kind is fields.Float:
        return lambda one: None if (value := get(one)) is None else float(value)
    return lambda one: field.serialize(name, one, schema.get_attribute)

"""Lists that are written quickly: to ask each field of each object what to do takes marshmallow ten times as long."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter, itemgetter
from typing import Any

from marshmallow import Schema, fields

from service.schemas.fields import Amount, Time

Get = Callable[[Any], tuple[Any, ...]]
# What such fields show is what they are given.
AS_IT_IS = {fields.String, fields.Integer, fields.Boolean, Amount}
WRITERS: dict[type, Callable[[Any], Any]] = {fields.UUID: str, fields.Float: float, Time: Time.written}


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


def writer(schema: Schema, getter: Callable[..., Get] = attrgetter) -> Callable[[Any], dict[str, Any]]:
    """What makes of an object what ``dump`` does, for a schema of at least two fields."""
    shown = schema.dump_fields
    get = getter(*(field.attribute or name for name, field in shown.items()))
    others = [(name, convert) for name, field in shown.items() if (convert := _converter(schema, name, field))]

    def write(one: Any) -> dict[str, Any]:
        written = dict(zip(shown, get(one), strict=True))
        for name, convert in others:
            written[name] = convert(written[name], one)
        return written

    return write


def _converter(schema: Schema, name: str, field: fields.Field) -> Callable[[Any, Any], Any] | None:
    """What makes of the value of a field, and the object, what is shown of it; None where that is the value itself."""
    kind = type(field)
    if kind in AS_IT_IS or (isinstance(field, fields.List) and type(field.inner) in AS_IT_IS):
        return None
    if kind in WRITERS:
        write = WRITERS[kind]
        return lambda value, _: None if value is None else write(value)
    return lambda _, one: field.serialize(name, one, schema.get_attribute)

"""Lists are written as marshmallow would, in a fraction of its time."""

from datetime import UTC, datetime, timedelta, timezone
from types import SimpleNamespace
from uuid import uuid4

import pytest
from marshmallow import Schema, fields

from service.schemas.articles import FoundSchema
from service.schemas.fields import Time
from service.schemas.jobs import JobSchema
from service.schemas.parts import EntitySchema, MoneySchema
from service.schemas.tags import RelatedTagSchema, TagSchema
from service.schemas.written import Written, writer

MOMENT = datetime(2024, 10, 16, 9, 8, 7, 654321, timezone(timedelta(hours=7)))
VALUES = {
    fields.String: "Hà Nội",
    fields.Integer: 7,
    fields.Boolean: True,
    fields.UUID: uuid4(),
    fields.Float: 40_000_000_000,
    fields.List: ["Lê Hà"],
    Time: MOMENT,
}
ERROR = {"code": "lost", "stage": None, "detail": "gone", "retryable": True, "more": 1}
MENTIONS = [{"end": 3, "start": 1, "text": "Hà", "more": 1}]
SPECIAL = {"article_id": uuid4(), "error": ERROR, "mentions": MENTIONS, "strength": 0.123456}
SCHEMAS = [FoundSchema, JobSchema, TagSchema, RelatedTagSchema, EntitySchema, MoneySchema]


def example(schema, empty):
    """An object with all that a schema shows, or (``empty``) with nothing where that may be."""
    found = {}
    for name, field in schema.dump_fields.items():
        value = SPECIAL.get(name, VALUES.get(type(field)))
        found[(field.attribute or name).split(".")[-1]] = None if empty and field.allow_none else value
    return SimpleNamespace(**found, Tag=SimpleNamespace(**found))


@pytest.mark.parametrize("empty", [False, True])
@pytest.mark.parametrize("kind", SCHEMAS)
def test_what_is_written_is_what_the_schema_dumps(kind, empty):
    one = example(kind(), empty)
    written = writer(kind())(one)
    assert list(written.items()) == list(kind().dump(one).items())


@pytest.mark.parametrize("kind", [EntitySchema, MoneySchema])
def test_dicts_are_written_in_the_order_of_the_schema(kind):
    one = vars(example(kind(), False))
    [written] = Written(fields.Nested(kind)).serialize("these", {"these": [one]})
    assert list(written.items()) == list(kind().dump(one).items())


def test_what_one_of_them_lacks_is_not_shown():
    class Pair(Schema):
        a, b = fields.String(), fields.Time()

    field = Written(fields.Nested(Pair))
    assert field.serialize("these", {"these": [{"b": MOMENT.time(), "a": "1"}, {"a": "2"}]}) == [
        {"a": "1", "b": "09:08:07.654321"},
        {"a": "2"},
    ]
    assert field.serialize("these", {"these": []}) == []
    assert field.serialize("these", {"these": None}) is None


@pytest.mark.parametrize("moment", [MOMENT, MOMENT.replace(microsecond=0), MOMENT.astimezone(UTC)])
def test_a_moment_is_written_in_utc(moment):
    assert Time.written(moment) == f"2024-10-16T02:08:07.{'654' if moment.microsecond else '000'}Z"

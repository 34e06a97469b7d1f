"""A session held to a tenant meets no row of another, whatever it does; a new table is tested as soon as it is there."""

import itertools
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import JSON, delete, exists, func, inspect, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, aliased, joinedload

from service.store import database, tag_list, tenants
from service.store.models import Article, ArticleTag, Job, Row, Tag, TagCount, Upload

MODELS = {mapper.class_ for mapper in Row.registry.mappers}
OWNED = sorted((model for model in MODELS if "tenant" in inspect(model).columns), key=lambda model: model.__name__)
# What has no tenant, and why that lets nobody see another's: a new table must be thought about here.
SHARED = {
    "TagDelta": "numbers on their way into counts, never shown",
    "File": "bytes under their hash, met through an article only",
    "Worker": "nobody's",
}
OURS, THEIRS = "the tenant of this module", "another tenant"
NUMBERS = itertools.count(20_000)
VALUES = {str: "x", float: 1.0, bool: False, list: [], datetime: datetime(2025, 1, 1, tzinfo=UTC), bytes: b""}
TAG = {"id": "keyword:bien", "type": "keyword", "folded": "bien", "articles": 1}


@pytest.fixture
def ours(servers):
    """A session held to one tenant, in a database without foreign keys; what it did is undone."""
    with database.engine().connect() as connection, connection.begin() as all_of_it:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        with Session(connection, info=tenants.held_to(OURS)) as session:
            yield session
        all_of_it.rollback()


def row_of(model, tenant: str) -> dict:
    """Values for a row: whatever must not be empty has something in it."""
    wanted = [column for column in model.__table__.columns if not column.nullable and not column.default]
    found = {column.key: [] if isinstance(column.type, JSON) else made(column.type.python_type) for column in wanted}
    return found | {"tenant": tenant, key_of(model).key: made(key_of(model).type.python_type)}


def key_of(model):
    """What tells a tenant's rows apart."""
    return getattr(model, next(column.key for column in inspect(model).primary_key if column.key != "tenant"))


def made(kind: type) -> object:
    fresh = {UUID: uuid4, str: lambda: uuid4().hex[:12], int: lambda: next(NUMBERS)}
    return fresh[kind]() if kind in fresh else VALUES[kind]


def kept(session, model, tenant: str) -> Any:
    """The key of a new row."""
    values = row_of(model, tenant)
    session.connection().execute(insert(model).values(values))
    return values[key_of(model).key]


def test_every_table_has_a_tenant_or_a_reason():
    assert {model.__name__ for model in MODELS} == {model.__name__ for model in OWNED} | SHARED.keys()


@pytest.mark.parametrize("model", OWNED, ids=lambda model: model.__name__)
def test_no_statement_meets_a_row_of_another_tenant(ours, model):
    mine, foreign = kept(ours, model, OURS), kept(ours, model, THEIRS)
    alias = aliased(model)
    key, other = key_of(model), getattr(alias, key_of(model).key)
    found, inner = select(key.label("key")).cte(), select(key.label("key")).subquery()
    seen = {
        "rows": {getattr(row, key.key) for row in ours.scalars(select(model))},
        "one column": set(ours.scalars(select(key))),
        "an alias": set(ours.scalars(select(other))),
        "a CTE": set(ours.scalars(select(found.c.key))),
        "a subquery": set(ours.scalars(select(inner.c.key))),
        "a join": set(ours.scalars(select(key).join(alias, other == key))),
        "IN": set(ours.scalars(select(key).where(key.in_(select(other))))),
        "a locked row": set(ours.scalars(select(key).with_for_update())),
        "a union": set(ours.scalars(select(key).union(select(other)))),
    }
    assert {name: keys for name, keys in seen.items() if keys != {mine}} == {}
    assert ours.scalar(select(func.count()).select_from(model)) == 1
    assert ours.scalar(select(func.count(key))) == 1
    assert ours.scalar(select(exists().where(key == foreign))) is False
    assert ours.scalar(select(select(func.count(key)).scalar_subquery())) == 1


@pytest.mark.parametrize("model", OWNED, ids=lambda model: model.__name__)
def test_no_row_of_another_tenant_is_got_by_its_key(ours, model):
    mine, foreign = kept(ours, model, OURS), kept(ours, model, THEIRS)
    foreign_key, own_key = (primary_key(ours, model, value) for value in (foreign, mine))
    assert ours.get(model, foreign_key) is None
    assert ours.get(model, foreign_key, with_for_update=True) is None
    assert ours.get(model, own_key) is not None


def primary_key(session, model, value) -> dict:
    """All columns of the primary key of a row, whoever it belongs to."""
    columns = list(model.__table__.primary_key)
    query = select(*columns).where(model.__table__.c[key_of(model).key] == value)
    return dict(session.connection().execute(query).one()._mapping)


@pytest.mark.parametrize("model", OWNED, ids=lambda model: model.__name__)
def test_no_row_of_another_tenant_is_changed_or_deleted(ours, model):
    mine, foreign = kept(ours, model, OURS), kept(ours, model, THEIRS)
    key = key_of(model)
    both = key.in_([mine, foreign])
    assert list(ours.scalars(update(model).where(both).values({key: key}).returning(key))) == [mine]
    assert ours.execute(update(model).values({key: key})).rowcount == 1
    assert list(ours.scalars(delete(model).where(both).returning(key))) == [mine]
    assert ours.execute(delete(model)).rowcount == 0
    table = model.__table__
    left = ours.connection().execute(select(table.c[key.key]).where(table.c[key.key] == foreign))
    assert left.scalar() == foreign


def test_what_a_row_leads_to_is_held_too(ours):
    article = kept(ours, Article, THEIRS)
    upload = kept(ours, Upload, OURS)
    values = row_of(Job, OURS) | {"article_id": article, "upload_id": upload}
    ours.connection().execute(insert(Job).values(values))
    assert ours.get(Job, values["id"]).article is None
    ours.expunge_all()
    assert ours.get(Job, values["id"], options=[joinedload(Job.article)]).article is None


def test_tags_are_met_counted_and_spelt_in_ones_own_articles(ours):
    for key, (tenant, spelling) in enumerate(((THEIRS, "BIỂN"), (OURS, "Biển")), 30_000):
        article = kept(ours, Article, tenant)
        ours.connection().execute(insert(Tag).values(TAG | {"key": key, "tenant": tenant, "name": spelling}))
        values = row_of(ArticleTag, tenant) | {"article_id": article, "tag": key}
        ours.connection().execute(insert(ArticleTag).values(values))
        counted = {"tag": key, "type": "keyword", "tenant": tenant, "articles": 1}
        for part in ("c2024-10-16", "b2024-10"):
            ours.connection().execute(insert(TagCount).values(counted | {"part": part}))
    for wanted in ({}, {"sort": "name"}, {"created_to": datetime.now(UTC)}, {"q": "bien"}):
        assert [(row.Tag.name, row.articles) for row in tag_list.page(ours, wanted, None, 10).rows] == [("Biển", 1)]
    assert ours.execute(delete(ArticleTag)).rowcount == 1


def test_two_tenants_one_after_the_other_see_each_its_own(servers):
    with database.engine().connect() as connection, connection.begin() as all_of_it:
        for name in ("a", "b"):
            with Session(connection, info=tenants.held_to(name)) as session:
                made_by_it = kept(session, Upload, name)
                assert session.scalars(select(Upload.id)).all() == [made_by_it]
        all_of_it.rollback()


def test_a_row_that_forgot_its_tenant_is_refused(servers):
    with pytest.raises(ValueError, match="Upload"), database.transaction(OURS) as session:
        session.add(Upload())

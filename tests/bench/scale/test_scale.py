"""A small run of the bench at scale: what it makes is what a saved article is, and all of its requests are answered."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter

import psycopg
import pytest
from sqlalchemy import create_engine, func, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session, undefer

from service.store import carried, stories, words
from service.store.models import Article, ArticleKeys, ArticleTag, Story, StoryBand, Tag, TagCount
from service.store.models.tag import FACET
from tests.bench.scale import server
from tests.bench.scale.load import load
from tests.bench.scale.same import NOBODY

ARTICLES = 300
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def made(servers):
    """A database of the shared server with a few articles."""
    url = server.database(servers["DATABASE_URL"], "tintag_scale")
    load(url, ARTICLES)
    yield url
    with psycopg.connect(servers["DATABASE_URL"], autocommit=True) as connection:
        connection.execute("DROP DATABASE tintag_scale WITH (FORCE)")


@pytest.fixture
def session(made):
    engine = create_engine(made.replace("postgresql://", "postgresql+psycopg://"))
    with Session(engine) as session:
        yield session
    engine.dispose()


def articles(session):
    return session.scalars(
        select(Article).options(undefer(Article.body), undefer(Article.text), undefer(Article.decoded))
    ).all()


def test_tags_are_those_that_a_saved_article_carries(session):
    rows = select(
        ArticleTag.article_id,
        Tag.id,
        Tag.type,
        Tag.name,
        ArticleTag.weight,
        ArticleTag.created_at,
        ArticleTag.published_at,
    )
    copied = {
        (*row[:4], round(row[4], 3), *row[5:]) for row in session.execute(rows.join(Tag, Tag.key == ArticleTag.tag))
    }
    carried_by = {
        (one.id, tag.id, tag.type, tag.name, round(tag.weight, 3), one.created_at, one.published_at)
        for one in articles(session)
        for tag in carried.of(one).values()
    }
    assert len(copied) > 20 * ARTICLES
    assert copied == carried_by


def test_the_tags_of_an_article_stand_side_by_side(session):
    shown = select(ArticleTag.article_id, func.array_agg(aggregate_order_by(Tag.key, Tag.key))).join(Tag)
    its = session.execute(shown.where(Tag.type != FACET).group_by(ArticleTag.article_id)).all()
    assert len(its) > 0.9 * ARTICLES
    assert sorted(session.execute(select(ArticleKeys.article_id, ArticleKeys.tags))) == sorted(its)


def test_counts_are_those_of_saved_articles(session):
    added: dict[tuple[str, str], int] = {}
    for one in articles(session):
        for part in carried.parts(one):
            added[part] = added.get(part, 0) + 1
    kept = {
        (row.id, row.part): row.articles
        for row in session.execute(select(Tag.id, TagCount.part, TagCount.articles).join(Tag, Tag.key == TagCount.tag))
    }
    kept |= {(row.id, ""): row.articles for row in session.execute(select(Tag.id, Tag.articles))}
    assert kept == added


def test_vectors_are_those_of_saved_articles(session):
    for one in articles(session)[:40]:
        keys = session.scalars(select(ArticleTag.tag).where(ArticleTag.article_id == one.id))
        times = [*words.times("c", one.created_at), *words.times("p", one.published_at)]
        marks = [f"t/{key}" for key in keys] + ["o/", *times]
        same = Article.search == words.vector(one.title, one.lead, one.text, marks)
        assert session.scalar(select(same).where(Article.id == one.id)), one.id


def test_near_duplicates_share_a_group_and_their_bands(session):
    kept = session.scalars(select(Story)).all()
    members = Counter(one.story for one in kept if one.story)
    bands = {(row.band, row.article_id) for row in session.execute(select(StoryBand.band, StoryBand.article_id))}
    assert {one.article_id for one in kept} == {one.id for one in articles(session)}
    assert members and set(members.values()) == {2}
    assert bands == {
        (band, one.article_id) for one in kept if one.signature for band in stories.bands(NOBODY, one.signature)
    }


def test_offsets_lead_to_what_they_are_of(session):
    for one in articles(session):
        places = [*one.body["blocks"], *(mention for entity in one.body["entities"] for mention in entity["mentions"])]
        assert [place for place in places if one.decoded[place["start"] : place["end"]] != place["text"]] == []


def test_half_of_the_tags_occur_once_and_one_is_in_a_quarter_of_the_articles(session):
    shown = Tag.type.not_in(["facet", "topic"])
    once, most = func.count().filter(Tag.articles == 1), func.max(Tag.articles)
    number, once, most = session.execute(select(func.count(), once, most).where(shown)).one()
    assert 0.4 < once / number < 0.65
    assert 0.15 < most / ARTICLES < 0.35


def test_every_index_is_back(made, servers):
    indexes = "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1"
    constraints = "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace ORDER BY 1"
    with psycopg.connect(made) as one, psycopg.connect(servers["DATABASE_URL"]) as other:
        for query in (indexes, constraints):
            assert one.execute(query).fetchall() == other.execute(query).fetchall()


def test_no_request_needs_a_whole_table(made):
    with psycopg.connect(made, autocommit=True) as connection:  # where there is another way at all, it is taken
        connection.execute("ALTER DATABASE tintag_scale SET enable_seqscan = off")
    environ = {**os.environ, "DATABASE_URL": made}
    command = [sys.executable, "-W", "ignore", "-m", "tests.bench.scale.plans", "--all"]
    found = json.loads(subprocess.run(command, env=environ, stdout=subprocess.PIPE, check=True).stdout.splitlines()[-1])
    assert found["scans"] == []
    assert found["failed"] == []

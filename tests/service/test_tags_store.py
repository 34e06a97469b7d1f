"""Tags in the database."""

import pytest
from sqlalchemy import func, select

from service.store import articles, counts, erasure
from service.store.database import transaction
from service.store.models import ArticleKeys, ArticleTag, Tag
from service.store.models.tag import FACET
from tests.service.made_articles import found, made


def carried(session, article):
    tags = select(func.count()).select_from(ArticleTag).join(Tag, Tag.key == ArticleTag.tag)
    return session.scalar(tags.where(ArticleTag.article_id == article, Tag.type != FACET))


@pytest.mark.slow
def test_an_article_may_carry_more_tags_than_one_statement_has_parameters(servers):
    """PostgreSQL takes 65,535 parameters in a statement."""
    article = made([])
    with transaction() as session:
        articles.save(session, article, found(f"local:person:{number}" for number in range(14_000)))
        assert carried(session, article) == 14_000
        articles.save(session, article, found(["local:person:1", "x" * 501]))
        assert carried(session, article) == 1
        session.rollback()


def side_by_side(session, article):
    """The ids of its tags as they are read to be counted."""
    keys = session.scalar(select(ArticleKeys.tags).where(ArticleKeys.article_id == article))
    return None if keys is None else set(session.scalars(select(Tag.id).where(Tag.key.in_(keys))))


def test_the_tags_of_an_article_stand_side_by_side_as_long_as_there_are_any(servers):
    article, ids = made(["local:person:one"]), [f"local:person:{number}" for number in range(3)]
    with transaction() as session:
        assert side_by_side(session, article) == {"local:person:one"}
        articles.save(session, article, found(ids))
        assert side_by_side(session, article) == set(ids)
        articles.save(session, article, found([]))
        assert side_by_side(session, article) is None
        articles.save(session, article, found(ids[:1]))
        assert side_by_side(session, article) == set(ids[:1])
        erasure.erase(session, article)
        assert side_by_side(session, article) is None
        session.rollback()


def test_an_article_from_before_there_was_search_is_counted_when_the_sweeper_comes(stack, resting_sweeper):
    article = made(["local:person:early"])
    with transaction() as session:
        articles.tags.forget(session, *forgotten(session, article))
    with transaction() as session:
        counts.add_up(session)
        counts.drop_unused(session)
        assert session.scalar(select(func.count()).where(Tag.id == "local:person:early")) == 0
        assert articles.index_more(session, 10) == 1
        assert articles.index_more(session, 10) == 0
        counts.add_up(session)
        assert session.scalar(select(Tag.articles).where(Tag.id == "local:person:early")) == 1


def forgotten(session, article_id):
    """An article as the migration finds it, and what it added to the counts."""
    article = articles.get(session, article_id)
    before = articles.counted(session, article)
    article.search = None
    session.flush()
    return article, before

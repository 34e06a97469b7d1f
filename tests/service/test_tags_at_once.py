"""Two who save articles with the same new tags while a third adds up the counts."""

from contextlib import contextmanager

import pytest
from sqlalchemy import event, select, text

from service.store import articles, counts, erasure
from service.store.database import engine, transaction
from service.store.models import ArticleTag, Tag
from tests.service.made_articles import found, made


@contextmanager
def meanwhile(session, **acts):
    """Does something once ``before`` or ``after`` this session makes tags."""

    def doing(moment):
        def seen(connection, cursor, statement, *_):
            if connection is session.connection() and statement.startswith("INSERT INTO tags") and moment in acts:
                acts.pop(moment)()

        return seen

    listening = [(engine(), f"{moment}_cursor_execute", doing(moment)) for moment in acts]
    for one in listening:
        event.listen(*one)
    try:
        yield
    finally:
        for one in listening:
            event.remove(*one)
    assert not acts


def add_up():
    """Bring the counts up to now, without waiting for anybody."""
    with transaction() as session:
        session.execute(text("SET LOCAL lock_timeout = '3s'"))
        counts.add_up(session)


def carried(article):
    with transaction() as session:
        tags = select(Tag.id).join(ArticleTag, ArticleTag.tag == Tag.key).where(ArticleTag.article_id == article)
        return set(session.scalars(tags.where(Tag.id.like("local:%"))))


@pytest.fixture
def article(stack, resting_sweeper):
    return made([])


@pytest.fixture
def names(article):
    """Two tags that nothing carries yet, in the order in which they are made."""
    return [f"local:person:{article}-{letter}" for letter in "ab"]


def test_who_adds_up_does_not_wait_for_who_saves_tags_that_another_made_just_now(article, names):
    with transaction() as session:
        with meanwhile(session, before=lambda: made(names)):
            articles.save(session, article, found(names))
        add_up()
    assert carried(article) == set(names)


def test_a_tag_is_made_again_that_another_made_and_dropped_just_now(article, names):
    others = []

    def drop():
        with transaction() as session:
            erasure.erase(session, others.pop())
        add_up()
        with transaction() as session:
            counts.drop_unused(session)
            assert session.scalar(select(Tag.key).where(Tag.id == names[0])) is None

    def make():
        others.append(made(names[:1]))
        add_up()

    with transaction() as session, meanwhile(session, before=make, after=drop):
        articles.save(session, article, found(names))
    add_up()
    assert carried(article) == set(names)
    with transaction() as session:
        assert session.scalar(select(Tag.articles).where(Tag.id == names[0])) == 1

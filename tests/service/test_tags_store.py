"""Tags in the database."""

from sqlalchemy import func, select

from service.store import tags, uploads
from service.store.database import transaction
from service.store.models import ArticleTag, Job
from tests.client import story


def found(ids):
    entities = [{"id": one, "type": "person", "name": one, "salience": 0.5} for one in ids]
    return {"entities": entities, "topics": [], "keywords": []}


def test_an_article_may_carry_more_tags_than_one_statement_has_parameters(servers):
    """PostgreSQL takes 65,535 parameters in a statement."""
    with transaction() as session:
        upload = uploads.receive(session, [uploads.Incoming(story(), "a.txt")])
        article_id = session.get_one(Job, uploads.queued(session, upload.id)[0]).article_id
        session.flush()
        tags.attach(session, article_id, found(f"local:person:{number}" for number in range(20_000)))
        session.flush()
        count = select(func.count()).where(ArticleTag.article_id == article_id)
        assert session.scalar(count) == 20_000
        tags.attach(session, article_id, found(["local:person:1", "x" * 501]))
        session.flush()
        assert session.scalar(count) == 1
        session.rollback()

"""Uploads, saves and deletions of the same bytes at the same time."""

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, or_, select, text
from sqlalchemy.orm import aliased

from service.store import articles, counts, erasure, retention, uploads
from service.store.database import transaction
from service.store.models import Article, ArticleTag, Deleted, File, Job, Story, StoryBand, Tag
from service.store.models.job import LIVE
from service.store.models.row import now
from tests.client import story
from tests.service.made_articles import found, made
from workers.claims import claimed
from workers.minhash import signature

ENOUGH = 25
# Two stories and none: articles come into groups and leave them.
SIGNATURES = [signature("", " ".join(f"{word}{n}" for n in range(60))).hex() for word in ("mưa", "nắng")] + [None]


class Crowd:
    """Threads that send, work on and delete four files, with tags that all articles share now and then."""

    def __init__(self):
        self.files = [uploads.Incoming(story(), "a.txt") for _ in range(4)]
        # the same bytes with a hint are another article over the same row of files
        self.files += [uploads.Incoming(one.content, "b.txt", published="2025-01-01") for one in self.files]
        self.done = dict.fromkeys(("send", "work", "delete"), 0)
        self.broken = False
        self._lock = threading.Lock()

    def keep_on(self, name):
        """Do one thing until everything was done often enough; an exception ends the test."""
        try:
            while min(self.done.values()) < ENOUGH and not self.broken:
                if getattr(self, name)():
                    with self._lock:
                        self.done[name] = self.done.get(name, ENOUGH) + 1
                else:
                    time.sleep(0.005)
        except BaseException:
            self.broken = True
            raise

    def send(self):
        files = random.sample(self.files, random.randint(1, 3))
        with transaction() as session:
            uploads.receive(session, files, uploads.Sender("high"))
        return True

    def work(self):
        with claimed() as claim:
            if claim is None:
                return False
            tagged = found(f"local:person:crowd-{number}" for number in random.sample(range(12), 4))
            claim.save(tagged | {"signature": random.choice(SIGNATURES)})
        return True

    def delete(self):
        with transaction() as session:
            slots = select(Article.id).where(Article.fingerprint.in_([file.fingerprint for file in self.files]))
            article_id = session.scalar(slots.order_by(func.random()).limit(1))
            return article_id and erasure.erase(session, article_id) is not None

    def drop(self):
        with transaction() as session:
            return retention.drop_originals(session, 0)  # finds only what no job is on its way for


def deadlocks():
    with transaction() as session:
        session.execute(text("SELECT pg_stat_clear_snapshot()"))
        return session.scalar(text("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"))


def count(table, *which):
    with transaction() as session:
        return session.scalar(select(func.count()).select_from(table).where(*which))


@pytest.mark.timeout(60)
def test_sending_working_and_deleting_at_once_deadlock_nobody_and_leave_nothing_behind(
    client, resting_worker, resting_sweeper
):
    before, started, crowd = deadlocks(), now(), Crowd()
    names = ("send", "send", "work", "work", "work", "delete", "delete", "drop")
    with ThreadPoolExecutor(len(names)) as pool:
        for thread in [pool.submit(crowd.keep_on, name) for name in names]:
            thread.result()
    while crowd.work():
        pass
    assert deadlocks() == before
    sent = File.sha256.in_([file.sha256 for file in crowd.files])
    assert count(File, sent, ~select(Article.id).where(Article.sha256 == File.sha256).exists()) == 0
    assert count(Job, Job.status.in_(LIVE)) == 0
    assert (
        count(Job, Job.created_at > started, Job.status == "failed", Job.error["code"].as_string() != "original-gone")
        == 0
    )
    counted()
    carried = select(func.count()).where(ArticleTag.tag == Tag.key).scalar_subquery()
    assert count(Tag, Tag.id.startswith("local:person:crowd-"), or_(carried == 0, carried != Tag.articles)) == 0
    assert count(Article, Article.id.in_(select(Deleted.id))) == 0
    assert count(StoryBand, ~select(Article.id).where(Article.id == StoryBand.article_id).exists()) == 0
    other = aliased(Story)
    assert count(Story, Story.story.is_not(None), ~others_of(Story, other).exists()) == 0


def others_of(story, other):
    return select(other.article_id).where(other.story == story.story, other.article_id != story.article_id)


@pytest.fixture
def another():
    """Does something in a transaction of its own at the same time, and says when it has to wait for somebody."""
    with ThreadPoolExecutor(1) as pool:

        def start(change):
            def inside():
                with transaction() as session:
                    change(session)

            running = pool.submit(inside)
            while not running.done() and not anybody_waits():
                time.sleep(0.01)
            return running

        yield start


def anybody_waits():
    with transaction() as session:
        return session.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted"))


def counted():
    """All that was committed is in the counts."""
    for part in (counts.add_up, counts.drop_unused):
        with transaction() as session:
            part(session)


@pytest.mark.timeout(60)
def test_two_deletions_at_once_leave_no_tag_that_each_thought_the_other_carries(servers, another):
    first, second = made(["local:person:both"]), made(["local:person:both"])
    with transaction() as session:
        erasure.erase(session, first)
        other = another(lambda session: erasure.erase(session, second))
    other.result()
    counted()
    assert count(Tag, Tag.id == "local:person:both") == 0


@pytest.mark.timeout(60)
def test_a_tag_that_is_dropped_while_another_article_gets_it_is_made_again(servers, another):
    last, article = made(["local:person:last"]), made([])
    with transaction() as session:
        erasure.erase(session, last)
    with transaction() as session:
        counts.add_up(session)
        counts.drop_unused(session)
        other = another(lambda session: articles.save(session, article, found(["local:person:last"])))
    other.result()
    counted()
    assert carrying("local:person:last") == [(article, 1)]


@pytest.mark.timeout(60)
def test_a_tag_that_another_article_is_getting_is_not_dropped(servers, another):
    last, article = made(["local:person:given"]), made([])
    with transaction() as session:
        erasure.erase(session, last)
    with transaction() as session:
        articles.save(session, article, found(["local:person:given"]))
        another(counts.add_up).result()
        another(counts.drop_unused).result()
    counted()
    assert carrying("local:person:given") == [(article, 1)]


def carrying(tag):
    """Who carries a tag, and how many do by the count that is kept."""
    with transaction() as session:
        rows = select(ArticleTag.article_id, Tag.articles).join(Tag, Tag.key == ArticleTag.tag).where(Tag.id == tag)
        return [tuple(row) for row in session.execute(rows)]


def test_tags_that_an_article_loses_when_it_is_processed_again_are_dropped(servers):
    article = made(["local:person:old", "local:person:new"])
    with transaction() as session:
        articles.save(session, article, found(["local:person:new"]))
    counted()
    assert count(Tag, Tag.id == "local:person:old") == 0
    assert carrying("local:person:new") == [(article, 1)]


@pytest.mark.timeout(60)
def test_a_worker_whose_article_is_deleted_meanwhile_keeps_nothing(client, resting_worker, resting_sweeper):
    article = made([])
    with transaction() as session:
        job = session.scalars(select(Job).where(Job.article_id == article)).one()
        job.status, job.rank, job.turn, job.force = "queued", 0, -1, True
    with claimed() as claim:
        assert claim.job.id == job.id
        with transaction() as session:
            assert erasure.erase(session, article) == [job.upload_id]
        claim.save(found(["local:person:nowhere"]))
    with transaction() as session:
        ended = session.get_one(Job, job.id)
        assert (ended.status, ended.article_id) == ("cancelled", None)
        assert session.get(Article, article) is None
    counted()
    assert count(Tag, Tag.id == "local:person:nowhere") == 0

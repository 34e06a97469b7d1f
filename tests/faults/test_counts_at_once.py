"""Counts of tags while articles are saved, processed again and deleted at the same time."""

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import undefer

from service.store import articles, erasure
from service.store.database import transaction
from service.store.models import Article, ArticleTag, Tag, TagCount
from tests.faults.test_deletion_at_once import deadlocks
from tests.service import tables
from tests.service.made_articles import found, made

ROUNDS = 12
NAMES = [f"local:person:counted-{number}" for number in range(8)]
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


class Newsroom:
    """Articles that are written, rewritten and withdrawn; all carry some of the same tags."""

    def __init__(self):
        self.ids = [made([]) for _ in range(6)]

    def save(self):
        with transaction() as session, suppress(NoResultFound):  # deleted a moment ago
            articles.save(session, random.choice(self.ids), some())

    def make(self):
        self.ids.append(made(random.sample(NAMES, 2)))

    def delete(self):
        with transaction() as session:
            erasure.erase(session, random.choice(self.ids))

    def add_up(self):
        tables.add_up()


def some():
    """What a pipeline may find: other tags, forms, days and publishers each time."""
    shape = found(random.sample(NAMES, random.randint(0, 5)))
    for entity in shape["entities"]:
        entity["mentions"] = [{"text": random.choice("abc"), "start": 0, "end": 1}]
    times = ("2020-02-29", "2020-02-29T17:00:00Z", "1001-01-01", None)
    return shape | {"published": random.choice(times), "publisher": random.choice(["một.vn", "hai.vn", None])}


def kept(session):
    """The counts as they are kept: the whole of a tag is the part without a name."""
    ours = Tag.id.in_(NAMES)
    parts = session.execute(
        select(Tag.id, TagCount.part, TagCount.articles).join(Tag, Tag.key == TagCount.tag).where(ours)
    )
    whole = session.execute(select(Tag.id, Tag.articles).where(ours))
    return {(row.id, row.part): row.articles for row in parts} | {(row.id, ""): row.articles for row in whole}


def counted(session):
    """The same, counted anew from the articles."""
    carried = select(Tag.id, Article).join(ArticleTag, ArticleTag.tag == Tag.key)
    carried = carried.join(Article, Article.id == ArticleTag.article_id).where(Tag.id.in_(NAMES))
    found = Counter()
    for tag, article in session.execute(carried.options(undefer(Article.body))):
        [entity] = [one for one in article.body["entities"] if one["id"] == tag]
        parts = {"", f"c{article.created_at.astimezone(HANOI):%Y-%m-%d}", f"w{entity['name']}"}
        parts |= {f"w{mention['text']}" for mention in entity.get("mentions", [])}
        parts |= {f"d{article.published_at.astimezone(HANOI):%Y-%m-%d}"} if article.published_at else set()
        parts |= {{"c": "b", "d": "e"}[part[0]] + part[1:8] for part in parts if part[:1] in ("c", "d")}
        parts |= {f"p{article.publisher}"} if article.publisher else set()
        found.update((tag, part) for part in parts)
    return dict(found)


@pytest.mark.timeout(60)
def test_counts_are_right_after_saves_and_deletions_at_once(servers):
    before, room = deadlocks(), Newsroom()

    def keep_on(what):
        for _ in range(ROUNDS):
            getattr(room, what)()

    names = ("save", "save", "save", "make", "delete", "add_up", "add_up")
    with ThreadPoolExecutor(len(names)) as pool:
        for thread in [pool.submit(keep_on, name) for name in names]:
            thread.result()
    room.add_up()
    with transaction() as session:
        assert len(kept(session)) > len(NAMES)
        assert kept(session) == counted(session)
    assert deadlocks() == before

"""What is read together lies together, on a real PostgreSQL: rows that lists pick out lie far from each other."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from random import Random
from typing import Any

import pytest
from sqlalchemy import event, text

from service.store import database, following, listed, related, similar, snippets
from service.store.database import transaction
from tests.service.made_articles import kept, made, told

names = count(1)
LETTERS = "abcdeghiklmnopqrstuvxyăâđêôơưáàảãạ"


@pytest.fixture
def person():
    """The id of somebody of whom no other test has heard."""
    return f"local:person:together-{next(names)}"


@contextmanager
def planned() -> Iterator[list[dict[str, Any]]]:
    """The parts of the plans of all that is read meanwhile, where an index is taken wherever there is one."""
    found: list[dict[str, Any]] = []

    def explain(_connection, cursor, statement, values, *_):
        if statement.startswith(("SELECT", "WITH")):
            with cursor.connection.cursor() as own:
                own.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
                plan = own.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", values).fetchone()[0][0]["Plan"]
            found.extend(parts(plan))

    event.listen(database.engine(), "before_cursor_execute", explain)
    try:
        yield found
    finally:
        event.remove(database.engine(), "before_cursor_execute", explain)


def parts(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for part in plan.get("Plans", ()):
        yield from parts(part)


def scans(found: list[dict[str, Any]], index: str) -> set[str]:
    """How an index was read."""
    return {part["Node Type"] for part in found if part.get("Index Name") == index}


def test_what_is_like_an_article_is_told_by_indexes_alone(servers, person):
    article, other = made([person]), made([person])
    with planned() as found, transaction("") as session:
        answer = similar.find(session, article, 10)
    assert answer and [one.article.id for one in answer.items] == [other]
    assert scans(found, "ix_article_tags_created") == {"Index Only Scan"}
    assert scans(found, "ix_stories_grouped") == {"Index Only Scan"}


def test_the_newest_articles_of_a_tag_are_told_by_an_index_alone(servers, person, client):
    made([person])
    client.get("/v1/tags")  # counts what was made
    with planned() as found, transaction("") as session:
        tag = following.find(session, person)
        assert tag and related.tags(session, tag, None, 10)[0] == 1
    assert scans(found, "ix_article_tags_published") == {"Index Only Scan"}


def test_the_group_of_an_article_in_a_list_is_told_by_an_index_alone(servers, person):
    article = made([person])
    with planned() as found, transaction("") as session:
        assert [one.id for one in listed.loaded(session, [article], listed.WITHOUT)] == [article]
    assert scans(found, "ix_stories_grouped") == {"Index Only Scan"}


def test_the_text_of_an_ordinary_article_lies_in_its_row(servers):
    draw = Random(1)  # what says nothing twice stays as long as it is
    whole = " ".join("".join(draw.choices(LETTERS, k=4)) for _ in range(250))
    article = kept(told(whole, title="Thành phố mở thêm bến tàu", decoded=f"Trang chủ\n{whole}\n{whole[::-1]}"))
    assert blocks(article, "left(text, 6000)") == blocks(article, "title")
    assert blocks(article, "length(decoded)") > blocks(article, "title")


@pytest.mark.parametrize("words", [3, 3_000])
def test_an_article_that_was_looked_at_is_not_read_again_to_be_shown_unless_in_another_transaction(servers, words):
    said = f"xuồng ba lá {'chở lúa ' * words}"
    article = kept(told(said))
    with transaction() as session:
        [looked_at] = listed.loaded(session, [article], listed.WITH_TEXT)
        with planned() as found:
            assert listed.loaded(session, [article], listed.WITH_TEXT) == [looked_at]
    assert looked_at.more[: snippets.READ] == said[: snippets.READ] and not found
    with planned() as found, transaction() as session:
        assert listed.loaded(session, [article], listed.WITH_TEXT)
    assert found


def blocks(article: Any, what: str) -> int:
    """How many blocks it takes to read something of an article."""
    with transaction() as session:
        session.execute(text("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off"))
        query = (
            f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) SELECT md5(({what})::text) FROM articles WHERE id = '{article}'"
        )
        for _ in range(2):  # what was never read is looked up
            [plan] = session.scalar(text(query))
    return plan["Plan"]["Shared Hit Blocks"] + plan["Plan"]["Shared Read Blocks"]

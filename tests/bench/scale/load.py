"""COPY of it all into an empty, migrated database, without constraints and indexes, which are put back after."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import islice
from random import Random
from typing import NamedTuple
from uuid import UUID

import psutil
import psycopg

from service.store.folding import fold
from service.store.models.tag import FACET
from tests.bench.scale import indexes, rows, same
from tests.bench.scale.stories import Newsroom
from tests.bench.scale.tagged import Tags
from tests.bench.scale.written import write

STREAMED = {
    "files": rows.FILE,
    "articles": rows.ARTICLE,
    "article_tags": rows.ARTICLE_TAG_COLUMNS,
    "article_keys": rows.ARTICLE_KEYS,
    "uploads": rows.UPLOAD,
    "jobs": rows.JOB,
    "stories": same.STORY,
    "story_bands": same.BAND,
}
TAG = ("key", "tenant", "id", "type", "name", "folded", "articles")
COUNT = ("tag", "part", "tenant", "type", "articles")
TABLES = (*STREAMED, "tags", "tag_counts")
AT_ONCE = 200  # articles that are handed to the database together
# The parts of the counts that can be told from what was copied.
DAY = "(({0} AT TIME ZONE 'UTC') + interval '7 hours')::date"
COUNTED = (
    f"SELECT tag, 'd' || day AS part, count FROM (SELECT tag, {DAY.format('published_at')} AS day, count(*) "
    "FROM article_tags WHERE published_at IS NOT NULL GROUP BY 1, 2) AS found",
    f"SELECT tag, 'c' || day AS part, count FROM (SELECT tag, {DAY.format('created_at')} AS day, count(*) "
    "FROM article_tags GROUP BY 1, 2) AS found",
    f"SELECT tag, 'e' || to_char(month, 'YYYY-MM') AS part, count FROM (SELECT tag, date_trunc('month', "
    f"{DAY.format('published_at')}) AS month, count(*) FROM article_tags WHERE published_at IS NOT NULL GROUP BY 1, 2) AS found",
    f"SELECT tag, 'b' || to_char(month, 'YYYY-MM') AS part, count FROM (SELECT tag, date_trunc('month', "
    f"{DAY.format('created_at')}) AS month, count(*) FROM article_tags GROUP BY 1, 2) AS found",
    "SELECT a.tag, 'p' || b.publisher AS part, count(*) FROM article_tags a JOIN articles b ON b.id = a.article_id "
    "GROUP BY 1, 2",
)
KEEP = f"""
    INSERT INTO tag_counts (tag, part, tenant, type, articles)
    SELECT t.key, c.part, '', t.type, c.count FROM (%s) c JOIN tags t ON t.key = c.tag WHERE t.type <> '{FACET}'
"""
# An eighth of the machine's memory for an index: the GIN index is merged from as many pieces as do not fit in there.
SORTED = min(4096, psutil.virtual_memory().total // 2**20 // 8)
MEMORY = f"SET work_mem = '512MB'; SET maintenance_work_mem = '{SORTED}MB'; SET synchronous_commit = off"


class Counted(NamedTuple):
    """How many articles carry each tag, and how many write it shorter, by key."""

    articles: array
    shorter: array


class Aside:
    """Writes to the database while more is made: one piece is under way."""

    def __init__(self, copy: psycopg.Copy):
        self._copy, self._pool, self._last = copy, ThreadPoolExecutor(1), None

    def __enter__(self) -> Aside:
        return self

    def write(self, lines: str) -> None:
        """Write this when the last is written."""
        if self._last:
            self._last.result()
        self._last = self._pool.submit(self._copy.write, lines)

    def __exit__(self, *_: object) -> None:
        with self._pool:
            self.write("")


def load(url: str, articles: int, seed: int = 1, say: Callable[[str], object] = str) -> None:
    """Fill a database; what is in its tables goes. ``say`` is told what is done."""
    tags = Tags(articles)
    with psycopg.connect(url, autocommit=True) as connection:
        taken = indexes.take(connection, TABLES)
    counted = _stream(url, tags, seed)
    say("articles and their tags copied")
    _copy(url, "tags", TAG, _tags(tags, counted))
    _copy(url, "tag_counts", COUNT, _names(tags, counted))
    indexes.at_once(url, MEMORY, [KEEP % part for part in COUNTED])
    say("tags and counts")
    indexes.put_back(url, MEMORY, taken)
    say("indexes and constraints")
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SELECT setval(pg_get_serial_sequence('tags', 'key'), max(key)) FROM tags")
    # nothing is dead: indexes need not be read for it
    indexes.at_once(url, MEMORY, [f"VACUUM (ANALYZE, INDEX_CLEANUP off) {table}" for table in TABLES])
    say("vacuumed and analysed")


def _stream(url: str, tags: Tags, seed: int) -> Counted:
    """Articles and what belongs to each, all tables at the same time, in constant memory."""
    zeros = bytes(4 * tags.end)
    counted = Counted(array("I", zeros), array("I", zeros))
    with ExitStack() as stack:
        into = {table: stack.enter_context(_into(url, table, columns)) for table, columns in STREAMED.items()}
        copies = {table: stack.enter_context(Aside(copy)) for table, copy in into.items()}
        waiting: dict[str, list[str]] = {table: [] for table in STREAMED}
        for number, made in enumerate(_rows(tags, counted, seed), 1):
            for table, row in made.items():
                waiting[table].append(row)
            if number % AT_ONCE == 0:
                _hand_over(copies, waiting)
        _hand_over(copies, waiting)
    return counted


def _hand_over(copies: dict[str, Aside], waiting: dict[str, list[str]]) -> None:
    for table, lines in waiting.items():
        copies[table].write("".join(lines))
        lines.clear()


def _rows(tags: Tags, counted: Counted, seed: int) -> Iterator[dict[str, str]]:
    draw = Random(seed)
    upload, copies = UUID(int=0), same.Copies(draw)
    for number, story in enumerate(Newsroom(tags, seed).stories()):
        page = write(story, tags, draw)
        weights = [(key, weight) for (_, key), weight in story.tags.items()]
        shown = rows.article_keys(story, [key for key, _ in weights])
        weights += [(key, 1.0) for key in rows.facets(story, tags)]
        keys = [key for key, _ in weights]
        for key in keys:
            counted.articles[key] += 1
        for key in page.short:
            counted.shorter[key] += 1
        made = {"files": rows.file(story, page, number), "articles": rows.article(story, page, keys, number)}
        made |= {"article_tags": rows.article_tags(story, weights), "article_keys": shown}
        if number % rows.FILES_AN_UPLOAD == 0:
            upload = UUID(int=story.id.int ^ 2)
            made["uploads"] = rows.upload(upload, story.created)
        made["jobs"] = rows.job(story, upload, number)
        yield made | copies.rows(story, tags.articles - number)


def _tags(tags: Tags, counted: Counted) -> Iterator[str]:
    for name, key in tags.facets.items():
        value = name.partition(":")[2]
        yield f"{key}\t\t{name}\t{FACET}\t{value}\t{fold(value)}\t{counted.articles[key]}\n"
    for type_, key in tags.types():
        if often := counted.articles[key]:
            one = tags.known(type_, key)
            yield f"{key}\t\t{one.id}\t{type_}\t{one.name}\t{fold(one.name)}\t{often}\n"


def _names(tags: Tags, counted: Counted) -> Iterator[str]:
    """How often each name of an entity is written: its own stands in all of its articles."""
    for type_, key in tags.types():
        if (often := counted.articles[key]) and type_ not in ("topic", "keyword"):
            one = tags.known(type_, key)
            yield f"{key}\tw{one.name}\t\t{type_}\t{often}\n"
            if shorter := counted.shorter[key]:
                yield f"{key}\tw{one.short}\t\t{type_}\t{shorter}\n"


def _copy(url: str, table: str, columns: tuple[str, ...], lines: Iterator[str]) -> None:
    with _into(url, table, columns) as copy:
        while some := "".join(islice(lines, 50 * AT_ONCE)):
            copy.write(some)


def _into(url: str, table: str, columns: tuple[str, ...]):
    return indexes.copying(url, MEMORY, f"COPY {table} ({', '.join(columns)}) FROM STDIN (FREEZE)", table)

"""Articles as lines for COPY; all that the database would work out for a saved article is worked out here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from uuid import UUID

from service.store import words
from service.store.carried import HANOI
from tests.bench.scale.stories import Story
from tests.bench.scale.tagged import Tags
from tests.bench.scale.written import Page

NULL = "\\N"
ARTICLE = (
    *("id", "tenant", "fingerprint", "sha256", "filename", "media_type", "created_at", "processed_at"),
    *("pipeline_version", "kind", "language", "title", "lead", "byline", "section", "credits", "publisher"),
    *("source_url", "published", "published_at", "text", "decoded", "body", "search"),
)
FILE = ("sha256", "size", "created_at")  # without the bytes, as after TINTAG_KEEP_ORIGINALS
ARTICLE_TAG_COLUMNS = ("tag", "weight", "article_id", "created_at", "published_at", "tenant")
ARTICLE_KEYS = ("article_id", "tenant", "tags")
UPLOAD = ("id", "tenant", "owner", "created_at", "touched_at", "complete_at")
JOB = (
    *("id", "tenant", "owner", "upload_id", "article_id", "position", "filename", "rank", "status", "stage"),
    *("attempts", "token", "force", "duplicate", "created_at", "queued_at", "started_at", "finished_at"),
)
FILES_AN_UPLOAD = 20


def moment(seconds: float | None) -> str:
    """A moment as COPY takes it."""
    return NULL if seconds is None else datetime.fromtimestamp(seconds, UTC).isoformat()


def article(story: Story, page: Page, keys: Iterable[int], number: int) -> str:
    """A row of articles."""
    digest, created = _digest(number), moment(story.created)
    published = (
        NULL if story.published is None else datetime.fromtimestamp(story.published, HANOI).isoformat("T", "seconds")
    )
    values = (
        *(str(story.id), "", digest, digest, f"{number:07}.txt", "text/plain", created, created),
        *("at scale", story.kind, story.language, page.title or NULL, page.lead or NULL, "[]", story.section or NULL),
        *("[]", story.publisher, f"https://{story.publisher}/{number}.html", published),
        *(NULL if story.published is None else moment(int(story.published)), _lines(page.text), _lines(page.decoded)),
        *(page.body, vector(page, marks(story, keys))),
    )
    return "\t".join(values) + "\n"


def file(story: Story, page: Page, number: int) -> str:
    """A row of files."""
    return f"{_digest(number)}\t{len(page.decoded)}\t{moment(story.created)}\n"


def article_tags(story: Story, weights: Iterable[tuple[int, float]]) -> str:
    """Its rows of article_tags."""
    published = NULL if story.published is None else moment(int(story.published))
    same = f"{story.id}\t{moment(story.created)}\t{published}\t\n"
    return "".join([f"{key}\t{weight}\t{same}" for key, weight in weights])


def article_keys(story: Story, keys: Sequence[int]) -> str:
    """Its row of article_keys, of those that are no facets; none where there are none."""
    return f"{story.id}\t\t{{{','.join(map(str, sorted(keys)))}}}\n" if keys else ""


def upload(identifier: UUID, created: float) -> str:
    """A row of uploads."""
    return f"{identifier}\t\t" + "\t".join(["", *[moment(created)] * 3]) + "\n"


def job(story: Story, upload_id: UUID, number: int) -> str:
    """A row of jobs: one that succeeded at once."""
    identifier = UUID(int=story.id.int ^ 1)
    head = f"{identifier}\t\t\t{upload_id}\t{story.id}\t{number % FILES_AN_UPLOAD}\t{number:07}.txt"
    return f"{head}\t1\tsucceeded\ttag\t1\t1\tf\tf\t" + "\t".join([moment(story.created)] * 4) + "\n"


def facets(story: Story, tags: Tags) -> list[int]:
    """The keys of what is no tag but is looked for like one."""
    values = {name: getattr(story, name) for name in ("kind", "language", "publisher", "section")}
    return [tags.facet(name, value) for name, value in values.items() if value]


def marks(story: Story, keys: Iterable[int]) -> list[str]:
    """What is in the search vector beside words."""
    times = [*words.times("c", _time(story.created)), *words.times("p", _time(story.published))]
    return [f"t/{key}" for key in keys] + ["o/", *times]


def vector(page: Page, marked: Iterable[str]) -> str:
    """The search vector, as PostgreSQL reads it: the same that ``store.words.vector`` makes."""
    return " ".join([page.vector, *(f"'{mark}'" for mark in marked)])


def _time(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(int(seconds), UTC)


def _digest(number: int) -> str:
    return sha256(b"%d" % number).hexdigest()


def _lines(text: str) -> str:
    return text.replace("\n", "\\n")

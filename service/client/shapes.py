"""What the API answers with; docs/api.md says what each field means."""

from __future__ import annotations

from typing import Any, Literal, TypedDict

Status = Literal["queued", "running", "succeeded", "failed", "cancelled"]
Priority = Literal["high", "normal", "low"]
Shape = Literal["ndjson", "csv"]
TagType = Literal["person", "organization", "location", "product", "event", "topic", "keyword"]
Interval = Literal["day", "week", "month"]


class JobError(TypedDict):
    """Why a job failed."""

    code: str
    stage: str | None
    detail: str
    retryable: bool


class Job(TypedDict):
    """The processing of one file."""

    id: str
    upload_id: str
    filename: str
    status: Status
    stage: str | None
    attempts: int
    article_id: str | None
    duplicate: bool
    priority: Priority
    created_at: str
    started_at: str | None
    finished_at: str | None
    error: JobError | None


class Counts(TypedDict):
    """How many jobs of an upload are in each state."""

    queued: int
    running: int
    succeeded: int
    failed: int
    cancelled: int


class Upload(TypedDict):
    """One request's files, with the first 1,000 jobs."""

    id: str
    created_at: str
    finished: bool
    counts: Counts
    oldest_waiting_seconds: float | None
    jobs: list[Job]


class Summary(TypedDict):
    """An article of a list: no text, no blocks."""

    id: str
    kind: Literal["article", "listing", "other"]
    language: str | None
    filename: str
    media_type: str | None
    sha256: str
    title: str | None
    lead: str | None
    byline: list[str]
    section: str | None
    credits: list[str]
    publisher: str | None
    source_url: str | None
    published: str | None
    same_story: str | None
    created_at: str
    processed_at: str


class SharedTag(TypedDict):
    """A tag that two articles carry."""

    id: str
    type: str
    name: str


class SimilarArticle(Summary):
    """A related article: how much (0..1) of the first one's matter is its own, and by which tags."""

    score: float
    shared: list[SharedTag]


class Similar(TypedDict):
    """Related articles, best first; one with the same ``same_story`` is a near-duplicate."""

    same_story: str | None
    items: list[SimilarArticle]


class Found(Summary):
    """An article of a list; with ``q`` it has an extract of its text: HTML, with what was found in ``<mark>``."""

    snippet: str | None


class Article(Summary):
    """A whole article; offsets are code points into the decoded text, ends exclusive."""

    text: str
    blocks: list[dict[str, Any]]
    teasers: list[dict[str, Any]]
    entities: list[dict[str, Any]]
    topics: list[dict[str, Any]]
    keywords: list[dict[str, Any]]
    dates: list[dict[str, Any]]
    money: list[dict[str, Any]]
    quotes: list[dict[str, Any]]
    pipeline: dict[str, Any]


class Tag(TypedDict):
    """An entity, topic or keyword and how many articles carry it."""

    id: str
    type: TagType
    name: str
    articles: int


class Name(TypedDict):
    """A way a tag is written, and in how many articles it is."""

    name: str
    articles: int


class TagDetail(Tag):
    """A tag with its names, the most frequent first, and the days of its first and last articles."""

    names: list[Name]
    first_seen: str | None
    last_seen: str | None


class Bucket(TypedDict):
    """The day an interval begins with, and its articles."""

    start: str
    articles: int


class Timeline(TypedDict):
    """Articles by interval, the empty ones too; ``outside`` are those of other times or without a date."""

    interval: Interval
    items: list[Bucket]
    outside: int


class RelatedTag(Tag):
    """``shared`` of the articles looked at carry it; ``strength`` is 1 for always together, 0 for by chance."""

    shared: int
    strength: float


class Related(TypedDict):
    """Tags that share articles with another, among its newest."""

    looked_at: int
    items: list[RelatedTag]


class TrendingTag(Tag):
    """Its articles of the week, a week's mean of the four before, and how far it is above that."""

    this_week: int
    before: float
    score: float


class Trending(TypedDict):
    """Tags of the week that ends with a day."""

    until: str
    items: list[TrendingTag]

"""Sixty made articles, what each holds, and a slow search through them that knows no index."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from typing import Any

from service.store import articles
from service.store.database import transaction
from service.store.folding import fold
from service.store.models import Article, Upload
from tests.service.made_articles import found, made

HANOI = timezone(timedelta(hours=7))
PUBLISHER, TAG = "searched.example", "local:person:searched"
WORDS = re.split(r"\s", "hòa hoà Viện trợ quân sự ĐƯỜNG thủy thuỷ nghệ Nga 2024 covid-19 ô_tô Ukraina, nghĩ ngờ nga")
TAGS = [TAG, "local:person:a", "local:person:b", "local:person:c"]
DATES = [None, None, "2024-10-16", "2024-10-16", "2024-10-17T05:00:00+07:00", "2023-01-31", "1001-01-01", "9999-12-31"]
ARRIVED = datetime(2001, 1, 1, tzinfo=UTC)


@dataclass
class Held:
    """An article as a test knows it."""

    id: str
    upload: str
    created: datetime
    published: datetime | None
    tags: list[str]
    parts: list[str]
    fields: dict[str, Any] = field(default_factory=dict)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text) if "T" in text else datetime.fromisoformat(text).replace(tzinfo=HANOI)


@cache
def sixty() -> list[Held]:
    """Articles that arrived in 2001, most of them in one minute, the others over years; all tests have the same."""
    rnd = random.Random(6)
    return [_one(rnd, number) for number in range(60)]


def _one(rnd: random.Random, number: int) -> Held:
    tags = [TAG, *rnd.sample(TAGS[1:], rnd.randrange(3))]
    parts = [" ".join(rnd.choices(WORDS, k=rnd.randrange(1, most))) for most in (4, 8, 30)]
    fields = {"kind": rnd.choice(["article", "listing"]), "language": rnd.choice(["vi", "en", None])}
    fields |= {
        "publisher": rnd.choice([PUBLISHER, PUBLISHER, "other." + PUBLISHER]),
        "section": rnd.choice(["Thể thao", None]),
    }
    topics = [{"code": "medtop:15000000", "name": "thể thao", "score": 0.5}] if rnd.random() < 0.4 else []
    published = rnd.choice(DATES)
    shape = found(tags) | fields | {"topics": topics, "published": published}
    created = ARRIVED + (timedelta(seconds=number) if rnd.random() < 0.7 else timedelta(days=rnd.randrange(900)))
    article_id = made([])
    with transaction() as session:
        article = session.get_one(Article, article_id)
        article.created_at = created
        articles.save(session, article_id, shape | dict(zip(("title", "lead", "text"), parts, strict=True)))
        upload = session.query(Upload).order_by(Upload.id.desc()).first()
    tags += [topic["code"] for topic in topics]
    return Held(str(article_id), str(upload.id), created, published and moment(published), tags, parts, fields)


def passes(one: Held, wanted: dict[str, Any]) -> bool:
    """Whether an article passes all filters."""
    return (
        all(one.fields[name] == wanted[name] for name in one.fields.keys() & wanted.keys())
        and set(wanted.get("tag", [])) <= set(one.tags)
        and wanted.get("topic", one.tags[0]) in one.tags
        and wanted.get("upload", one.upload) == one.upload
        and _in(one.created, wanted, "created")
        and _in(one.published, wanted, "published")
        and ("q" not in wanted or _says(one, wanted["q"]))
    )


def _in(at: datetime | None, wanted: dict[str, Any], name: str) -> bool:
    first, last = wanted.get(f"{name}_from"), wanted.get(f"{name}_to")
    if at is None:
        return first is None and last is None
    return (first is None or at >= moment(first)) and (last is None or at <= moment(last))


def _says(one: Held, q: str) -> bool:
    texts = [f" {_plain(part)} " for part in one.parts]
    for minus, phrase, word in re.findall(r'(-?)(?:"([^"]*)"|(\S+))', q):
        raw = phrase or word
        plain = f" {_plain(raw)}" + ("" if raw.endswith("*") else " ")
        if any(plain in text for text in texts) == bool(minus):
            return False
    return True


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(text)))


def ordered(some: list[Held], sort: str) -> list[str]:
    """Ids in an order of time."""
    far = datetime.min.replace(tzinfo=UTC)
    at = {"-created": lambda one: one.created, "-published": lambda one: one.published or far}[sort]
    return [one.id for one in sorted(some, key=lambda one: (at(one), one.id), reverse=True)]


FILTERS: dict[str, list[Any]] = {
    "q": [
        "hoa",
        "vien tro",
        '"viện trợ"',
        '"quan su" -nga',
        "ngh* -duong",
        '"covid-19"',
        "covid 19 -tro",
        "thuy",
        '"nga ngh*"',
    ],
    "tag": [[TAG], [TAG, TAGS[1]], [TAGS[1], TAGS[2]], [TAGS[3]], [TAG, "local:nobody"]],
    "topic": ["medtop:15000000"],
    "kind": ["article", "listing"],
    "language": ["vi"],
    "publisher": [PUBLISHER],
    "section": ["Thể thao"],
    "published_from": ["2024-10-16", "1000-01-01"],
    "published_to": ["2024-10-16", "2024-10-17T00:00:00Z", "9999-12-31"],
    "created_from": ["2001-01-01", "2001-01-01T00:00:30Z"],
    "created_to": ["2001-01-02T00:00:20Z", "2003-01-01"],
}
OWN = [
    {"tag": [TAG]},
    {"publisher": PUBLISHER},
    {"created_to": "2003-12-31"},
    {"tag": [TAGS[1]], "created_to": "2002-01-01"},
]


def some_filters(rnd: random.Random, most: int) -> dict[str, Any]:
    """A few filters of which one at least finds nobody else's articles."""
    names = rnd.sample(sorted(FILTERS), rnd.randrange(most))
    return {name: rnd.choice(FILTERS[name]) for name in names} | rnd.choice(OWN)

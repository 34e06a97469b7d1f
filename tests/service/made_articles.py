"""Articles made past the pipeline, with the tags that a test wants."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import select

from service.store import articles, uploads
from service.store.database import transaction
from service.store.models import Job
from tests.client import story
from workers.minhash import signature

COLUMNS = dict.fromkeys(("language", "title", "lead", "section", "publisher", "source_url"))
COLUMNS |= dict.fromkeys(("media_type", "published", "text", "decoded", "signature"))
LISTS = {
    name: [] for name in ("byline", "credits", "blocks", "teasers", "topics", "keywords", "dates", "money", "quotes")
}
PIPELINE = {"pipeline": {"version": "of this test", "warnings": []}, "kind": "other"}


def found(people: Iterable[str]) -> dict[str, Any]:
    """What a pipeline would have found that finds only these people, by id."""
    entities = [{"id": one, "type": "person", "name": one, "salience": 0.5} for one in people]
    return COLUMNS | LISTS | PIPELINE | {"entities": entities}


def told(text: str, **columns: Any) -> dict[str, Any]:
    """What a pipeline would have found in a story with this text, and these values in other columns."""
    signed = signature(columns.get("title"), text)
    return found([]) | {"kind": "article", "text": text, "signature": signed and signed.hex()} | columns


def made(people: Iterable[str]) -> UUID:
    """A processed article of a new file in which only these people were found."""
    return kept(found(people))


def kept(what: dict[str, Any], tenant: str = "") -> UUID:
    """A processed article of a new file in which this was found; its job was cancelled."""
    with transaction() as session:
        upload = uploads.receive(session, [uploads.Incoming(story(), "a.txt")], uploads.Sender(tenant=tenant))
        job = session.scalars(select(Job).where(Job.upload_id == upload.id)).one()
        job.status, job.turn = "cancelled", None
        articles.save(session, job.article_id, what)
        return job.article_id

"""``tintag jobs`` and ``tintag search``: what a server holds."""

from __future__ import annotations

from collections.abc import Callable, Collection
from html import unescape
from itertools import islice
from typing import Any, get_args

import click

from service.client.api import PAGE
from service.client.shapes import Found, Job, Status
from service.commands import asking

# The query parameters of GET /v1/articles. The server says which values it takes: their list is not kept twice.
FILTERS = {
    "q": 'Words, "phrases", -without, begin*; blind to diacritics.',
    "kind": "article, listing or other.",
    "language": "Like vi.",
    "publisher": "Like baoquocte.vn.",
    "section": "As the page names it.",
    "tag": "The id of a tag; may be given more than once, all must hold.",
    "topic": "Like medtop:16000000.",
    "upload": "The id of an upload.",
    "same_story": "The id of a group of near-duplicates.",
    "published_from": "A date (2024-10-16), or RFC 3339.",
    "published_to": "As above.",
    "created_from": "As above.",
    "created_to": "As above.",
    "sort": "-created (if none is given), -published or, with --q, relevance (there if none is given).",
}


@click.command()
@click.option("--status", type=click.Choice(get_args(Status)))
@click.option("--upload", help="The id of an upload.")
@asking.LIMIT
@asking.URL
@asking.AS_JSON
def jobs(status: Status | None, upload: str | None, limit: int, url: str, as_json: bool) -> None:
    """List jobs, newest first."""
    with asking.server(url) as client:
        found = list(islice(client.jobs(status=status, upload=upload, limit=min(limit, PAGE)), limit))
    if as_json:
        return click.echo(asking.as_text(found))
    asking.show([("ID", "STATUS", "FILE", "ARTICLE", "ERROR"), *map(_job, found)])


def filters(command: Callable[..., None], left_out: Collection[str] = ()) -> Callable[..., None]:
    """An option for each of FILTERS, but for those left out."""
    for name, told in reversed([one for one in FILTERS.items() if one[0] not in left_out]):
        option = click.option(f"--{name.replace('_', '-')}", name, multiple=name == "tag", help=told)
        command = option(command)
    return command


@click.command()
@click.argument("words", nargs=-1)
@filters
@asking.LIMIT
@asking.URL
@asking.AS_JSON
def search(words: tuple[str, ...], limit: int, url: str, as_json: bool, **wanted: Any) -> None:
    """List articles that pass all filters, newest first, or those that answer WORDS (or --q) best, with extracts."""
    if words and wanted["q"] is not None:
        raise click.UsageError("WORDS or --q, not both")
    wanted["q"] = " ".join(words) or wanted["q"]
    given = {name: value for name, value in wanted.items() if value not in (None, ())}
    with asking.server(url) as client:
        found = list(islice(client.articles(limit=min(limit, PAGE), **given), limit))
    if as_json:
        return click.echo(asking.as_text(found))
    heads = ("ID", "KIND", "PUBLISHED", "PUBLISHER", "TITLE") + (("EXTRACT",) if "q" in given else ())
    asking.show([heads, *(_article(one)[: len(heads)] for one in found)])


def _job(job: Job) -> tuple[str, ...]:
    code = job["error"]["code"] if job["error"] else ""
    return job["id"], job["status"], job["filename"], job["article_id"] or "-", code


def _article(one: Found) -> tuple[str, ...]:
    told = one["id"], one["kind"], one["published"] or "-", one["publisher"] or "-", one["title"] or "-"
    return *told, _plain(one["snippet"] or "-")


def _plain(extract: str) -> str:
    """An extract in one line, without its marks."""
    return " ".join(unescape(extract.replace("<mark>", "").replace("</mark>", "")).split())

"""``tintag jobs`` and ``tintag search``: what a server holds."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Any

import click
from marshmallow import fields
from marshmallow.validate import OneOf

from service.client.api import PAGE
from service.client.shapes import Job, Status, Summary
from service.commands import asking
from service.schemas.articles import ArticleListQuery
from service.schemas.fields import PageQuery
from service.schemas.jobs import STATUSES


@click.command()
@click.option("--status", type=click.Choice(STATUSES))
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


def _filters(command: Callable[..., None]) -> Callable[..., None]:
    """An option for each query parameter of ``GET /v1/articles``."""
    own = PageQuery().fields
    for name, field in reversed(ArticleListQuery().fields.items()):
        if name not in own:
            command = _option(name, field)(command)
    return command


def _option(name: str, field: fields.Field) -> Callable[[Callable[..., None]], Callable[..., None]]:
    choices = [one.choices for one in field.validators if isinstance(one, OneOf)]
    told = field.metadata.get("description")
    return click.option(
        f"--{name.replace('_', '-')}",
        name,
        multiple=isinstance(field, fields.List),
        type=click.Choice([str(choice) for choice in choices[0]]) if choices else str,
        help=told if isinstance(told, str) else None,
    )


@click.command()
@_filters
@asking.LIMIT
@asking.URL
@asking.AS_JSON
def search(limit: int, url: str, as_json: bool, **filters: Any) -> None:
    """List articles that pass all filters, newest first."""
    given = {name: value for name, value in filters.items() if value not in (None, ())}
    with asking.server(url) as client:
        found = list(islice(client.articles(limit=min(limit, PAGE), **given), limit))
    if as_json:
        return click.echo(asking.as_text(found))
    asking.show([("ID", "KIND", "PUBLISHED", "PUBLISHER", "TITLE"), *map(_article, found)])


def _job(job: Job) -> tuple[str, ...]:
    code = job["error"]["code"] if job["error"] else ""
    return job["id"], job["status"], job["filename"], job["article_id"] or "-", code


def _article(one: Summary) -> tuple[str, ...]:
    return one["id"], one["kind"], one["published"] or "-", one["publisher"] or "-", one["title"] or "-"

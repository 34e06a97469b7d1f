"""What the commands that ask a server have in common: its address, JSON, exit codes."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from service.client import Client, ConnectionFailed, ProblemError
from service.client.api import HERE

FAILED, USAGE, AWAY = 1, 2, 3  # exit codes

AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
URL = click.option(
    "--url", envvar="TINTAG_URL", default=HERE, show_default=True, show_envvar=True, help="Where the server is."
)
LIMIT = click.option("--limit", default=50, show_default=True, type=click.IntRange(1), help="At most so many.")


@contextmanager
def server(url: str) -> Iterator[Client]:
    """A client with the key of TINTAG_KEY; what goes wrong is told in a line and by the exit code."""
    try:
        client = Client(url)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    try:
        with client:
            yield client
    except (ProblemError, ConnectionFailed) as error:
        sys.exit(tell(error))


def tell(error: ProblemError | ConnectionFailed) -> int:
    """Say on standard error what went wrong; the exit code for it."""
    click.echo(f"Error: {error}", err=True)
    if isinstance(error, ConnectionFailed):
        return AWAY
    for place, fields in error.errors.items():
        click.echo(f"  {place}: {json.dumps(fields, ensure_ascii=False)}", err=True)
    return USAGE if error.code == "invalid-request" else FAILED


def as_text(value: Any) -> str:
    """A value as JSON."""
    return json.dumps(value, ensure_ascii=False)


def show(rows: list[tuple[str, ...]]) -> None:
    """Print a table, its head first."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        click.echo("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())

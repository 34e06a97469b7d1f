"""``tintag export``: all articles that pass the filters, into a file or a pipe."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import click

from service.client import Client, ProblemError
from service.client.exporting import id_of
from service.commands import asking
from service.commands.lists import filters

BEGINS = b'{"id"'
BLOCK = 64 * 1024
PIPE = Path("-")


@click.command()
@click.option(
    "--out",
    default="-",
    show_default=True,
    type=click.Path(dir_okay=False, allow_dash=True, path_type=Path),
    help="The file to write; - is standard output.",
)
@click.option("--format", "shape", default="ndjson", show_default=True, type=click.Choice(["ndjson", "csv"]))
@partial(filters, left_out=("sort",))
@asking.URL
@asking.AS_JSON
def export(out: Path, shape: str, url: str, as_json: bool, **given: Any) -> None:
    """Write all articles that pass the filters; NDJSON goes on where an earlier run with the same filters stopped."""
    wanted = {name: value for name, value in given.items() if value not in (None, ())}
    piped = out == PIPE
    with asking.server(url) as client:
        if piped:
            after, written = None, _write(client, sys.stdout.buffer, format=shape, cursor=None, **wanted)
        else:
            with _opened(out, shape) as file:
                after, written = _go_on(client, file, shape, wanted)
    told = {"file": str(out), "articles": written, "after": after}
    shown = asking.as_text(told) if as_json else f"{written} {'more ' if after else ''}article(s) in {out}"
    click.echo(shown, err=piped)  # a pipe holds rows alone


def _opened(out: Path, shape: str) -> BinaryIO:
    """The file to go on in; what cannot be written is wrong usage."""
    if shape == "csv" and out.exists() and out.stat().st_size:
        raise click.UsageError(f"{out} is there already; only NDJSON goes on in the file of an earlier run")
    try:
        return out.open("ab+")
    except OSError as error:
        raise click.UsageError(f"{out} cannot be written: {error.strerror}") from error


def _go_on(client: Client, file: BinaryIO, shape: str, wanted: dict[str, Any]) -> tuple[str | None, int]:
    """The article to go on after, and how many came; articles at the end that were deleted since are taken out."""
    file.seek(0)
    if not BEGINS.startswith(file.read(len(BEGINS))):
        raise click.UsageError(f"{file.name} holds something else than an export")
    while True:
        begins, last = _last_line(file)
        after = id_of(last)
        try:
            return after, _write(client, file, format=shape, cursor=after, **wanted)
        except ProblemError as problem:
            if problem.code != "gone":
                raise
            file.truncate(begins)


def _write(client: Client, file: BinaryIO, **query: Any) -> int:
    """How many articles came."""
    written = 0
    rows = client.export_rows(**query)
    hidden = not sys.stderr.isatty()
    with click.progressbar(rows, label="Exporting", show_pos=True, file=sys.stderr, hidden=hidden) as shown:
        for row in shown:
            file.write(row)
            written += id_of(row) is not None
    return written


def _last_line(file: BinaryIO) -> tuple[int, bytes]:
    """The last whole line and where it begins; what a broken run left behind it is cut off."""
    at, seen = file.seek(0, os.SEEK_END), b""
    while at:
        step = min(BLOCK, at)
        at = file.seek(at - step)
        seen = file.read(step) + seen
        end = seen.rfind(b"\n")
        start = seen.rfind(b"\n", 0, end) if end > 0 else -1
        if start >= 0 or (end >= 0 and not at):
            file.truncate(at + end + 1)
            file.seek(0, os.SEEK_END)
            return at + start + 1, seen[start + 1 : end + 1]
    file.truncate(0)
    return 0, b""

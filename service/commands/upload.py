"""``tintag upload``: files and folders to a server."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any, get_args

import click

from service.client import batches, sending
from service.client.sending import Failure, Report
from service.client.shapes import Priority
from service.commands import asking


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--glob", default="*", show_default=True, help="Which files of folders, by their names.")
@click.option("--wait", is_flag=True, help="Wait for all, and say what failed.")
@click.option("--priority", type=click.Choice(get_args(Priority)), default="normal", show_default=True)
@click.option("--source-url", help="Where the files come from.")
@click.option("--published", help="When they were published: 2024-10-16, or RFC 3339.")
@click.option("--callback-url", help="Called when an upload has ended.")
@asking.URL
@asking.AS_JSON
def upload(files: tuple[Path, ...], glob: str, wait: bool, url: str, as_json: bool, **options: str | None) -> None:
    """Send FILES and the files of folders; run again after an interruption, it sends nothing twice within a day."""
    chosen = list(batches.found(files, glob))
    if not chosen:
        raise click.UsageError("no files there (hidden ones are skipped)")
    given = {name: value for name, value in options.items() if value is not None}
    report = Report(len(chosen))
    with asking.server(url) as client:
        _progress("Sending", sending.send(client, chosen, given, report), len(chosen))
        if wait and not report.stopped:
            _progress("Waiting", sending.follow(client, report), sum(report.counts().values()))
    click.echo(asking.as_text(_document(report)) if as_json else "\n".join(_lines(report, wait)))
    if report.stopped:
        code = asking.tell(report.stopped)
        again = "Run the same command again: what was sent is not sent twice."
        click.echo(f"{report.sent} of {report.files} files were sent. {again}", err=True)
        sys.exit(code)
    sys.exit(0 if report.went_well() else asking.FAILED)


def _progress(label: str, steps: Iterable[int], length: int) -> None:
    with click.progressbar(length=length, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        for step in steps:
            bar.update(step)


def _document(report: Report) -> dict[str, Any]:
    return {
        "files": report.files,
        "sent": report.sent,
        "uploads": list(report.uploads),
        "finished": not report.stopped and all(upload["finished"] for upload in report.uploads.values()),
        "counts": report.counts(),
        "failures": [asdict(failure) for failure in report.failures],
        "stopped": str(report.stopped) if report.stopped else None,
    }


def _lines(report: Report, wait: bool) -> list[str]:
    """The uploads' ids, or how it all ended; then the failures."""
    counts = ", ".join(f"{number} {state}" for state, number in report.counts().items() if number)
    ended = f"{report.files} file(s) in {len(report.uploads)} upload(s): {counts or 'none taken'}"
    return [*([ended] if wait else report.uploads), *map(_line, report.failures)]


def _line(failure: Failure) -> str:
    return f"{failure.file}: {failure.code}: {failure.detail}"

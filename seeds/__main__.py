"""``python -m seeds``: send the samples through the running service and print what came out."""

from __future__ import annotations

import json
import secrets
import statistics
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from seeds import SAMPLES, client
from workers import evaluate

Sent = tuple[Path, dict[str, Any], float]
COLUMNS = ("sample", "kind", "title", "people", "organizations", "places", "topics", "money")
WIDTHS = (22, 8, 34, 18, 18, 18, 18, 19)


@click.command()
@click.option("--url", default="http://127.0.0.1:8000", show_default=True, help="Where the service answers.")
@click.option("--repeat", default=0, type=click.IntRange(0), help="Send all so many times, each time as a new file.")
def main(url: str, repeat: int) -> None:
    """Send the samples; the exit code is 1 when one was not processed."""
    files = sorted(SAMPLES.glob("*.txt")) * max(repeat, 1)
    try:
        with click.progressbar(files, label="Sending") as waiting:
            sent = [_sent(url, file, b"" if repeat == 0 else _unseen()) for file in waiting]
        done = {file: client.article(url, job) for file, job, _ in sent if job["status"] == "succeeded"}
    except OSError as problem:
        raise click.ClickException(f"{url}: {problem}") from problem
    _print_articles(done)
    _print_agreement(done)
    median = statistics.median(seconds for _, _, seconds in sent)
    failed = [(file, job) for file, job, _ in sent if job["status"] != "succeeded"]
    click.echo(f"\n{len(sent) - len(failed)} of {len(sent)} succeeded, {1000 * median:.0f} ms each in the median")
    for file, job in failed:
        click.echo(f"{file.name}: {job['status']} {job['error'] or ''}", err=True)
    sys.exit(bool(failed))


def _sent(url: str, file: Path, ending: bytes) -> Sent:
    begun = time.perf_counter()
    job = client.send(url, file.name, file.read_bytes() + ending)
    return file, job, time.perf_counter() - begun


def _unseen() -> bytes:
    """A blank line that no file had before: the same page to a reader, new bytes to the service."""
    return b"\n" + bytes(secrets.choice(b" \t") for _ in range(64))


def _print_articles(done: dict[Path, dict[str, Any]]) -> None:
    _print_row(COLUMNS)
    for file, article in done.items():
        names = [[e["name"] for e in article["entities"] if e["type"] == kind]
                 for kind in ("person", "organization", "location")]  # fmt: skip
        topics, money = [
            [item[key] for item in article[field]] for field, key in (("topics", "name"), ("money", "text"))
        ]
        _print_row((file.stem, article["kind"], article["title"] or "-", *map(_first, [*names, topics, money])))


def _first(items: list[str]) -> str:
    """The first of a list and how many more there are, the number never cut away."""
    more = f" +{len(items) - 1}" if len(items) > 1 else ""
    return f"{_cut(items[0], 13)}{more}" if items else "-"


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _print_row(cells: Iterable[str]) -> None:
    click.echo(" ".join(_cut(cell, width).ljust(width) for cell, width in zip(cells, WIDTHS, strict=True)).rstrip())


def _print_agreement(done: dict[Path, dict[str, Any]]) -> None:
    """How far the articles agree with what each sample must give."""
    golds = {file: json.loads(file.with_suffix(".json").read_text("utf-8")) for file in done}
    counts = (evaluate.judge(article, golds[file], file.read_text("utf-8")) for file, article in done.items())
    click.echo("\nAgreement with what each must give\n" + evaluate.table(evaluate.add(counts)))


if __name__ == "__main__":
    main()

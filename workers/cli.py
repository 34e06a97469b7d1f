"""``tintag``: the pipeline in-process, for pipes and for evaluation."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from workers import evaluate, pipeline
from workers.article import article
from workers.document import Document
from workers.errors import FileError


@click.group()
@click.version_option(package_name="tintag")
def main() -> None:
    """Scraped Vietnamese news files in, clean tagged articles out."""


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Write <stem>.json files here.")
def tag(files: tuple[Path, ...], out: Path | None) -> None:
    """Tag FILES (- is standard input); without --out, one JSON line a file on standard output."""
    if out:
        out.mkdir(parents=True, exist_ok=True)
    written: dict[str, Path] = {}
    failed = False
    for file in files:
        try:
            _write(_tagged(file), file, out, written)
        except Exception as problem:  # one bad file must not keep the others from going on
            failed = True
            click.echo(f"{file}: {_told(problem)}", err=True)
    sys.exit(int(failed))


@main.command("eval")
@click.argument("gold_dir", type=click.Path(exists=True, file_okay=False, path_type=Path))
def evaluate_command(gold_dir: Path) -> None:
    """Tag each .txt of GOLD_DIR that has a gold .json beside it; print P, R and F1 by field."""
    pairs = [(file, file.with_suffix(".json")) for file in sorted(gold_dir.glob("*.txt"))]
    tallies = [_judged(file, gold) for file, gold in pairs if gold.exists()]
    if not tallies:
        raise click.UsageError(f"no .txt with a gold .json beside it in {gold_dir}")
    click.echo(evaluate.table(evaluate.add(tallies)))


def _tagged(file: Path) -> dict[str, Any]:
    content, name = (sys.stdin.buffer.read(), "") if str(file) == "-" else (file.read_bytes(), file.name)
    return article(pipeline.run(Document(content=content, filename=name)))


def _write(tagged: dict[str, Any], file: Path, out: Path | None, written: dict[str, Path]) -> None:
    if not out:
        click.echo(json.dumps(tagged, ensure_ascii=False).encode())
        return
    name = "stdin" if str(file) == "-" else file.stem
    if name in written:
        raise FileExistsError(f"{name}.json already holds {written[name]}")
    written[name] = file
    (out / f"{name}.json").write_text(json.dumps(tagged, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _told(problem: Exception) -> str:
    if isinstance(problem, FileError):
        return f"{problem.code}: {problem.detail}"
    return str(problem) if isinstance(problem, OSError) else f"{type(problem).__name__}: {problem}"


def _judged(file: Path, gold: Path) -> dict[str, evaluate.Count]:
    return evaluate.judge(_tagged(file), json.loads(gold.read_text("utf-8")), file.read_text("utf-8"))

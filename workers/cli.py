"""``tintag``: the pipeline in-process, for pipes and for evaluation; and the keys of the service."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import click
import structlog

from service import archives
from service.archives import ArchiveError, Budget, Parcel
from service.commands.export import export
from service.commands.keys import keys
from service.commands.lists import jobs, search
from service.commands.upload import upload
from workers import evaluate, pipeline
from workers.article import article
from workers.document import Document
from workers.errors import FileError
from workers.taggers import topics

# what is unpacked here is the caller's own and one member at a time: only the largest file is bounded
LIMITS = archives.Limits(member_bytes=20 * 1024 * 1024, total_bytes=sys.maxsize, members=sys.maxsize)


@click.group()
@click.version_option(package_name="tintag")
def main() -> None:
    """Scraped Vietnamese news files in, clean tagged articles out."""
    # standard output holds results only
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))


for command in (keys, upload, jobs, search, export):
    main.add_command(command)


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, allow_dash=True))
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Write <stem>.json files here.")
@click.option("--explain", is_flag=True, help="Say on standard error which words earned each topic.")
def tag(files: tuple[Path, ...], out: Path | None, explain: bool) -> None:
    """Tag FILES (- is standard input) and members of archives; without --out, a JSON line each on standard output."""
    if out:
        out.mkdir(parents=True, exist_ok=True)
    written: dict[str, Path] = {}
    went_well = [_tag_file(file, out, written, explain) for file in files]
    sys.exit(int(not all(went_well)))


@main.command("eval")
@click.argument("gold_dir", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def evaluate_command(gold_dir: Path, as_json: bool) -> None:
    """Tag each .txt of GOLD_DIR that has a gold .json beside it; print P, R and F1 by field."""
    pairs = [(file, file.with_suffix(".json")) for file in sorted(gold_dir.glob("*.txt"))]
    tallies = [_judged(file, gold) for file, gold in pairs if gold.exists()]
    if not tallies:
        raise click.UsageError(f"no .txt with a gold .json beside it in {gold_dir}")
    counts = evaluate.add(tallies)
    click.echo(json.dumps(evaluate.fields(counts)) if as_json else evaluate.table(counts))


def _tag_file(file: Path, out: Path | None, written: dict[str, Path], explain: bool) -> bool:
    """Whether it and all its members went well: one bad file must not keep the others from going on."""
    went_well = True
    try:
        for stem, document in _documents(file):
            try:
                tagged = pipeline.run(document)
                _write(article(tagged), stem, file, out, written)
                for told in topics.explained(tagged) if explain else ():
                    click.echo(f"{file}: {told}", err=True)
            except Exception as problem:
                went_well = False
                member = "" if stem == _stem(file) else f": {document.filename}"
                click.echo(f"{file}{member}: {_told(problem)}", err=True)
        return went_well
    except (ArchiveError, OSError) as problem:
        click.echo(f"{file}: {_told(problem)}", err=True)
        return False


def _documents(file: Path) -> Iterator[tuple[str, Document]]:
    """The file, or the members of the archive that it is, each under the name of its result."""
    name = "" if str(file) == "-" else file.name
    with file.open("rb") if name else BytesIO(sys.stdin.buffer.read()) as source:
        parcel = Parcel.of(source, name)
        if not archives.is_archive(parcel):
            yield _stem(file), Document(content=source.read(), filename=name)
            return
        for one in archives.unpack(parcel, Budget(LIMITS)):
            stem = one.name.replace("/", "_").removesuffix(".json")
            yield stem, Document(one.content, one.name, one.media_type, one.source_url)


def _stem(file: Path) -> str:
    return "stdin" if str(file) == "-" else file.stem


def _tagged(document: Document) -> dict[str, Any]:
    return article(pipeline.run(document))


def _write(tagged: dict[str, Any], stem: str, file: Path, out: Path | None, written: dict[str, Path]) -> None:
    if not out:
        click.echo(json.dumps(tagged, ensure_ascii=False).encode())
        return
    if stem in written:
        raise FileExistsError(f"{stem}.json already holds {written[stem]}")
    written[stem] = file
    (out / f"{stem}.json").write_text(json.dumps(tagged, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _told(problem: Exception) -> str:
    if isinstance(problem, FileError | ArchiveError):
        return f"{problem.code}: {problem.detail}"
    return str(problem) if isinstance(problem, OSError) else f"{type(problem).__name__}: {problem}"


def _judged(file: Path, gold: Path) -> dict[str, evaluate.Count]:
    return evaluate.judge(
        _tagged(Document(file.read_bytes(), file.name)), json.loads(gold.read_text("utf-8")), file.read_text("utf-8")
    )

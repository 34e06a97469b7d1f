"""``python -m tests.workers.given``: what the pipeline gives for samples, written pages and pieces, a line for each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from seeds import SAMPLES
from seeds.marks import CORPUS, pieces
from workers.document import Document
from workers.parsers import page
from workers.pipeline import run, version

WRITTEN = SAMPLES.parent / "pages"


def main() -> None:
    """Print the parser's own file and the version, then all that is told of each text."""
    print(Path(page.__file__).suffix, version())
    texts = [path.read_text("utf-8") for folder in (SAMPLES, WRITTEN) for path in sorted(folder.glob("*.txt"))]
    texts += [
        "\n".join(line.text for line in piece.lines) for path in sorted(CORPUS.glob("*.txt")) for piece in pieces(path)
    ]
    for text in texts:
        print(replace(run(Document(content=text.encode(), filename="page.txt")), content=b""))


if __name__ == "__main__":
    main()

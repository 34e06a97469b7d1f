"""The documents tell the truth."""

import json
import re
from pathlib import Path

import pytest

from workers import lexicons
from workers.document import Block, Document
from workers.pipeline import STEPS

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text("utf-8")
DOCS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]


def holds(shown, answer) -> bool:
    """Whether the answer holds what is shown: objects may have more fields, lists more items, `...` cuts a text."""
    if isinstance(shown, dict):
        return isinstance(answer, dict) and all(key in answer and holds(shown[key], answer[key]) for key in shown)
    if isinstance(shown, list):
        return isinstance(answer, list) and all(any(holds(one, other) for other in answer) for one in shown)
    if isinstance(shown, str) and shown.endswith("..."):
        return isinstance(answer, str) and answer.startswith(shown[:-3])
    return shown == answer


def test_the_answer_that_the_readme_shows_is_the_real_one(client):
    sample = re.search(r"file=@(seeds/samples/\S+\.txt)", README).group(1)
    shown = json.loads(re.search(r"```json\n(.*?)```", README, re.S).group(1))
    article = client.article((ROOT / sample).read_bytes(), Path(sample).name)
    different = {key: article.get(key) for key in shown if not holds(shown[key], article.get(key))}
    assert different == {}


def test_every_make_target_that_the_documents_name_is_there():
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.M))
    named = {target for path in DOCS for target in re.findall(r"`make ([a-z-]+)", path.read_text("utf-8"))}
    assert named and named <= targets


@pytest.mark.parametrize("path", DOCS, ids=lambda path: path.name)
def test_every_link_to_a_file_leads_to_one(path):
    for target in re.findall(r"\]\(([^)#]+)", path.read_text("utf-8")):
        assert "://" in target or (path.parent / target).exists(), target


def told() -> list[tuple[str, dict[str, set[str]]]]:
    """The sentences of docs/tagging.md and what they say is found in each."""
    block = re.search(r"```tags\n(.*?)```", (ROOT / "docs/tagging.md").read_text("utf-8"), re.S).group(1)
    examples = [example.splitlines() for example in block.strip().split("\n\n")]
    return [(text, {kind: set(names.split(", ")) for kind, names in map(parted, rows)}) for text, *rows in examples]


def parted(row: str) -> tuple[str, str]:
    kind, _, names = row.partition(": ")
    return kind, names


@pytest.mark.parametrize(("text", "tags"), told(), ids=lambda value: value[:20] if isinstance(value, str) else "")
def test_the_sentences_that_the_documents_show_are_tagged_so(text, tags):
    block = Block("body", text, 0, len(text))
    document = Document(b"", decoded=text, kind="article", published="2025-05-12", blocks=(block,))
    for stage, step in STEPS:
        document = step(document) if stage == "tag" else document
    found = {kind: {quote.text for quote in document.quotes} for kind in tags if kind == "quote"}
    found |= {kind: {money.text for money in document.money} for kind in tags if kind == "money"}
    for entity in document.entities:
        found.setdefault(entity.type, set()).update(mention.text for mention in entity.mentions)
    assert found == tags


TAUGHT = (
    ("gazetteer/world_people.tsv", "Volodymyr Zelensky"),
    ("naming/heads.tsv", "công an"),
    ("naming/fields.txt", "hình sự"),
    ("naming/titles.txt", "thiếu tá"),
    ("quotes/speech_verbs.txt", "cho hay"),
    ("quotes/named_before.txt", "biệt danh"),
    ("topics/terms/16_war.tsv", "chiến sự"),
    ("money/magnitudes.tsv", "tỷ"),
)


@pytest.mark.parametrize(("file", "word"), TAUGHT)
def test_the_word_that_the_page_on_tagging_shows_stands_in_the_file_it_names(file, word):
    page = (ROOT / "docs/tagging.md").read_text("utf-8")
    folder, _, name = file.rpartition("/")
    [row] = [row for row in page.splitlines() if row.startswith("| ") and f"`{word}`" in row]
    assert f"`{file}`" in row or f"`{folder}/*{Path(name).suffix}`" in row
    entries = [line.split("\t") for line in (lexicons.FOLDER / file).read_text("utf-8").splitlines()]
    assert any(word in entry for entry in entries)

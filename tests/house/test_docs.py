"""The documents tell the truth."""

import json
import re
from pathlib import Path

import pytest

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

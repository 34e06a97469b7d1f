"""The rules of the house."""

import ast
import re
import statistics
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
CODE = [path for folder in ("service", "workers", "seeds") for path in sorted((ROOT / folder).rglob("*.py"))]
FORBIDDEN = {"utils", "util", "helpers", "common", "core", "base", "manager", "misc"}


def functions(path):
    tree = ast.parse(path.read_text("utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def length(node):
    return node.end_lineno - node.lineno + 1


def name(path):
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", CODE, ids=name)
def test_no_file_is_over_300_lines_and_no_function_over_40(path):
    assert len(path.read_text("utf-8").splitlines()) <= 300
    assert [(node.name, length(node)) for node in functions(path) if length(node) > 40] == []


def test_the_median_file_has_at_most_90_lines():
    assert statistics.median(len(path.read_text("utf-8").splitlines()) for path in CODE) <= 90


def test_the_median_function_has_at_most_9_lines():
    assert statistics.median(length(node) for path in CODE for node in functions(path)) <= 9


@pytest.mark.parametrize("path", CODE, ids=name)
def test_every_public_function_and_module_says_what_it_is_for(path):
    tree = ast.parse(path.read_text("utf-8"))
    public = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name[0] != "_"]
    assert [node.name for node in public if not ast.get_docstring(node)] == []
    assert not tree.body or ast.get_docstring(tree), "a module without a docstring"


def test_nothing_is_called_utils():
    named = [path for path in CODE if {path.stem, *path.relative_to(ROOT).parts} & FORBIDDEN]
    assert named == []


def test_the_top_level_is_fixed():
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    folders = {line.split("/")[0] for line in tracked.splitlines() if "/" in line}
    assert folders <= {"service", "workers", "seeds", "tests", "docs", ".ci"}


def test_locks_carry_hashes_and_no_host_names():
    for path in ROOT.glob("requirements*.lock"):
        text = path.read_text("utf-8")
        assert "://" not in text, path.name
        pinned = re.findall(r"^[a-z0-9][\w.-]*==.*$", text, re.M | re.I)
        assert len(pinned) > 20
        assert all(line.endswith("\\") for line in pinned), f"{path.name}: a package without a hash"


def test_every_dependency_of_the_project_is_locked():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for extra, lock in (
        ("build", "requirements.lock"),
        ("embedded", "requirements-embedded.lock"),
        ("dev", "requirements-dev.lock"),
        ("bench", "requirements-bench.lock"),
    ):
        text = (ROOT / lock).read_text("utf-8").lower()
        for wanted in project["dependencies"] + project["optional-dependencies"][extra]:
            package = re.match(r"[\w.-]+", wanted).group().lower()
            assert re.search(rf"^{re.escape(package)}==", text, re.M), f"{package} is not in {lock}"


def test_make_help_lists_every_target():
    makefile = (ROOT / "Makefile").read_text("utf-8")
    phony = re.search(r"^\.PHONY: (.*)$", makefile, re.M).group(1).split()
    assert [target for target in phony if not re.search(rf"^{target}:.*## ", makefile, re.M)] == []


def test_only_the_queues_module_speaks_to_the_broker():
    speakers = {
        name(path)
        for path in CODE
        if re.search(r"^\s*(import|from) (redis|celery|kombu)\b", path.read_text("utf-8"), re.M)
    }
    assert speakers <= {"service/queues.py", "workers/broker.py", "workers/celery_app.py"}


def test_functions_of_the_store_never_commit():
    offenders = [
        name(path) for path in (ROOT / "service" / "store").glob("*.py") if ".commit(" in path.read_text("utf-8")
    ]
    assert offenders == []


def test_every_task_of_the_workers_has_a_name_given_by_hand():
    text = (ROOT / "workers" / "tasks.py").read_text("utf-8")
    decorators = re.findall(r"@celery_app\.task\((.*?)\)", text)
    assert decorators
    assert all(decorator.startswith("name=queues.") for decorator in decorators)

"""The parsers and taggers compiled to C, as the image has them, give what the plain Python gives."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# the test that puts a function of its own in the place of another, which compiled code does not look up again
PLAIN_ONLY = "tests/parsers/test_decode.py::test_states_that_another_one_leads_are_on_no_best_way"

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def compiled(tmp_path_factory):
    """An environment in which a copy of the workers, compiled, goes before the plain ones."""
    folder = tmp_path_factory.mktemp("compiled")
    shutil.copytree(ROOT / "workers", folder / "workers", ignore=shutil.ignore_patterns("__pycache__"))
    subprocess.run([sys.executable, "-W", "ignore", "-m", "workers.compiling"], cwd=folder, check=True)
    return {**os.environ, "PYTHONSAFEPATH": "1", "PYTHONPATH": f"{folder}:{ROOT}"}


def said(command, environment):
    """The lines that a module of Python's prints."""
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", *command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout[-5000:]
    return run.stdout.splitlines()


def test_everything_that_is_told_of_our_texts_is_the_same(compiled):
    (plain_file, plain_version), *plain = map(str.split, said(["tests.workers.given"], os.environ))
    (file, version), *told = map(str.split, said(["tests.workers.given"], compiled))
    assert (plain_file, file) == (".py", ".so")
    assert version == plain_version
    assert len(told) > 600
    assert told == plain


def test_the_tests_of_parsers_and_taggers_hold(compiled):
    folders = ["tests/parsers", "tests/taggers", "tests/gate"]
    lines = said(["pytest", *folders, "-p", "no:cacheprovider", "--deselect", PLAIN_ONLY], compiled)
    assert re.match(r"\d{4} passed", lines[-1]), lines[-1]

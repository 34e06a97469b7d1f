"""A small run of the bench of the queue: its facts hold, whatever the clock says, and what is broken is told."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from tests.bench.queue import members
from tests.bench.queue.others import Delays
from tests.bench.queue.verdicts import Verdicts
from tests.service.archive_files import members as unpacked

SMALL = ("--files", "2000", "--watchers", "20", "--singles", "3")
CLOCKED = re.compile(r"at most [\d.]+")


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_a_small_run_goes_through_every_part_and_says_what_was_broken():
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-m", "tests.bench.queue", *SMALL], capture_output=True, text=True, check=False
    )
    lines = [line for line in run.stdout.splitlines() if line.startswith(("ok ", "BROKEN "))]
    broken = [line for line in lines if line.startswith("BROKEN")]
    assert [line for line in broken if not CLOCKED.search(line)] == [], run.stderr
    assert len(lines) == 31
    assert run.returncode == (1 if broken else 0), run.stderr


@pytest.mark.parametrize("form", members.FORMS)
def test_archives_hold_so_many_small_files_that_differ(tmp_path, form):
    path = members.made(tmp_path, form, 50, "seed")
    files = [one.content for one in unpacked(path.read_bytes(), path.name)]
    assert len(set(files)) == 50
    assert all(members.LEAST <= len(file) <= members.MOST + 50 for file in files)


def test_what_is_over_its_bound_is_broken(capsys):
    verdicts = Verdicts()
    verdicts.at_most("as it should be", 2, 2, "s")
    verdicts.at_most("too slow", 2.1, 2, "s")
    verdicts.holds("not so", False, "")
    assert verdicts.broken == ["too slow", "not so"]
    assert capsys.readouterr().out.count("BROKEN") == 2


def test_others_who_are_held_up_or_refused_are_told_of():
    verdicts = Verdicts()
    verdicts.others("quick", Delays([10.0] * 100))
    verdicts.others("held up", Delays([10.0] * 99 + [2100.0]))
    verdicts.others("refused", Delays([10.0], failed=[503]))
    assert verdicts.broken == ["held up, worst", "refused: all answered"]

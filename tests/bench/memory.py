"""``python -m tests.bench.memory``: be a worker's process, process stories, print the most memory held in MB."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path

import workers.tasks  # noqa: F401 (what a worker has imported counts as well)
from tests.bench.stories import pages
from tests.bench.whole import STORY, WORKED, process


def peak() -> float:
    """Megabytes that this process held at most.

    Not by getrusage: on Linux that begins at the peak of whoever started the process, here of the whole bench.
    """
    found = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text("ascii"))
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    process(islice(pages(STORY), WORKED))
    print(f"{peak():.0f}")

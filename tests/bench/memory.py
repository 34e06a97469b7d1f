"""``python -m tests.bench.memory``: be a worker's process, process stories, print the most memory held."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path

import workers.tasks  # noqa: F401 (what a worker has imported counts as well)
from tests.bench.stories import pages
from tests.bench.whole import STORY, WORKED, process

STATUS = Path("/proc/self/status")


def peak() -> str:
    """Megabytes that this process held at most, where the system tells it.

    Not by getrusage: on Linux that begins at the peak of whoever started the process, here of the whole bench.
    """
    if not STATUS.exists():
        return "unknown, only Linux tells it"
    found = re.search(r"VmHWM:\s+(\d+) kB", STATUS.read_text("ascii"))
    return f"{int(found[1]) * 1.024 / 1000:.0f} MB" if found else "unknown"


if __name__ == "__main__":
    process(islice(pages(STORY), WORKED))
    print(peak())

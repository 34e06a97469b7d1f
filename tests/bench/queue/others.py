"""Somebody else who asks meanwhile, from a process of its own: ``python -m tests.bench.queue.others PORT TOKEN``."""

from __future__ import annotations

import json
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

# A request needs the door (a key is looked up), the loop and the database, and little of each.
PATH = "/v1/jobs?limit=1"
PAUSE_SECONDS = 0.1


@dataclass
class Delays:
    """Milliseconds of each request, and the statuses of those that were not answered with 200."""

    milliseconds: list[float] = field(default_factory=list)
    failed: list[int] = field(default_factory=list)

    def at(self, part: float) -> float:
        """The delay that this part of the requests did not exceed."""
        return sorted(self.milliseconds)[min(len(self.milliseconds) - 1, int(part * len(self.milliseconds)))]

    def __str__(self) -> str:
        return f"p50 {self.at(0.5):.0f}, p95 {self.at(0.95):.0f}, worst {self.at(1):.0f} ms of {len(self.milliseconds)}"


@contextmanager
def asking(port: int, token: str) -> Iterator[Delays]:
    """Ask ten times a second while the block runs; the delays are there when it has ended."""
    command = [sys.executable, "-m", "tests.bench.queue.others", str(port), token]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    found = Delays()
    try:
        assert process.stdout and process.stdout.readline()  # it has begun
        yield found
    finally:
        last, _ = process.communicate("")
        if last:
            told = json.loads(last)
            found.milliseconds, found.failed = told["milliseconds"], told["failed"]


def main(port: int, token: str) -> None:
    """Until standard input is closed."""
    from tests.bench.queue.site import Client  # noqa: PLC0415 (the parent needs none of it)

    client, found = Client(port, token), Delays()
    client.get(PATH)  # the connection is made before it counts
    print("begun", flush=True)
    due = time.perf_counter()
    while not select.select([sys.stdin], [], [], max(0.0, due - time.perf_counter()))[0]:
        answer = client.get(PATH)
        found.failed += [answer.status] * (answer.status != 200)
        found.milliseconds.append(1000 * answer.seconds)
        due = max(due + PAUSE_SECONDS, time.perf_counter())
    print(json.dumps({"milliseconds": found.milliseconds, "failed": found.failed}))


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])

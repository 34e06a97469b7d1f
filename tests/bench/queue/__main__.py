"""``python -m tests.bench.queue``: the figures of the queue, on a service of our own. Exit code 1: a bound is broken."""

from __future__ import annotations

import argparse
import signal
import sys
import tempfile
import time
from pathlib import Path

from service.store.progress import JOBS_SHOWN
from tests.bench.queue import members, progress, received, single, watched
from tests.bench.queue.others import asking
from tests.bench.queue.site import Site, serving
from tests.bench.queue.verdicts import Verdicts
from tests.bench.scale.taken import Memory

IDLE_SECONDS = 10
# Files of a small archive: all that GET /v1/uploads/{id} shows of a large one, so that both answers are as long.
FEW = JOBS_SHOWN


def main() -> int:
    """Start, measure, print, stop."""
    parser = argparse.ArgumentParser(prog="make bench-queue", description=__doc__)
    parser.add_argument("--files", type=int, default=100_000, help="in an archive (an upload takes 100,000 at most)")
    parser.add_argument("--watchers", type=int, default=500)
    parser.add_argument("--singles", type=int, default=20, help="files that are sent one by one")
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # and nothing is left running
    start = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="tintag-queue-") as folder, serving(Path(folder)) as site:
        verdicts = _run(site, chosen)
    print(f"\n{time.monotonic() - start:.0f} s; {', '.join(verdicts.broken) or 'every bound is kept'}")
    return 1 if verdicts.broken else 0


def _run(site: Site, chosen: argparse.Namespace) -> Verdicts:
    memory = Memory(site.processes.running["api"].pid)
    single.times(site.client("desk"), 5, "warm")
    idle = single.times(site.client("desk"), chosen.singles, "idle")
    verdicts = Verdicts()
    _idle(site, verdicts)
    with verdicts.part("Running jobs are cancelled"):
        received.running_jobs(site, 3, verdicts)
    few, many = min(FEW, chosen.files), chosen.files
    with verdicts.part("A ZIP comes in, and is cancelled while it runs"):
        upload = received.archive(site, memory, "zip", (few, many), verdicts)
        received.upload_with_running_jobs(site, upload, many, verdicts)
    with verdicts.part("A tar.gz comes in, one watches, and it is cancelled"):
        upload = received.archive(site, memory, "tar.gz", (few, many), verdicts)
        alone = watched.watch(site, memory, upload, 2)
    with verdicts.part("JSON Lines come in"):
        upload = received.archive(site, memory, "jsonl", (few, many), verdicts)
    with verdicts.part("They are worked on, and single files come"):
        single.beside(site, idle, upload, verdicts)
    with verdicts.part("Its progress is asked for"):
        small = received.send(site, memory, members.made(site.home, "jsonl", few, "small"), "jsonl").upload
        progress.state(site, small, upload, verdicts)
        progress.pages(site, upload, many, verdicts)
    with verdicts.part("Very many watch, and it is cancelled"):
        crowd = watched.watch(site, memory, upload, chosen.watchers)
        watched.judge(alone, crowd, chosen.watchers, verdicts)
        progress.ended(site.client("archives"), upload, many, verdicts)
    return verdicts


def _idle(site: Site, verdicts: Verdicts) -> None:
    """Others on a service that does nothing else."""
    with asking(site.port, site.token("desk")) as delays:
        time.sleep(IDLE_SECONDS)
    verdicts.says("others on an idle service", f"         {delays}")


if __name__ == "__main__":
    sys.exit(main())

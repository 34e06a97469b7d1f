"""Archives of very many files: memory and time until 202, others meanwhile, and the end of running jobs on request."""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench.queue import members
from tests.bench.queue.others import asking
from tests.bench.queue.site import Client, Site
from tests.bench.queue.verdicts import Verdicts
from tests.bench.scale.taken import Memory

# Issue 5: constant memory. MiB that 100,000 files may need beyond what a hundredth of them needs; what they
# are kept from is holding them: 36 MiB packed, 100 unpacked with what Python adds to each.
MORE_MIB = 16
# Issue 5: a running job is cancelled within so many seconds.
CANCEL_SECONDS = 2
# How much longer a file may take among so many than among a hundredth of them: it does not grow with their number.
TIMES = 2
LOOK_SECONDS = 0.02


@dataclass
class Received:
    """An archive that was accepted: its upload, the seconds and the API's processor that took, memory before, at most."""

    upload: str
    seconds: float
    worked: float
    before: float
    peak: float


def send(site: Site, memory: Memory, path: Path, form: str) -> Received:
    """Send an archive as the body of a request."""
    before, worked = memory.now(), site.worked()
    with memory.watched(), path.open("rb") as file:
        answer = site.client("archives").post(f"/v1/uploads?filename={path.name}", file, members.FORMS[form])
    if answer.status != 202:
        raise RuntimeError(f"{path.name}: {answer.status} {answer.content[:500]!r}")
    return Received(answer.json["id"], answer.seconds, site.worked() - worked, before, memory.peak)


def archive(site: Site, memory: Memory, form: str, sizes: tuple[int, int], verdicts: Verdicts) -> str:
    """An archive of few files and one of many, others asking meanwhile; gives the upload of the many."""
    slow = form == "zip"
    few, many = (members.made(site.home, form, size, f"{form[:3]}-{size}", slow_first=slow) for size in sizes)
    with asking(site.port, site.token("desk")) as delays:
        small = send(site, memory, few, form)
        stopped(site, small.upload)
        large = send(site, memory, many, form)
    _told(form, (sizes[0], small), (sizes[1], large), verdicts)
    verdicts.others(f"{form}: others meanwhile", delays)
    return large.upload


def stopped(site: Site, upload: str) -> float:
    """End an upload's jobs; gives the seconds of the request."""
    return site.client("archives").post(f"/v1/uploads/{upload}/cancel").seconds


def _told(form: str, small: tuple[int, Received], large: tuple[int, Received], verdicts: Verdicts) -> None:
    (few, little), (many, much) = small, large
    verdicts.says(f"{form}: {many:,} files until 202", f"{much.seconds:8.1f} s ({many / much.seconds:,.0f} a second)")
    verdicts.says(
        f"{form}: memory before, peak", f"{much.before:8.0f} MiB, {much.peak:.0f} ({few:,}: {little.peak:.0f})"
    )
    grown = max(0.0, much.peak - max(little.peak, much.before))
    verdicts.at_most(f"{form}: more memory than for {few:,} files", grown, MORE_MIB, "MiB")
    little_each, much_each = 1000 * little.worked / few, 1000 * much.worked / many
    why = f"{much_each:.2f} ms beside {little_each:.2f}"
    verdicts.at_most(f"{form}: processor for a file, beside {few:,}", much_each / little_each, TIMES, "times", why)


def upload_with_running_jobs(site: Site, upload: str, files: int, verdicts: Verdicts) -> None:
    """Cancel an upload whose first files are being worked on and take long."""
    client = site.client("archives")
    at_once = min(members.SLOW_FILES, os.cpu_count() or 1)

    def running() -> list[str]:
        return [job["id"] for job in client.get(f"/v1/jobs?upload={upload}&status=running").json["items"]]

    _seconds_until(0, lambda: len(running()) == at_once)
    held = running()
    time.sleep(1)  # they are well under way
    before, start = site.children(), time.perf_counter()
    request = threading.Thread(target=stopped, args=(site, upload))
    request.start()
    last = _seconds_until(start, lambda: all(_status(client, job) == "cancelled" for job in held))
    gone = _seconds_until(start, lambda: not before & site.children())
    request.join()
    whole = time.perf_counter() - start
    verdicts.at_most(f"running jobs of {files:,} cancelled", last, CANCEL_SECONDS, "s")
    verdicts.at_most(f"workers let go of files of {files:,}", gone, CANCEL_SECONDS, "s")
    counts = client.get(f"/v1/uploads/{upload}").json["counts"]
    # some end before it is their turn to be cancelled
    ended = counts["cancelled"] + counts["succeeded"] == files
    verdicts.holds(f"no job of {files:,} is left", ended, f"after {whole:.1f} s: {counts}")


def running_jobs(site: Site, times: int, verdicts: Verdicts) -> None:
    """Cancel single jobs that run."""
    client, ended, let_go = site.client("archives"), [], []
    for number in range(times):
        job = client.post("/v1/uploads?filename=slow.txt", members.slow(f"single-{number}")).json["jobs"][0]["id"]
        _seconds_until(0, lambda job=job: _status(client, job) == "running")
        time.sleep(0.5)
        before, start = site.children(), time.perf_counter()
        client.post(f"/v1/jobs/{job}/cancel")
        ended.append(_seconds_until(start, lambda job=job: _status(client, job) == "cancelled"))
        let_go.append(_seconds_until(start, lambda before=before: bool(before - site.children())))
    verdicts.at_most("a running job cancelled, worst", max(ended), CANCEL_SECONDS, "s", f"{times} times")
    verdicts.at_most("its worker lets go of the file, worst", max(let_go), CANCEL_SECONDS, "s")


def _status(client: Client, job: str) -> str:
    return str(client.get(f"/v1/jobs/{job}").json["status"])


def _seconds_until(start: float, holds) -> float:
    """Seconds from a moment until a condition holds."""
    until = time.perf_counter() + 60
    while not holds():
        if time.perf_counter() > until:
            raise TimeoutError("not within a minute")
        time.sleep(LOOK_SECONDS)
    return time.perf_counter() - start

"""Many files sent at once, so that a bad one harms no other and a broken run can be run again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from typing import Any, cast

from service.client import batches
from service.client.api import Client
from service.client.batches import Found
from service.client.problems import ConnectionFailed, ProblemError
from service.client.shapes import Job, Upload

AT_ONCE = 2
WAIT = 20  # seconds a look at an upload takes at most while it works
# Refusals that speak of a file, not of the request: the other files of the upload are sent without it.
OF_A_FILE = {"empty-file", "too-large", "unsafe-archive", "unsupported-media-type"}


@dataclass(frozen=True)
class Failure:
    """A file that was not taken, or whose job did not succeed."""

    file: str
    code: str
    detail: str
    job_id: str | None = None


Outcome = tuple[list[Found], Upload | Failure]


@dataclass
class Report:
    """What became of the files so far; ``stopped`` is what kept the rest from being sent or waited for."""

    files: int
    sent: int = 0
    uploads: dict[str, Upload] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)  # of jobs
    failures: list[Failure] = field(default_factory=list)
    stopped: ProblemError | ConnectionFailed | None = None

    def counts(self) -> dict[str, int]:
        """How many jobs are in each state."""
        states = ("queued", "running", "succeeded", "failed", "cancelled")
        told = [cast(dict[str, int], upload["counts"]) for upload in self.uploads.values()]
        return {state: sum(counts[state] for counts in told) for state in states}

    def add(self, files: Sequence[Found], became: Upload | Failure) -> None:
        """Write down what files became."""
        if isinstance(became, Failure):
            self.failures.append(became)
            return
        self.sent += len(files)
        self.uploads[became["id"]] = became
        jobs = became["jobs"]
        if len(jobs) == len(files):  # otherwise an archive is among them, and its members have names of their own
            self.names |= {job["id"]: file.name for job, file in zip(jobs, files, strict=True)}

    def went_well(self) -> bool:
        """Whether nothing failed so far."""
        counts = self.counts()
        return not (self.stopped or self.failures or counts["failed"] or counts["cancelled"])


def send(client: Client, files: Sequence[Found], options: Mapping[str, Any], report: Report) -> Iterator[int]:
    """Send the files, a few uploads at a time, and write them into the report; gives how many each time."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        under_way = [pool.submit(_send, client, batch, options) for batch in batches.cut(files)]
        try:
            for done in as_completed(under_way):
                for those, became in done.result():
                    report.add(those, became)
                    yield len(those)
        except (ProblemError, ConnectionFailed) as error:
            report.stopped = error
        finally:
            pool.shutdown(cancel_futures=True)


def _send(client: Client, files: list[Found], options: Mapping[str, Any]) -> list[Outcome]:
    """Send one upload; one that a file spoils is sent in halves, until that file stands alone."""
    try:
        key = batches.digest(files, options)
        return [(files, client.upload([file.path for file in files], idempotency_key=key, **options))]
    except (ProblemError, OSError) as error:
        if isinstance(error, ProblemError) and error.code not in OF_A_FILE:
            raise
        if len(files) == 1:
            return [(files, _refused(files[0], error))]
        middle = len(files) // 2
        return [outcome for half in (files[:middle], files[middle:]) for outcome in _send(client, half, options)]


def follow(client: Client, report: Report) -> Iterator[int]:
    """Wait until all jobs have ended, and write the failures into the report; gives how many ended each time."""
    try:
        for upload_id in report.uploads:
            ended = 0
            while True:
                state = report.uploads[upload_id] = client.upload_state(upload_id, WAIT)
                counts = state["counts"]
                now = counts["succeeded"] + counts["failed"] + counts["cancelled"]
                yield now - ended
                ended = now
                if state["finished"]:
                    break
            if counts["failed"]:
                report.failures += [_failed(job, report.names) for job in client.failures(upload_id)]
    except (ProblemError, ConnectionFailed) as error:
        report.stopped = error


def _refused(file: Found, error: ProblemError | OSError) -> Failure:
    if isinstance(error, ProblemError):
        return Failure(file.name, error.code, error.detail)
    return Failure(file.name, "unreadable-here", error.strerror or str(error))


def _failed(job: Job, names: Mapping[str, str]) -> Failure:
    name, error = names.get(job["id"], job["filename"]), job["error"]
    return Failure(name, error["code"] if error else "failed", error["detail"] if error else "", job["id"])

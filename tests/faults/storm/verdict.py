"""The ledger held against the API and the database: what was lost, what was doubled."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from uuid import UUID

import psycopg
import requests

from tests.faults.storm.clients import Accepted, Ledger, Sent, mark

ENDED = ("succeeded", "failed", "cancelled")

TWICE = {
    "uploads of one key": "SELECT idempotency_key FROM uploads GROUP BY 1 HAVING count(*) > 1",
    "articles of one fingerprint": "SELECT fingerprint FROM articles GROUP BY 1 HAVING count(*) > 1",
    "jobs of one place in an upload": "SELECT upload_id, position FROM jobs GROUP BY 1, 2 HAVING count(*) > 1",
    "ends of one job": f"SELECT job_id FROM seen_jobs WHERE became IN {ENDED} GROUP BY 1 HAVING count(*) > 1",
    "changes after a job's end": f"SELECT job_id FROM seen_jobs WHERE was IN {ENDED}",
    "articles written without a job that ended": """
        SELECT article_id, tx FROM seen_articles AS written WHERE 1 <> (
            SELECT count(*) FROM seen_jobs JOIN jobs ON jobs.id = job_id
            WHERE became = 'succeeded' AND seen_jobs.tx = written.tx AND jobs.article_id = written.article_id)""",
    "articles written more than once for a job": """
        SELECT article_id FROM seen_articles GROUP BY article_id HAVING count(*) > (
            SELECT count(*) FROM jobs WHERE jobs.article_id = seen_articles.article_id AND NOT duplicate)""",
    "jobs claimed under one token": """
        SELECT job_id, token FROM seen_jobs WHERE became = 'running' GROUP BY 1, 2 HAVING count(*) > 1""",
    "jobs tried oftener than they may, or than they were claimed": """
        SELECT id, attempts FROM jobs WHERE attempts > least(3, (
            SELECT count(*) FROM seen_jobs WHERE job_id = jobs.id AND became = 'running'))""",
}


@dataclass
class Verdict:
    """What came of it all; ``wrong`` is empty when the promise was kept."""

    succeeded: int = 0
    failed: dict[str, int] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    seconds: float | None = None

    @property
    def is_good(self) -> bool:
        """Whether nothing was lost, doubled, late or refused."""
        return not (self.lost or self.doubled or self.wrong)


def live(url: str) -> int:
    """How many jobs have not ended."""
    with psycopg.connect(url) as connection:
        row = connection.execute("SELECT count(*) FROM jobs WHERE status IN ('queued', 'running')").fetchone()
    return int(row[0]) if row else 0


def all_ended(url: str, until: float) -> float | None:
    """The (monotonic) moment when every job had ended; None when that was not before ``until``."""
    while (moment := time.monotonic()) < until:
        if not live(url):
            return moment
        time.sleep(0.2)
    return None


def judge(ledger: Ledger, api: str, database: str) -> Verdict:
    """Every accepted upload, job and file looked for; every key, article and end counted."""
    verdict = Verdict(wrong=list(ledger.wrong))
    with psycopg.connect(database) as connection:
        for what, query in TWICE.items():
            verdict.doubled += [f"{what}: {row}" for row in connection.execute(query).fetchall()]
        _count(connection, ledger, verdict)
        with requests.Session() as session:
            for accepted in ledger.accepted:
                _look(session, connection, api, accepted, verdict)
    return verdict


def _count(connection: psycopg.Connection, ledger: Ledger, verdict: Verdict) -> None:
    """As many rows as were accepted, and not one more."""
    files = [file for accepted in ledger.accepted for file in accepted.parcel.files]
    expected = {
        "uploads": len({accepted.parcel.key for accepted in ledger.accepted}),
        "jobs": len(files),
        "articles": len({file.sha256 for file in files}),
        "files": len({file.sha256 for file in files}),
    }
    for table, number in expected.items():
        [there] = connection.execute(f"SELECT count(*) FROM {table}").fetchone() or (0,)
        if there > number:
            verdict.doubled.append(f"{there} {table} for {number}")
        elif there < number:
            verdict.lost.append(f"{there} {table} of {number}")


def _look(
    session: requests.Session, connection: psycopg.Connection, api: str, accepted: Accepted, verdict: Verdict
) -> None:
    answer = session.get(f"{api}/v1/uploads/{accepted.upload_id}", timeout=20)
    upload = answer.json()
    if answer.status_code != 200 or tuple(job["id"] for job in upload["jobs"]) != accepted.jobs:
        verdict.lost.append(f"upload {accepted.upload_id}: {answer.status_code} {answer.text[:300]}")
        return
    if not upload["finished"]:
        verdict.lost.append(f"upload {accepted.upload_id} has not ended: {upload['counts']}")
    for job, file in zip(upload["jobs"], accepted.parcel.files, strict=True):
        _look_at_job(connection, job, file, verdict)


def _look_at_job(connection: psycopg.Connection, job: dict, file: Sent, verdict: Verdict) -> None:
    if job["filename"] != file.filename:
        verdict.wrong.append(f"job {job['id']} is of {job['filename']}, not of {file.filename}")
    if job["status"] == "succeeded":
        verdict.succeeded += 1
        query = "SELECT text, sha256, processed_at FROM articles WHERE id = %s"
        row = connection.execute(query, [UUID(job["article_id"])]).fetchone()
        if not row or row[2] is None or row[1] != file.sha256 or mark(file.number) not in row[0]:
            verdict.lost.append(f"job {job['id']} succeeded without an article that holds number {file.number}: {row}")
    elif job["status"] == "failed" and job["error"] and job["error"]["code"] and job["error"]["detail"]:
        code = job["error"]["code"]
        verdict.failed[code] = verdict.failed.get(code, 0) + 1
        if code != "worker-lost":
            verdict.wrong.append(f"job {job['id']} failed: {job['error']}")
    else:
        verdict.lost.append(f"job {job['id']} is {job['status']}: {job['error']}")

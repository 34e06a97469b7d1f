"""The storm from its beginning to the verdict, and the table of what happened."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass

from tests.faults.storm import chronicle
from tests.faults.storm.clients import Clients, Ledger, parcels
from tests.faults.storm.faults import Storm
from tests.faults.storm.servers import Servers
from tests.faults.storm.verdict import Verdict, all_ended, judge, live

# Every job has ended so long after the last fault: what the project promises.
PROMISED_SECONDS = 60
# The faults go on until no more than this share of the files is left to do, so that they strike at work all the time.
LEFT = 0.1
# Clients are accepted by so long after the last fault, or never.
SEND_SECONDS = 60


@dataclass(frozen=True)
class Report:
    """What was done, what was said, and what came of it."""

    storm: Storm
    ledger: Ledger
    verdict: Verdict
    begin: float

    def __str__(self) -> str:
        ledger, verdict = self.ledger, self.verdict
        after = "never" if verdict.seconds is None else f"{verdict.seconds:.1f}"
        rows = [
            *(("fault", name, str(times)) for name, times in self.storm.done.most_common()),
            *(("answer", name, str(times)) for name, times in ledger.answers.most_common()),
            ("accepted", "uploads", str(len(ledger.accepted))),
            ("accepted", "files", str(sum(len(accepted.jobs) for accepted in ledger.accepted))),
            ("ended", "succeeded", str(verdict.succeeded)),
            *(("ended", f"failed, {code}", str(times)) for code, times in verdict.failed.items()),
            ("lost", "", str(len(verdict.lost))),
            ("doubled", "", str(len(verdict.doubled))),
            ("seconds", "from the last fault to the last end", after),
            ("seconds", "all in all", f"{time.monotonic() - self.begin:.0f}"),
        ]
        bad = [f"  {line}" for line in [*verdict.lost, *verdict.doubled, *verdict.wrong][:40]]
        return "\n".join([*(f"{kind:<10}{name:<40}{number:>8}" for kind, name, number in rows), *bad])


@dataclass(frozen=True)
class Plan:
    """How many uploads, spread over how many seconds at least, in a storm of how many seconds at most.

    The same seed plans the same storm; ``hurry`` makes pauses between the rare faults so many times shorter.
    """

    uploads: int
    seed: int
    sending: float
    longest: float
    hurry: float = 1.0


def run(servers: Servers, plan: Plan) -> Report:
    """Send uploads through the storm, let it end, and judge."""
    begin = time.monotonic()
    chronicle.begin(servers.database.url)
    todo = parcels(plan.uploads, random.Random(plan.seed))
    clients = Clients(servers.url, todo, plan.sending / plan.uploads)
    storm = Storm(servers, plan.seed, plan.hurry)
    files = sum(len(parcel.files) for parcel in todo)
    clients.start()
    storm.start()
    try:
        while (clients.busy or _left(servers) > LEFT * files) and time.monotonic() - begin < plan.longest:
            time.sleep(0.5)
        storm.end()
        storm.kill_everything()
        last_fault = time.monotonic()
        servers.wait()
        clients.finish(SEND_SECONDS)
    finally:
        clients.stop()
        storm.end()
    return Report(storm, clients.ledger, _verdict(servers, clients.ledger, storm, plan, last_fault), begin)


def _verdict(servers: Servers, ledger: Ledger, storm: Storm, plan: Plan, last_fault: float) -> Verdict:
    ended = all_ended(servers.database.url, last_fault + PROMISED_SECONDS)
    verdict = judge(ledger, servers.url, servers.database.url)
    verdict.seconds = ended and ended - last_fault
    verdict.wrong += storm.broken
    if ended is None:
        verdict.wrong.append(f"{live(servers.database.url)} jobs had not ended after {PROMISED_SECONDS} seconds")
    if len(ledger.accepted) != plan.uploads:
        verdict.wrong.append(f"only {len(ledger.accepted)} of {plan.uploads} uploads were accepted")
    return verdict


def _left(servers: Servers) -> int:
    try:
        return live(servers.database.url)
    except Exception:  # the database is away just now
        return 1_000_000_000

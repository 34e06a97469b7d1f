"""What is done to the servers, each by a thread of its own, at random moments."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import redis

from service.queues import QUEUE
from tests.faults.storm.servers import SWEEPERS, WORKERS, Servers, kill_one

Fault = Callable[[Servers, random.Random], str | None]
AWAY = (redis.RedisError, OSError)


def hurt_a_worker(servers: Servers, chance: random.Random) -> str | None:
    """SIGKILL a worker that has taken up work (started again at once), its nursery, or one of its children."""
    name = chance.choice(WORKERS)
    nurseries, children = servers.family(name)
    if not children:  # it starts still: where starting takes long, killing it again would only stop the work
        return None
    what = chance.choices(("worker", "nursery", "child"), (3, 1, 6))[0]
    if what == "nursery":
        return "nurseries killed" if kill_one(nurseries, chance) else None
    if what == "child":
        return "children killed" if kill_one(children, chance) else None
    servers.crash(name)
    servers.start(name)
    return "workers killed"


def kill_a_sweeper(servers: Servers, chance: random.Random) -> str:
    """SIGKILL a sweeper; it is away for a while."""
    name = chance.choice(SWEEPERS)
    servers.crash(name)
    time.sleep(chance.uniform(0, 3))
    servers.start(name)
    return "sweepers killed"


def kill_the_api(servers: Servers, chance: random.Random) -> str:
    """SIGKILL the API."""
    servers.crash("api")
    time.sleep(chance.uniform(0, 1))
    servers.start("api")
    return "API killed"


def kill_redis(servers: Servers, chance: random.Random) -> str:
    """SIGKILL Redis; it is away for a while."""
    servers.broker.crash()
    time.sleep(chance.uniform(0, 3))
    servers.broker.start()
    return "Redis killed"


def crash_postgres(servers: Servers, chance: random.Random) -> str:
    """End PostgreSQL at once; it is away for a while."""
    servers.database.crash()
    time.sleep(chance.uniform(0, 3))
    servers.database.start()
    return "PostgreSQL crashed"


def empty_redis(servers: Servers, chance: random.Random) -> str:
    """FLUSHALL."""
    with redis.Redis(port=servers.broker.port) as broker:
        broker.flushall()
    return "Redis emptied"


def copy_messages(servers: Servers, chance: random.Random) -> str | None:
    """Put some of the messages into the queue once more, and take a few out."""
    with redis.Redis(port=servers.broker.port) as broker:
        lying = broker.lrange(QUEUE, 0, 200)
        some = [message for message in lying if chance.random() < 0.5]
        if some:
            broker.rpush(QUEUE, *some)
        if lying and chance.random() < 0.1:
            broker.lrem(QUEUE, 0, chance.choice(lying))
    return "batches of messages doubled" if some else None


@dataclass(frozen=True)
class Kind:
    """A fault and the shortest and longest pause before the next of its kind, in seconds.

    A short storm hurries those that are ``rare``; workers killed oftener than they can start would get nothing done.
    """

    do: Fault
    least: float
    most: float
    rare: bool = True


KINDS = (
    Kind(hurt_a_worker, 0.7, 2, rare=False),
    Kind(copy_messages, 0.05, 0.3, rare=False),
    Kind(kill_a_sweeper, 4, 10),
    Kind(empty_redis, 5, 15),
    Kind(kill_the_api, 10, 20),
    Kind(kill_redis, 10, 20),
    Kind(crash_postgres, 12, 25),
)


class Storm:
    """All kinds of faults, until it is over; at the end all at once."""

    def __init__(self, servers: Servers, seed: int, hurry: float = 1.0):
        self.done: Counter[str] = Counter()
        self.broken: list[str] = []
        self._servers, self._hurry = servers, hurry
        self._over = threading.Event()
        self._threads = [
            threading.Thread(target=self._rage, args=(kind, random.Random(f"{seed} {kind.do.__name__}")), daemon=True)
            for kind in KINDS
        ]

    def start(self) -> None:
        """Let it begin."""
        for thread in self._threads:
            thread.start()

    def end(self) -> None:
        """Do nothing more."""
        self._over.set()
        for thread in self._threads:
            thread.join()
        if name := self._servers.processes.ended():
            self.broken.append(f"{name} had ended by itself")

    def kill_everything(self) -> None:
        """All at once, Redis emptied too; then everything is started again."""
        servers = self._servers
        for name in ("api", *WORKERS, *SWEEPERS):
            servers.crash(name)
        servers.broker.crash()
        servers.database.crash()
        servers.broker.start()
        empty_redis(servers, random.Random())
        servers.database.start()
        servers.start()
        self.done["everything killed at once"] += 1

    def _rage(self, kind: Kind, chance: random.Random) -> None:
        hurry = self._hurry if kind.rare else 1.0
        while not self._over.wait(chance.uniform(kind.least, kind.most) / hurry):
            try:
                if named := kind.do(self._servers, chance):
                    self.done[named] += 1
            except AWAY:  # Redis is, just now
                continue
            except Exception as error:
                self.broken.append(f"{kind.do.__name__}: {error!r}")
                raise

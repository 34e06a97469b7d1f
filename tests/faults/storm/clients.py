"""Clients that send until they are answered, and keep the only ledger of what was accepted."""

from __future__ import annotations

import hashlib
import queue
import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

import requests

from tests.client import STORY

THREADS = 4
TIMEOUT_SECONDS = 20
# So many uploads in a hundred hold more than one file, send a file that another one has sent, or are sent once more
# after the answer, as by a client that never got it.
MORE_FILES, SAME_FILE, SENT_AGAIN = 20, 4, 5


def mark(number: int) -> str:
    """What only this story says."""
    return f"Mã số tin của tòa soạn là {number}, phóng viên ghi nhận tại hiện trường."


def story(number: int) -> bytes:
    """A story with its number."""
    return f"{STORY}\n{mark(number)}\n".encode()


@dataclass(frozen=True)
class Sent:
    """One file of an upload."""

    number: int
    filename: str

    @property
    def content(self) -> bytes:
        """Its bytes."""
        return story(self.number)

    @property
    def sha256(self) -> str:
        """What the bytes are known by."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Parcel:
    """An upload to send."""

    key: str
    files: tuple[Sent, ...]
    again: bool


@dataclass(frozen=True)
class Accepted:
    """An upload that was answered with 202: its id, and the ids of its jobs in the order of its files."""

    upload_id: str
    jobs: tuple[str, ...]
    parcel: Parcel


@dataclass
class Ledger:
    """What the clients were told."""

    accepted: list[Accepted] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    answers: Counter[str] = field(default_factory=Counter)


def parcels(many: int, chance: random.Random) -> list[Parcel]:
    """So many uploads, most of one file, all files with numbers of their own but a few."""
    made: list[Parcel] = []
    number = 0
    for place in range(many):
        files = []
        for _ in range(chance.choice((2, 3)) if chance.randrange(100) < MORE_FILES else 1):
            number += 1
            files.append(Sent(number, f"story-{number}.txt"))
        if number > 50 and chance.randrange(100) < SAME_FILE:
            files[0] = Sent(chance.randint(1, number - 10), f"same-{place}.txt")
        key = f"{chance.getrandbits(64):016x}-{place}"
        made.append(Parcel(key, tuple(files), chance.randrange(100) < SENT_AGAIN))
    return made


class Clients:
    """Several threads that send parcels, each until it is accepted; at most one every ``pace`` seconds."""

    def __init__(self, url: str, todo: list[Parcel], pace: float):
        self.ledger = Ledger()
        self._url, self._pace = f"{url}/v1/uploads", pace * THREADS
        self._todo: queue.SimpleQueue[Parcel] = queue.SimpleQueue()
        for parcel in todo:
            self._todo.put(parcel)
        self._threads = [threading.Thread(target=self._run, daemon=True) for _ in range(THREADS)]
        self._stop = threading.Event()

    def start(self) -> None:
        """Begin to send."""
        for thread in self._threads:
            thread.start()

    @property
    def busy(self) -> bool:
        """Whether one of them still sends."""
        return any(thread.is_alive() for thread in self._threads)

    def finish(self, seconds: float) -> None:
        """Wait for so long until all is sent."""
        until = time.monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, until - time.monotonic()))

    def stop(self) -> None:
        """Send nothing more."""
        self._stop.set()

    def _run(self) -> None:
        with requests.Session() as session:
            while not self._stop.is_set():
                try:
                    parcel = self._todo.get_nowait()
                except queue.Empty:
                    return
                self._deliver(session, parcel)
                time.sleep(self._pace)

    def _deliver(self, session: requests.Session, parcel: Parcel) -> None:
        first = self._until_accepted(session, parcel)
        if first is None:
            return
        self.ledger.accepted.append(first)
        if parcel.again:
            second = self._until_accepted(session, parcel)
            if second != first:
                self.ledger.wrong.append(f"{parcel.key} gave {first} and then {second}")

    def _until_accepted(self, session: requests.Session, parcel: Parcel) -> Accepted | None:
        while not self._stop.is_set():
            answer = self._send(session, parcel)
            if answer is not None and answer.status_code == 202:
                told = answer.json()
                return Accepted(told["id"], tuple(job["id"] for job in told["jobs"]), parcel)
            if answer is not None and answer.status_code < 500:
                self.ledger.wrong.append(f"{parcel.key}: {answer.status_code} {answer.text[:200]}")
                return None
            time.sleep(0.2)
        return None

    def _send(self, session: requests.Session, parcel: Parcel) -> requests.Response | None:
        files = [("file", (file.filename, file.content)) for file in parcel.files]
        try:
            headers = {"Idempotency-Key": parcel.key}
            answer = session.post(self._url, files=files, headers=headers, timeout=TIMEOUT_SECONDS)
        except requests.RequestException as error:
            self.ledger.answers[type(error).__name__] += 1
            return None
        self.ledger.answers[str(answer.status_code)] += 1
        return answer

"""How a worker holds its children: makes them, gives them files, watches them, ends them."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from typing import Any

# How often a worker looks up from a child that is at work.
LOOK_UP_SECONDS = 0.25
START_SECONDS = 60


class Lost(Exception):
    """The child died over the file."""

    code = "worker-lost"


class NoChild(Exception):
    """No process could be made for a file: not the file's fault."""


class NotTaken(Exception):
    """The child died before it said that it had the file."""


class TooLong(Exception):
    """The child did not finish in time and was ended."""

    code = "time-limit"


@contextmanager
def _no_child() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise NoChild(f"No process could be made: {error}") from error


class Nursery:
    """The process that children come from; started when it is first needed, and again when it was lost."""

    def __init__(self, command: tuple[str, ...] = (sys.executable, "-m", "workers.children.nursery")):
        self._command = command
        self._lock = threading.Lock()
        self._process: subprocess.Popen | None = None
        self._socket: socket.socket | None = None
        self._version = ""

    def version(self) -> str:
        """The version of the pipeline that its children run; raises NoChild when it does not start."""
        with _no_child(), self._lock:
            self._running()
            return self._version

    def child(self) -> Child:
        """A new child; raises NoChild when none can be made."""
        ours, theirs = socket.socketpair()
        pipe = Connection(ours.detach())
        with _no_child(), theirs, self._lock:
            socket.send_fds(self._running(), [b"+"], [theirs.fileno()])
        return Child(pipe)

    def close(self) -> None:
        """Let it go; its children end with it."""
        with self._lock:
            if self._socket and self._process:
                self._socket.close()
                self._process.wait()
                self._socket = self._process = None

    def _running(self) -> socket.socket:
        if self._socket and self._process and self._process.poll() is None:
            return self._socket
        ours, theirs = socket.socketpair()
        with theirs:
            command = [*self._command, str(theirs.fileno())]
            self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)
        ours.settimeout(START_SECONDS)
        self._version = ours.makefile().readline().strip()
        if not self._version:
            self._process.kill()
            raise OSError("the nursery did not start; see the log")
        self._socket = ours
        return ours


class Child:
    """A process that works on one file at a time."""

    def __init__(self, pipe: Connection):
        self._pipe = pipe
        self._pid = 0
        self.is_spent = False
        try:
            self._pid = os.pidfd_open(int(pipe.recv_bytes()))
        except (OSError, EOFError) as error:
            raise NoChild("A process died before it took a file.") from error

    def work(self, asked: dict[str, Any], content: bytes, look_up: Callable[[str], None]) -> dict[str, Any]:
        """The child's answer about a file; ``look_up`` hears the stage several times a second and may raise.

        Raises NotTaken, Lost or TooLong; whatever is raised, the child is ended.
        """
        stages: list[str] = []
        try:
            return self._watch(asked, content, stages, look_up)
        except (EOFError, OSError) as error:
            self.end()
            raise (Lost("The process that worked on the file died.") if stages else NotTaken()) from error
        except BaseException:
            self.end()
            raise

    def _watch(
        self, asked: dict[str, Any], content: bytes, stages: list[str], look_up: Callable[[str], None]
    ) -> dict[str, Any]:
        deadline = time.monotonic() + asked["seconds"]
        self._pipe.send_bytes(json.dumps(asked).encode())
        self._pipe.send_bytes(content)
        while (left := deadline - time.monotonic()) > 0:
            if self._pipe.poll(min(LOOK_UP_SECONDS, left)):
                said = json.loads(self._pipe.recv_bytes().decode("utf-8", "surrogatepass"))
                if "stage" not in said:
                    self.is_spent = said["last"]
                    return said
                stages.append(said["stage"])
            look_up(stages[-1] if stages else "read")
        raise TooLong("Not finished in time.")

    def end(self) -> None:
        """Kill it, whatever it does."""
        self.is_spent = True
        self._pipe.close()
        if self._pid:
            with suppress(ProcessLookupError):
                signal.pidfd_send_signal(self._pid, signal.SIGKILL)
            os.close(self._pid)
            self._pid = 0

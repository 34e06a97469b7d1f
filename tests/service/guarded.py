"""APIs that ask for keys, beside the one of all tests and on the same database; keys made as operators make them."""

import itertools
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from click.testing import CliRunner, Result

from service.stack import embedded
from service.stack.processes import Processes, api
from tests.client import Client
from workers.cli import main

TINTAG = (sys.executable, "-c", "from workers.cli import main; main(prog_name='tintag')")
numbers = itertools.count(1)


def tintag(*words: str) -> Result:
    """``tintag keys`` in this process, which is quicker."""
    return CliRunner().invoke(main, ["keys", *words])


def tintag_process(*words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """``tintag keys`` as operators run it."""
    command = [*TINTAG, "keys", *words]
    return subprocess.run(command, env={**os.environ, **environ}, capture_output=True, text=True, check=False)


def key(*options: str, name: str | None = None) -> dict:
    """A new key, its token included."""
    made = tintag("create", name or f"key-{next(numbers)}", "--json", *options)
    assert made.exit_code == 0, made.stderr
    return json.loads(made.stdout)


@contextmanager
def guarded(servers: dict[str, str], log: Path, **environ: str) -> Iterator[str]:
    """The address of an API with TINTAG_AUTH=on and these settings."""
    port = embedded.free_port()
    processes = Processes({**servers, "TINTAG_AUTH": "on", **environ}, log)
    processes.start("api", api(port))
    try:
        embedded._answers(port, processes.running["api"])
        yield f"http://127.0.0.1:{port}"
    finally:
        processes.stop()


def holding(url: str, *options: str) -> Client:
    """A client with a new key."""
    return Client(url, key(*options)["token"])

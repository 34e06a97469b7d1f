"""A child's life: files in over a socket, stages and articles out, one file at a time, within limits.

What it hears: a JSON object (``document``: file name and hints, ``seconds``, ``memory_bytes``), then the file's bytes.
What it says: JSON objects, ``stage`` as each begins, so that the first says that the file has come, and at the end
``article`` or ``failure`` (``code, stage, detail``), with ``last`` when it goes.
"""

from __future__ import annotations

import json
import os
import resource
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from workers import pipeline
from workers.article import article
from workers.document import Document
from workers.errors import FileError
from workers.minhash import signature

# A child goes after so many files, or when it holds more than so much, and gives back what libraries have kept.
MOST_FILES = 500
MOST_BYTES = 600 * 1024 * 1024
MEMORY_CODE = "worker-lost"


def serve(socket_number: int) -> None:
    """Work on files until the worker closes the socket, or it is time to go."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    pipe = Connection(socket_number)
    pipe.send_bytes(str(os.getpid()).encode())
    for number in range(1, MOST_FILES + 1):
        try:
            asked, content = json.loads(pipe.recv_bytes()), pipe.recv_bytes()
        except EOFError:
            return
        limit(asked["memory_bytes"], asked["seconds"])
        answer = work(pipe, Document(content=content, **asked["document"]))
        last = number == MOST_FILES or _grown()
        pipe.send_bytes(json.dumps(answer | {"last": last}, ensure_ascii=False).encode("utf-8", "surrogatepass"))
        if last:
            return


def work(pipe: Connection, document: Document) -> dict[str, Any]:
    """What comes of a file: its article, or why there is none."""
    stage = ""

    def entered(name: str) -> None:
        nonlocal stage
        if name != stage:
            stage = name
            pipe.send_bytes(json.dumps({"stage": name}).encode())

    try:
        done = pipeline.run(document, entered)
        signed = signature(done.title, done.text)
        return {"article": article(done) | {"decoded": done.decoded, "signature": signed and signed.hex()}}
    except FileError as error:
        return _failure(error.code, error.stage, error.detail, final=True)
    except MemoryError:
        return _failure(MEMORY_CODE, stage, "The file needs more memory than one may use.", final=False)
    except Exception as error:
        return _failure("internal-error", stage, f"{type(error).__name__} while the file was at {stage}.", final=False)


def _failure(code: str, stage: str, detail: str, *, final: bool) -> dict[str, Any]:
    return {"failure": {"code": code, "stage": stage, "detail": detail}, "final": final}


def limit(memory_bytes: int, seconds: float) -> None:
    """No more memory than this, and no more processor time for the next file; the kernel sees to it."""
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, resource.RLIM_INFINITY))
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))


def _grown() -> bool:
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() > MOST_BYTES

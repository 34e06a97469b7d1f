"""A nursery whose children do what a file tells them: ``python -m tests.faults.poisoned_nursery FD``."""

from __future__ import annotations

import ctypes
import os
import re
import time
from functools import partial

from workers import pipeline
from workers.children import nursery
from workers.document import Document

PR_SET_PDEATHSIG = 1
POISON = re.compile(rb"POISON:([a-z-]+)")


def crash() -> None:
    """End the interpreter by a signal."""
    os.abort()


def segfault() -> None:
    """Read where nothing is."""
    ctypes.string_at(0)


def spin() -> None:
    """Never come back from C."""
    re.match(r"(a+)+$", "a" * 64 + "b")


def loop() -> None:
    """Never end."""
    while True:
        pass


def eat() -> None:
    """Want 4 GB."""
    bytearray(4 * 1024**3)


def exhaust() -> None:
    """Want 4 GB in C, where nobody raises MemoryError: the C library gives NULL, and the code writes to it."""
    libc = ctypes.CDLL(None)
    libc.malloc.restype = ctypes.c_void_p
    libc.malloc.argtypes = (ctypes.c_size_t,)
    ctypes.memset(libc.malloc(4 * 1024**3), 1, 16)


def orphan() -> None:
    """Spin although the worker is gone: only the kernel's limit on processor time is left."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, 0)
    loop()


def slow() -> None:
    """Take a second."""
    time.sleep(1)


def long() -> None:
    """Take longer than a worker that goes has for it."""
    time.sleep(30)


DOSES = {dose.__name__: dose for dose in (crash, segfault, spin, loop, eat, exhaust, orphan, slow, long)}


def poisoned(document: Document) -> Document:
    """The pipeline's first step, after what the file asks for."""
    if found := POISON.search(document.content):
        DOSES[found[1].decode()]()
    return read(document)


(_, read), *others = pipeline.STEPS

if __name__ == "__main__":
    pipeline.run = partial(pipeline.run, steps=(("read", poisoned), *others))
    nursery.main()

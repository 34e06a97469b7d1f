"""Stories that make a child of the test's own worker crash, spin or eat."""

import sys
import time

import psutil

from tests.client import story

OPTIONS = "--pool threads --concurrency 2 --loglevel WARNING --without-gossip --without-mingle"
WORKER = [sys.executable, *["-m", "celery", "-A", "tests.faults.poisoned_app", "worker"], *OPTIONS.split()]


def poison(name: str) -> bytes:
    """A story over which a child does this (see ``poisoned_nursery``)."""
    return story() + f"\nPOISON:{name}\n".encode()


def wait_until_gone(process: psutil.Process) -> None:
    """Until a process has ended, whether or not somebody has asked how."""
    while _lives(process):
        time.sleep(0.05)


def _lives(process: psutil.Process) -> bool:
    try:
        return bool(process.status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False

"""Stories that make a child of the test's own worker crash, spin or eat."""

import sys

from tests.client import story

OPTIONS = "--pool threads --concurrency 2 --loglevel WARNING --without-gossip --without-mingle"
WORKER = [sys.executable, *["-m", "celery", "-A", "tests.faults.poisoned_app", "worker"], *OPTIONS.split()]


def poison(name: str) -> bytes:
    """A story over which a child does this (see ``poisoned_nursery``)."""
    return story() + f"\nPOISON:{name}\n".encode()

"""How a call of the database waits where the API runs on greenlets (docs/adr/0010): on the loop of events itself.

psycopg's own way there is ``poll`` as gevent patches it, which makes and drops six objects for each wait.
"""

from __future__ import annotations

import sys
from collections.abc import Generator
from typing import Any

import psycopg


def patched() -> bool:
    """Whether what waits in this process gives way to other greenlets."""
    monkey = sys.modules.get("gevent.monkey")
    return monkey is not None and monkey.is_module_patched("select")


def wait(gen: Generator[Any, Any, Any], fileno: int, seconds: float) -> Any:
    """Run one of psycopg's generators to its end; OperationalError when that takes longer than so many seconds."""
    from gevent import Timeout, get_hub  # noqa: PLC0415 (workers run without it)

    try:
        state = next(gen)
        hub = get_hub()
        watcher = hub.loop.io(fileno, int(state))
        with Timeout(seconds, psycopg.OperationalError(f"the database was silent for {seconds} seconds")):
            try:
                while True:
                    hub.wait(watcher)
                    ready, state = state, gen.send(state)
                    if state != ready:
                        watcher.events = int(state)
            finally:
                watcher.close()
    except StopIteration as end:
        return end.value

"""Whether the worker of this host gave a sign of life lately: ``python -m workers.alive`` (exit code 0 or 1)."""

from __future__ import annotations

import socket
import sys

from service.store import workers
from service.store.database import transaction


def main() -> int:
    """0 when a worker of this host was seen within the last half minute."""
    with transaction() as session:
        return 0 if workers.any_lately(session, host=socket.gethostname()) else 1


if __name__ == "__main__":
    sys.exit(main())

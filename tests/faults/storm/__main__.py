"""``make faults``: 2,000 uploads while everything dies; exit code 1 when anything was lost or doubled."""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
import tempfile
from pathlib import Path

from tests.faults.storm.report import Plan, run
from tests.faults.storm.servers import serving

# An upload every so often at most, so that the faults strike while uploads come in and not only at what waits.
PACE_SECONDS = 0.06


def main() -> int:
    """Run the storm and print its table."""
    parser = argparse.ArgumentParser(prog="make faults", description=__doc__)
    parser.add_argument("--uploads", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=5, help="plans the uploads and the faults")
    parser.add_argument("--longest", type=float, default=1200, help="seconds after which the faults end")
    chosen = parser.parse_args()
    plan = Plan(chosen.uploads, chosen.seed, sending=chosen.uploads * PACE_SECONDS, longest=chosen.longest)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # and nothing is left running
    home = Path(tempfile.mkdtemp(prefix="tintag-storm-"))
    with serving(home) as servers:
        report = run(servers, plan)
    print(report)
    if report.verdict.is_good:
        shutil.rmtree(home, ignore_errors=True)
        return 0
    print(f"\nThe promise was not kept. Logs and data: {home}")
    return 1


if __name__ == "__main__":
    sys.exit(main())

"""Sample files written for this project, and beside each what it must give; ``python -m seeds`` sends them."""

from pathlib import Path

SAMPLES = Path(__file__).parent / "samples"

"""``python -m tests.bench.pace``: how many stories a second a process takes through the whole pipeline."""

from __future__ import annotations

from tests.bench.whole import STORIES, STORY, fastest

if __name__ == "__main__":
    print(f"{1 / fastest(STORY, STORIES).each():.1f}")

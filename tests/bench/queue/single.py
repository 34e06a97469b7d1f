"""One file of somebody's while a very large upload is worked on."""

from __future__ import annotations

from tests.bench.queue import members
from tests.bench.queue.site import Client, Site
from tests.bench.queue.verdicts import DELAY_SECONDS, Verdicts


def times(client: Client, count: int, seed: str) -> list[float]:
    """Seconds from sending a file until it is done, for so many, one after the other."""
    found = []
    for text in members.texts(count, seed):
        answer = client.post("/v1/uploads?filename=one.txt&wait=60", text.encode())
        if answer.status != 200 or answer.json["counts"]["succeeded"] != 1:
            raise RuntimeError(f"a single file was not done: {answer.status} {answer.content[:500]!r}")
        found.append(answer.seconds)
    return sorted(found)


def beside(site: Site, idle: list[float], upload: str, verdicts: Verdicts) -> None:
    """The same while an upload is worked on: from who sent that, and from somebody else."""
    usual = idle[len(idle) // 2]
    verdicts.says("one file on an idle service", _said(idle))
    for name, whose in (("archives", "one file of the same key"), ("desk", "one file of another key")):
        found = times(site.client(name), len(idle), f"beside-{name}")
        verdicts.says(f"{whose}, beside the upload", _said(found))
        verdicts.at_most(f"{whose}: delayed, worst", found[-1] - usual, DELAY_SECONDS, "s")
    counts = site.client("archives").get(f"/v1/uploads/{upload}").json["counts"]
    verdicts.holds("the upload was worked on all the time", counts["queued"] > 0, str(counts))


def _said(seconds: list[float]) -> str:
    return f"{seconds[len(seconds) // 2]:8.2f} s    worst {seconds[-1]:.2f}, {len(seconds)} files"

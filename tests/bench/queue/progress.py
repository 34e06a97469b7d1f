"""How far a very large upload is: its state, and its list of files from the first page to the last."""

from __future__ import annotations

from urllib.parse import quote

from tests.bench.queue.site import Client, Site
from tests.bench.queue.verdicts import Verdicts

# What an upload of many files may cost beside one of few: its state counts its jobs, a page finds its place by an index.
TIMES = 3
ASKED, PAGE = 40, 200


def state(site: Site, few: str, many: str, verdicts: Verdicts) -> None:
    """The state of two uploads, asked for in turns."""
    client = site.client("archives")
    for what, path in (("state", "/v1/uploads/{}"), ("failures", "/v1/uploads/{}/failures")):
        found = {upload: [client.get(path.format(upload)).seconds] for upload in (few, many)}
        for _ in range(ASKED):
            for upload, seconds in found.items():
                seconds.append(client.get(path.format(upload)).seconds)
        little, much = (_median(found[upload]) for upload in (few, many))
        why = f"{1000 * much:.0f} ms beside {1000 * little:.0f}"
        verdicts.at_most(f"{what} of the large upload beside a small one", much / little, TIMES, "times", why)


def pages(site: Site, upload: str, files: int, verdicts: Verdicts) -> None:
    """Every page of an upload's jobs: the last tenth of them costs what the first tenth does, and none is missed."""
    client, cursor = site.client("archives"), ""
    seen: list[str] = []
    seconds: list[float] = []
    while cursor is not None:
        answer = client.get(f"/v1/jobs?upload={upload}&limit={PAGE}{cursor and f'&cursor={quote(cursor)}'}")
        seconds.append(answer.seconds)
        seen.extend(job["id"] for job in answer.json["items"])
        cursor = answer.json["next"]
    tenth = max(1, len(seconds) // 10)
    first, last = _median(seconds[:tenth]), _median(seconds[-tenth:])
    why = f"{1000 * last:.0f} ms beside {1000 * first:.0f}, {len(seconds)} pages of {PAGE}"
    verdicts.at_most("last pages of its files beside the first", last / first, TIMES, "times", why)
    once = len(set(seen)) == len(seen) == files
    verdicts.holds("its pages list every file once", once, f"{len(seen):,} of {files:,}")


def ended(client: Client, upload: str, files: int, verdicts: Verdicts) -> None:
    """Every file of an upload has an end of its own."""
    answer = client.get(f"/v1/uploads/{upload}").json
    ends = answer["counts"]["succeeded"] + answer["counts"]["cancelled"] + answer["counts"]["failed"]
    verdicts.holds("every file has its outcome", answer["finished"] and ends == files, str(answer["counts"]))


def _median(seconds: list[float]) -> float:
    return sorted(seconds)[len(seconds) // 2]

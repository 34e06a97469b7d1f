"""``make compose-test``: the compose stack on a free port, used, hurt and taken down."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import requests

from service.stack.embedded import free_port
from tests.readers.made_files import LINES, TITLE, open_document, word
from tests.readers.test_eml import mail

ROOT = Path(__file__).parent.parent
PAGE = f"<!DOCTYPE html><html><body><h1>{TITLE}</h1>{''.join(f'<p>{text}</p>' for text in LINES[1:])}</body></html>"
SAMPLES = sorted((ROOT / "seeds" / "samples").glob("*.txt"))
PROJECT = f"tintag-test-{os.getpid()}"
MANY = 200


class Stack:
    """A compose project of its own, with settings in a file of its own."""

    def __init__(self, folder: str):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.session = requests.Session()
        self._env = Path(folder) / "env"
        self._env.write_text(f"POSTGRES_PASSWORD={secrets.token_hex(16)}\nPORT={self.port}\nTINTAG_LEASE_SECONDS=6\n")

    def compose(self, *words: str, check: bool = True) -> str:
        """Run docker compose on the project; its standard output."""
        command = ["docker", "compose", "-p", PROJECT, "--env-file", str(self._env), *words]
        return subprocess.run(command, cwd=ROOT, check=check, stdout=subprocess.PIPE, text=True).stdout

    def show_a_key(self) -> None:
        """Make the first key, as an operator does, and show it from here on."""
        token = self.compose("exec", "-T", "api", "tintag", "keys", "create", "compose-test").strip()
        self.session.headers["Authorization"] = f"Bearer {token}"

    def upload(self, files: list[tuple[str, bytes]], wait: int = 60) -> dict:
        """Upload files and wait for all of them."""
        parts = [("file", file) for file in files]
        answer = self.session.post(f"{self.url}/v1/uploads", files=parts, params={"wait": wait}, timeout=90)
        assert answer.status_code in {200, 202}, answer.text
        return answer.json()


def a_key_is_needed(stack: Stack) -> None:
    """Without a key 401, with the first one 200."""
    assert stack.session.get(f"{stack.url}/v1/jobs", timeout=10).status_code == 401
    stack.show_a_key()
    assert stack.session.get(f"{stack.url}/v1/jobs", timeout=10).status_code == 200
    print("a key is needed, and was made")


def the_image_is_compiled(stack: Stack) -> None:
    """The workers run the parsers that were compiled while the image was built."""
    told = stack.compose("exec", "-T", "worker", "python", "-c", "import workers.parsers.page as p; print(p.__file__)")
    assert told.strip().endswith(".so"), told
    print("parsers and taggers are compiled")


def samples_become_articles(stack: Stack) -> None:
    """Every sample gives an article with a block for each line; nearly all are of their kind and have their title.

    How well the samples are read is the gate's to say.
    """
    upload = stack.upload([(path.name, path.read_bytes()) for path in SAMPLES])
    assert upload["counts"]["succeeded"] == len(SAMPLES), upload
    right = 0
    for job, path in zip(upload["jobs"], SAMPLES, strict=True):
        article = stack.session.get(f"{stack.url}/v1/articles/{job['article_id']}", timeout=10).json()
        gold = json.loads(path.with_suffix(".json").read_text("utf-8"))
        right += (article["kind"], article["title"]) == (gold["kind"], gold["title"])
        assert len(article["blocks"]) == len(gold["lines"]), path.name
    assert right >= 0.8 * len(SAMPLES), right
    print(f"{len(SAMPLES)} samples became articles, {right} of their kind and with their title")


def other_formats_are_read(stack: Stack) -> None:
    """A page in HTML, a mail and a document, whose libraries run without a place to write to."""
    files = [
        ("tin.html", PAGE.encode()),
        ("tin.docx", word()),
        ("tin.eml", mail("Tin", PAGE, subject=TITLE)),
        ("tin.odt", open_document()),
    ]
    upload = stack.upload(files)
    assert upload["counts"]["succeeded"] == len(files), upload
    for job in upload["jobs"]:
        article = stack.session.get(f"{stack.url}/v1/articles/{job['article_id']}", timeout=10).json()
        assert (article["kind"], article["title"]) == ("article", TITLE), article["media_type"]
    print(f"{len(files)} other formats became articles")


def a_killed_worker_loses_nothing(stack: Stack) -> None:
    """A worker container dies while it works: all files are done all the same, each once."""
    files = [
        (f"{n}-{path.name}", path.read_bytes() + f"\n\n{n}\n".encode())
        for n, path in ((n, SAMPLES[n % len(SAMPLES)]) for n in range(MANY))
    ]
    upload = stack.upload(files, wait=0)
    _until(stack, upload["id"], lambda counts: counts["succeeded"] >= 5)
    victim = stack.compose("ps", "-q", "worker").split()[0]
    subprocess.run(["docker", "kill", victim], check=True, stdout=subprocess.DEVNULL)
    left = MANY - _counts(stack, upload["id"])["succeeded"]
    assert left > 0, "the worker was killed too late to show anything"
    print(f"killed a worker with {left} of {MANY} files to go")
    counts = _until(stack, upload["id"], lambda counts: counts["queued"] + counts["running"] == 0)
    assert counts["succeeded"] == MANY, counts
    jobs = stack.session.get(f"{stack.url}/v1/uploads/{upload['id']}", timeout=10).json()["jobs"]
    assert len({job["article_id"] for job in jobs}) == MANY
    print(f"all {MANY} files done")


def _counts(stack: Stack, upload_id: str) -> dict:
    return stack.session.get(f"{stack.url}/v1/uploads/{upload_id}", timeout=10).json()["counts"]


def _until(stack: Stack, upload_id: str, done, seconds: float = 120) -> dict:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if done(counts := _counts(stack, upload_id)):
            return counts
        time.sleep(0.05)
    raise AssertionError(f"not done within {seconds} seconds: {counts}")


def main() -> int:
    """Up, use, hurt, use, down; the project goes with its volumes whatever happened."""
    with tempfile.TemporaryDirectory() as folder:
        stack = Stack(folder)
        try:
            stack.compose("up", "--build", "--wait", "--wait-timeout", "180", "--scale", "worker=2", "--quiet-pull")
            ready = requests.get(f"{stack.url}/readyz", timeout=10)
            assert ready.status_code == 200, ready.text
            a_key_is_needed(stack)
            the_image_is_compiled(stack)
            samples_become_articles(stack)
            other_formats_are_read(stack)
            a_killed_worker_loses_nothing(stack)
            samples_become_articles(stack)
        except BaseException:
            print(stack.compose("logs", "--tail", "40", "--no-color", check=False), file=sys.stderr)
            raise
        finally:
            stack.compose("down", "--volumes", "--remove-orphans", "--timeout", "5", check=False)
    print("compose stack: 6 passed, 0 failed")
    return 0


if __name__ == "__main__":
    sys.exit(main())

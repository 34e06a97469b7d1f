"""Two processes of the API on the same stores answer alike."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from service.stack import embedded
from service.stack.__main__ import wait_until_ready
from service.stack.processes import Processes, api
from tests.client import Client, story

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def replica(servers, stack, home):
    """A second API."""
    port = embedded.free_port()
    processes = Processes(servers, home / "replica")
    processes.start("api", api(port))
    assert wait_until_ready(port, processes)
    yield Client(f"http://127.0.0.1:{port}")
    processes.stop()


def test_both_give_the_same_bodies(client, replica):
    upload = client.post_files(("a.txt", story()), ("b.txt", story()), wait=30).json()
    job = upload["jobs"][0]
    for path in (
        f"/v1/uploads/{upload['id']}",
        f"/v1/jobs/{job['id']}",
        f"/v1/jobs?upload={upload['id']}",
        f"/v1/articles/{job['article_id']}",
        f"/v1/articles?upload={upload['id']}",
        "/v1/tags?limit=5",
    ):
        here, there = client.get(path), replica.get(path)
        assert (here.status_code, here.json()) == (200, there.json()), path


def test_one_wakes_who_waits_for_what_came_in_through_the_other(client, replica, resting_worker):
    upload = client.post_files(("a.txt", story())).json()
    with ThreadPoolExecutor() as pool:
        waiting = pool.submit(replica.get, f"/v1/uploads/{upload['id']}", wait=60)
        resting_worker()
        assert waiting.result().json()["finished"]


def test_a_key_used_on_both_at_once_gives_one_upload(client, replica):
    for number in range(10):
        content, together = story(), threading.Barrier(4)

        def send(through, key=f"both-{number}", content=content, together=together):
            together.wait()
            answer = Client(through.url).post_files(("a.txt", content), headers={"Idempotency-Key": key})
            return answer.status_code, answer.json()["id"]

        with ThreadPoolExecutor(4) as pool:
            answers = set(pool.map(send, (client, replica) * 2))
        assert len(answers) == 1 and answers.pop()[0] == 202

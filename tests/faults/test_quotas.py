"""Quotas are counted, told in headers, and no reason to refuse anything while the broker is away."""

import signal

import pytest
import requests

from service.stack import embedded
from service.stack.processes import Processes
from tests.client import Client, story
from tests.service.guarded import guarded, holding, key
from tests.service.test_keys import refusal

pytestmark = pytest.mark.slow

LIMIT, REMAINING, RESET = "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset"
UNKNOWN = "00000000-0000-7000-8000-000000000000"


@pytest.fixture(scope="module")
def url(stack, servers, home):
    with guarded(servers, home / "quotas", TINTAG_QUOTA="4/hour") as address:
        yield address


def test_a_quota_is_told_with_every_answer_and_held(url):
    client = holding(url, "--quota", "2/hour")
    first = client.post_files(("a.txt", story()))
    assert (first.status_code, first.headers[LIMIT], first.headers[REMAINING]) == (202, "2", "1")
    assert 0 < int(first.headers[RESET]) <= 3601
    assert first.headers["Retry-After"] == "1"
    unknown = client.get(f"/v1/jobs/{UNKNOWN}")
    assert (unknown.status_code, unknown.headers[REMAINING]) == (404, "0")
    past = client.get("/v1/jobs")
    assert refusal(past) == (429, "too-many-requests")
    assert (past.headers[LIMIT], past.headers[REMAINING]) == ("2", "0")
    assert past.headers["Retry-After"] == past.headers[RESET]
    assert "2 per 1 hour" in past.json()["detail"]


def test_a_key_without_a_quota_has_that_of_the_settings_for_all_paths_together(url):
    one, other = holding(url), holding(url)
    paths = ("/v1/jobs", "/v1/articles", "/v1/tags", f"/v1/uploads/{UNKNOWN}", "/v1/jobs")
    assert [one.get(path).status_code for path in paths] == [200, 200, 200, 404, 429]
    assert other.get("/v1/jobs").headers[REMAINING] == "3"


def test_a_refused_request_costs_a_key_nothing_and_open_paths_count_nothing(url):
    client = holding(url, "--scope", "read", "--quota", "1/hour")
    assert client.post_files(("a.txt", story())).status_code == 403
    assert LIMIT not in client.get("/livez").headers
    assert LIMIT not in requests.get(f"{url}/v1/jobs", timeout=10).headers
    assert client.get("/v1/jobs").status_code == 200
    assert client.get("/v1/jobs").status_code == 429


def test_two_apis_count_together(stack, servers, home, url):
    with guarded(servers, home / "quotas-2", TINTAG_QUOTA="4/hour") as second:
        token = key("--quota", "3/hour")["token"]
        codes = [Client(address, token).get("/v1/jobs").status_code for address in (url, second, url, second)]
    assert codes == [200, 200, 200, 429]


@pytest.fixture
def frail(servers, home, tmp_path):
    """An API with a broker of its own, and the broker's process."""
    port = embedded.free_port()
    broker = Processes({}, tmp_path)
    process = broker.start(
        "redis", [embedded.redis_server(), "--port", str(port), "--save", "", "--dir", str(tmp_path)]
    )
    embedded._answers(port, process)
    with guarded(servers, home / "frail", REDIS_URL=f"redis://127.0.0.1:{port}/0") as address:
        yield address, process
    process.send_signal(signal.SIGCONT)
    broker.stop()


@pytest.mark.parametrize("fault", [signal.SIGSTOP, signal.SIGKILL], ids=lambda fault: fault.name)
def test_without_the_broker_requests_go_on_and_are_counted_all_the_same(frail, fault):
    address, process = frail
    client = holding(address, "--quota", "3/hour")
    assert client.get("/v1/jobs").headers[REMAINING] == "2"
    process.send_signal(fault)
    answers = [client.get("/v1/jobs") for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert [answer.headers[REMAINING] for answer in answers] == ["2", "1", "0", "0"]
    assert holding(address, "--quota", "3/hour").post_files(("a.txt", story())).status_code == 202

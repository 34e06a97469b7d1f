"""What Prometheus reads, and how a request is followed through the logs."""

import json
import re
import tempfile
import time
from pathlib import Path

import psutil
import pytest
import requests
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import select

from service.stack import embedded
from service.stack.processes import Processes, api
from service.store.database import transaction
from service.store.models import Job
from tests.client import story

OPERATIONS = Path(__file__).parent.parent.parent / "docs" / "operations.md"


def samples(client):
    """What /metrics serves: the value of each name with its labels."""
    answer = client.get("/metrics")
    assert answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/plain; version=")
    families = list(text_string_to_metric_families(answer.text))
    return {(one.name, *sorted(one.labels.items())): one.value for family in families for one in family.samples}


def total(found, name, **labels):
    """The sum of all series of a name that have these labels."""
    return sum(value for (one, *has), value in found.items() if one == name and labels.items() <= dict(has).items())


def until(condition, seconds=30):
    """Poll what becomes true within some seconds."""
    end = time.monotonic() + seconds
    while not (found := condition()) and time.monotonic() < end:
        time.sleep(0.2)
    return found


def lines(path):
    """The JSON lines of a log."""
    rows = path.read_text("utf-8", "replace").splitlines()
    return [json.loads(row) for row in rows if row.startswith("{")]


def test_requests_are_counted_by_route_and_never_by_path(client):
    labels = {"method": "GET", "route": "/v1/jobs/<uuid:job_id>", "status": "4xx"}
    before = total(samples(client), "tintag_http_request_seconds_count", **labels)
    for number in range(3):
        client.get(f"/v1/jobs/00000000-0000-0000-0000-00000000000{number}")
    client.get("/nowhere/at/all")
    client._session.request("BREW", client.url + "/livez")
    found = samples(client)
    assert total(found, "tintag_http_request_seconds_count", **labels) == before + 3
    assert total(found, "tintag_http_request_seconds_count", method="GET", route="", status="4xx") > 0
    assert total(found, "tintag_http_request_seconds_count", method="other") > 0
    assert not any("nowhere" in str(key) or "BREW" in str(key) or "00000000" in str(key) for key in found)


@pytest.fixture
def many_api(servers, home):
    """An API of two processes, and the process that they come from."""
    port = embedded.free_port()
    processes = Processes(servers, home / "many")
    with tempfile.TemporaryDirectory() as folder:
        arbiter = processes.start("api", [*api(port), "--workers", "2"], TMPDIR=folder)
        embedded._answers(port, arbiter)
        yield f"http://127.0.0.1:{port}", psutil.Process(arbiter.pid), Path(folder)
        processes.stop()


def children(process):
    """Those that live."""
    return {str(child.pid) for child in process.children() if child.status() != psutil.STATUS_ZOMBIE}


def counting(folder):
    """The processes that have files to count in."""
    return {path.stem.rpartition("_")[2] for path in folder.glob("tintag-metrics-*/*.db")}


@pytest.mark.slow
def test_processes_of_one_api_are_counted_together_also_those_that_died(many_api):
    url, arbiter, folder = many_api

    def counted():
        text = requests.get(f"{url}/metrics", timeout=30).text
        pattern = r'tintag_http_request_seconds_count{method="GET",route="/livez",status="2xx"} (\d+)'
        return int(float((re.findall(pattern, text) or ["0"])[0]))

    before = counted()
    for _ in range(30):  # each over a connection of its own, so to any of them
        requests.get(f"{url}/livez", timeout=30)
    assert counted() == before + 30
    assert len(list(folder.glob("tintag-metrics-*/*.db"))) >= 1
    arbiter.children()[0].kill()
    assert counted() == before + 30
    # one that is still being started would not hear that it is to stop
    assert until(lambda: requests.get(f"{url}/livez", timeout=30) and len(children(arbiter) & counting(folder)) == 2)
    arbiter.terminate()
    arbiter.wait(30)
    assert list(folder.glob("tintag-metrics-*")) == []


def test_what_waits_is_counted_and_has_an_age(client, resting_worker):
    for _ in range(2):
        client.post_files(("a.txt", story()))
    found = until(lambda: (now := samples(client))[("tintag_jobs", ("status", "queued"))] >= 2 and now)
    assert found[("tintag_oldest_waiting_seconds",)] > 0
    assert found[("tintag_broker_messages",)] >= 0
    assert found[("tintag_up", ("part", "database"))] == found[("tintag_up", ("part", "broker"))] == 1


def test_a_failed_job_shows_up_under_its_code(client):
    key = ("tintag_jobs_failed_last_hour", ("code", "unreadable-document"))
    before = samples(client).get(key, 0)
    upload = client.post_files(("a.pdf", b"%PDF-1.7 nothing"), wait=30).json()
    assert upload["jobs"][0]["error"]["code"] == "unreadable-document"
    assert until(lambda: samples(client).get(key, 0) == before + 1)


def test_workers_tell_how_long_each_stage_takes(client):
    """They tell it with their sign of life, every few seconds."""

    def timed():
        found = samples(client)
        return {
            stage: total(found, "tintag_stage_seconds_count", stage=stage) for stage in ("read", "parse", "tag", "save")
        }

    before, ended = timed(), total(samples(client), "tintag_worker_jobs_total", outcome="succeeded")
    client.article(story())
    assert until(lambda: all(number > before[stage] for stage, number in timed().items()))
    assert total(samples(client), "tintag_worker_jobs_total", outcome="succeeded") > ended
    assert samples(client)[("tintag_workers",)] >= 1


def test_the_table_of_the_documents_names_what_is_served(client):
    client.article(story())
    client.post_files(("a.pdf", b"%PDF-1.7 no file"), wait=30)
    named = set(re.findall(r"^\| `(tintag_\w+)", OPERATIONS.read_text("utf-8"), re.M))
    assert named

    def served():
        return {family.name for family in text_string_to_metric_families(client.get("/metrics").text)}

    until(lambda: served() == {name.removesuffix("_total") for name in named})
    assert served() == {name.removesuffix("_total") for name in named}


def test_the_id_of_a_request_is_answered_and_stands_in_the_logs_of_api_and_worker(client, home):
    sent = f"desk:{time.time_ns()}"
    answer = client.post_files(("a.txt", story()), headers={"X-Request-Id": sent}, wait=30)
    assert answer.headers["X-Request-Id"] == sent
    [line] = [one for one in lines(home / "log" / "api.log") if one.get("request_id") == sent]
    assert (line["event"], line["method"], line["path"], line["status"]) == ("request", "POST", "/v1/uploads", 200)
    assert line["ms"] > 0
    upload = answer.json()
    [job] = upload["jobs"]
    worked = until(lambda: [one for one in lines(home / "log" / "worker.log") if one.get("request_id") == sent])
    assert {(one["event"], one["job_id"], one["upload_id"]) for one in worked} == {
        ("succeeded", job["id"], upload["id"])
    }


def test_what_is_queued_again_is_queued_under_the_id_of_the_request_that_asks(client):
    upload = client.post_files(("a.pdf", b"%PDF-1.7 nothing here"), ("b.txt", story()), wait=30).json()
    failed, done = upload["jobs"]
    sent = f"again-{time.time_ns()}"
    for path, query in (
        (f"/v1/jobs/{failed['id']}/retry", {}),
        (f"/v1/articles/{done['article_id']}/reprocess", {}),
        ("/v1/articles/reprocess", {"upload": upload["id"]}),
    ):
        asked = requests.post(client.url + path, params=query, headers={"X-Request-Id": sent}, timeout=30)
        assert asked.status_code == 202, asked.text

    def queued():
        with transaction() as session:
            return session.scalars(select(Job).where(Job.request_id == sent)).all()

    assert until(lambda: len(queued()) == 3)
    assert failed["id"] in {str(job.id) for job in queued()}


@pytest.mark.parametrize("sent", ["", "two words", "x" * 101, "<script>"])
def test_an_id_that_is_none_is_replaced(client, sent):
    answer = requests.get(client.url + "/v1/jobs", headers={"X-Request-Id": sent}, timeout=30)
    assert re.fullmatch(r"[0-9a-f]{32}", answer.headers["X-Request-Id"])


def test_what_is_asked_again_and_again_has_no_line_in_the_log(client, home):
    for path in ("/livez", "/readyz", "/metrics", "/v1/tags"):
        client.get(path)
    paths = {one.get("path") for one in lines(home / "log" / "api.log")}
    assert "/v1/tags" in paths
    assert not paths & {"/livez", "/readyz", "/metrics"}


def test_a_refused_request_has_an_id_and_a_line_too(client, home):
    sent = f"refused-{time.time_ns()}"
    answer = requests.get(f"{client.url}/v1/jobs", params={"no": "such"}, headers={"X-Request-Id": sent}, timeout=30)
    assert (answer.status_code, answer.headers["X-Request-Id"]) == (422, sent)
    [line] = [one for one in lines(home / "log" / "api.log") if one.get("request_id") == sent]
    assert line["status"] == 422

"""A request, the jobs that it queued and their stages are one trace, sent to a collector of OpenTelemetry."""

import socket
import subprocess
import sys

import pytest

from service import settings
from service.app import create_app
from service.store import jobs, webhooks
from service.store.database import transaction
from service.traces import recording, traces
from tests.client import story
from tests.collector import Asked, Collected, told
from tests.receiver import receiving
from tests.service.made_articles import found
from workers.claims import claimed
from workers.courier import rounds


@pytest.fixture
def collector(servers, resting_worker, monkeypatch):
    """A collector for this process; nothing is sent to it before the end."""
    with receiving() as receiver:
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", receiver.url("/200"))
        monkeypatch.setenv("OTEL_BSP_SCHEDULE_DELAY", "600000")
        yield receiver
        traces.stop()


@pytest.fixture
def asking(collector, servers):
    """Posts to an application that traces."""
    app = create_app(settings.read({**servers, "OTEL_EXPORTER_OTLP_ENDPOINT": collector.url("/200")}))

    def post(path, asked, **sent):
        answer = app.test_client().post(path, headers=asked.headers, **sent)
        assert answer.status_code == 202, answer.text
        return answer.json

    return post


def uploaded(asking, asked, callback_url=None):
    """An upload whose only file is the next in line."""
    query = {"filename": "a.txt", "priority": "high"} | ({"callback_url": callback_url} if callback_url else {})
    return asking("/v1/uploads", asked, query_string=query, data=story(), content_type="text/plain")


def fails():
    """The next job in line fails in its second stage."""
    with claimed() as claim:
        claim.look_up("parse")
        claim.fail("unreadable-document", "It is no document.", retryable=False)


def succeeds():
    """The next job in line goes all the way."""
    with claimed() as claim:
        for stage in ("read", "parse", "tag"):
            claim.look_up(stage)
        claim.save(found([]))


def collected(collector):
    """What has been sent when all was."""
    traces.stop()
    return Collected(collector)


def test_a_request_its_job_and_the_job_s_stages_nest_in_the_client_s_trace(asking, collector):
    asked = Asked()
    upload = uploaded(asking, asked)
    succeeds()
    request, job, *stages = collected(collector).of(asked)
    assert (request.name, request.parent_span_id.hex()) == ("POST /v1/uploads", asked.parent)
    assert told(request)["http.route"] == "/v1/uploads" and told(request)["http.response.status_code"] == 202
    assert (job.name, job.parent_span_id) == ("tintag.process_job", request.span_id)
    named = {"tintag.job.id": upload["jobs"][0]["id"], "tintag.upload.id": upload["id"], "tintag.job.attempt": 1}
    assert told(job) == told(job) | named | {"tintag.job.outcome": "succeeded"}
    assert [stage.name for stage in stages] == ["read", "parse", "tag", "save"]
    assert {stage.parent_span_id for stage in stages} == {job.span_id}
    ends = [job.start_time_unix_nano, *(stage.end_time_unix_nano for stage in stages), job.end_time_unix_nano]
    assert ends == sorted(ends)


def test_a_failure_has_its_code_and_a_retry_belongs_to_the_request_that_asks_for_it(asking, collector):
    first, second = Asked(), Asked()
    [job] = uploaded(asking, first)["jobs"]
    fails()
    asking(f"/v1/jobs/{job['id']}/retry", second)
    succeeds()
    sent = collected(collector)
    request, tried, parse, save = sent.of(first)
    assert request.status.code == save.status.code == request.status.STATUS_CODE_UNSET
    assert tried.status.code == parse.status.code == parse.status.STATUS_CODE_ERROR
    assert told(tried)["error.type"] == told(parse)["error.type"] == "unreadable-document"
    request, tried, *_ = sent.of(second)
    assert request.name == "POST /v1/jobs/<uuid:job_id>/retry"
    assert tried.parent_span_id == request.span_id and told(tried)["tintag.job.outcome"] == "succeeded"


def test_a_webhook_belongs_to_the_trace_of_its_upload(asking, collector):
    asked = Asked()
    upload = uploaded(asking, asked, collector.url("/200/hook"))
    succeeds()
    with transaction() as session:
        webhooks.write(session)
        [delivery] = webhooks.page(session, {"upload": upload["id"]}, None, 1)
    collector.came.clear()
    rounds.send(delivery)
    assert collector.came.pop()[0] == "/200/hook"
    request, *_, webhook = collected(collector).of(asked)
    assert (webhook.name, webhook.parent_span_id) == ("tintag.webhook", request.span_id)
    assert told(webhook)["http.response.status_code"] == 200


def test_a_try_whose_worker_died_is_told_by_the_sweeper(asking, collector, resting_sweeper):
    from workers import sweeper  # noqa: PLC0415 (needs the settings of the servers)

    asked = Asked()
    uploaded(asking, asked)
    with transaction() as session:
        began = jobs.claim(session, -1).started_at
    sweeper.sweep()
    request, lost = collected(collector).of(asked)
    assert (lost.name, lost.parent_span_id) == ("tintag.process_job", request.span_id)
    assert told(lost)["error.type"] == "worker-lost"
    assert lost.start_time_unix_nano // 10**6 == int(began.timestamp() * 1000)


@pytest.fixture(params=["refuses", "is silent"])
def away(request, servers, monkeypatch):
    """An application whose collector is away."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        if request.param == "refuses":
            taken.close()
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"http://127.0.0.1:{port}")
        for name, value in (("SCHEDULE_DELAY", "10"), ("MAX_QUEUE_SIZE", "16"), ("MAX_EXPORT_BATCH_SIZE", "4")):
            monkeypatch.setenv(f"OTEL_BSP_{name}", value)
        monkeypatch.setattr(recording, "STOP_SECONDS", 0.1)
        yield create_app(settings.read({**servers, "OTEL_EXPORTER_OTLP_ENDPOINT": f"http://127.0.0.1:{port}"}))
        traces.stop()


@pytest.mark.timeout(20)  # the exporter alone would be at it for 10 seconds a batch
def test_a_collector_that_is_away_is_nobody_s_worry(away):
    client = away.test_client()
    assert [client.get("/v1/tags").status_code for _ in range(50)] == [200] * 50
    traces.stop()


def test_without_a_collector_nothing_is_loaded_for_traces(servers):
    """The client of Redis loads another part of the SDK, for its metrics, wherever that is installed."""
    program = (
        "import sys, service.app; service.app.create_app().test_client().get('/v1/tags')\n"
        "print([name for name in sys.modules if name.startswith(('opentelemetry.exporter', 'service.traces.'))])"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "[]"

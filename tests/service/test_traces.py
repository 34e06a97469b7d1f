"""A request, the jobs that it queued and their stages are one trace, sent to a collector of OpenTelemetry."""

import json
import secrets
import socket
import subprocess
import sys
from contextlib import contextmanager

import pytest
import requests
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from service import settings
from service.app import create_app
from service.stack import embedded
from service.stack.processes import Processes, api, worker
from service.traces import recording, traces
from tests.client import Client, story
from tests.conftest import resting
from tests.receiver import receiving

# The SDK sends nothing before its processes are asked to stop.
PATIENT = {"OTEL_BSP_SCHEDULE_DELAY": "600000"}


class Sent:
    """One client's request, in a trace that the client began."""

    def __init__(self):
        self.trace_id, self.parent = secrets.token_hex(16), secrets.token_hex(8)

    @property
    def headers(self):
        """What the client sends."""
        return {"traceparent": f"00-{self.trace_id}-{self.parent}-01"}


class Collected:
    """What the collector was sent: spans by trace."""

    def __init__(self, came):
        self.spans = []
        for path, _, body in came:
            assert path == "/200/v1/traces"
            for one in ExportTraceServiceRequest.FromString(body).resource_spans:
                told = {pair.key: pair.value.string_value for pair in one.resource.attributes}
                self.spans += [(told["service.name"], span) for scope in one.scope_spans for span in scope.spans]

    def of(self, sent):
        """The spans of a trace, those of the API first, as they began."""
        found = [(part, span) for part, span in self.spans if span.trace_id.hex() == sent.trace_id]
        return sorted(found, key=lambda pair: (pair[0], pair[1].start_time_unix_nano))


def told(span):
    """A span's attributes."""
    return {pair.key: getattr(pair.value, pair.value.WhichOneof("value")) for pair in span.attributes}


@pytest.fixture(scope="module")
def seen(servers, stack, home):
    """A good file, a broken one and its retry went through an API and a worker that trace; both were stopped."""
    good, bad, retry = Sent(), Sent(), Sent()
    with receiving() as collector, contextmanager(resting)(stack[0], "worker"):
        environ = {**servers, **PATIENT, "OTEL_EXPORTER_OTLP_ENDPOINT": collector.url("/200")}
        port, processes = embedded.free_port(), Processes(environ, home / "traced")
        try:
            processes.start("worker", worker(1))
            embedded._answers(port, processes.start("api", api(port)))
            client = Client(f"http://127.0.0.1:{port}")
            done = client.post_files(("a.txt", story()), headers=good.headers, wait=30).json()
            failed = client.post_files(("a.pdf", b"%PDF-1.7 none"), headers=bad.headers, wait=30).json()
            path = f"{client.url}/v1/jobs/{failed['jobs'][0]['id']}"
            requests.post(f"{path}/retry", headers=retry.headers, timeout=30)
            client.get(f"/v1/jobs/{failed['jobs'][0]['id']}", wait=30)
            client.get("/livez")
            client.close()
            assert collector.came == []
        finally:
            processes.stop()
        yield Collected(collector.came), good, bad, retry, done, home / "traced"


def test_a_request_its_job_and_the_job_s_stages_nest_in_the_client_s_trace(seen):
    collected, good, _, _, upload, _ = seen
    (of_api, request), (of_worker, job), *stages = collected.of(good)
    assert (of_api, request.name, request.parent_span_id.hex()) == ("tintag-api", "POST /v1/uploads", good.parent)
    assert told(request)["http.route"] == "/v1/uploads" and told(request)["http.response.status_code"] == 200
    assert (of_worker, job.name, job.parent_span_id) == ("tintag-worker", "tintag.process_job", request.span_id)
    [wanted] = upload["jobs"]
    named = {"tintag.job.id": wanted["id"], "tintag.upload.id": upload["id"], "tintag.job.attempt": 1}
    assert named | {"tintag.job.outcome": "succeeded"} | told(job) == told(job)
    assert [stage.name for _, stage in stages] == ["read", "parse", "tag", "save"]
    assert {stage.parent_span_id for _, stage in stages} == {job.span_id}
    for _, stage in stages:
        assert job.start_time_unix_nano <= stage.start_time_unix_nano <= stage.end_time_unix_nano
        assert stage.end_time_unix_nano <= job.end_time_unix_nano


def test_a_job_that_fails_is_an_error_with_its_code_and_so_is_the_stage(seen):
    collected, _, bad, _, _, _ = seen
    (_, request), (_, job), *stages = collected.of(bad)
    assert request.status.code == request.status.STATUS_CODE_UNSET
    for span in (job, stages[0][1]):
        assert span.status.code == span.status.STATUS_CODE_ERROR
        assert told(span)["error.type"] == "unreadable-document"
    assert [stage.name for _, stage in stages] == ["read", "save"]


def test_a_retry_belongs_to_the_request_that_asked_for_it(seen):
    collected, _, _, retry, _, _ = seen
    (_, request), (_, job), *_ = collected.of(retry)
    assert request.name == "POST /v1/jobs/<uuid:job_id>/retry"
    assert job.parent_span_id == request.span_id and told(job)["error.type"] == "unreadable-document"


def test_what_machines_ask_has_no_span_and_what_brings_no_trace_has_one_of_its_own(seen):
    collected, *_ = seen
    waited = [span for _, span in collected.spans if span.name == "GET /v1/jobs/<uuid:job_id>"]
    assert waited and not any(span.parent_span_id for span in waited)
    assert not any("livez" in span.name or "readyz" in span.name for _, span in collected.spans)


def test_the_logs_of_both_sides_name_the_trace(seen):
    _, good, _, _, _, folder = seen
    for name, event in (("api", "request"), ("worker", "succeeded")):
        rows = [json.loads(row) for row in (folder / f"{name}.log").read_text("utf-8").splitlines() if row[:1] == "{"]
        assert [row["event"] for row in rows if row.get("trace_id") == good.trace_id] == [event]


@pytest.fixture(params=["refuses", "is silent"])
def away(request, servers, monkeypatch):
    """An application whose collector is away."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        if request.param == "refuses":
            taken.close()
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"http://127.0.0.1:{port}")
        monkeypatch.setenv("OTEL_BSP_SCHEDULE_DELAY", "10")
        monkeypatch.setenv("OTEL_BSP_MAX_QUEUE_SIZE", "16")
        monkeypatch.setenv("OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "4")
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

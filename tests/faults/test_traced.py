"""API and worker send their last spans when they are asked to stop."""

import json

import pytest

from service.stack import embedded
from service.stack.processes import Processes, api, worker
from tests.client import Client, story
from tests.collector import Asked, Collected
from tests.receiver import receiving


@pytest.mark.slow
def test_what_api_and_worker_have_not_sent_is_sent_when_they_stop(servers, resting_worker, home):
    asked, patient = Asked(), {"OTEL_BSP_SCHEDULE_DELAY": "600000"}
    with receiving() as collector:
        environ = {**servers, **patient, "OTEL_EXPORTER_OTLP_ENDPOINT": collector.url("/200")}
        port, processes = embedded.free_port(), Processes(environ, home / "traced")
        processes.start("worker", worker(1))
        embedded._answers(port, processes.start("api", api(port)))
        client = Client(f"http://127.0.0.1:{port}")
        assert client.post_files(("a.txt", story()), headers=asked.headers, wait=60).status_code == 200
        client.get("/livez")
        client.close()
        assert collector.came == []
        processes.stop()
        sent = Collected(collector)
    assert [span.name for span in sent.of(asked)][:3] == ["POST /v1/uploads", "tintag.process_job", "read"]
    assert {service for service, _ in sent.spans} == {"tintag-api", "tintag-worker"}
    assert not any("livez" in span.name for _, span in sent.spans)
    for name, event in (("api", "request"), ("worker", "succeeded")):
        rows = (home / "traced" / f"{name}.log").read_text("utf-8").splitlines()
        lines = [json.loads(row) for row in rows if row.startswith("{")]
        assert [line["event"] for line in lines if line.get("trace_id") == asked.trace_id] == [event]

"""``python -m seeds`` against a service that only plays one."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from click.testing import CliRunner

import seeds
from seeds.__main__ import main

ARTICLE = {
    "kind": "article", "title": "Tin", "lead": None, "section": None, "byline": [], "source_url": None,
    "published": None, "blocks": [], "topics": [{"name": "thời tiết", "broader_top": "medtop:17000000"}], "money": [],
    "dates": [], "quotes": [], "entities": [{"id": "local:a", "name": "Mây", "type": "person", "mentions": []}],
}  # fmt: skip


class Play(BaseHTTPRequestHandler):
    """Accepts an upload, has it running first and finished when asked again."""

    ending = "succeeded"

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        assert b'name="file"; filename="' in body
        self._answer(202, "running")

    def do_GET(self):
        if self.path.startswith("/v1/articles/"):
            self._send(200, ARTICLE)
        else:
            assert self.path == "/v1/uploads/u1?wait=30"
            self._answer(200, self.ending)

    def _answer(self, code, status):
        error = {"code": "worker-lost"} if status == "failed" else None
        self._send(code, {"id": "u1", "jobs": [{"id": "j1", "status": status, "article_id": "a1", "error": error}]})

    def _send(self, code, value):
        body = json.dumps(value).encode()
        self.send_response(code)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def url(monkeypatch, tmp_path):
    for name in ("market_note", "login_form"):
        for suffix in (".txt", ".json"):
            (tmp_path / (name + suffix)).write_bytes((seeds.SAMPLES / (name + suffix)).read_bytes())
    monkeypatch.setattr("seeds.__main__.SAMPLES", tmp_path)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Play)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_what_came_out_and_how_far_it_agrees_is_printed(url):
    result = CliRunner().invoke(main, ["--url", url])
    assert result.exit_code == 0, result.output
    row = next(line for line in result.output.splitlines() if line.startswith("market_note"))
    assert row.split() == ["market_note", "article", "Tin", "Mây", "-", "-", "thời", "tiết", "-"]
    assert "line roles" in result.output
    assert "2 of 2 succeeded" in result.output


def test_repeat_sends_all_again(url):
    assert "6 of 6 succeeded" in CliRunner().invoke(main, ["--url", url, "--repeat", "3"]).output


def test_a_job_that_failed_is_named_and_fails_the_run(url, monkeypatch):
    monkeypatch.setattr(Play, "ending", "failed")
    result = CliRunner().invoke(main, ["--url", url])
    assert result.exit_code == 1
    assert "market_note.txt: failed" in result.stderr


def test_a_service_that_is_not_there_is_said_plainly():
    result = CliRunner().invoke(main, ["--url", "http://127.0.0.1:9"])
    assert result.exit_code == 1
    assert "http://127.0.0.1:9" in result.stderr

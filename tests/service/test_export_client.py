"""``Client.export`` and ``tintag export``: an export goes on where it stopped."""

import json
import socket
import threading
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from click.testing import CliRunner

from service.client import Client, ConnectionFailed
from tests.client import story
from workers.cli import main


@pytest.fixture(scope="module")
def upload(client) -> str:
    files = [(f"{number}.txt", story()) for number in range(6)]
    return client.post_files(*files, wait=60).json()["id"]


@pytest.fixture(scope="module")
def lines(client, upload) -> list[bytes]:
    return client.get("/v1/articles/export", upload=upload).content.splitlines(keepends=True)


@pytest.fixture
def run(client, monkeypatch):
    """``tintag export`` of an upload, in this process."""
    monkeypatch.setattr("service.client.transport.FIRST_PAUSE", 0.0)

    def run(out, upload, *words, url=client.url):
        words = ["export", "--out", str(out), "--upload", upload, "--json", *words]
        return CliRunner().invoke(main, words, env={"TINTAG_URL": url})

    return run


@contextmanager
def cutting(url: str, *after: int):
    """A way to a server on which the first connections break after so many bytes of the answer."""
    left, target = list(after), urlsplit(url)
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                near = listener.accept()[0]
            except OSError:
                return
            with near, socket.create_connection((target.hostname, target.port)) as far:
                far.sendall(near.recv(65536).replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
                most = left.pop(0) if left else 10**9
                while most > 0 and (piece := far.recv(min(most, 65536))):
                    near.sendall(piece)
                    most -= len(piece)

    threading.Thread(target=serve, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def test_articles_come_as_get_gives_them(client, upload, lines):
    with Client(client.url) as tintag:
        found = list(tintag.export(upload=upload))
        assert found == [tintag.article(one["id"]) for one in found] == [*map(json.loads, lines)]
        assert list(tintag.export(upload=upload, cursor=found[3]["id"])) == found[4:]


@pytest.mark.parametrize("shape", ["ndjson", "csv"])
def test_a_connection_that_breaks_is_taken_up_after_the_last_whole_row(client, upload, shape, monkeypatch):
    monkeypatch.setattr("service.client.transport.FIRST_PAUSE", 0.0)
    whole = client.get("/v1/articles/export", upload=upload, format=shape).content
    with cutting(client.url, 5000, 0, 600, len(whole) - 100) as url, Client(url) as tintag:
        assert b"".join(tintag.export_rows(shape, upload=upload)) == whole


def test_a_server_that_always_breaks_off_is_given_up(client, upload, monkeypatch):
    monkeypatch.setattr("service.client.transport.FIRST_PAUSE", 0.0)
    with cutting(client.url, *[300] * 9) as url, Client(url, retries=2) as tintag, pytest.raises(ConnectionFailed):
        list(tintag.export(upload=upload))


def test_an_export_is_a_file(run, upload, lines, tmp_path):
    told = run(tmp_path / "a", upload)
    assert (told.exit_code, told.stderr) == (0, "")
    assert json.loads(told.stdout) == {"file": str(tmp_path / "a"), "articles": 6, "after": None}
    assert (tmp_path / "a").read_bytes() == b"".join(lines)


@pytest.mark.parametrize("there", [0, 1, 3, 6])
def test_it_goes_on_after_the_last_whole_line_of_the_file(run, upload, lines, tmp_path, there):
    out = tmp_path / "a"
    out.write_bytes(b"".join(lines[:there]) + b"".join(lines[there:])[:100])
    told = json.loads(run(out, upload).stdout)
    assert told["articles"] == 6 - there and (told["after"] is None) == (there == 0)
    assert out.read_bytes() == b"".join(lines)


def test_an_article_at_the_end_that_was_deleted_is_taken_out(client, run, tmp_path):
    upload = client.post_files(*[(f"{number}.txt", story()) for number in range(3)], wait=60).json()["id"]
    run(tmp_path / "a", upload)
    lines = (tmp_path / "a").read_bytes().splitlines(keepends=True)
    client.delete(f"/v1/articles/{json.loads(lines[1])['id']}")
    (tmp_path / "a").write_bytes(b"".join(lines[:2]))
    assert run(tmp_path / "a", upload).exit_code == 0
    assert (tmp_path / "a").read_bytes() == lines[0] + lines[2]


def test_a_file_of_something_else_is_left_alone(run, upload, tmp_path):
    for content, shape in ((b"dear diary", "ndjson"), (b'"id"\r\n', "csv")):
        (tmp_path / shape).write_bytes(content)
        assert run(tmp_path / shape, upload, "--format", shape).exit_code == 2
        assert (tmp_path / shape).read_bytes() == content


def test_csv_is_written_as_it_comes(client, run, upload, tmp_path):
    assert json.loads(run(tmp_path / "a.csv", upload, "--format", "csv").stdout)["articles"] == 6
    assert (tmp_path / "a.csv").read_bytes() == client.get("/v1/articles/export", upload=upload, format="csv").content


@pytest.mark.parametrize("words", [(), ("--out", "-")])
def test_without_a_file_the_rows_go_down_the_pipe_and_nothing_else(client, upload, lines, words):
    words = ["export", "--upload", upload, "--json", *words]
    told = CliRunner().invoke(main, words, env={"TINTAG_URL": client.url})
    assert (told.exit_code, told.stdout_bytes) == (0, b"".join(lines))
    assert json.loads(told.stderr) == {"file": "-", "articles": 6, "after": None}


def test_a_file_that_cannot_be_written_is_wrong_usage(run, upload, tmp_path):
    told = run(tmp_path / "nowhere" / "a", upload)
    assert (told.exit_code, told.stdout) == (2, "") and "cannot be written" in told.stderr

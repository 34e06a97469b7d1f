"""``tintag upload``, ``tintag jobs``, ``tintag search``: the command line on the client."""

import json
import os
import re
import shlex
import signal
import subprocess
from itertools import islice
from pathlib import Path

import pytest
from click.testing import CliRunner

from service.client import Client, batches
from service.client.batches import Found
from service.commands.lists import FILTERS
from service.schemas.articles import ArticleListQuery
from service.schemas.fields import PageQuery
from tests.client import story
from tests.service.flaky import DROP, flaky
from tests.service.guarded import TINTAG
from workers.cli import main

FAR = {"TINTAG_URL": "http://127.0.0.1:1"}


@pytest.fixture
def run(client):
    """``tintag`` in this process, which is quicker."""

    def run(*words, url=client.url):
        return CliRunner().invoke(main, [*map(str, words)], env={"TINTAG_URL": url})

    return run


@pytest.fixture
def folder(tmp_path):
    """Three stories, one of them deeper, and hidden things."""
    for name in ("a.txt", "deep/b.txt", "c.txt", ".hidden.txt", ".git/d.txt"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(story())
    return tmp_path / "in"


def process(*words, **environ: str) -> subprocess.CompletedProcess[str]:
    """``tintag`` as people run it."""
    command = [*TINTAG, *map(str, words)]
    return subprocess.run(command, env={**os.environ, **environ}, capture_output=True, text=True, check=False)


def uploaded(run, *words) -> dict:
    """What ``tintag upload --json`` prints."""
    return json.loads(run("upload", "--json", *words).stdout)


def test_a_folder_is_sent_and_waited_for(client, folder):
    done = process("upload", folder, "--wait", TINTAG_URL=client.url)
    assert (done.returncode, done.stdout, done.stderr) == (0, "3 file(s) in 1 upload(s): 3 succeeded\n", "")


def test_without_wait_the_ids_of_the_uploads_are_printed(client, run, folder):
    told = run("upload", folder, "--priority", "low", "--published", "2025-03-05")
    assert (told.exit_code, told.stderr) == (0, "")
    [upload] = told.stdout.split()
    jobs = client.get("/v1/jobs", upload=upload).json()["items"]
    assert {job["priority"] for job in jobs} == {"low"}
    assert sorted(job["filename"] for job in jobs) == ["a.txt", "b.txt", "c.txt"]


def test_one_document_of_json_holds_everything(run, folder):
    (folder / "torn.pdf").write_bytes(b"%PDF-1.7 torn")
    told = run("upload", folder, "--json", "--wait")
    document = json.loads(told.stdout)
    assert told.exit_code == 1
    assert (document["files"], document["sent"], document["finished"]) == (4, 4, True)
    assert document["counts"] == {"queued": 0, "running": 0, "succeeded": 3, "failed": 1, "cancelled": 0}
    [failure] = document["failures"]
    assert failure["file"] == "torn.pdf" and failure["code"] and failure["detail"] and failure["job_id"]


def test_files_that_the_server_refuses_keep_no_other_from_being_sent(run, folder):
    (folder / "deep" / "empty.txt").write_bytes(b"")
    (folder / "noise.bin").write_bytes(bytes(range(256)) * 8)
    told = run("upload", folder, "--wait")
    assert told.exit_code == 1
    summary, *failures = told.stdout.splitlines()
    assert summary.startswith("5 file(s) in ") and summary.endswith(": 3 succeeded")
    assert sorted(line.split(": ")[:2] for line in failures) == [
        ["deep/empty.txt", "empty-file"],
        ["noise.bin", "unsupported-media-type"],
    ]


def test_a_file_that_cannot_be_read_is_told_and_the_others_are_sent(run, folder):
    (folder / "nowhere.txt").symlink_to("no such file")
    document = uploaded(run, folder)
    assert document["sent"] == 3
    assert [(one["file"], one["code"]) for one in document["failures"]] == [("nowhere.txt", "unreadable-here")]


def test_the_members_of_an_archive_are_named_as_the_server_names_them(run, tmp_path):
    (tmp_path / "crawl.jsonl").write_text('{"text": "x"}\n{"wrong": 1}\n')
    failures = uploaded(run, tmp_path / "crawl.jsonl", "--wait")["failures"]
    assert failures and all(one["file"].startswith("crawl.jsonl#") for one in failures)


def test_files_go_by_their_names_and_hidden_ones_only_when_named(run, folder):
    assert uploaded(run, folder, "--glob", "a*")["files"] == 1
    assert uploaded(run, folder / ".hidden.txt")["files"] == 1
    assert run("upload", folder, "--glob", "*.pdf").exit_code == 2


def test_batches_are_bounded_by_number_and_size(tmp_path):
    small = [Found(tmp_path / f"{number:03}", f"{number:03}") for number in range(101)]
    assert [len(batch) for batch in batches.cut(small)] == [50, 50, 1]
    for file, size in zip(small, (8, 8, 8, 30, 1), strict=False):
        with file.path.open("wb") as made:
            made.truncate(size * 1024 * 1024)
    assert [len(batch) for batch in batches.cut(small[:5])] == [2, 1, 1, 1]


def test_the_same_command_sends_nothing_twice_and_other_options_are_another_upload(run, folder):
    first, again, other = uploaded(run, folder), uploaded(run, folder), uploaded(run, folder, "--priority", "high")
    assert first["uploads"] == again["uploads"] != other["uploads"]


@pytest.mark.timeout(60)
def test_an_upload_that_was_killed_half_way_is_run_again_and_makes_each_file_once(client, tmp_path, run):
    for number in range(120):
        (tmp_path / f"killed-{number:03}.txt").write_bytes(story())
    with Client(client.url) as tintag:
        first = subprocess.Popen([*TINTAG, "upload", tmp_path], env={**os.environ, "TINTAG_URL": client.url})
        while not any(job["filename"].startswith("killed-") for job in islice(tintag.jobs(), 200)):
            assert first.poll() is None
        first.send_signal(signal.SIGKILL)
        first.wait()
        document = uploaded(run, tmp_path)
        assert (document["sent"], len(document["uploads"]), document["failures"]) == (120, 3, [])
        assert sorted(_ours(tintag)) == [f"killed-{number:03}.txt" for number in range(120)]


def _ours(tintag):
    return (job["filename"] for job in tintag.jobs() if job["filename"].startswith("killed-"))


def test_a_run_that_is_stopped_says_what_was_sent_and_how_to_go_on(run, folder):
    with flaky(401) as server:
        refused = run("upload", folder, url=server.url)
    assert (refused.exit_code, refused.stdout.strip()) == (1, "")
    assert refused.stderr.splitlines()[1].startswith("0 of 3 files were sent. Run the same command again")


@pytest.mark.parametrize("words", [("upload", Path(__file__)), ("jobs",), ("search",)])
def test_a_server_that_is_away_is_exit_code_3(words, monkeypatch):
    monkeypatch.setattr("service.client.transport.FIRST_PAUSE", 0.0)
    told = CliRunner().invoke(main, [*map(str, words), "--json"], env=FAR)
    assert told.exit_code == 3 and "cannot be reached" in told.stderr
    assert words[0] != "upload" or json.loads(told.stdout)["finished"] is False


@pytest.mark.parametrize(
    "words",
    [("upload",), ("upload", "no such file"), ("jobs", "--status", "lost"), ("search", "--kind", "poem")]
    + [("search", "--colour", "red"), ("search", "--published-from", "soon"), ("jobs", "--url", "here")],
)
def test_wrong_usage_is_exit_code_2(run, words):
    assert run(*words).exit_code == 2


def test_a_refusal_is_exit_code_1_and_a_line(run):
    with flaky(401) as server:
        told = run("jobs", url=server.url)
    assert (told.exit_code, told.stdout) == (1, "")
    assert told.stderr == "Error: unauthorized: <h1>not now</h1>\n"


def test_a_cut_connection_is_taken_up_again(run):
    with flaky(DROP) as server:
        told = run("jobs", url=server.url)
    assert (told.exit_code, len(server.seen)) == (0, 2)


def test_jobs_are_listed_with_what_became_of_them(run, folder):
    (folder / "torn.pdf").write_bytes(b"%PDF-1.7 torn")
    [upload] = uploaded(run, folder, "--wait")["uploads"]
    rows = [line.split() for line in run("jobs", "--upload", upload).stdout.splitlines()]
    assert rows[0] == ["ID", "STATUS", "FILE", "ARTICLE", "ERROR"]
    assert ["failed", "torn.pdf", "-"] in [row[1:4] for row in rows[1:]]
    failed = json.loads(run("jobs", "--upload", upload, "--status", "failed", "--json").stdout)
    assert [job["filename"] for job in failed] == ["torn.pdf"]
    assert len(json.loads(run("jobs", "--upload", upload, "--limit", "2", "--json").stdout)) == 2


def test_articles_are_searched_by_the_filters_of_the_api(run, folder):
    [upload] = uploaded(run, folder, "--wait")["uploads"]
    told = json.loads(run("search", "--upload", upload, "--json").stdout)
    assert len(told) == 3
    assert json.loads(run("search", "--upload", upload, "--kind", "listing", "--json").stdout) == []
    assert "Thành phố Cần Thơ" in run("search", "--upload", upload, "--kind", "article").stdout
    none = run("search", "--upload", upload, "--tag", "Q1", "--tag", "Q2", "--json")
    assert (none.exit_code, none.stdout) == (0, "[]\n")


def test_what_is_searched_for_is_shown_with_an_extract(run, folder):
    upload = uploaded(run, folder, "--wait")["uploads"][0]
    told = run("search", "--q", '"song hau" -zzz', "--upload", upload)
    assert told.stdout.splitlines()[0].split()[-1] == "EXTRACT"
    assert "sông Hậu" in told.stdout and "<mark>" not in told.stdout
    [one, *_] = json.loads(run("search", "--q", '"cây cầu"', "--upload", upload, "--json").stdout)
    assert "<mark>cây cầu</mark>" in one["snippet"]
    assert run("search", "--q", "-zzz").exit_code == 2
    wanted = ("cầu", "song", "--upload", upload, "--json")
    assert run("search", *wanted).stdout == run("search", "--q", "cầu song", *wanted[2:]).stdout != "[]\n"
    assert run("search", "cầu", "--q", "song").exit_code == 2


def test_every_filter_of_the_api_is_an_option():
    assert set(FILTERS) == set(ArticleListQuery().fields) - set(PageQuery().fields)


PAGE = (Path(__file__).parent.parent.parent / "docs/client.md").read_text("utf-8")


def test_the_python_that_the_page_shows_runs(client):
    program = re.search(r"```python\n(.*?)```", PAGE, re.S).group(1)
    told = subprocess.run(
        [TINTAG[0], "-c", program],
        env={**os.environ, "TINTAG_URL": client.url},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    lines = told.stdout.splitlines()
    assert any(line.startswith("SpaceX lần đầu bắt thành công") for line in lines) and lines[-1] == "404 not-found"


def test_the_commands_that_the_page_shows_are_understood(run, folder, monkeypatch):
    monkeypatch.chdir(folder.parent)
    folder.rename("crawl")
    Path("crawl/a.txt").rename("crawl/a.html")
    shown = re.findall(r"^tintag (.*)$", re.search(r"```sh\n(.*?)```", PAGE, re.S).group(1), re.M)
    assert [line.split()[0] for line in shown] == ["upload", "jobs", "search", "export"]
    assert [run(*shlex.split(line)).exit_code for line in shown] == [0, 0, 0, 0]


def test_the_document_that_the_page_shows_has_the_fields_of_the_real_one(run, folder):
    shown = json.loads(re.search(r"```json\n(.*?)```", PAGE, re.S).group(1))
    (folder / "torn.pdf").write_bytes(b"%PDF-1.7 torn")
    document = uploaded(run, folder, "--wait")
    assert shown.keys() == document.keys() and shown["counts"].keys() == document["counts"].keys()
    assert shown["failures"][0].keys() == document["failures"][0].keys()
    assert shown["failures"][0]["code"] == document["failures"][0]["code"]

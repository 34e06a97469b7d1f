"""Without a database nothing is half kept, and the answer says so."""

import os
import subprocess
from contextlib import contextmanager

import psutil
import pytest
from sqlalchemy import text

from service.stack import embedded
from service.stack.__main__ import wait_until_ready
from service.stack.processes import Processes, api
from service.store import database
from tests.client import Client, story

pytestmark = pytest.mark.slow


@pytest.fixture
def lonely_api(servers, home):
    """An API whose database is not there."""
    port = embedded.free_port()
    nowhere = f"postgresql://postgres@127.0.0.1:{embedded.free_port()}/none"
    processes = Processes({**servers, "DATABASE_URL": nowhere}, home / "lonely")
    processes.start("api", api(port))
    embedded._answers(port, processes.running["api"])
    yield Client(f"http://127.0.0.1:{port}")
    processes.stop()


def test_without_a_database_an_upload_is_503_with_retry_after(lonely_api):
    answer = lonely_api.post_files(("a.txt", story()))
    assert (answer.status_code, answer.json()["code"]) == (503, "database-away")
    assert int(answer.headers["Retry-After"]) > 0


def test_without_a_database_the_api_lives_but_is_not_ready(lonely_api):
    assert lonely_api.get("/livez").status_code == 200
    answer = lonely_api.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"status": "away", "database": "away", "broker": "ok", "worker": "away"}


def test_without_a_database_the_metrics_hold_what_there_is(lonely_api):
    told = lonely_api.get("/metrics")
    assert told.status_code == 200
    assert 'tintag_up{part="database"} 0.0' in told.text and 'tintag_up{part="broker"} 1.0' in told.text
    assert "tintag_broker_messages " in told.text and "tintag_jobs{" not in told.text


def test_a_process_with_wrong_settings_says_which_and_does_not_start():
    wrong = {**os.environ, "DATABASE_URL": "mysql://h/d", "REDIS_URL": "redis://h:1/0"}
    command = [".venv/bin/python", "-c", "from service.app import create_app; create_app()"]
    ended = subprocess.run(command, env=wrong, capture_output=True, text=True, check=False)
    assert ended.returncode != 0
    assert "DATABASE_URL" in ended.stderr


@pytest.fixture
def impatient_api(stack, servers, home):
    """An API that gives the database two seconds to answer."""
    port = embedded.free_port()
    processes = Processes(servers, home / "impatient")
    processes.start("api", api(port), TINTAG_DATABASE_SECONDS="2")
    assert wait_until_ready(port, processes)
    yield Client(f"http://127.0.0.1:{port}")
    processes.stop()


@pytest.mark.timeout(60)
def test_a_database_that_is_stopped_dead_is_503_and_is_used_again_when_it_goes_on(impatient_api):
    """Its sockets stay open and its port takes connections: only silence tells."""
    with stopped(postgres_processes()):
        answer = impatient_api.post_files(("a.txt", story()))
        assert (answer.status_code, answer.json()["code"]) == (503, "database-away")
        assert impatient_api.get("/livez").status_code == 200
        assert 'tintag_up{part="database"} 0.0' in impatient_api.get("/metrics").text
    assert impatient_api.article(story())["kind"] == "article"


def postgres_processes():
    """The server of this session: the process that the test's own connection talks to, its parent and its siblings."""
    with database.engine().connect() as connection:
        backend = psutil.Process(connection.execute(text("SELECT pg_backend_pid()")).scalar())
    return [backend.parent(), *backend.parent().children()]


@contextmanager
def stopped(processes):
    """Nobody of them moves while the block runs."""
    for process in processes:
        process.suspend()
    try:
        yield
    finally:
        for process in processes:
            process.resume()

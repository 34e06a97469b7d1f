"""Archives of many members: received in chunks, run when all are there, gone without a trace when refused."""

import hashlib
import json
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from weakref import WeakSet

import psutil
import pytest
from flask import Flask, g
from sqlalchemy import func, select, text, update

from service.api import receiving
from service.api.identity import ANYONE
from service.errors import Problem
from service.stack import embedded
from service.stack.processes import Processes, api
from service.store import database, jobs, uploads
from service.store.database import transaction
from service.store.models import Article, File, Job, Upload
from service.store.uploads import Incoming, Sender
from tests.client import Client
from tests.service.archive_files import tarred, zipped
from tests.service.test_bad_input import PNG, assert_problem

pytestmark = pytest.mark.slow

TABLES = (Upload, Job, Article, File)
MEMBERS = 1200
HELD = 1100  # in the third chunk: two are committed before it


def members(count=MEMBERS):
    mark = time.time()
    return [(f"2025/{n}.txt", f"Tin {n} trong ngày {mark}".encode()) for n in range(count)]


def rows():
    with transaction() as session:
        return {table.__tablename__: session.scalar(select(func.count()).select_from(table)) for table in TABLES}


def seen(look):
    """What ``look`` gives, as soon as it gives something; the test's timeout ends the patience."""
    while not (found := look()):
        time.sleep(0.02)
    return found


@contextmanager
def held(content):
    """An upload that holds these bytes stops where they are to be kept; gives a call that waits for it to stop."""
    with database.engine().connect() as connection:
        row = (hashlib.sha256(content).hexdigest(), content, len(content))
        connection.exec_driver_sql(
            "INSERT INTO files (sha256, content, size, created_at) VALUES (%s, %s, %s, now())", row
        )
        mine = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar()
        query = text("SELECT pid FROM pg_stat_activity WHERE :mine = ANY(pg_blocking_pids(pid))")

        def stopped():
            with transaction() as session:
                return session.scalar(query, {"mine": mine})

        yield lambda: seen(stopped)
        connection.rollback()


def coming():
    with transaction() as session:
        return session.scalar(select(Upload.id).where(Upload.complete_at.is_(None), Upload.plan.is_(None)))


def end(upload_id):
    """Spare the worker the files of an upload."""
    with transaction() as session:
        jobs.cancel(session, Job.upload_id == upload_id)


@pytest.fixture
def pool():
    with ThreadPoolExecutor(8) as pool:
        yield pool


def test_the_files_of_a_large_archive_run_when_all_of_them_are_there(client, pool):
    files, headers = members(), {"Idempotency-Key": f"key-{time.time()}"}
    content = zipped(*files)
    with held(files[HELD][1]) as stopped:
        answer = pool.submit(Client(client.url).post_files, ("x.zip", content), headers=headers)
        stopped()
        upload = client.get(f"/v1/uploads/{coming()}").json()
        assert (upload["finished"], upload["counts"]["queued"], len(upload["jobs"])) == (False, 1000, 1000)
        with transaction() as session:
            assert session.scalar(select(func.count(Job.turn)).where(Job.upload_id == upload["id"])) == 0
        second = client.post_files(("x.zip", content), headers=headers)
        assert_problem(second, 409, "conflict")
        assert second.headers["Retry-After"]
    assert (answer.result().status_code, answer.result().json()["id"]) == (202, upload["id"])
    with transaction() as session:
        query = select(Job.filename, Job.turn - func.min(Job.turn).over(), Job.position)
        found = session.execute(query.where(Job.upload_id == upload["id"]).order_by(Job.position)).all()
    assert found == [(name, place, place) for place, (name, _) in enumerate(files)]
    end(upload["id"])
    assert client.get(f"/v1/uploads/{upload['id']}").json()["finished"]
    assert client.post_files(("x.zip", content), headers=headers).json()["id"] == upload["id"]
    other = client.post_files(("x.zip", zipped(*files[:-1])), headers=headers)
    assert_problem(other, 422, "idempotency-key-reused")


def lines(files):
    return "\n".join(json.dumps({"text": content.decode()}) for _, content in files).encode()


@pytest.mark.parametrize(
    ("name", "content", "status", "code"),
    [
        ("x.zip", zipped(*members(), ("../b.txt", b"b")), 422, "unsafe-archive"),
        ("x.tar.gz", tarred(*members(), mode="w:gz")[:-6], 422, "unsafe-archive"),
        ("x.jsonl", lines(members(3001)), 422, "unsafe-archive"),
        ("x.tar", tarred(*((f"{n}.png", PNG + b"%d" % n) for n in range(600))), 415, "unsupported-media-type"),
    ],
    ids=["leads out at its end", "wrong at its end", "a file too many", "no text in it"],
)
def test_an_archive_refused_at_its_end_leaves_nothing_in_any_table(client, name, content, status, code):
    before = rows()
    assert_problem(client.post_files(("first.txt", members(1)[0][1]), (name, content)), status, code)
    assert rows() == before


def test_an_archive_refused_many_times_at_once_leaves_nothing(client, pool):
    before, content = rows(), zipped(*members(), ("../b.txt", b"b"))
    answers = pool.map(lambda _: Client(client.url).post_files(("x.zip", content)).status_code, range(4))
    assert set(answers) == {422}
    assert rows() == before


def test_what_another_upload_needs_is_left_when_an_archive_is_refused(client, resting_worker):
    files = members()
    kept = client.post_files(("a.txt", files[3][1]), ("b.txt", files[-1][1])).json()
    before = rows()
    assert client.post_files(("x.zip", zipped(*files, ("../b.txt", b"b")))).status_code == 422
    assert rows() == before
    resting_worker()
    assert client.get(f"/v1/uploads/{kept['id']}", wait=40).json()["counts"]["succeeded"] == 2


def test_a_connection_lost_between_two_chunks_is_503_and_nothing_is_kept(client, pool):
    before, files = rows(), members()
    with held(files[HELD][1]) as stopped:
        answer = pool.submit(Client(client.url).post_files, ("x.zip", zipped(*files)))
        pid = stopped()
        with transaction() as session:
            session.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": pid})
        assert_problem(answer.result(), 503, "database-away")
    assert rows() == before


@pytest.fixture
def second_api(servers, home):
    """An API that may die."""
    port = embedded.free_port()
    processes = Processes(servers, home / "second")
    processes.start("api", api(port))
    embedded._answers(port, processes.running["api"])
    yield Client(f"http://127.0.0.1:{port}"), processes.running["api"]
    processes.stop()


def killed(process):
    for one in [*psutil.Process(process.pid).children(recursive=True), process]:
        one.kill()
    process.wait()


def grow_old(upload_id):
    with transaction() as session:
        session.execute(
            update(Upload).where(Upload.id == upload_id).values(touched_at=func.now() - text("'2 min'::interval"))
        )


def test_what_an_api_received_before_it_was_killed_goes_with_the_sweeper(client, second_api, pool):
    before, files, headers = rows(), members(), {"Idempotency-Key": f"key-{time.time()}"}
    dying, process = second_api
    with held(files[HELD][1]) as stopped:
        answer = pool.submit(dying.post_files, ("x.zip", zipped(*files)), headers=headers)
        stopped()
        killed(process)
        assert answer.exception()
    grow_old(seen(coming))
    seen(lambda: coming() is None)
    assert rows() == before
    again = client.post_files(("x.zip", zipped(*files)), headers=headers)
    assert again.status_code == 202
    assert rows() == {name: count + (1 if name == "uploads" else MEMBERS) for name, count in before.items()}
    end(again.json()["id"])


def test_a_retry_waits_for_silence_but_not_for_the_sweeper(client, resting_sweeper):
    before, key, files = rows(), f"key-{time.time()}", [Incoming(content, name) for name, content in members(3)]
    with transaction() as session:
        upload = uploads.begin(session, Sender(idempotency_key=key))
        uploads.add(session, upload, files, Sender())

    def again():
        sent = [(file.filename, file.content) for file in files]
        return client.post_files(*sent, headers={"Idempotency-Key": key})

    assert_problem(again(), 409, "conflict")
    grow_old(upload.id)
    answer = again()
    assert answer.status_code == 202 and answer.json()["id"] != str(upload.id)
    assert rows() == {name: count + (1 if name == "uploads" else 3) for name, count in before.items()}


@pytest.fixture
def asked_by_anyone(servers):
    """A request without a key is being answered in this process."""
    with Flask("test").app_context():
        g.asker = ANYONE
        yield


@pytest.mark.usefixtures("asked_by_anyone")
def test_an_upload_that_was_given_up_while_it_came_in_is_refused(monkeypatch):
    monkeypatch.setattr(receiving, "CHUNK_FILES", 2)

    def slow():
        for name, content in members(5):
            yield Incoming(content, name)
            if upload_id := coming():
                with transaction() as session:
                    receiving.deletions.forget_uploads(session, [upload_id])

    before = rows()
    with pytest.raises(Problem) as refused:
        receiving.receive(slow(), Sender())
    assert (refused.value.status, refused.value.slug) == (409, "conflict")
    assert rows() == before


@pytest.mark.usefixtures("asked_by_anyone")
def test_no_more_than_a_few_chunks_of_files_are_in_memory(monkeypatch):
    monkeypatch.setattr(receiving, "CHUNK_FILES", 20)
    alive, most = WeakSet(), []

    def files():
        for name, content in members(1000):
            file = Incoming(content, name)
            alive.add(file)
            most.append(len(alive))
            yield file

    upload_id = receiving.receive(files(), Sender("low"))
    end(upload_id)
    assert max(most) <= 3 * 20 + 1


def test_chunks_are_bounded_by_bytes_and_a_larger_file_is_one_alone():
    size = receiving.CHUNK_BYTES
    sizes = (size // 2, size // 2, 1, 3 * size, size)
    cut = list(receiving._cut(Incoming(bytes(one), "a") for one in sizes))
    assert [(len(chunk.files), chunk.place, chunk.is_last) for chunk in cut] == [
        (2, 0, False),
        (1, 2, False),
        (1, 3, False),
        (1, 4, True),
    ]

"""Calls of the database end: with an answer, or with an error when there is none; and others have their turn."""

import json

import gevent
import psycopg
import pytest
from sqlalchemy import JSON
from sqlalchemy import text as sql

from service.store import database, waiting
from tests.receiver import until_true

ENDED = "SELECT pg_terminate_backend(%s, 5000)"


@pytest.fixture(params=["threads", "greenlets"])
def connect(request, servers, monkeypatch):
    """Makes connections that wait as those of a worker, or of the API, do."""
    monkeypatch.setattr(waiting, "patched", lambda: request.param == "greenlets")
    made = []

    def connect():
        made.append(database.Connection.connect(servers["DATABASE_URL"], autocommit=True))
        return made[-1]

    yield connect
    for one in made:
        one.close()


def test_what_is_large_comes_whole_in_both_directions(connect):
    large = "nắng" * 200_000
    assert connect().execute("SELECT length(%s), %s", [large, large]).fetchone() == (len(large), large)


def test_an_error_is_that_of_its_statement_alone(connect):
    connection = connect()
    with pytest.raises(psycopg.errors.DivisionByZero):
        connection.execute("SELECT 1 / 0")
    assert connection.execute("SELECT 1").fetchone() == (1,)


@pytest.mark.timeout(20)
def test_a_server_that_says_nothing_for_too_long_is_given_up(connect):
    connection = connect()
    with pytest.raises(psycopg.OperationalError):
        connection.wait(connection.cursor()._execute_gen("SELECT pg_sleep(30)"), timeout=0.2)
    assert connection.closed


@pytest.mark.timeout(20)
def test_a_connection_that_is_ended_while_it_waits_is_an_error(connect):
    connection, other = connect(), connect()
    other.execute(f"SELECT set_config('test.pid', '{connection.info.backend_pid}', false)")
    ending = "SELECT pg_sleep(0.1), pg_terminate_backend(current_setting('test.pid')::int)"
    other.pgconn.send_query(ending.encode())
    with pytest.raises(psycopg.OperationalError):
        connection.execute("SELECT pg_sleep(15)")
    assert connection.closed


def test_others_have_their_turn_while_a_greenlet_waits(servers, monkeypatch):
    monkeypatch.setattr(waiting, "patched", lambda: True)
    turns = []

    def other():
        while True:
            turns.append(gevent.sleep(0))

    with database.Connection.connect(servers["DATABASE_URL"]) as connection:
        greenlet = gevent.spawn(other)
        connection.execute("SELECT pg_sleep(0.1)")
        greenlet.kill()
    assert len(turns) > 10


@pytest.mark.timeout(20)
def test_a_greenlet_that_is_ended_waits_no_longer(servers, monkeypatch):
    monkeypatch.setattr(waiting, "patched", lambda: True)
    connection = database.Connection.connect(servers["DATABASE_URL"])
    greenlet = gevent.spawn(connection.execute, "SELECT pg_sleep(15)")
    gevent.sleep(0.05)
    greenlet.kill()
    assert greenlet.dead
    connection.close()


def test_a_connection_heard_a_moment_ago_is_fresh_until_the_server_ends_it(connect, monkeypatch):
    connection = connect()
    connection.execute("SELECT 1")
    assert connection.is_fresh()
    connect().execute(ENDED, [connection.info.backend_pid])

    def is_over():
        try:
            return not connection.is_fresh()
        except psycopg.OperationalError:
            return connection.closed

    until_true(is_over)
    monkeypatch.setattr(database, "FRESH_SECONDS", -1)
    lately = connect()
    lately.execute("SELECT 1")
    assert not lately.is_fresh()


def test_a_connection_that_was_ended_costs_nobody_an_error(servers):
    with database.transaction() as session:
        ended = session.connection().connection.driver_connection
    with psycopg.connect(servers["DATABASE_URL"], autocommit=True) as other:
        other.execute(ENDED, [ended.info.backend_pid])
    for _ in range(10):
        with database.transaction() as session:
            assert session.connection().connection.driver_connection is not ended


@pytest.mark.parametrize("written", ["[]", '["Nguyễn Văn A"]', ' {"a": [1, null]} ', "null", '"x"'])
def test_json_is_read_as_it_was_written(servers, written):
    asked = sql("SELECT CAST(:it AS json) AS it").columns(it=JSON)
    with database.transaction() as session:
        assert session.scalar(asked, {"it": written}) == json.loads(written)

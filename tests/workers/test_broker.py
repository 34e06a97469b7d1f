"""What a worker still wants of a connection to Redis that was given up."""

import pytest
from kombu import Connection
from redis.exceptions import ConnectionError

from workers.broker import Transport


@pytest.fixture
def connection(servers):
    """One to the Redis of the tests."""
    with Connection(servers["REDIS_URL"], transport=Transport) as made:
        yield made


@pytest.mark.parametrize("give_up", [Connection.collect, Connection.release], ids=["left", "closed"])
def test_an_acknowledgement_that_comes_too_late_fails_as_a_lost_connection_does(connection, give_up):
    channel = connection.default_channel
    give_up(connection)
    with pytest.raises(ConnectionError, match="given up"):
        channel.basic_ack("tag")

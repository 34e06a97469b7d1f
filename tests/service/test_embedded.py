"""The servers that come with Tintag, for machines where none is installed."""

import psutil
import psycopg
import pytest

from service.stack import embedded

GIB = 2**30


@pytest.fixture
def other(home, request):
    """A folder for a server of its own."""
    folder = home / request.node.name[:20]
    folder.mkdir(mode=0o755)
    return folder


def test_the_database_reads_by_itself(servers):
    with psycopg.connect(servers["DATABASE_URL"]) as connection:
        assert connection.execute("SHOW io_method").fetchone() == ("sync",)


def test_the_database_keeps_a_quarter_of_the_memory_up_to_8_gib(servers):
    with psycopg.connect(servers["DATABASE_URL"]) as connection:
        ((kept,),) = connection.execute("SELECT pg_size_bytes(current_setting('shared_buffers'))").fetchall()
    quarter = psutil.virtual_memory().total // 4
    assert min(quarter, 8 * GIB) - 2**20 <= kept <= min(quarter, 8 * GIB)


def test_what_an_operator_sets_counts_more_than_our_settings(other):
    with embedded.postgres(other) as url, psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET shared_buffers = '64MB'")
    with embedded.postgres(other) as url, psycopg.connect(url) as connection:
        assert connection.execute("SHOW shared_buffers").fetchone() == ("64MB",)


def test_a_folder_of_an_older_version_takes_our_settings(other):
    folder = other / "postgres"
    with embedded.postgres(other):
        pass
    (folder / embedded.OURS).unlink()
    settings = folder / "postgresql.conf"
    settings.write_text(settings.read_text("utf-8").replace(embedded.INCLUDED, "io_method = sync"), "utf-8")
    with embedded.postgres(other) as url, psycopg.connect(url) as connection:
        assert connection.execute("SHOW shared_buffers").fetchone() != ("128MB",)

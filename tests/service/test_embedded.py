"""The servers that come with Tintag, for machines where none is installed."""

import tempfile
from pathlib import Path

import psutil
import psycopg
import pytest

from service.stack import embedded


@pytest.fixture
def other(home):
    """A folder for a server of its own."""
    folder = Path(tempfile.mkdtemp(dir=home))
    folder.chmod(0o755)
    return folder


def test_the_database_reads_by_itself(servers):
    with psycopg.connect(servers["DATABASE_URL"]) as connection:
        assert connection.execute("SHOW io_method").fetchone() == ("sync",)


def kept(folder):
    """What a server keeps in its memory, in MiB."""
    with embedded.postgres(folder) as url, psycopg.connect(url) as connection:
        ((size,),) = connection.execute("SELECT pg_size_bytes(current_setting('shared_buffers'))").fetchall()
    return size // 2**20


def test_the_database_keeps_a_quarter_of_the_memory_up_to_8_gib(other, tmp_path, monkeypatch):
    monkeypatch.setattr(embedded, "LIMIT", tmp_path / "none")
    assert kept(other) == min(psutil.virtual_memory().total // 2**20 // 4, 8192)


@pytest.mark.parametrize("limit", [768, 1024])
def test_in_a_container_it_is_a_quarter_of_what_that_may_take(other, tmp_path, monkeypatch, limit):
    monkeypatch.setattr(embedded, "LIMIT", tmp_path / "memory.max")
    embedded.LIMIT.write_text(f"{limit * 2**20}\n", "ascii")
    assert kept(other) == limit // 4


def test_a_container_without_a_limit_has_all_of_the_memory(other, tmp_path, monkeypatch):
    monkeypatch.setattr(embedded, "LIMIT", tmp_path / "memory.max")
    embedded.LIMIT.write_text("max\n", "ascii")
    assert kept(other) == min(psutil.virtual_memory().total // 2**20 // 4, 8192)


def test_what_an_operator_sets_counts_more_than_our_settings(other):
    with embedded.postgres(other) as url, psycopg.connect(url, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET shared_buffers = '64MB'")
    assert kept(other) == 64


def test_a_folder_of_an_older_version_takes_our_settings(other):
    folder = other / "postgres"
    with embedded.postgres(other):
        pass
    (folder / embedded.OURS).unlink()
    settings = folder / "postgresql.conf"
    settings.write_text(settings.read_text("utf-8").replace(embedded.INCLUDED, "io_method = sync"), "utf-8")
    assert kept(other) != 128

"""A ZIP's directory is read piece by piece and says what zipfile says."""

import io
import time
import tracemalloc
import zipfile
from itertools import pairwise

import gevent
import pytest

from service.archives import ArchiveError, directory
from service.archives.directory import Zip
from tests.service.archive_files import zipped

TOLD = ("filename", "header_offset", "compress_size", "file_size", "CRC", "flag_bits", "external_attr", "compress_type")


def many(count):
    name = "2025/03/05/mot-ten-dai-nhu-cua-bai-bao-tren-mang-trong-thu-vien-cua-toa-soan/tin-so"
    return zipped(*((f"{name}-{n}.txt", b"%d" % n) for n in range(count)), method=zipfile.ZIP_STORED)


def told(infos):
    return [[getattr(info, name) for name in TOLD] for info in infos]


@pytest.mark.parametrize("before", [b"", b"a program that unpacks itself" * 1000], ids=["alone", "behind a program"])
@pytest.mark.parametrize("count", [1, 3000], ids=["one entry", "several blocks"])
@pytest.mark.parametrize("most", [1 << 16, 0], ids=["an old end", "the end of a large ZIP"])
def test_the_entries_are_those_of_zipfile_in_its_order(monkeypatch, count, before, most):
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", most)
    content = before + many(count)
    assert (b"PK\x06\x06" in content) == (most == 0)
    with zipfile.ZipFile(io.BytesIO(content)) as expected, Zip(io.BytesIO(content)) as archive:
        assert told(archive.entries()) == told(expected.infolist())
        first, *_, last = [*archive.entries(), *archive.entries()]
        assert (archive.read(first), archive.read(last)) == (b"0", b"%d" % (count - 1))


def test_no_more_than_a_block_of_entries_is_in_memory(tmp_path):
    path = tmp_path / "x.zip"
    path.write_bytes(many(8000))
    with path.open("rb") as file, Zip(file) as archive:
        tracemalloc.start()
        assert sum(1 for _ in archive.entries()) == 8000
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 4 * 1024 * 1024  # zipfile takes 6, and more the more there are


def test_others_have_their_turn_at_every_block(monkeypatch):
    monkeypatch.setattr(time, "sleep", gevent.sleep)  # as in the API
    turns, read = [], []

    def other():
        while True:
            turns.append(len(read))
            gevent.sleep(0)

    with Zip(io.BytesIO(many(8000))) as archive:
        greenlet = gevent.spawn(other)
        for entry in archive.entries():
            read.append(entry)
        gevent.kill(greenlet)
    longest = max(later - earlier for earlier, later in pairwise([*turns, len(read)]))
    assert len(read) == 8000 and longest < 160  # 16 KiB of entries of this size


def test_an_entry_may_be_longer_than_a_block():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        for name in "abc":
            info = zipfile.ZipInfo(name)
            info.comment = b"x" * 65_535
            made.writestr(info, name)
    with Zip(content) as archive:
        assert [(entry.filename, len(entry.comment)) for entry in archive.entries()] == [(n, 65_535) for n in "abc"]


def test_a_directory_that_is_too_large_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(directory, "MOST_BYTES", 1000)
    with pytest.raises(ArchiveError) as refused:
        Zip(io.BytesIO(many(20)))
    assert refused.value.code == "unsafe-archive"


def test_an_entry_that_ends_behind_the_directory_is_broken():
    content = bytearray(many(2))
    last = content.rindex(b"PK\x01\x02")
    content[last + 28] += 1  # its name is a character longer
    with Zip(io.BytesIO(bytes(content))) as archive, pytest.raises(zipfile.BadZipFile):
        list(archive.entries())

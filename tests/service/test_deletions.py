"""Deletion takes nothing that another upload needs, however close they come."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from service.store import deletions, jobs, uploads
from service.store.database import transaction
from service.store.models import Article, File, Job
from service.store.uploads import Incoming
from tests.client import story


@pytest.fixture
def file(servers):
    return Incoming(story(), "a.txt")


def begun(file):
    """An upload that is coming in."""
    with transaction() as session:
        upload = uploads.begin(session, uploads.Sender())
        uploads.add(session, upload, [file], uploads.Sender())
        return upload.id


def forget(upload_id):
    with transaction() as session:
        deletions.forget_uploads(session, [upload_id])


def accept(file):
    with transaction() as session:
        return uploads.receive(session, [file], uploads.Sender("low")).id


def kept(file):
    with transaction() as session:
        return (
            session.scalars(select(Article.id).where(Article.sha256 == file.sha256)).all(),
            session.scalars(select(File.sha256).where(File.sha256 == file.sha256)).all(),
        )


def assert_whole(upload_id, file):
    """Its job has its article, and the article its bytes."""
    with transaction() as session:
        job = session.scalars(select(Job).where(Job.upload_id == upload_id)).one()
        assert job.article_id and job.article.file.content == file.content
        jobs.cancel(session, Job.id == job.id)


def test_nothing_is_left_of_a_forgotten_upload(file):
    forget(begun(file))
    assert kept(file) == ([], [])


def test_a_file_that_comes_again_while_it_is_being_deleted_is_kept(file):
    upload_id = begun(file)
    with ThreadPoolExecutor(1) as pool:
        with transaction() as session:
            deletions.forget_uploads(session, [upload_id])
            again = pool.submit(accept, file)
            with pytest.raises(TimeoutError):  # it waits for the deletion's end
                again.result(0.5)
        assert_whole(again.result(), file)


def test_a_file_that_is_being_taken_is_not_deleted(file):
    upload_id = begun(file)
    with transaction() as session:
        uploads._slots(session, [file], "")  # before the job is there
        with ThreadPoolExecutor(1) as pool:
            pool.submit(forget, upload_id).result()
        again = uploads.receive(session, [file], uploads.Sender("low"))
    assert_whole(again.id, file)
    forget(again.id)
    assert kept(file) == ([], [])


def test_two_uploads_of_the_same_file_forgotten_at_once_leave_nothing(file):
    first, second = begun(file), begun(file)
    with ThreadPoolExecutor(1) as pool:
        with transaction() as session:
            deletions.forget_uploads(session, [first])
            other = pool.submit(forget, second)
            with pytest.raises(TimeoutError):
                other.result(0.5)
        other.result()
    assert kept(file) == ([], [])


@pytest.mark.usefixtures("resting_worker", "resting_sweeper")
def test_an_accepted_job_never_loses_its_article_to_a_deletion():
    for _ in range(30):
        file = Incoming(story(), "a.txt")
        upload_id, start = begun(file), threading.Barrier(2)
        with ThreadPoolExecutor(2) as pool:
            deleted = pool.submit(lambda start=start, one=upload_id: (start.wait(), forget(one)))
            taken = pool.submit(lambda start=start, file=file: (start.wait(), accept(file))[1])
            deleted.result()
            assert_whole(taken.result(), file)
        forget(taken.result())
        assert kept(file) == ([], [])


def test_a_large_upload_goes_part_by_part(servers, monkeypatch):
    monkeypatch.setattr(deletions, "AT_ONCE", 2)
    monkeypatch.setattr(deletions, "PART", 4)
    files = [Incoming(story(), f"{n}.txt") for n in range(9)]
    with transaction() as session:
        upload = uploads.begin(session, uploads.Sender())
        uploads.add(session, upload, files, uploads.Sender())
    left = []
    for _ in range(3):
        with transaction() as session:
            is_gone = deletions.forget_end(session, upload.id)
            left.append((is_gone, len(uploads.queued(session, upload.id))))
    assert left == [(False, 5), (False, 1), (True, 0)]
    assert [kept(file) for file in files] == [([], [])] * 9

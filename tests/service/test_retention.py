"""What was kept as long as the settings say goes; time goes by in the database."""

import pytest
from sqlalchemy import select

from service import settings
from service.store import retention, uploads
from service.store.database import transaction
from service.store.models import Article, Deleted, File, Job, Upload
from tests.client import story
from tests.service.tables import ago, counts
from workers.retention import Retention

DAYS = 30


@pytest.fixture
def a_round(servers, monkeypatch):
    """One call of the sweeper's, thirty days being the time that all is kept."""
    monkeypatch.setenv("TINTAG_KEEP_ORIGINALS", str(DAYS))
    monkeypatch.setenv("TINTAG_KEEP_JOBS", str(DAYS))
    settings.current.cache_clear()

    def first_of_a_sweeper():
        Retention()()

    yield first_of_a_sweeper
    monkeypatch.undo()
    settings.current.cache_clear()


def age(days, sha256, *, processed=None):
    """The file came in, and was processed, so many days ago."""
    ago(days, File, File.sha256 == sha256, columns=("created_at",))
    ago(processed or days, Article, Article.sha256 == sha256, columns=("processed_at",))


def age_upload(days, upload_id, *, ended=None):
    """An upload came in, and its jobs ended, so many days ago."""
    ago(days, Upload, Upload.id == upload_id, columns=("created_at", "complete_at"))
    ago(ended or days, Job, Job.upload_id == upload_id, columns=("finished_at",))


def bytes_of(article):
    with transaction() as session:
        return session.scalar(select(File.content).where(File.sha256 == article["sha256"]))


def problem(answer):
    return answer.status_code, answer.json()["code"]


def test_bytes_are_dropped_when_their_time_is_over_and_the_text_stays(client, a_round):
    article = client.article(story())
    place = f"/v1/articles/{article['id']}"
    text = client.get(f"{place}/original", decoded=1).text
    before = counts()
    age(DAYS - 1, article["sha256"])
    a_round()
    assert client.get(f"{place}/original").status_code == 200
    age(DAYS + 1, article["sha256"])
    a_round()
    answer = client.get(f"{place}/original")
    assert problem(answer) == (410, "gone")
    assert "no longer kept" in answer.json()["detail"]
    assert client.get(f"{place}/original", decoded=1).text == text
    assert client.get(place).json()["text"] == article["text"]
    assert counts() == before


def test_bytes_stay_while_an_article_made_of_them_is_young(client, a_round):
    article = client.article(story())
    age(DAYS * 9, article["sha256"], processed=DAYS - 1)
    a_round()
    assert bytes_of(article)


def test_bytes_of_a_file_that_could_not_be_read_are_dropped_too(client, a_round):
    job = client.post_files(("a.pdf", b"%PDF-1.4 " + story()), wait=30).json()["jobs"][0]
    assert job["status"] == "failed"
    with transaction() as session:
        sha256 = session.get_one(Job, job["id"]).article.sha256
    ago(DAYS + 1, File, File.sha256 == sha256, columns=("created_at",))
    a_round()
    assert bytes_of({"sha256": sha256}) is None


def test_bytes_stay_while_a_job_waits_for_them_however_old_they_are(client, a_round):
    article = client.article(story())
    with transaction() as session:
        job = session.scalar(select(Job).where(Job.article_id == article["id"]))
        job.status, job.turn = "queued", None
    age(DAYS * 9, article["sha256"])
    a_round()
    assert bytes_of(article)
    with transaction() as session:
        session.get_one(Job, job.id).status = "cancelled"
    a_round()
    assert bytes_of(article) is None


def test_the_same_bytes_sent_again_are_kept_anew(client, a_round):
    content = story()
    article = client.article(content)
    age(DAYS + 1, article["sha256"])
    a_round()
    assert bytes_of(article) is None
    job = client.post_files(("b.txt", content), wait=30).json()["jobs"][0]
    assert (job["duplicate"], job["article_id"]) == (True, article["id"])
    assert client.get(f"/v1/articles/{article['id']}/original").content == content
    a_round()
    assert bytes_of(article) == content


def test_a_job_over_dropped_bytes_fails_with_a_reason(client, a_round):
    article = client.article(story())
    age(DAYS + 1, article["sha256"])
    a_round()
    with transaction() as session:
        job = session.scalar(select(Job).where(Job.article_id == article["id"]))
        job.status, job.finished_at, job.force, job.turn = "queued", None, True, 0
    job = client.get(f"/v1/jobs/{job.id}", wait=30).json()
    assert (job["status"], job["error"]["code"], job["error"]["retryable"]) == ("failed", "original-gone", False)


def test_old_uploads_and_their_jobs_are_forgotten_and_their_articles_stay(client, a_round):
    before = counts()
    upload = client.post_files(("a.txt", story()), ("b.txt", story()), wait=30).json()
    between = counts()
    age_upload(DAYS - 1, upload["id"])
    a_round()
    assert len(client.get(f"/v1/uploads/{upload['id']}").json()["jobs"]) == 2
    assert counts() == between
    age_upload(DAYS + 1, upload["id"])
    a_round()
    ids = [("uploads", upload["id"])] + [("jobs", job["id"]) for job in upload["jobs"]]
    assert {problem(client.get(f"/v1/{kind}/{one}")) for kind, one in ids} == {(410, "gone")}
    assert {client.get(f"/v1/articles/{job['article_id']}").status_code for job in upload["jobs"]} == {200}
    assert counts() == between | {name: before[name] for name in ("uploads", "jobs")}
    assert client.get("/v1/articles", upload=upload["id"]).json()["items"] == []


def test_an_upload_stays_until_its_last_job_ended_long_ago(client, a_round):
    upload = client.post_files(("a.txt", story()), ("b.txt", story()), wait=30).json()
    first, second = (job["id"] for job in upload["jobs"])
    age_upload(DAYS + 1, upload["id"])
    ago(1, Job, Job.id == second, columns=("finished_at",))
    a_round()
    assert len(client.get(f"/v1/uploads/{upload['id']}").json()["jobs"]) == 2
    with transaction() as session:
        session.get_one(Job, second).finished_at = None
    a_round()
    assert client.get(f"/v1/jobs/{first}").status_code == 200
    age_upload(DAYS + 1, upload["id"])
    a_round()
    assert client.get(f"/v1/jobs/{first}").status_code == 410


def many_ended(number):
    """An upload of so many files whose jobs were cancelled long ago."""
    with transaction() as session:
        files = [uploads.Incoming(story(), "a.txt") for _ in range(number)]
        upload = uploads.receive(session, files)
        jobs = session.scalars(select(Job).where(Job.upload_id == upload.id)).all()
        for job in jobs:
            job.status, job.turn = "cancelled", None
    age_upload(DAYS + 1, upload.id)
    return upload.id, {job.id for job in jobs}


def test_a_large_upload_goes_in_batches_without_a_pause(servers, a_round, monkeypatch):
    monkeypatch.setattr(retention, "AT_ONCE", 10)
    upload_id, job_ids = many_ended(25)
    sweeper, left = Retention(), []
    for _ in range(4):
        sweeper()
        with transaction() as session:
            left.append(len(session.scalars(select(Job.id).where(Job.upload_id == upload_id)).all()))
    assert left == [15, 5, 0, 0]
    with transaction() as session:
        assert session.get(Upload, upload_id) is None
        gone = session.scalars(select(Deleted.id).where(Deleted.id.in_([upload_id, *job_ids]))).all()
        assert set(gone) == job_ids | {upload_id}


def test_two_sweepers_at_once_leave_each_other_alone(servers, monkeypatch):
    monkeypatch.setattr(retention, "AT_ONCE", 1)
    first, second = many_ended(1)[0], many_ended(1)[0]
    with transaction() as one, transaction() as other:
        assert (retention.forget_ended(one, DAYS), retention.forget_ended(other, DAYS)) == (2, 2)
        assert retention.drop_originals(one, DAYS) == retention.drop_originals(other, DAYS) == 0
    with transaction() as session:
        assert session.get(Upload, first) is None and session.get(Upload, second) is None


def test_what_is_kept_for_ever_is_not_looked_at(client):
    article = client.article(story())
    age(9999, article["sha256"])
    Retention()()
    assert bytes_of(article)
    age(0, article["sha256"])

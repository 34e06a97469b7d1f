"""Deleting an article deletes it."""

import threading

import pytest

from service.store import uploads
from service.store.database import transaction
from service.store.models import Deleted, Job
from tests.client import story
from tests.service.made_articles import found, kept
from tests.service.tables import counts

NOBODY = "0190a000-0000-7000-8000-000000000000"


def telling_of(name):
    """A story with a name of a person that no other story has."""
    return story() + f"\nÔng {name}, giám đốc bến tàu, cho biết thêm về kế hoạch. Ông {name} vui mừng.\n".encode()


def problem(answer):
    return answer.status_code, answer.json()["code"]


def is_gone(client, article_id):
    place = f"/v1/articles/{article_id}"
    answers = [client.get(place), client.get(f"{place}/original"), client.get(f"{place}/original", decoded=1)]
    return {problem(answer) for answer in [*answers, client.delete(place)]} == {(410, "gone")}


def test_nothing_of_a_deleted_article_is_left_but_its_id(client):
    before = counts()
    article = client.article(telling_of("Trần Khắc Bường"))
    between = counts()
    assert all(between[table] > before[table] for table in before), "the test needs a tag that no other article has"
    answer = client.delete(f"/v1/articles/{article['id']}")
    assert (answer.status_code, answer.content) == (204, b"")
    after = counts()
    # the history of what was sent stays: one upload with one job
    assert after == before | {name: before[name] + 1 for name in ("uploads", "jobs")}
    assert is_gone(client, article["id"])


def test_the_job_of_a_deleted_article_stays_without_it(client):
    job = client.post_files(("a.txt", story()), wait=30).json()["jobs"][0]
    client.delete(f"/v1/articles/{job['article_id']}")
    assert client.get(f"/v1/jobs/{job['id']}").json() == job | {"article_id": None}


def test_tags_that_other_articles_carry_stay_and_count_one_less(client):
    kept, deleted = (client.article(telling_of("Trịnh Khắc Sềnh")) for _ in range(2))
    tag = {"type": "person", "q": "trịnh khắc sềnh"}
    assert [row["articles"] for row in client.get("/v1/tags", **tag).json()["items"]] == [2]
    client.delete(f"/v1/articles/{deleted['id']}")
    assert [row["articles"] for row in client.get("/v1/tags", **tag).json()["items"]] == [1]
    assert client.get(f"/v1/articles/{kept['id']}").json() == kept
    client.delete(f"/v1/articles/{kept['id']}")
    assert client.get("/v1/tags", **tag).json()["items"] == []


def test_bytes_that_another_article_is_made_of_stay(client):
    content = story()
    first = client.article(content)
    hinted = client.post_files(("b.txt", content), data={"published": "2025-01-01"}, wait=30).json()["jobs"][0]
    assert hinted["article_id"] != first["id"]
    client.delete(f"/v1/articles/{first['id']}")
    assert client.get(f"/v1/articles/{hinted['article_id']}/original").content == content


def test_the_same_bytes_sent_again_are_a_new_article(client):
    content = story()
    old = client.article(content)
    client.delete(f"/v1/articles/{old['id']}")
    job = client.post_files(("a.txt", content), wait=30).json()["jobs"][0]
    assert (job["status"], job["duplicate"]) == ("succeeded", False)
    assert job["article_id"] != old["id"]
    assert client.get(f"/v1/articles/{job['article_id']}/original").content == content
    assert is_gone(client, old["id"])


def test_an_article_that_never_was_is_not_found(client):
    assert problem(client.delete(f"/v1/articles/{NOBODY}")) == (404, "not-found")


def test_an_article_that_is_not_processed_yet_is_not_deleted(client, resting_worker):
    job = client.post_files(("a.txt", story())).json()["jobs"][0]
    assert problem(client.delete(f"/v1/articles/{job['article_id']}")) == (404, "not-ready")
    resting_worker()
    assert client.get(f"/v1/jobs/{job['id']}", wait=30).json()["status"] == "succeeded"


def test_jobs_that_wait_for_a_deleted_article_are_cancelled_and_their_watchers_told(client, resting_worker):
    content = story()
    resting_worker()
    article = client.article(content)
    with transaction() as session:
        upload = uploads.receive(session, [uploads.Incoming(content, "a.txt")])
        upload_id = upload.id
        job = session.query(Job).filter_by(upload_id=upload_id).one()
        job_id, job.status, job.turn, job.finished_at = job.id, "queued", None, None
    seen = []
    watcher = threading.Thread(
        target=lambda: seen.append(client.__class__(client.url).get(f"/v1/jobs/{job_id}", wait=30).json()["status"])
    )
    watcher.start()
    assert client.delete(f"/v1/articles/{article['id']}").status_code == 204
    watcher.join(20)
    assert seen == ["cancelled"]


def test_an_id_that_was_deleted_keeps_its_tenant(client):
    article = kept(found([]), "a paper")
    client.delete(f"/v1/articles/{article}")
    with transaction() as session:
        assert session.get_one(Deleted, article).tenant == "a paper"


@pytest.mark.parametrize("kind", ["jobs", "uploads"])
def test_an_id_that_never_was_is_not_found(client, kind):
    assert problem(client.get(f"/v1/{kind}/{NOBODY}")) == (404, "not-found")

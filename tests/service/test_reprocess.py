"""Articles are worked on again."""

import time
from uuid import uuid4

from service.store.database import transaction
from service.store.models import Article
from tests.client import story


def test_an_article_is_processed_again_under_its_id(client):
    before = client.article(story())
    with transaction() as session:  # as if an older pipeline had read it
        session.get_one(Article, before["id"]).title = "Đọc sai"
    answer = client.post(f"/v1/articles/{before['id']}/reprocess")
    job = answer.json()
    assert (answer.status_code, answer.headers["Location"]) == (202, f"/v1/jobs/{job['id']}")
    done = client.get(f"/v1/jobs/{job['id']}", wait=30).json()
    assert (done["status"], done["duplicate"], done["article_id"]) == ("succeeded", False, before["id"])
    after = client.get(f"/v1/articles/{before['id']}").json()
    assert after["title"] == before["title"]
    assert after["processed_at"] > before["processed_at"]


def test_an_article_stays_readable_until_it_has_been_processed_again(client, resting_worker):
    resting_worker()
    article = client.article(story())
    job = client.post(f"/v1/articles/{article['id']}/reprocess").json()
    assert client.get(f"/v1/articles/{article['id']}").status_code == 200
    client.get(f"/v1/jobs/{job['id']}", wait=30)


def test_an_article_that_is_not_there_is_not_processed_again(client):
    assert client.post(f"/v1/articles/{uuid4()}/reprocess").status_code == 404


def test_all_articles_that_pass_a_filter_are_processed_again_in_the_background(client):
    first = client.post_files(*((f"{n}.txt", story()) for n in range(5)), wait=30).json()
    client.article(story())  # not one of them
    answer = client.post("/v1/articles/reprocess", upload=first["id"], kind="article")
    upload = answer.json()
    assert (answer.status_code, answer.headers["Location"]) == (202, f"/v1/uploads/{upload['id']}")
    assert not upload["finished"]
    done = whole(client, upload)
    assert done["counts"]["succeeded"] == 5
    assert {job["article_id"] for job in done["jobs"]} == {job["article_id"] for job in first["jobs"]}
    assert {job["priority"] for job in done["jobs"]} == {"low"}


def whole(client, upload):
    """The upload when it is finished; an early answer only means to ask again."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        done = client.get(f"/v1/uploads/{upload['id']}", wait=30).json()
        if done["finished"]:
            return done
    raise AssertionError(done)


def test_a_filter_that_nothing_passes_is_finished_without_a_job(client):
    upload = client.post("/v1/articles/reprocess", publisher="không có báo này").json()
    done = whole(client, upload)
    assert done["jobs"] == []


def test_an_unknown_filter_is_refused_and_nothing_is_processed(client):
    answer = client.post("/v1/articles/reprocess", publishre="x")
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")


def test_cancelling_a_reprocessing_that_is_being_laid_out_makes_no_more_jobs(client, resting_sweeper):
    upload = client.post("/v1/articles/reprocess").json()
    cancelled = client.post(f"/v1/uploads/{upload['id']}/cancel").json()
    assert cancelled["finished"] and cancelled["jobs"] == []
    resting_sweeper()

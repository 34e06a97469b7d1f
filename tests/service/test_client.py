"""The client: typed calls, and what it does when a server lets it down."""

import typing

import pytest

from service import client as package
from service.client import Client, ConnectionFailed, ProblemError, shapes
from service.client import tintag as alias
from service.client.form import Form
from service.schemas import articles, jobs, tags, uploads
from tests.client import story
from tests.service.flaky import DROP, flaky

NOBODY = "00000000-0000-7000-8000-000000000000"


@pytest.fixture
def tintag(client):
    with Client(client.url) as made:
        yield made


def test_a_file_is_sent_waited_for_read_and_deleted(tintag):
    content = story()
    upload = tintag.upload([('tàu "khách".txt', content)], priority="high", published="2025-03-05", wait=30)
    [job] = upload["jobs"]
    assert (job["status"], job["priority"], job["filename"]) == ("succeeded", "high", 'tàu "khách".txt')
    assert tintag.job(job["id"])["article_id"] == job["article_id"]
    article = tintag.article(job["article_id"])
    assert article["title"].startswith("Thành phố Cần Thơ mở thêm") and article["published"] == "2025-03-05"
    assert tintag.original(article["id"]) == content
    assert tintag.original(article["id"], decoded=True) == content.decode()
    assert [one["id"] for one in tintag.articles(upload=upload["id"])] == [article["id"]]
    [city, *_] = tintag.tags(type="location", q="can tho")
    assert tintag.tag(city["id"])["names"]
    assert tintag.timeline(city["id"], "month", "2025-03-01", "2025-03-31")["items"][0]["articles"] >= 1
    assert tintag.related(city["id"], limit=3)["looked_at"] >= 1
    assert tintag.trending("location", "2025-03-05", limit=1)["until"] == "2025-03-05"
    tintag.delete(article["id"])
    with pytest.raises(ProblemError) as told:
        tintag.article(article["id"])
    assert (told.value.status, told.value.code) == (410, "gone")


def test_lists_go_on_to_the_last_page(tintag):
    upload = tintag.upload([(f"{number}.txt", story()) for number in range(5)], wait=30)
    made = [job["id"] for job in upload["jobs"]]
    assert [job["id"] for job in tintag.jobs(upload=upload["id"], limit=2)] == made[::-1]
    assert len(list(tintag.articles(upload=upload["id"], limit=2))) == 5


def test_jobs_are_cancelled_and_retried_and_uploads_cancelled(tintag, resting_worker):
    upload = tintag.upload([("a.txt", story()), ("b.txt", story())])
    first = upload["jobs"][0]["id"]
    assert tintag.cancel_job(first)["status"] == "cancelled"
    assert tintag.retry_job(first)["status"] == "queued"
    assert tintag.cancel_upload(upload["id"])["counts"]["cancelled"] == 2


def test_failed_jobs_are_told_in_the_order_of_the_files(tintag):
    upload = tintag.upload([("a.pdf", b"%PDF-1.7 broken"), ("b.txt", story()), ("c.pdf", b"%PDF-1.7 torn")], wait=30)
    told = list(tintag.failures(upload["id"]))
    assert [job["filename"] for job in told] == ["a.pdf", "c.pdf"]
    assert all(job["error"]["code"] for job in told)
    tintag.retry_upload(upload["id"])
    again = tintag.upload_state(upload["id"], wait=30)
    assert again["finished"] and again["counts"]["failed"] == 2
    assert {job["finished_at"] for job in again["jobs"]}.isdisjoint(job["finished_at"] for job in told)


def test_a_problem_carries_what_the_server_said(tintag):
    with pytest.raises(ProblemError) as told:
        list(tintag.articles(colour="red"))
    assert (told.value.status, told.value.code) == (422, "invalid-request")
    assert "colour" in told.value.errors["query"]
    with pytest.raises(ProblemError) as told:
        tintag.job(NOBODY)
    assert told.value.detail


def test_files_that_are_sent_twice_under_one_key_are_one_upload(tintag):
    files = [("a.txt", story())]
    first = tintag.upload(files, idempotency_key=f"client-{files[0][1][-60:].hex()}")
    again = tintag.upload(files, idempotency_key=f"client-{files[0][1][-60:].hex()}")
    assert again["id"] == first["id"]


@pytest.mark.parametrize("failure", [DROP, 429, 502, 503, 504, 409])
def test_an_upload_is_sent_again_whole_and_under_its_key(failure):
    with flaky(failure, failure, answer={"id": "x"}) as server, Client(server.url) as client:
        assert client.upload([("a.txt", b"words")]) == {"id": "x"}
    assert len(server.seen) == 3 and len(set(server.keys())) == 1 and server.keys()[0]
    assert len({body for *_, body in server.seen}) == 1


@pytest.mark.parametrize("failure", [DROP, 429, 503])
def test_a_list_is_asked_for_again(failure):
    with flaky(failure) as server, Client(server.url) as client:
        assert list(client.jobs()) == []
    assert len(server.seen) == 2


@pytest.mark.parametrize("call", [lambda client: client.retry_job(NOBODY), lambda client: client.delete(NOBODY)])
@pytest.mark.parametrize(("failure", "told"), [(DROP, ConnectionFailed), (503, ProblemError)])
def test_what_carries_no_key_is_sent_once(call, failure, told):
    with flaky(failure) as server, Client(server.url) as client, pytest.raises(told):
        call(client)
    assert (len(server.seen), server.keys()) == (1, [None])


def test_retries_end_and_a_server_that_says_tomorrow_is_believed():
    with flaky(503, 503, 503) as server, Client(server.url, retries=1) as client, pytest.raises(ProblemError) as told:
        list(client.jobs())
    assert (len(server.seen), told.value.code) == (2, "service-unavailable")
    with flaky(429, retry_after="86400") as server, Client(server.url) as client, pytest.raises(ProblemError):
        list(client.jobs())
    assert len(server.seen) == 1


@pytest.mark.parametrize("failure", [400, 404, 422, 500])
def test_an_answer_that_would_be_the_same_again_is_not_asked_for_again(failure):
    with flaky(failure) as server, Client(server.url) as client, pytest.raises(ProblemError):
        client.upload([("a.txt", b"words")])
    assert len(server.seen) == 1


def test_a_redirect_is_not_followed_with_the_key_in_hand():
    with flaky(302) as server, Client(server.url, key="tt_x") as client, pytest.raises(ProblemError):
        list(client.jobs())


def test_nobody_there_is_a_failed_connection():
    with Client("http://127.0.0.1:1", retries=0) as client, pytest.raises(ConnectionFailed):
        list(client.jobs())


@pytest.mark.parametrize("words", [{"url": "localhost:8000"}, {"url": "http://h", "key": "tt_\n"}])
def test_an_address_or_a_key_that_is_none_is_refused(words):
    with pytest.raises(ValueError):
        Client(**words)


def test_a_form_is_as_long_as_it_says(tmp_path):
    path = tmp_path / "bến.txt"
    path.write_bytes(b"x" * 3_000_000)
    form = Form([path, ("tàu.txt", b"y")], {"priority": "low", "source_url": "https://báo.vn"})
    for _ in range(2):
        assert len(b"".join(form)) == int(form.headers["Content-Length"])


@pytest.mark.parametrize(
    ("shape", "schema"),
    [(shapes.Job, jobs.JobSchema), (shapes.JobError, jobs.JobErrorSchema), (shapes.Upload, uploads.UploadSchema)]
    + [(shapes.Counts, uploads.CountsSchema), (shapes.Summary, articles.ArticleSummarySchema)]
    + [(shapes.Article, articles.ArticleSchema), (shapes.Tag, tags.TagSchema)]
    + [(shapes.TagDetail, tags.TagDetailSchema), (shapes.Name, tags.NameSchema)]
    + [(shapes.Timeline, tags.TimelineSchema), (shapes.Bucket, tags.BucketSchema)]
    + [(shapes.Related, tags.RelatedSchema), (shapes.RelatedTag, tags.RelatedTagSchema)]
    + [(shapes.Trending, tags.TrendingSchema), (shapes.TrendingTag, tags.TrendingTagSchema)],
)
def test_the_types_have_the_fields_of_the_answers(shape, schema):
    assert set(typing.get_type_hints(shape)) == set(schema().fields)


def test_the_client_has_the_name_of_the_project_where_it_is_installed():
    assert alias.__all__ == package.__all__ and alias.Client is Client

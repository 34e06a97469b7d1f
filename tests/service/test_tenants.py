"""Two tenants on one service: neither sees or touches what is the other's."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

import pytest

from service.stack import embedded
from tests.client import STORY, story
from tests.service.guarded import guarded, holding, key
from tests.service.test_keys import refusal
from tests.service.test_sharing import waiting


@pytest.fixture(scope="module")
def url(stack, servers, home):
    with guarded(servers, home / "tenants", TINTAG_TENANCY="on") as address:
        yield address


@pytest.fixture(scope="module")
def ours(url):
    return holding(url, "--tenant", "ours")


@pytest.fixture(scope="module")
def theirs(url):
    return holding(url, "--tenant", "theirs")


@pytest.fixture(scope="module")
def admin(url):
    return holding(url, "--scope", "admin", "--tenant", "ours")


@pytest.fixture(scope="module")
def kept(theirs):
    """An upload of the other tenant: it, its job and its article."""
    upload = theirs.post_files(("a.txt", story()), wait=30).json()
    return upload, upload["jobs"][0]["id"], upload["jobs"][0]["article_id"]


def paths(kept) -> list[str]:
    upload, job, article = kept
    return [
        *(f"/v1/uploads/{upload['id']}", f"/v1/jobs/{job}", f"/v1/articles/{article}"),
        *(f"/v1/uploads/{upload['id']}/events", f"/v1/jobs/{job}/events", f"/v1/uploads/{upload['id']}/failures"),
        *(f"/v1/articles/{article}/original", f"/v1/articles/{article}/original?decoded=1"),
        f"/v1/articles/{article}/similar",
    ]


def test_the_others_ids_are_as_unknown_as_any(ours, theirs, admin, kept):
    unknown = "00000000-0000-7000-8000-000000000000"
    for path in paths(kept):
        assert theirs.get(path).status_code == admin.get(path).status_code == 200, path
        answer = ours.get(path)
        assert refusal(answer) == (404, "not-found"), path
        parts = path.split("/")
        assert answer.json() == ours.get("/".join([*parts[:3], unknown, *parts[4:]])).json()


def test_an_export_and_a_feed_show_ones_own(ours, theirs, admin, kept):
    for path in ("/v1/articles/export", "/v1/articles/export?format=csv", "/v1/articles/feed"):
        assert (
            kept[2] in theirs.get(path).text and kept[2] in admin.get(path, limit=200 if "feed" in path else None).text
        )
        assert ours.get(path).status_code == 200 and kept[2] not in ours.get(path).text
    assert refusal(ours.get("/v1/articles/export", cursor=kept[2])) == (404, "not-found")


def test_nobody_cancels_or_repeats_the_others_work(ours, theirs, kept, resting_worker):
    upload, job, article = kept
    waits = theirs.post_files(("a.txt", story())).json()
    for path in (
        *(f"/v1/uploads/{waits['id']}/cancel", f"/v1/jobs/{waits['jobs'][0]['id']}/cancel"),
        *(f"/v1/uploads/{upload['id']}/retry", f"/v1/jobs/{job}/retry", f"/v1/articles/{article}/reprocess"),
    ):
        assert refusal(ours.post(path)) == (404, "not-found"), path
    assert theirs.get(f"/v1/uploads/{waits['id']}").json()["counts"]["queued"] == 1


def test_processing_all_again_is_all_of_ones_own(ours, admin, kept):
    mine = ours.article(story())["id"]
    started = ours.post("/v1/articles/reprocess")
    assert started.status_code == 202
    done = until_finished(ours, started.json()["id"])
    again = {job["article_id"] for job in done["jobs"]}
    assert mine in again
    assert again <= {one["id"] for one in ours.get("/v1/articles", limit=200).json()["items"]}
    assert kept[2] not in again
    every = admin.post("/v1/articles/reprocess", upload=kept[0]["id"]).json()
    assert [job["article_id"] for job in until_finished(admin, every["id"])["jobs"]] == [kept[2]]


def until_finished(client, upload_id: str) -> dict:
    while not (seen := client.get(f"/v1/uploads/{upload_id}", wait=30).json())["finished"]:
        pass
    return seen


def test_lists_hold_ones_own_only(ours, theirs, admin, kept):
    upload, job, article = kept
    for path, held in (("/v1/jobs", job), ("/v1/articles", article)):
        for query in ({}, {"upload": upload["id"]}):
            askers = (ours, theirs, admin) if query else (ours, theirs)  # of all there is an admin sees a page
            seen = [{one["id"] for one in client.get(path, **query, limit=200).json()["items"]} for client in askers]
            assert [held in ids for ids in seen] == [False, True, True][: len(askers)], (path, query)
    assert ours.get("/v1/articles", upload=upload["id"]).json()["items"] == []


def test_deliveries_are_those_of_ones_own_uploads(ours, theirs, admin):
    nowhere = f"http://127.0.0.1:{embedded.free_port()}/"
    upload = theirs.post_files(("a.txt", story()), callback_url=nowhere, wait=30).json()
    while not (found := theirs.get("/v1/webhooks/deliveries", upload=upload["id"]).json()["items"]):
        time.sleep(0.1)
    assert ours.get("/v1/webhooks/deliveries").json()["items"] == []
    assert found[0]["id"] in {one["id"] for one in admin.get("/v1/webhooks/deliveries").json()["items"]}
    replayed = [one.post(f"/v1/webhooks/deliveries/{found[0]['id']}/replay") for one in (ours, theirs)]
    assert [answer.status_code for answer in replayed] == [404, 202]


def test_tags_are_counted_in_ones_own_articles(theirs, url):
    theirs.article(story())
    newcomer = holding(url, "--tenant", "newcomer")
    assert newcomer.get("/v1/tags").json() == {"items": [], "next": None}
    article = newcomer.article(STORY.encode())
    names = {one["id"]: one["name"] for one in article["entities"]}
    for query in ({}, {"sort": "name"}, {"created_from": "2020-01-01"}):
        tags = newcomer.get("/v1/tags", limit=200, **query).json()["items"]
        assert {tag["articles"] for tag in tags} == {1}
        assert {tag["id"]: tag["name"] for tag in tags if tag["id"] in names} == names
    assert newcomer.get("/v1/articles", tag=article["entities"][0]["id"]).json()["items"][0]["id"] == article["id"]


def test_the_same_bytes_of_two_tenants_are_two_articles(ours, theirs):
    content = story()
    first = ours.post_files(("a.txt", content), wait=30).json()["jobs"][0]
    second = theirs.post_files(("a.txt", content), wait=30).json()["jobs"][0]
    assert (first["status"], second["status"]) == ("succeeded", "succeeded")
    assert (first["duplicate"], second["duplicate"]) == (False, False)
    assert first["article_id"] != second["article_id"]
    again = ours.post_files(("b.txt", content), wait=30).json()["jobs"][0]
    assert (again["duplicate"], again["article_id"]) == (True, first["article_id"])


def test_the_same_idempotency_key_of_two_tenants_is_two_uploads(ours, theirs):
    headers = {"Idempotency-Key": "monday"}
    first = ours.post_files(("a.txt", story()), headers=headers)
    second = theirs.post_files(("a.txt", story()), headers=headers)
    assert (first.status_code, second.status_code) == (202, 202)
    assert first.json()["id"] != second.json()["id"]


def test_two_keys_of_a_tenant_share_what_it_has(url, theirs, kept):
    colleague = holding(url, "--tenant", "theirs")
    assert {colleague.get(path).status_code for path in paths(kept)} == {200}


def test_what_an_admin_sends_belongs_to_its_own_tenant(admin, ours, theirs):
    upload = admin.post_files(("a.txt", story())).json()
    assert ours.get(f"/v1/uploads/{upload['id']}").status_code == 200
    assert theirs.get(f"/v1/uploads/{upload['id']}").status_code == 404


def test_what_was_kept_before_tenancy_belongs_to_the_tenant_without_a_name(client, url, ours, admin):
    article = client.article(story())
    path = f"/v1/articles/{article['id']}"
    assert [one.get(path).status_code for one in (holding(url, "--tenant", ""), admin, ours)] == [200, 200, 404]
    assert key("--tenant", "")["tenant"] == ""


@pytest.mark.timeout(60)
def test_the_end_is_heard_though_the_first_who_watched_has_left(theirs, resting_worker):
    """All are looked for with the eyes of the first, also when its request is over."""
    path = f"/v1/uploads/{theirs.post_files(('a.txt', story())).json()['id']}"
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(theirs.get, path, wait=1)
        second = pool.submit(theirs.get, path, wait=50)
        assert first.result().json()["finished"] is False
        resting_worker()
        assert second.result().json()["finished"] is True


@pytest.mark.timeout(60)
def test_who_asks_at_once_with_another_tenants_key_is_told_what_that_one_may_see(
    url, theirs, ours, admin, resting_worker
):
    path = f"/v1/uploads/{theirs.post_files(('a.txt', story())).json()['id']}"
    with ExitStack() as stack:
        waits = [
            waiting(stack, url, f"{path}?wait=60", 20, Authorization=one._session.headers["Authorization"])
            for one in (theirs, ours, admin)
        ]
        assert {one.result().status_code for one in waits[1]} == {404}
        resting_worker()
        assert {one.result().status_code for one in waits[0] + waits[2]} == {200}
    assert {one.result().json()["finished"] for one in waits[0] + waits[2]} == {True}

"""Jobs, tags, health and the API's own document."""

from tests.client import story


def test_jobs_are_listed_by_upload_and_status(client):
    upload = client.post_files(*((f"{n}.txt", story()) for n in range(3)), wait=30).json()
    first = client.get("/v1/jobs", upload=upload["id"], status="succeeded", limit=2).json()
    rest = client.get("/v1/jobs", upload=upload["id"], limit=2, cursor=first["next"]).json()
    assert {job["id"] for job in first["items"] + rest["items"]} == {job["id"] for job in upload["jobs"]}
    assert rest["next"] is None
    assert client.get("/v1/jobs", upload=upload["id"], status="failed").json()["items"] == []


def test_waiting_on_a_job_answers_when_it_is_done(client):
    job = client.post_files(("a.txt", story())).json()["jobs"][0]
    done = client.get(f"/v1/jobs/{job['id']}", wait=30).json()
    assert (done["status"], done["stage"]) == ("succeeded", "tag")
    assert done["created_at"] <= done["started_at"] <= done["finished_at"]


def test_tags_count_articles_and_are_found_blind_to_diacritics(client):
    article = client.article(story())
    person = next(entity for entity in article["entities"] if entity["type"] == "person")
    found = client.get("/v1/tags", q="nguyen van l", type="person").json()["items"]
    assert [(tag["id"], tag["name"]) for tag in found] == [(person["id"], person["name"])]
    before = found[0]["articles"]
    client.article(story())
    assert client.get("/v1/tags", q="Nguyễn Văn L", type="person").json()["items"][0]["articles"] == before + 1


def test_tags_page_in_both_orders_without_gaps_or_repeats(client):
    client.article(story())
    for sort in ("name", "-articles"):
        whole, paged = (paged_through(client, sort=sort, limit=limit) for limit in (200, 7))
        assert paged == whole
        assert len(set(paged)) == len(paged)


def paged_through(client, **query):
    """The ids of all tags, page after page."""
    found, cursor = [], {}
    while cursor is not None:
        page = client.get("/v1/tags", **query, **cursor).json()
        found += [tag["id"] for tag in page["items"]]
        cursor = {"cursor": page["next"]} if page["next"] else None
    return found


def test_tags_of_a_time_without_articles_are_none(client):
    client.article(story())
    assert client.get("/v1/tags", created_to="2001-01-01").json()["items"] == []


def test_all_parts_are_ready(client):
    assert client.get("/livez").json() == {"status": "ok"}
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": "ok", "broker": "ok", "worker": "ok"}


def test_the_api_describes_itself_and_shows_it(client):
    document = client.get("/openapi.json").json()
    assert document["openapi"] == "3.1.0"
    assert {"/v1/uploads", "/v1/jobs/{job_id}", "/v1/articles/{article_id}/original", "/v1/tags"} <= set(
        document["paths"]
    )
    page = client.get("/docs/")
    assert page.status_code == 200 and "swagger" in page.text.lower()
    assert client.get("/docs/swagger-ui-bundle.js").status_code == 200

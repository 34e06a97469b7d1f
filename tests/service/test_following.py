"""Tags that are followed: names, timeline, related ones, trends."""

from datetime import date, timedelta
from urllib.parse import quote

import pytest
from sqlalchemy import select, text

from service.store import articles, related
from service.store.database import transaction
from service.store.models import Tag
from tests.service import tables
from tests.service.made_articles import found, made

# An article more, or less, fifty thousand times.
WAITING = text("""
    INSERT INTO tag_deltas (tag, part, articles)
    SELECT :key, part, :change FROM generate_series(1, 25000), unnest(ARRAY['', 'd2019-10-16']) part
""")


def published(day, *people, **more):
    """An article with these people, and with the names they have in it."""
    article = made([])
    shape = found(people) | {"published": day} | more
    with transaction() as session:
        articles.save(session, article, shape)
    return article


def written(person, *forms):
    mentions = [{"text": form, "start": 0, "end": 1} for form in forms]
    return {"entities": [{"id": person, "type": "person", "name": forms[0], "salience": 0.5, "mentions": mentions}]}


def tag(client, tag_id, below="", **query):
    return client.get(f"/v1/tags/{quote(tag_id, safe='')}{below}", **query)


def test_a_tag_tells_its_names_and_when_it_was_seen(client):
    person = "local:person:rutte/mark 'x' %"
    published("2019-10-16", **written(person, "Mark Rutte", "Rutte"))
    published("2019-10-18T23:30:00+00:00", **written(person, "Mark Rutte", "ông Rutte"))
    published(None, **written(person, "Rutte"))
    assert tag(client, person).json() == {
        "id": person,
        "type": "person",
        "name": "Mark Rutte",
        "articles": 3,
        "names": [
            {"name": "Mark Rutte", "articles": 2},
            {"name": "Rutte", "articles": 2},
            {"name": "ông Rutte", "articles": 1},
        ],
        "first_seen": "2019-10-16",
        "last_seen": "2019-10-19",
    }


def test_a_tag_without_forms_has_its_one_name(client):
    keyword = {"keywords": [{"text": "Viện trợ / quân sự", "score": 0.5}]}
    published(None, **keyword)
    answer = tag(client, "keyword:vien tro / quan su").json()
    assert answer["names"] == [{"name": "Viện trợ / quân sự", "articles": answer["articles"]}]
    assert (answer["first_seen"], answer["last_seen"]) == (None, None)


@pytest.mark.parametrize("tag_id", ["local:person:nobody", "kind:other", "a/b", "\x00", "x" * 600, "trending/related"])
def test_what_is_no_tag_is_404(client, tag_id):
    published("2019-10-16", "local:person:somebody")
    for below in ("", "/timeline", "/related"):
        answer = tag(client, tag_id, below)
        assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


@pytest.mark.timeout(120)
def test_a_tag_is_counted_to_its_last_article_though_a_hundred_thousand_changes_wait(client, resting_sweeper):
    person = "local:person:awaited"
    published("2019-10-16", person)
    with transaction() as session:
        key = session.scalar(select(Tag.key).where(Tag.id == person))
        for change in (1, -1):
            session.execute(WAITING, {"key": key, "change": change})
    published("2019-10-17", person)
    answer = tag(client, person).json()
    assert (answer["articles"], answer["first_seen"], answer["last_seen"]) == (2, "2019-10-16", "2019-10-17")
    months = tag(client, person, "/timeline", interval="month")
    assert starts(months) == [("2019-10-01", 2)]


def starts(answer):
    return [(one["start"], one["articles"]) for one in answer.json()["items"]]


def test_a_timeline_has_the_empty_times_too(client):
    person = "local:person:timely"
    for day in ("2019-12-29", "2019-12-30", "2020-01-01", "2020-01-01T01:00:00+07:00", "1001-01-01", "9999-12-31"):
        published(day, person)
    published(None, person)
    recent = {"published_from": "2019-12-29"}
    days = tag(client, person, "/timeline", **recent)
    assert starts(days) == [("2019-12-29", 1), ("2019-12-30", 1), ("2019-12-31", 0), ("2020-01-01", 2)]
    assert (days.json()["interval"], days.json()["outside"]) == ("day", 3)
    weeks = tag(client, person, "/timeline", interval="week", **recent)
    assert starts(weeks) == [("2019-12-23", 1), ("2019-12-30", 3)]
    months = tag(client, person, "/timeline", interval="month", published_from="2019-12-30", published_to="2020-03-01")
    assert starts(months) == [("2019-12-01", 1), ("2020-01-01", 2), ("2020-02-01", 0), ("2020-03-01", 0)]


def test_a_nonsense_date_makes_no_endless_timeline(client):
    person = "local:person:nonsense"
    for day in ("1001-01-01", "2020-01-01", "9999-12-31"):
        published(day, person)
    for interval in ("day", "week", "month"):
        whole = tag(client, person, "/timeline", interval=interval)
        assert starts(whole)[-1] == ({"week": "2019-12-30"}.get(interval, "2020-01-01"), 1)
        assert len(starts(whole)) == 1 and whole.json()["outside"] == 2
        for ends in ({"published_from": "1000-01-01"}, {"published_from": "1001-01-01", "published_to": "9999-12-31"}):
            answer = tag(client, person, "/timeline", interval=interval, **ends)
            assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")
        last = tag(client, person, "/timeline", interval=interval, published_to="9999-12-31").json()
        assert last["items"][-1]["articles"] == 1


def test_a_tag_without_dates_has_no_timeline(client):
    published(None, "local:person:undated")
    answer = tag(client, "local:person:undated", "/timeline")
    assert answer.json() == {"interval": "day", "items": [], "outside": 1}
    ends = {"published_from": "2019-12-31", "published_to": "2020-01-01"}
    assert starts(tag(client, "local:person:undated", "/timeline", **ends)) == [("2019-12-31", 0), ("2020-01-01", 0)]
    turned = {"published_from": "2020-01-01", "published_to": "2019-12-31"}
    assert starts(tag(client, "local:person:undated", "/timeline", **turned)) == []


def test_related_tags_are_those_that_are_together_more_often_than_by_chance(client):
    for _ in range(3):
        published("2019-01-01", "local:person:star", "local:person:partner", "local:person:crowd")
    published("2019-01-01", "local:person:star", "local:person:guest")
    for _ in range(30):
        published("2019-01-01", "local:person:crowd")
    answer = tag(client, "local:person:star", "/related", type="person").json()
    assert answer["looked_at"] == 4
    strengths = {one["id"].rpartition(":")[2]: (one["shared"], one["strength"]) for one in answer["items"]}
    assert list(strengths) == ["partner", "guest", "crowd"]
    assert strengths["partner"][0] == 3 and 0 < strengths["crowd"][1] < strengths["partner"][1] < 1
    assert tag(client, "local:person:star", "/related", type="event").json()["items"] == []
    assert len(tag(client, "local:person:star", "/related", limit=1).json()["items"]) == 1


def test_related_tags_are_the_same_however_few_are_compared_first(client, monkeypatch):
    for number in range(12):
        others = [f"local:person:near-{one}" for one in range(1, 8) if number % one == 0]
        published("2016-01-01", "local:person:middle", *others)
        published("2016-01-01", *others[:2])
    tables.add_up()
    with transaction("") as session:
        middle = session.scalars(select(Tag).where(Tag.id == "local:person:middle")).one()
        at_once = {limit: related.tags(session, middle, None, limit) for limit in (1, 2, 5, 20)}
        monkeypatch.setattr(related, "FIRST", 1)
        assert {limit: related.tags(session, middle, None, limit) for limit in at_once} == at_once
        assert [len(items) for _, items in at_once.values()] == [1, 2, 5, 7]


def test_what_all_articles_carry_is_trending_only_when_it_is_new(client):
    """Archives that are loaded late are of their own time: the day of publication counts."""
    until = date(2018, 6, 30)
    for week in range(5):
        for _ in range(4):
            published(str(until - timedelta(weeks=week)), "local:person:always")
    for ago in (0, 3, 6, 7):
        published(str(until - timedelta(days=ago)), "local:person:risen")
    answer = client.get("/v1/tags/trending", until=str(until), type="person").json()
    assert answer["until"] == "2018-06-30"
    [risen] = answer["items"]
    shown = {"id": "local:person:risen", "articles": 4, "this_week": 3, "before": 0.25}
    assert {name: risen[name] for name in shown} == shown
    assert risen["score"] == pytest.approx((3 - 0.25) / 1.25**0.5, abs=1e-4)
    ids = [one["id"] for one in client.get("/v1/tags/trending").json()["items"]]
    assert "local:person:risen" not in ids

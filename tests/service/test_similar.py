"""Related articles over HTTP."""

import itertools

import pytest

from service.client import Client
from tests.client import story
from tests.service.made_articles import found, kept, told

names = itertools.count(1)


@pytest.fixture
def people():
    """Ids of eight people of whom no other test has heard."""
    return [f"local:person:similar-{next(names)}" for _ in range(8)]


def about(weights, **columns):
    """An article that is about these people, so much about each."""
    entities = [{"id": one, "type": "person", "name": one, "salience": much} for one, much in weights.items()]
    return str(kept(found([]) | {"entities": entities} | columns))


def similar(client, article, **query):
    return client.get(f"/v1/articles/{article}/similar", **query).json()


def ids(answer):
    return [one["id"] for one in answer["items"]]


def test_what_shares_more_of_an_article_is_more_like_it(client, people):
    a, b, c, d, *_ = people
    article = about({a: 0.8, b: 0.5, c: 0.2})
    much, little, none = about({a: 0.8, b: 0.4}), about({c: 0.9, d: 0.9}), about({d: 0.9})
    answer = similar(client, article)
    assert ids(answer) == [much, little]
    assert none not in ids(answer)
    first, second = answer["items"]
    assert 0.5 < first["score"] < 1 and 0 < second["score"] < 0.5
    assert [tag["id"] for tag in first["shared"]] == [a, b]
    assert second["shared"] == [{"id": c, "type": "person", "name": c}]


def test_a_rare_tag_tells_more_than_a_frequent_one(client, people):
    rare, frequent, *_ = people
    for _ in range(12):
        about({frequent: 0.5})
    article = about({rare: 0.5, frequent: 0.5})
    by_frequent, by_rare = about({frequent: 0.5}), about({rare: 0.5})
    client.get("/v1/tags")  # counts what was made
    answer = similar(client, article)
    assert ids(answer)[0] == by_rare
    scores = {one["id"]: one["score"] for one in answer["items"]}
    assert scores[by_rare] > scores[by_frequent]


def test_the_same_tags_at_the_same_weights_are_all_of_it(client, people):
    article, other = (about(dict.fromkeys(people, 0.3)) for _ in range(2))
    [one] = similar(client, article)["items"]
    assert (one["id"], one["score"]) == (other, 1.0)


def test_what_is_nearest_in_time_is_found_on_both_sides(client, people):
    a, *_ = people
    dates = ["2020-01-01", "2020-01-02", "2020-01-03"]
    before, article, after = (about({a: 0.5}, published=date) for date in dates)
    undated = about({a: 0.5})
    assert set(ids(similar(client, article))) == {before, after, undated}
    assert set(ids(similar(client, undated))) == {before, article, after}


def test_of_a_story_one_article_stands_for_all(client, people):
    a, *_ = people
    text = " ".join(f"chữ{number}similar" for number in range(60))
    entities = {"entities": [{"id": a, "type": "person", "name": a, "salience": 0.5}]}
    copies = [str(kept(told(text) | entities)) for _ in range(3)]
    article = about({a: 0.5})
    answer = similar(client, article)
    assert answer["same_story"] is None
    assert ids(answer) == [copies[-1]]
    group = answer["items"][0]["same_story"]
    assert group is not None
    answer = similar(client, copies[0])
    assert answer["same_story"] == group
    assert {(one["id"], one["same_story"]) for one in answer["items"]} == {(article, None), (copies[2], group)}


def test_as_many_are_given_as_were_asked_for(client, people):
    a, *_ = people
    article, *others = (about({a: 0.5}) for _ in range(4))
    assert ids(similar(client, article, limit=2)) == [others[2], others[1]]
    assert client.get(f"/v1/articles/{article}/similar", limit=51).status_code == 422


def test_the_client_asks_for_what_is_similar(client, people):
    article, other = (about({people[0]: 0.5}) for _ in range(2))
    with Client(client.url) as tintag:
        assert [(one["id"], one["shared"][0]["id"]) for one in tintag.similar(article)["items"]] == [(other, people[0])]


def test_an_article_without_tags_is_like_none(client):
    assert similar(client, about({})) == {"same_story": None, "items": []}


def test_what_is_not_there_has_nothing_similar(client, people, resting_worker):
    job = client.post_files(("a.txt", story())).json()["jobs"][0]
    answers = [client.get(f"/v1/articles/{job['article_id']}/similar")]
    gone = about({people[0]: 0.5})
    client.delete(f"/v1/articles/{gone}")
    answers.append(client.get(f"/v1/articles/{gone}/similar"))
    answers.append(client.get("/v1/articles/00000000-0000-7000-8000-000000000000/similar"))
    told = [(answer.status_code, answer.json()["code"]) for answer in answers]
    assert told == [(404, "not-ready"), (410, "gone"), (404, "not-found")]

"""The newest articles as an Atom feed."""

from hypothesis import given, settings
from lxml import etree

from service.formats import atom
from tests.client import story
from tests.service.odd_articles import odd_articles

FEED = "/v1/articles/feed"
NAMES = {"a": atom.ATOM}


def feed(answer) -> etree._Element:
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/atom+xml"), answer.text
    return etree.fromstring(answer.content)


def told(element, *names) -> list[str]:
    """The texts of elements, by their paths."""
    return [one.text for name in names for one in element.findall(name, NAMES)]


def links(element) -> dict[str, str]:
    return {one.get("rel"): one.get("href") for one in element.findall("a:link", NAMES)}


def test_a_feed_shows_the_newest_first(client):
    made = [client.article(story(), f"{number}.txt") for number in range(3)]
    answer = client.get(FEED, kind="article", limit=3)
    shown = feed(answer)
    assert told(shown, "a:entry/a:id") == [f"urn:uuid:{one['id']}" for one in reversed(made)]
    assert told(shown, "a:title", "a:updated") == ["Tintag: kind=article", made[-1]["processed_at"]]
    assert client.get(links(shown)["self"].removeprefix(client.url)).content == answer.content


def test_an_entry_tells_of_its_article(client):
    hints = {"source_url": "https://m.vn/a?b=1&c=2", "published": "2025-03-05"}
    upload = client.post_files(("a.txt", story()), wait=30, **hints).json()
    article = client.get(f"/v1/articles/{upload['jobs'][0]['article_id']}").json()
    [entry] = feed(client.get(FEED, upload=upload["id"])).findall("a:entry", NAMES)
    told_of = told(entry, "a:title", "a:summary", "a:published", "a:updated")
    assert told_of == [article["title"], article["lead"], "2025-03-04T17:00:00.000Z", article["processed_at"]]
    assert links(entry)["alternate"] == hints["source_url"]
    assert client.get(links(entry)["self"].removeprefix(client.url)).json() == article
    topics = [(one.get("term"), one.get("label")) for one in entry.findall("a:category", NAMES)]
    assert topics == [(one["code"], one["name"]) for one in article["topics"]]


def test_an_empty_feed_is_a_feed(client):
    empty = feed(client.get(FEED, publisher="nobody"))
    assert told(empty, "a:updated", "a:entry/a:id") == ["1970-01-01T00:00:00.000Z"]


def test_the_filters_of_a_feed_make_its_id(client):
    ids = [told(feed(client.get(FEED, **query)), "a:id") for query in ({}, {"limit": 1}, {"kind": "other"})]
    assert ids[0] == ids[1] != ids[2]


@given(odd_articles)
@settings(max_examples=200)
def test_whatever_an_article_holds_the_feed_is_xml(article):
    shown = article | {"published_at": None, "filename": "\x01\ufffe\x0b", "address": "http://h/v1/articles/1"}
    feed = etree.fromstring(atom.write("\x00 & <", "urn:uuid:1", "http://h/feed?q=\x08<&\"'", [shown]))
    [entry] = feed.findall("a:entry", NAMES)
    assert len(entry.findall("a:link[@rel='alternate']", NAMES)) == 1
    assert len(entry.findall("a:title", NAMES)) == len(entry.findall("a:updated", NAMES)) == 1
    assert len(entry.findall("a:category", NAMES)) == len(article["topics"])

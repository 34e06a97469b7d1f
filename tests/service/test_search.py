"""Search over HTTP, on a real PostgreSQL."""

from __future__ import annotations

import random
from uuid import uuid4

import pytest

from service.store import article_list, articles, relevance
from service.store.database import transaction
from service.store.models.row import now
from tests.service import made_articles
from tests.service.made_articles import found, made
from tests.service.searched_articles import ordered, passes, sixty, some_filters

SORTS = ("-created", "-published", "relevance")


@pytest.fixture(scope="module")
def held(stack):
    return sixty()


@pytest.fixture
def kept():
    """Makes articles with a text, of a publisher that a test has for itself."""
    publisher = f"{uuid4()}.example"

    def keep(text, title=None, lead=None, **more):
        article = made([])
        with transaction() as session:
            its = {"publisher": publisher, "title": title, "lead": lead, "text": text}
            articles.save(session, article, found([]) | its | more)
        return str(article)

    keep.publisher = publisher
    return keep


def ids(client, **query):
    answer = client.get("/v1/articles", **query)
    assert answer.status_code == 200, answer.text
    return [item["id"] for item in answer.json()["items"]]


def paged(client, **query):
    """All ids, page after page."""
    answer, seen = client.get("/v1/articles", **query), []
    while True:
        assert answer.status_code == 200, answer.text
        seen += [item["id"] for item in answer.json()["items"]]
        if not answer.json()["next"]:
            return seen
        answer = client.get("/v1/articles", **query, cursor=answer.json()["next"])


@pytest.mark.parametrize("number", range(30))
def test_all_filters_together_find_what_a_slow_search_finds(client, held, number):
    rnd = random.Random(number)
    for sort in ("-created", "-published"):
        wanted = some_filters(rnd, 5)
        expected = ordered([one for one in held if passes(one, wanted)], sort)
        assert paged(client, **wanted, sort=sort, limit=rnd.choice([3, 7, 25])) == expected, (wanted, sort)
        if "q" in wanted:
            best = paged(client, **wanted, limit=7)
            assert (len(best), set(best)) == (len(expected), set(expected)), wanted


SAID = {
    "aid": ("Zelensky cảm ơn viện trợ", "Ukraina nhận thêm quân sự", "Đường phố Kyiv yên tĩnh sau đêm 16/10."),
    "peace": ("Hoà đàm", None, "Ông Zelensky nói về hòa bình; viện trợ vẫn là điều quân đội cần. Covid-19 đã qua."),
    "bus": (None, "Xe buýt Hà Nội", "Hoa nở trên đường thuỷ, tên lửa không bay."),
}
FOUND = [
    ("zelensky", {"aid", "peace"}),
    ("ZELENSKY vien tro", {"aid", "peace"}),
    ("  viện   trợ  ", {"aid", "peace"}),
    ('"viện trợ quân"', set()),
    ('"vien tro"', {"aid", "peace"}),
    ("“vien tro” „quan su”", {"aid"}),
    ('"tro ukraina"', set()),  # from the title into the lead
    ('"tro vien"', set()),
    ('"quan su" duong', {"aid"}),
    ("hoà", {"peace", "bus"}),
    ("hòa", {"peace", "bus"}),
    ("hoa", {"peace", "bus"}),
    ("đường", {"aid", "bus"}),
    ("duong thuy", {"bus"}),
    ("đường thủy", {"bus"}),
    ("zelensky -hoa", {"aid"}),
    ('đường -"tên lửa"', {"aid"}),
    ('đường -"lửa tên"', {"aid", "bus"}),
    ("đường -thu*", {"aid"}),
    ("zel*", {"aid", "peace"}),
    ("zel* -uk*", {"peace"}),
    ('"viện tr*"', {"aid", "peace"}),
    ("z*", set()),  # a beginning of one letter is a word
    ("covid-19", {"peace"}),
    ("covid - 19", {"peace"}),
    ("16/10", {"aid"}),
    ("'zelensky' & | !( <-> :* \\", {"aid", "peace"}),
    ('zelensky "', {"aid", "peace"}),
    ('""zelensky', {"aid", "peace"}),
    ("zelensky -", {"aid", "peace"}),
    ("zelensky - hoa", {"peace"}),
]


@pytest.fixture(scope="module")
def said(stack):
    publisher = f"{uuid4()}.example"
    made_ids = {}
    for name, (title, lead, text) in SAID.items():
        article = made([])
        with transaction() as session:
            its = {
                "publisher": publisher,
                "title": title,
                "lead": lead,
                "text": "\n\n".join(filter(None, (lead, text))),
            }
            articles.save(session, article, found([]) | its)
        made_ids[str(article)] = name
    return publisher, made_ids


@pytest.mark.parametrize(("q", "names"), FOUND)
def test_a_search_finds(client, said, q, names):
    publisher, made_ids = said
    for sort in ("relevance", "-created"):
        assert {made_ids[one] for one in ids(client, q=q, publisher=publisher, sort=sort)} == names


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ({"q": "-zelensky"}, "q"),
        ({"q": '-"viện trợ" -hoa'}, "q"),
        ({"q": "?! -"}, "q"),
        ({"q": '""'}, "q"),
        ({"q": ""}, "q"),
        ({"q": "a" * 301}, "q"),
        ({"q": "ze" * 40}, "q"),  # no word is so long
        ({"q": " ".join(map(str, range(41)))}, "q"),
        ({"q": "x", "sort": "-relevance"}, "sort"),
        ({"sort": "relevance"}, "sort"),
        ({"tag": ["Q1"] * 21}, "tag"),
    ],
)
def test_what_cannot_be_looked_for_is_refused(client, query, name):
    answer = client.get("/v1/articles", **query)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")
    assert list(answer.json()["errors"]["query"]) == [name]


def test_a_search_for_nothing_is_not_laid_out_for_reprocessing(client):
    assert client.post("/v1/articles/reprocess", q="-x").status_code == 422


def test_the_best_answer_comes_first(client, kept):
    long = kept("Người dân đi chợ sớm. " * 40 + "Hòa bình.")
    lead = kept("Tin ngắn.", lead="Ngày hoa bình thường")
    other = kept("Tin ngắn.", title="Hoa bình phong")
    exact = kept("Tin ngắn.", title="Hoà bình")
    once = kept("Tin ngắn về hòa bình hôm nay.")
    assert ids(client, q="hòa bình", publisher=kept.publisher) == [exact, other, lead, once, long]
    # without diacritics nobody can tell which spelling is meant: the newest first
    assert ids(client, q="hoa binh", publisher=kept.publisher)[:2] == [exact, other]


def test_words_that_follow_each_other_come_before_words_apart(client, kept):
    near = kept("Tin về viện trợ quân sự.")
    apart = kept("Viện này trợ cấp quân nhân.")
    lead = kept("Tin ngắn.", lead="Viện này trợ cấp")
    assert ids(client, q="vien tro", publisher=kept.publisher) == [lead, near, apart]
    assert ids(client, q='"vien tro" quan', publisher=kept.publisher) == [near]


def test_a_phrase_is_not_found_where_only_its_pairs_are(client, kept):
    kept("Quân sự Nga, viện trợ quân nhân, trợ quân sự.")
    there = kept("Viện trợ quân sự.")
    assert ids(client, q='"vien tro quan su"', publisher=kept.publisher) == [there]


def test_a_phrase_is_found_far_down_in_a_text_and_in_letters_that_only_the_words_tell(client, kept):
    long = kept("Tin ngắn. " * 1000 + "Viện trợ quân sự.")
    other = kept("Tin ngắn. " * 1000 + "Quân sự viện trợ quân.")
    wide = kept("Ｖｉệｎ trợ quân sự.".casefold(), title="Straße")
    assert ids(client, q='"tro quan su"', publisher=kept.publisher, sort="-created") == [wide, long]
    assert ids(client, q='"quan su vien"', publisher=kept.publisher, sort="-created") == [other]


def test_a_page_of_a_phrase_is_full_though_most_candidates_only_have_its_pairs(client, kept):
    there = []
    for number in range(90):
        article = kept("Viện trợ quân sự." if number % 4 == 0 else "Trợ quân sự, viện trợ quân nhân.")
        there += [article] if number % 4 == 0 else []
    assert ids(client, q='"vien tro quan su"', publisher=kept.publisher, sort="-created", limit=20) == there[:-21:-1]


def test_a_phrase_in_a_title_comes_first_though_many_newer_ones_have_it_in_the_text(kept, monkeypatch):
    monkeypatch.setattr(relevance, "MOST_READ", 3)
    best = kept("Tin ngắn.", title="Viện trợ quân sự")
    kept("Trợ quân sự, viện trợ quân nhân.", title="Quân sự", lead="Viện trợ")
    newest = [kept("Viện trợ quân sự.") for _ in range(8)][:-4:-1]
    with transaction() as session:
        wanted = {"q": '"vien tro quan su"', "publisher": kept.publisher}
        assert [str(one) for *_, one in relevance.places(session, wanted, now(), None, 10)] == [best, *newest]


def test_better_answers_than_the_newest_are_found(client, kept, monkeypatch):
    monkeypatch.setattr(relevance, "MOST", 2)
    monkeypatch.setattr(relevance, "MOST_BETTER", 2)
    best = kept("Tin ngắn.", title="Sông Đà", lead="Tin ngắn.")
    near = kept("Nước sông Đà lên.")
    for _ in range(4):
        kept("Đà Nẵng có sông.")
    with transaction() as session:
        wanted = {"q": "song da", "publisher": kept.publisher}
        places = relevance.places(session, wanted, now(), None, 10)
    assert [str(one) for *_, one in places[:2]] == [best, near]
    assert len(places) == 4


@pytest.mark.parametrize("sort", SORTS)
def test_pages_of_a_search_are_stable_while_articles_arrive(client, kept, sort):
    title = {"title": "Sông Mekong"}
    there = [kept("Sông Mekong dâng cao.", published=day) for day in ("2024-01-01", "2024-01-01", None, "2023-05-05")]
    there += [kept("Sông Mekong.", **title), kept("Mekong là sông.", **title)]
    asked = {"q": "song mekong", "publisher": kept.publisher, "sort": sort, "limit": 2}
    answer = client.get("/v1/articles", **asked).json()
    seen = [item["id"] for item in answer["items"]]
    if sort != "-published":  # one of a later day is found on its page
        kept("Sông Mekong cạn.", title="Sông Mekong")
    kept("Sông Mekong cạn.", published="2025-01-01")
    while answer["next"]:
        answer = client.get("/v1/articles", **asked, cursor=answer["next"]).json()
        seen += [item["id"] for item in answer["items"]]
    assert (len(seen), set(seen)) == (len(there), set(there))


@pytest.mark.parametrize("sort", SORTS)
def test_a_cursor_of_another_order_is_refused_or_harmless(client, kept, sort):
    for _ in range(3):
        kept("Cầu Thê Húc")
    asked = {"q": "cau the huc", "publisher": kept.publisher}
    cursor = client.get("/v1/articles", **asked, sort=sort, limit=1).json()["next"]
    for other in SORTS:
        status = client.get("/v1/articles", **asked, sort=other, cursor=cursor).status_code
        assert status == (200 if (other == "relevance") == (sort == "relevance") else 422)


def test_a_search_shows_extracts_and_a_list_does_not(client, kept):
    kept("Mở đầu. " * 100 + "Cầu <Long Biên> & sông Hồng. " + "Hết. " * 100, title="Long Biên")
    one = client.get("/v1/articles", q='"long bien"', publisher=kept.publisher).json()["items"][0]
    assert "Cầu &lt;<mark>Long Biên</mark>&gt; &amp; sông Hồng." in one["snippet"]
    assert "text" not in one
    [listed] = client.get("/v1/articles", publisher=kept.publisher).json()["items"]
    assert listed["snippet"] is None


def test_an_article_says_new_words_when_it_was_processed_again(client, kept):
    one = kept("Núi Bà Đen")
    with transaction() as session:
        its = {"publisher": kept.publisher, "text": "Núi Bà Nà"}
        articles.save(session, one, found([]) | its)
    assert ids(client, q="nui ba den", publisher=kept.publisher) == []
    assert ids(client, q="nui ba na", publisher=kept.publisher) == [one]


def test_tenants_find_their_own(servers):
    word = f"x{uuid4().hex}"
    theirs = {tenant: owned(tenant, word, 3) for tenant in ("one", "two")}
    everyone = theirs["one"] | theirs["two"]
    questions: list[dict] = [
        {"q": word},
        {"kind": "other", "q": word},
        {"tag": [word]},
        {"tag": [word], "q": f"{word[:9]}*"},
    ]
    for wanted in questions:
        for sort in ("-created", "-published"):
            asked = wanted | {"sort": sort}
            with transaction("one") as session:
                assert {row.id for row in article_list.page(session, asked, None, 10)} == theirs["one"]
            with transaction() as session:
                assert {row.id for row in article_list.page(session, asked, None, 10)} == everyone
                mine = asked | {"tenant": "two"}
                assert {row.id for row in article_list.page(session, mine, None, 10)} == theirs["two"]
                assert {row.id for row in article_list.of(session, mine, None, 10)} == theirs["two"]
        if "q" in wanted:
            with transaction("two") as session:
                places = relevance.places(session, wanted, now(), None, 10)
                assert {one for *_, one in places} == theirs["two"]


def owned(tenant, word, many):
    """Articles of a tenant that say a word and carry it as a tag."""
    return {made_articles.kept(found([word]) | {"text": word, "kind": "other"}, tenant) for _ in range(many)}

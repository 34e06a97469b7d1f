"""Near-duplicates over HTTP and in the database."""

import itertools
import threading
import time

import pytest
from sqlalchemy import func, select, update

from service.store import articles, stories
from service.store.database import transaction
from service.store.models import Article, Story, StoryBand
from tests.service.made_articles import kept, told
from workers.minhash import signature

numbers = itertools.count(1)
# A word for each number below 676; runs of them are nobody else's.
WORDS = [f"{a}a{b}o" for a, b in itertools.product("abcdefghijklmnopqrstuvwxyz", repeat=2)]


def prose(words=120):
    """Words in an order that no other text of the tests has."""
    seed = next(numbers)
    return " ".join(f"{WORDS[(place * 7 + seed * 31) % 676]}{seed}" for place in range(words))


def story_of(article):
    with transaction() as session:
        return articles.get(session, article).same_story


def again(article, text):
    with transaction() as session:
        articles.save(session, article, told(text))


def bands(article):
    with transaction() as session:
        return session.scalar(select(func.count()).where(StoryBand.article_id == article))


def test_a_copy_with_another_headline_and_credit_is_the_same_story(client):
    text = prose()
    first, other = kept(told(text, title="Lũ về")), kept(told(prose(), title="Lũ về"))
    assert story_of(first) is None
    copy = kept(told(f"{text}\n\nTheo TTXVN", title="Nước lên nhanh ở hạ lưu"))
    group = client.get(f"/v1/articles/{first}").json()["same_story"]
    assert group == client.get(f"/v1/articles/{copy}").json()["same_story"]
    assert client.get(f"/v1/articles/{other}").json()["same_story"] is None
    page = client.get("/v1/articles", same_story=group).json()["items"]
    assert [(one["id"], one["same_story"]) for one in page] == [(str(copy), group), (str(first), group)]


def test_a_whole_story_is_processed_again(client):
    text = prose()
    group = [story_of(kept(told(text))) for _ in range(2)][1]
    upload = client.post("/v1/articles/reprocess", same_story=group).json()
    done = client.get(f"/v1/uploads/{upload['id']}", wait=30).json()
    assert (done["finished"], done["counts"]["succeeded"]) == (True, 2)


def test_the_pipeline_finds_copies_by_itself(client):
    body = prose().replace(" ", ", ", 20).capitalize()
    page = "Thời sự\n\nThành phố Cần Thơ mở thêm hai bến tàu khách trên sông Hậu\n\n{}.\n\n{}.\n"
    one, two = (client.article(page.format(body, end).encode()) for end in ("Theo TTXVN", "Theo báo địa phương"))
    assert one["kind"] == "article"
    assert two["same_story"] is not None
    assert client.get(f"/v1/articles/{one['id']}").json()["same_story"] == two["same_story"]


def test_a_story_that_went_on_is_the_same_and_half_of_another_is_not():
    """Real copies share 60% and more of their runs; half a story is too little."""
    text, more = prose(200), prose(60)
    whole, longer = signature("Lũ về", text), signature("Lũ rút", f"{text} {more}")
    half = signature("Lũ về", " ".join(text.split()[:70]))
    assert stories.likeness(whole, longer) >= stories.LIKE > stories.likeness(whole, half)


def test_short_texts_and_pages_that_are_no_story_have_no_signature(client):
    assert signature("Một tiêu đề", " ".join(["từ"] * 26)) is None
    assert signature("Một tiêu đề dài " * 30, "") is None
    short = [kept(told("Tin ngắn của tòa soạn hôm nay.")) for _ in range(2)]
    assert [story_of(one) for one in short] == [None, None]


def test_tone_marks_and_their_place_make_no_difference():
    text = prose() + " hòa bình thủy điện Đà Nẵng"
    assert signature("", text) == signature("", text.upper().replace("HÒA", "hoà").replace("THỦY", "thuỷ"))


def test_two_groups_that_turn_out_to_be_one_are_merged(servers):
    left, right = prose(150), prose(100)
    small = [kept(told(right)) for _ in range(2)]
    large = [kept(told(left)) for _ in range(3)]
    group = story_of(large[0])
    assert {story_of(one) for one in small} == {story_of(small[0])} != {group}
    bridge = kept(told(prose()))
    with transaction() as session:  # a text can hardly be like two that are not like each other
        near = session.scalars(select(Story.article_id).where(Story.article_id.in_([small[0], large[0]]))).all()
        one = session.get_one(Article, bridge)
        sign = session.scalar(select(Story.signature).where(Story.article_id == large[0]))
        session.execute(update(Story).where(Story.article_id == small[0]).values(signature=sign))
        assert stories._join(session, one, sign, near) == group
    assert {story_of(one) for one in small} == {group}


def test_a_group_of_one_is_none(client):
    text = prose()
    first, second, third = (kept(told(text)) for _ in range(3))
    group = story_of(first)
    again(first, prose())
    assert (story_of(first), story_of(second), story_of(third)) == (None, group, group)
    assert client.delete(f"/v1/articles/{second}").status_code == 204
    assert bands(second) == 0
    assert story_of(third) is None
    again(first, text + " thêm")
    assert story_of(first) == story_of(third) != group


def test_an_article_that_changes_a_little_stays_in_its_group(servers):
    text = prose()
    first, second = kept(told(text)), kept(told(text))
    group = story_of(first)
    again(second, text + " một câu nữa")
    assert story_of(first) == story_of(second) == group
    again(second, "")
    assert (story_of(first), story_of(second), bands(second)) == (None, None, 0)


def test_tenants_do_not_meet(servers):
    text = prose()
    ours, theirs = kept(told(text), "ours"), kept(told(text), "theirs")
    assert story_of(ours) is story_of(theirs) is None
    assert story_of(kept(told(text), "ours")) == story_of(ours) is not None
    assert story_of(theirs) is None


@pytest.mark.timeout(30)
def test_copies_that_are_saved_at_the_same_time_find_each_other(servers):
    """The second waits for the first, which it could not see otherwise."""
    text = prose()
    first, second = kept(told(prose())), kept(told(prose()))
    other = threading.Thread(target=again, args=(second, text))
    with transaction() as session:
        articles.save(session, first, told(text))
        session.flush()
        other.start()
        wait_until_one_waits(session)
        assert other.is_alive()
    other.join()
    assert story_of(first) == story_of(second) is not None


def wait_until_one_waits(session):
    waiting = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    while not session.connection().exec_driver_sql(waiting).scalar():
        time.sleep(0.01)


@pytest.mark.timeout(60)
def test_many_at_once_neither_deadlock_nor_leave_a_group_of_one(servers):
    texts = [prose() for _ in range(3)]
    made = [kept(told(texts[number % 3])) for number in range(6)]
    failures = []

    def change(worker):
        try:
            for turn in range(12):
                again(made[(worker + turn) % 6], texts[(worker * turn) % 3])
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=change, args=(worker,)) for worker in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    with transaction() as session:
        kinds = dict(session.execute(select(Article.id, Article.text).where(Article.id.in_(made))).all())
    for text in texts:
        groups = {story_of(article) for article, its in kinds.items() if its == text}
        alone = sum(its == text for its in kinds.values()) == 1
        assert groups in ([{None}] if alone else [{group} for group in groups if group]) or not groups


def test_articles_from_before_there_were_groups_are_grouped_when_the_sweeper_comes(servers, resting_sweeper):
    text = prose()
    old = [kept(told(text)) for _ in range(2)]
    with transaction() as session:  # as the migration finds them
        session.execute(update(Story).where(Story.article_id.in_(old)).values(story=None, signature=None))
        session.connection().exec_driver_sql("DELETE FROM story_bands WHERE article_id = ANY(%s)", (old,))
    resting_sweeper()
    while not all(story_of(one) for one in old):
        time.sleep(0.02)
    assert story_of(old[0]) == story_of(old[1])

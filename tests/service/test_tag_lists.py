"""Lists of tags count what the filters say: held against articles that are counted one by one."""

import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from sqlalchemy import select

from service.schemas import tags as schemas
from service.store import articles, days, filters, joint, tag_list, tag_ranks, tags
from service.store.database import transaction
from service.store.models import Article, ArticleTag, Tag
from service.store.models.tag import FACET, TYPES
from tests.service import tables
from tests.service.made_articles import found, made

HANOI = timezone(timedelta(hours=7))
FIRST = datetime(2021, 3, 1, tzinfo=HANOI)
# Times of all lengths up to four months, some from the first of a month.
STEP = timedelta(days=10)
PUBLISHERS = ("một.vn", "hai.vn", None)


def written(choose):
    """A moment as pages print it: bare dates mostly, times close to midnight, none at all."""
    day = FIRST + STEP * min(choose.randrange(12), choose.randrange(12))
    minutes = choose.choice((-1, 0, 1, 600))
    return choose.choice((day.date().isoformat(), (day + timedelta(minutes=minutes)).isoformat(), None))


@pytest.fixture(scope="module")
def crowd(servers):
    """Forty articles of four months with tags of the usual skew."""
    choose = random.Random(6)
    for _ in range(40):
        people = {
            f"local:person:{'ab'[n % 2]}-{n:02}" for n in (int(choose.paretovariate(0.7)) for _ in range(6)) if n < 60
        }
        shape = found(people) | {"published": written(choose), "publisher": choose.choice(PUBLISHERS)}
        shape["keywords"] = [{"text": f"từ {choose.randrange(30)}", "score": 0.5} for _ in range(2)]
        article = made([])
        with transaction() as session:
            before = articles.counted(session, row := session.get_one(Article, article))
            row.created_at = FIRST + STEP * choose.randrange(9) + timedelta(minutes=choose.choice((0, 1, 500)))
            tags.forget(session, row, before)
            row.processed_at = None
            session.flush()
            articles.save(session, article, shape)
    tables.add_up()


def asked(choose):
    """Filters as people and programs ask."""
    wanted = {}
    for name in ("published", "created"):
        for end in ("from", "to"):
            if choose.random() < 0.4:
                moment = FIRST + STEP * choose.randrange(-1, 13) + timedelta(minutes=choose.choice((0, 0, 0, 1, 600)))
                wanted[f"{name}_{end}"] = moment.astimezone(UTC)
    wanted |= {"publisher": choose.choice(["một.vn", "hai.vn", "drei.de"])} if choose.random() < 0.3 else {}
    wanted |= {"type": choose.choice(["person", "keyword"])} if choose.random() < 0.3 else {}
    return wanted | ({"q": choose.choice(["local:person:a", "tu 1", "TỪ", "x"])} if choose.random() < 0.3 else {})


def expected(session, wanted):
    """All tags that pass, counted by hand."""
    carried = select(Tag.id, Tag.type, Tag.folded).join(ArticleTag, ArticleTag.tag == Tag.key)
    carried = carried.join(Article, Article.id == ArticleTag.article_id).where(Tag.type != FACET)
    rows = session.execute(carried.where(*filters.within(wanted))).all()
    prefix = tag_list.fold(wanted.get("q", ""))
    return Counter(row.id for row in rows if row.type == wanted.get("type", row.type) and row.folded.startswith(prefix))


def listed(session, wanted, limit):
    """The whole list, page after page."""
    place = tag_list.place_by_name if wanted["sort"] == "name" else tag_list.place
    rows, after = [], None
    while page := tag_list.page(session, wanted, after, limit).rows:
        rows += page
        after = place(page[-1])
    return rows


WAYS = {
    "added up": {"DEEPEST": 0},
    "names one by one": {"FEW_NAMES": 10**6},
    "those names that lead": {"FEW": 0, "FEW_NAMES": 3},
    "from both lists": {"FEW": 0, "FEW_NAMES": 0},
    "all names": {"FEW": 0, "FEW_NAMES": 0, "MANY": 1},
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("parts", [40, 4, 0], ids=["day by day", "by month", "altogether"])
def test_a_list_is_what_counting_by_hand_gives(crowd, monkeypatch, way, parts):
    for name, value in (WAYS[way] | {"MOST_PARTS": parts}).items():
        monkeypatch.setattr(tag_ranks, name, value)
    monkeypatch.setattr(tag_list, "FEW", WAYS[way].get("FEW", 10**6))
    monkeypatch.setattr(days, "FEW_MONTHS", parts // 2)
    choose = random.Random(f"{way} {parts}")
    for _ in range(4):
        wanted = asked(choose)
        with transaction("") as session:
            right = expected(session, wanted)
            for sort in ("-articles", "name"):
                rows = listed(session, wanted | {"sort": sort}, choose.choice((9, 50)))
                assert {row.Tag.id: row.articles for row in rows} == right, (wanted, sort)
                assert len(rows) == len(right)
                order = [row.Tag.folded if sort == "name" else -row.articles for row in rows]
                assert order == sorted(order), wanted


@pytest.mark.parametrize("parts", [40, 4, 0], ids=["day by day", "by month", "altogether"])
def test_the_first_is_found_though_others_lead_on_each_day_and_altogether(quiet_leader, monkeypatch, parts):
    for name, value in (("FEW", 0), ("MOST_PARTS", parts)):
        monkeypatch.setattr(tag_ranks, name, value)
    span = {"published_from": datetime(2017, 5, 1, tzinfo=HANOI), "published_to": datetime(2017, 5, 8, tzinfo=HANOI)}
    with transaction("") as session:
        for limit in (1, 2, 3):
            rows = tag_list.page(session, span | {"type": "event"}, None, limit).rows
            assert [row.articles for row in rows] == [6, 2, 2][:limit]


@pytest.fixture(scope="module")
def quiet_leader(servers):
    """An event of six days, on each of which another one is told of more often; and others that lead later."""
    told = [(f"2017-05-{day:02}", [f"local:event:of-{day}"]) for day in range(1, 7)]
    told += [(day, ["local:event:steady", *events]) for day, events in told]
    told += [("2017-07-01", ["local:event:later", "local:event:other"])] * 7
    for day, events in told:
        shape = found(events) | {"published": day}
        for entity in shape["entities"]:
            entity["type"] = "event"
        article = made([])
        with transaction() as session:
            articles.save(session, article, shape)
    tables.add_up()


def test_a_day_includes_what_is_published_on_its_midnight_and_no_more(crowd):
    with transaction("") as session:
        day = {"published_from": FIRST, "published_to": FIRST}
        right = expected(session, day)
        assert right and {row.Tag.id: row.articles for row in tag_list.page(session, day, None, 999).rows} == right
        turned = {"published_from": FIRST + timedelta(days=1), "published_to": FIRST}
        assert tag_list.page(session, turned, None, 999).rows == []


@pytest.mark.parametrize(("most", "looked_through"), [(3, 100), (100, 3)])
def test_of_many_articles_of_two_times_at_once_the_newest_are_counted(crowd, monkeypatch, most, looked_through):
    monkeypatch.setattr(joint, "MOST", most)
    monkeypatch.setattr(joint, "LOOKED_THROUGH", looked_through)
    times = {"published_from": FIRST, "created_from": FIRST}
    with transaction("") as session:
        page = tag_list.page(session, times, None, 999)
        looked = select(Article.id, Article.created_at).where(Article.published_at >= FIRST)
        looked = session.execute(looked.order_by(Article.published_at.desc(), Article.id.desc()).limit(looked_through))
        newest = [one.id for one in looked if one.created_at >= FIRST][:most]
        tags = select(Tag.id).join(ArticleTag, ArticleTag.tag == Tag.key).where(Tag.type != FACET)
        right = Counter(session.scalars(tags.where(ArticleTag.article_id.in_(newest))))
        assert page.looked_at == len(newest) and {row.Tag.id: row.articles for row in page.rows} == right
    monkeypatch.undo()
    with transaction("") as session:
        assert tag_list.page(session, times, None, 1).looked_at is None


def test_whole_months_and_single_days_cover_each_day_of_a_time_once():
    choose = random.Random(7)
    window = [date(2020, 11, 20) + timedelta(days=number) for number in range(500)]
    for _ in range(300):
        low, high = sorted(choose.sample(window, 2))
        after = choose.choice(("", "~"))
        ranges = list(days.covering("d", low.isoformat() + after, high.isoformat()))
        for day in window:
            parts = (f"d{day}", f"e{day:%Y-%m}")
            covered = sum(first <= part < last for part in parts for first, last in ranges)
            assert covered == (low < day < high or (day == low and not after)), (low, high, after, day)


def test_the_types_that_are_counted_are_all_that_are_shown():
    assert set(TYPES) == set(schemas.TYPES)

"""What requests ask about: drawn from the database itself, so that it is there, by how often it is there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any
from urllib.parse import quote

import psycopg

from service.store.words import words
from tests.bench.scale import shape, vocabulary
from tests.bench.scale.asked import Ask

TYPES = ("person", "organization", "location", "product", "event", "topic", "keyword")
DAYS = shape.YEARS * 365
POPULAR = "SELECT id FROM tags WHERE type NOT IN ('facet', 'topic') AND articles BETWEEN %s AND %s ORDER BY hashint4(key) LIMIT %s"
TOP = "SELECT id FROM tags WHERE type NOT IN ('facet', 'topic') ORDER BY articles DESC LIMIT 40"
SOME = "SELECT id, title, text, publisher, section, (SELECT upload_id FROM jobs WHERE article_id = articles.id LIMIT 1) FROM articles WHERE created_at >= %s AND processed_at IS NOT NULL AND kind = 'article' ORDER BY created_at LIMIT 1"
GROUPS = "SELECT story FROM stories WHERE story IS NOT NULL ORDER BY story LIMIT 200"
ITS_TAGS = "SELECT t.id, t.type, t.name FROM article_tags a JOIN tags t ON t.key = a.tag WHERE a.article_id = %s AND t.type <> 'facet'"


class Draws:
    """Values for the places in URLs, of one database."""

    def __init__(self, url: str, seed: int):
        self._draw = Random(seed)
        with psycopg.connect(url) as connection:
            self._ask: Callable[..., list[Any]] = lambda *query: connection.execute(*query).fetchall()
            self._bands = self._popular()
            self._articles = [self._article() for _ in range(60)]

    def url(self, ask: Ask) -> str:
        """A request with its places filled in anew."""
        found = self._values()
        return (
            ask.url.format(**{name: quote(str(value), safe="") for name, value in found.items()})
            .replace(" ", "%20")
            .replace('"', "%22")
        )

    def _popular(self) -> dict[str, list[str]]:
        """Tags of the top, of the middle (in one of 5,000 to 500 articles), of the end."""
        ((articles,),) = self._ask("SELECT count(*) FROM articles")
        middle, rare = (max(4, articles // 5000), max(8, articles // 500), 3000), (1, 3, 3000)
        found = {
            "hot": self._ask(TOP),
            "same_story": self._ask(GROUPS),
            "middle": self._ask(POPULAR, middle),
            "rare": self._ask(POPULAR, rare),
        }
        return {band: [id_ for (id_,) in rows] for band, rows in found.items()}

    def _article(self) -> dict[str, Any]:
        """Something that is asked for because it is in an article."""
        day = date.today() - timedelta(self._draw.randrange(60, DAYS))
        ((id_, title, text, publisher, section, upload),) = self._ask(SOME, (day,))
        tags = self._ask(ITS_TAGS, (id_,))
        picked = self._draw.sample(tags, 3)
        topics = [tag for tag, type_, _ in tags if type_ == "topic"]
        names = [name for _, type_, name in tags if type_ != "topic"]
        told = words(text)
        place = self._draw.randrange(len(told) - 3)
        rare = [word for word in told if len(word) > 6] or told
        return {
            **{"id": id_, "publisher": publisher, "section": section or "Chuyên mục 1", "upload": upload},
            **dict(zip(("one", "two", "three"), [tag for tag, _, _ in picked], strict=True)),
            **{"topic": topics[0], "name": self._draw.choice(names), "title_words": " ".join(words(title)[:3])},
            **{"phrase": " ".join(told[place : place + 2]), "long_phrase": " ".join(told[place : place + 3])},
            **{"rare_word": self._draw.choice(rare)},
        }

    def _values(self) -> dict[str, Any]:
        draw, bands = self._draw, self._bands
        day = date.today() - timedelta(draw.randrange(DAYS))
        article, other = draw.choice(self._articles), draw.choice(self._articles)
        hot, other_hot = draw.sample(bands["hot"], 2)
        common = vocabulary.counted()[1]
        letters = " ".join(words(other["name"])).ljust(6, "a")
        return {
            **article,
            **{"hottest": bands["hot"][0], "hot": hot, "other_hot": other_hot},
            **{band: draw.choice(bands[band]) for band in ("middle", "rare", "same_story")},
            **{"kind": draw.choice(("article", "listing", "other")), "language": draw.choice(("vi", "en", "zh"))},
            **{
                "type": draw.choice(TYPES),
                "day": day,
                "day_after": day + timedelta(1),
                "month_after": day + timedelta(30),
            },
            **{"hot_word": common[draw.randrange(25)], "other_hot_word": common[draw.randrange(25, 50)]},
            **{"middle_word": common[draw.randrange(700, 1500)], "other_rare_word": other["rare_word"]},
            **{
                "no_word": f"khong{draw.getrandbits(40)}",
                "prefix_2": letters[:2].strip(),
                "prefix_3": letters[:3].strip(),
            },
            **{f"letters_{size}": letters[:size] for size in range(1, 7)},
        }

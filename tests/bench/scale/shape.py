"""What the articles are like: the numbers behind everything that is made.

Numbers per article are those that `tintag tag seeds/samples/*.txt` gives, one for each of the 26 stories among them
(their median text has 292 words, their median article 24 tags); the generator draws from them.
"""

from __future__ import annotations

from math import log

PER_ARTICLE = {
    "topic": (1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 4, 4),
    "location": (1, 1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 5, 6, 6, 6, 6, 7, 7, 7, 8, 8, 9, 12, 13, 14, 15),
    "organization": (0, 1, 1, 2, 2, 3, 3, 3, 3, 3, 3, 3, 4, 4, 5, 5, 5, 7, 7, 7, 8, 8, 9, 9, 9, 11),
    "person": (1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 5, 5, 5, 25),
    "product": (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 3, 3, 4),
    "event": (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 2, 2, 3),
    "keyword": (2, 2, 3, 4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5, 6, 6, 6, 7, 7, 7, 8, 9, 9, 10, 10, 10),
}
WORDS = (86, 216, 217, 220, 222, 239, 242, 248, 256, 266, 267, 270, 276, 292, 303, 304, 307, 307, 316, 327, 327, 335)
WORDS += (354, 377, 403, 632)
# Of those words so many stand between names.
BETWEEN = 30
TITLE_WORDS, LEAD_WORDS = (9, 11, 13, 15, 24), (22, 30, 34, 38, 51)  # the quartiles
# Of 405 entities of those stories so many have a second form (68) and a second mention (96); of those of a type so
# many have a Wikidata id.
SECOND_FORM, SECOND_MENTION = 68 / 405, 96 / 405
KNOWN = {"location": 0.61, "organization": 0.2, "person": 0.07, "product": 0.13, "event": 0.0}
# Of a hundred articles each.
KINDS = (("article", 90), ("listing", 6), ("other", 4))
LANGUAGES = (("vi", 96), ("en", 3), ("zh", 1))
UNDATED = 0.03
YEARS = 3
# An old archive came in within one week, half way: this part of all, with dates from before.
ARCHIVE = 0.08
PUBLISHERS, SECTIONS = 60, 20

# Popularity falls as 1 / (rank + shift): the larger, the flatter the top. Chosen so that the most frequent place is
# in about a quarter of the articles and the most frequent person in a twentieth, as Vietnam and its leaders are in news.
SHIFT = {"location": 1.5, "organization": 3, "person": 12, "product": 6, "event": 6, "keyword": 20, "topic": 4}
# Articles that the rarest tag there is may expect: with this, half of the tags that occur do so once.
RAREST = 0.15
# News come in waves: this part of an article's tags is taken from the event it tells of, ...
OF_EVENT = 0.5
# ... of which so many run at a time, each for about so many articles.
EVENTS, EVENT_ARTICLES = 150, 30


def mean(type_: str) -> float:
    """Tags of a type that an article has, on average."""
    return sum(PER_ARTICLE[type_]) / len(PER_ARTICLE[type_])


def distinct(type_: str, articles: int) -> int:
    """How many tags of a type there are to draw from, for so many articles."""
    draws, shift = articles * mean(type_) * (1 - OF_EVENT), SHIFT[type_]
    size = draws
    for _ in range(20):  # draws / (size * log(size / shift)) is what the rarest may expect
        size = max(50.0, draws / RAREST / log(1 + size / shift))
    return int(size)

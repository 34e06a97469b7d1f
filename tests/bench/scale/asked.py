"""Every request that is measured, as data: its name and its URL with places for what is drawn (see ``draws``)."""

from __future__ import annotations

from typing import NamedTuple

ARTICLES, TAGS = "/v1/articles", "/v1/tags"


class Ask(NamedTuple):
    """A request; one that ``walks`` goes on from page to page: each answer's ``next`` is the next request's cursor."""

    name: str
    url: str
    walks: bool = False


LISTS = (
    Ask("nothing: what every request costs", "/livez"),
    Ask("newest", ARTICLES),
    Ask("newest published", f"{ARTICLES}?sort=-published"),
    Ask("200 newest", f"{ARTICLES}?limit=200"),
    Ask("from page to page", f"{ARTICLES}?limit=50", walks=True),
    Ask("from page to page, published", f"{ARTICLES}?limit=50&sort=-published", walks=True),
    Ask("kind", f"{ARTICLES}?kind={{kind}}"),
    Ask("language", f"{ARTICLES}?language={{language}}"),
    Ask("publisher", f"{ARTICLES}?publisher={{publisher}}"),
    Ask("publisher, published", f"{ARTICLES}?publisher={{publisher}}&sort=-published"),
    Ask("section", f"{ARTICLES}?section={{section}}"),
    Ask("topic", f"{ARTICLES}?topic={{topic}}"),
    Ask("upload", f"{ARTICLES}?upload={{upload}}"),
    Ask("same story", f"{ARTICLES}?same_story={{same_story}}"),
    Ask("a day", f"{ARTICLES}?published_from={{day}}&published_to={{day_after}}"),
    Ask("a day, by arrival", f"{ARTICLES}?created_from={{day}}&created_to={{day_after}}"),
    Ask("published up to a day, in order of arrival", f"{ARTICLES}?published_to={{day}}"),
    Ask("published in a month, in order of arrival", f"{ARTICLES}?published_from={{day}}&published_to={{month_after}}"),
    Ask(
        "arrived in a month, in order of publication",
        f"{ARTICLES}?created_from={{day}}&created_to={{month_after}}&sort=-published",
    ),
    Ask("hot tag", f"{ARTICLES}?tag={{hot}}"),
    Ask("hot tag, published", f"{ARTICLES}?tag={{hot}}&sort=-published"),
    Ask("middle tag", f"{ARTICLES}?tag={{middle}}"),
    Ask("rare tag", f"{ARTICLES}?tag={{rare}}&sort=-published"),
    Ask("hot tag, from page to page", f"{ARTICLES}?tag={{hottest}}&limit=50", walks=True),
    Ask("hot tag in a month", f"{ARTICLES}?tag={{hot}}&published_from={{day}}&published_to={{month_after}}"),
    Ask("rare tag in a month", f"{ARTICLES}?tag={{rare}}&published_from={{day}}&published_to={{month_after}}"),
    Ask("hot tag and publisher", f"{ARTICLES}?tag={{hot}}&publisher={{publisher}}"),
    Ask("middle tag and publisher", f"{ARTICLES}?tag={{middle}}&publisher={{publisher}}&sort=-published"),
    Ask("two hot tags", f"{ARTICLES}?tag={{hot}}&tag={{other_hot}}"),
    Ask("two tags of an article", f"{ARTICLES}?tag={{one}}&tag={{two}}"),
    Ask("two tags of an article, published", f"{ARTICLES}?tag={{one}}&tag={{two}}&sort=-published"),
    Ask("three tags of an article", f"{ARTICLES}?tag={{one}}&tag={{two}}&tag={{three}}"),
    Ask("two tags that never meet", f"{ARTICLES}?tag={{rare}}&tag={{middle}}"),
    Ask(
        "hot tag, topic, publisher, kind",
        f"{ARTICLES}?tag={{hot}}&topic={{topic}}&publisher={{publisher}}&kind=article",
    ),
    Ask(
        "publisher, section, language, a month",
        f"{ARTICLES}?publisher={{publisher}}&section={{section}}&language=vi&published_from={{day}}&published_to={{month_after}}&sort=-published",
    ),
)
SEARCHES = (
    Ask("q: hot word", f"{ARTICLES}?q={{hot_word}}&sort=-created"),
    Ask("q: hot word, published", f"{ARTICLES}?q={{hot_word}}&sort=-published"),
    Ask("q: hot word, relevance", f"{ARTICLES}?q={{hot_word}}&sort=relevance"),
    Ask("q: middle word, relevance", f"{ARTICLES}?q={{middle_word}}&sort=relevance"),
    Ask("q: rare word", f"{ARTICLES}?q={{rare_word}}&sort=-created"),
    Ask("q: rare word, relevance", f"{ARTICLES}?q={{rare_word}}&sort=relevance"),
    Ask("q: two hot words, relevance", f"{ARTICLES}?q={{hot_word}} {{other_hot_word}}&sort=relevance"),
    Ask("q: hot and middle word", f"{ARTICLES}?q={{hot_word}} {{middle_word}}&sort=-created"),
    Ask("q: words of a title, relevance", f"{ARTICLES}?q={{title_words}}&sort=relevance"),
    Ask("q: phrase of two", f'{ARTICLES}?q="{{phrase}}"&sort=-created'),
    Ask("q: phrase of three, relevance", f'{ARTICLES}?q="{{long_phrase}}"&sort=relevance'),
    Ask("q: name", f'{ARTICLES}?q="{{name}}"&sort=relevance'),
    Ask("q: hot word without another", f"{ARTICLES}?q={{hot_word}} -{{other_hot_word}}&sort=-created"),
    Ask("q: prefix of 2", f"{ARTICLES}?q={{prefix_2}}*&sort=-created"),
    Ask("q: prefix of 3, relevance", f"{ARTICLES}?q={{prefix_3}}*&sort=relevance"),
    Ask("q: nothing found", f"{ARTICLES}?q={{no_word}}"),
    Ask("q: words that never meet", f"{ARTICLES}?q={{rare_word}} {{other_rare_word}}"),
    Ask("q: hot word, hot tag", f"{ARTICLES}?q={{hot_word}}&tag={{hot}}&sort=-created"),
    Ask("q: hot word, rare tag", f"{ARTICLES}?q={{hot_word}}&tag={{rare}}&sort=relevance"),
    Ask("q: rare word, hot tag", f"{ARTICLES}?q={{rare_word}}&tag={{hot}}&sort=-created"),
    Ask(
        "q: hot word, publisher, a month",
        f"{ARTICLES}?q={{hot_word}}&publisher={{publisher}}&published_from={{day}}&published_to={{month_after}}",
    ),
    Ask(
        "q: hot word, a day, relevance",
        f"{ARTICLES}?q={{hot_word}}&published_from={{day}}&published_to={{day_after}}&sort=relevance",
    ),
    Ask("q: hot word, from page to page", f"{ARTICLES}?q=nam&limit=50&sort=-created", walks=True),
    Ask("q: relevance, from page to page", f"{ARTICLES}?q=nam&limit=50&sort=relevance", walks=True),
)
TAG_LISTS = (
    Ask("tags", TAGS),
    Ask("tags of a type", f"{TAGS}?type={{type}}"),
    Ask("tags by name", f"{TAGS}?sort=name"),
    Ask("tags, from page to page", f"{TAGS}?limit=50", walks=True),
    Ask("tags by name, from page to page", f"{TAGS}?limit=50&sort=name", walks=True),
    *(Ask(f"tags: {size} letters", f"{TAGS}?q={{letters_{size}}}") for size in range(1, 7)),
    Ask("tags: 1 letter, a type", f"{TAGS}?q={{letters_1}}&type={{type}}"),
    Ask("tags: 3 letters, a type", f"{TAGS}?q={{letters_3}}&type={{type}}"),
    Ask("tags: 2 letters, by name", f"{TAGS}?q={{letters_2}}&sort=name"),
    Ask("tags of a publisher", f"{TAGS}?publisher={{publisher}}"),
    Ask("tags of a publisher and a type", f"{TAGS}?publisher={{publisher}}&type={{type}}"),
    Ask("tags of a day", f"{TAGS}?published_from={{day}}&published_to={{day_after}}"),
    Ask("tags of a month", f"{TAGS}?published_from={{day}}&published_to={{month_after}}&type={{type}}"),
    Ask("tags of a month by arrival", f"{TAGS}?created_from={{day}}&created_to={{month_after}}"),
    Ask("tags of all days up to one", f"{TAGS}?published_to={{day}}"),
    Ask(
        "tags of a publisher in a month",
        f"{TAGS}?publisher={{publisher}}&published_from={{day}}&published_to={{month_after}}",
    ),
    Ask("tags: 2 letters in a month", f"{TAGS}?q={{letters_2}}&published_from={{day}}&published_to={{month_after}}"),
)
FOLLOWED = (
    *(Ask(f"{band} tag itself", f"{TAGS}/{{{band}}}") for band in ("hot", "middle", "rare")),
    *(Ask(f"related to {band} tag", f"{TAGS}/{{{band}}}/related") for band in ("hot", "middle", "rare")),
    Ask("related to hot tag, a type", f"{TAGS}/{{hot}}/related?type={{type}}"),
    *(Ask(f"timeline by {part}", f"{TAGS}/{{hot}}/timeline?interval={part}") for part in ("day", "week", "month")),
    Ask("timeline of rare tag", f"{TAGS}/{{rare}}/timeline?interval=month"),
    Ask("trending", f"{TAGS}/trending"),
    Ask("trending, a type", f"{TAGS}/trending?type={{type}}"),
)
SINGLE = (
    Ask("article", f"{ARTICLES}/{{id}}"),
    Ask("article as ninjs", f"{ARTICLES}/{{id}}?format=ninjs"),
    Ask("similar", f"{ARTICLES}/{{id}}/similar"),
    Ask("feed", f"{ARTICLES}/feed"),
    Ask("feed of hot tag", f"{ARTICLES}/feed?tag={{hot}}"),
    Ask("feed of a search", f"{ARTICLES}/feed?q={{hot_word}}"),
    Ask("jobs", "/v1/jobs"),
    Ask("jobs of an upload", "/v1/jobs?upload={upload}"),
    Ask("jobs by state, from page to page", "/v1/jobs?status=succeeded&limit=50", walks=True),
)
ASKS = (*LISTS, *SEARCHES, *TAG_LISTS, *FOLLOWED, *SINGLE)


def picked(text: str) -> tuple[Ask, ...]:
    """Those whose names have this text."""
    return tuple(ask for ask in ASKS if text in ask.name)

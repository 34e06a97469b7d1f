"""Articles as the wire shows them: those of the samples, and odd ones that hypothesis makes."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from seeds import SAMPLES
from workers import pipeline
from workers.article import article
from workers.document import ENTITY_TYPES, KINDS, Document

STORED = {"id": "01938a3e-7c1d-7c3f-8a8e-0123456789ab", "processed_at": "2026-11-22T07:38:55.123Z"}
STORED |= {"created_at": "2026-11-22T07:38:54.001Z"}

# All that the database holds, with what is markup somewhere made likely.
MARKUP = st.sampled_from(
    [
        *(
            "# a",
            "## b #",
            "* c",
            "- d",
            "+ e",
            "1. f",
            "12) g",
            "> h",
            "    i",
            "```",
            "~~~",
            "===",
            "---",
            "***",
            "_j_",
        ),
        *(
            "**k**",
            "[l](http://m.vn)",
            "![n](o)",
            "<b>p</b>",
            "<!-- q",
            "</script>",
            "&amp;",
            "&#35;",
            "a\\",
            "`r`",
            "|s|",
        ),
        *(
            "[t]: http://u.vn",
            "<http://v.vn>",
            "http://w.vn",
            "www.x.vn",
            "y@z.vn",
            "~~aa~~",
            "\u00a0bb",
            "c\u2028d",
            "\t",
            "",
        ),
    ]
)
ANY = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
PLAIN = st.text(st.sampled_from("ab1.)*_#>-+=[]()<>!&;`\\|~: \n\té"), max_size=15)
TEXTS = st.one_of(MARKUP, ANY, PLAIN, st.lists(st.one_of(MARKUP, PLAIN), max_size=3).map(" ".join))
LINES = TEXTS.filter(str.strip)
SHARES = st.floats(0, 1)
ZONES = st.one_of(st.integers(-840, 840).map(lambda minutes: minutes * 60), st.integers(-86399, 86399))
OFFSETS = ZONES.map(lambda seconds: timezone(timedelta(seconds=seconds)))
MOMENTS = st.datetimes(min_value=datetime(1000, 1, 1), timezones=OFFSETS).map(datetime.isoformat)
PUBLISHED = st.one_of(st.none(), st.dates().map(str), MOMENTS)
IDS = st.one_of(
    st.sampled_from(["Q881", "Q0", "Q1 2", "iso:UA", "geonames:703448", "geonames:x", "local:person:a b"]), TEXTS
)
CODES = st.one_of(st.sampled_from(["medtop:16000000", "medtop:1 6"]), TEXTS)


def optional(strategy: st.SearchStrategy) -> st.SearchStrategy:
    """The same, or null."""
    return st.one_of(st.none(), strategy)


def lists(**fields: st.SearchStrategy) -> st.SearchStrategy:
    """Some objects with these fields."""
    return st.lists(st.fixed_dictionaries(fields), max_size=3)


ENTITIES = lists(
    id=IDS,
    name=LINES,
    type=st.sampled_from(ENTITY_TYPES),
    description=optional(TEXTS),
    salience=SHARES,
    confidence=SHARES,
)
BLOCKS = lists(role=st.sampled_from(["title", "lead", "body", "subhead", "caption", "byline", "noise"]), text=LINES)


def _whole(found: dict[str, Any]) -> dict[str, Any]:
    told = (block["text"] for block in found["blocks"] if block["role"] in {"lead", "body", "subhead"})
    return STORED | found | {"text": "\n\n".join(told) if found["kind"] == "article" else ""}


odd_articles = st.fixed_dictionaries(
    {
        **dict.fromkeys(("title", "lead", "section", "publisher", "source_url"), optional(TEXTS)),
        **dict.fromkeys(("byline", "credits"), st.lists(TEXTS, max_size=3)),
        **{"kind": st.sampled_from(KINDS), "language": st.sampled_from([None, "vi", "en"]), "published": PUBLISHED},
        **{"blocks": BLOCKS, "entities": ENTITIES, "keywords": lists(text=LINES, score=SHARES)},
        "teasers": lists(title=optional(TEXTS), text=optional(TEXTS), heading=optional(TEXTS)),
        "topics": lists(code=CODES, name=LINES, score=SHARES, broader_top=CODES),
    }
).map(_whole)


def of_samples() -> dict[str, dict[str, Any]]:
    """Every sample through the pipeline, by its name."""
    documents = {path.stem: Document(path.read_bytes(), path.name) for path in sorted(SAMPLES.glob("*.txt"))}
    return {name: STORED | article(pipeline.run(document)) for name, document in documents.items()}

"""The article's shape is the contract's."""

import hashlib
import json
import re

from workers import pipeline
from workers.article import article
from workers.document import Block, Date, Document, Entity, Keyword, Mention, Money, Quote, Teaser, Topic

DOCUMENT = Document(
    content=b"tin",
    filename="tin.txt",
    media_type="text/plain",
    decoded="Lũ về\nBà Mây nói.\nTin khác",
    language="vi",
    warnings=("controls-removed",),
    kind="article",
    title="Lũ về",
    byline=("Sông Lam",),
    blocks=(
        Block("title", "Lũ về", 0, 5),
        Block("lead", "Bà Mây nói.", 6, 17),
        Block("body", "Nước rút.", 18, 27),
        Block("teaser_title", "Tin khác", 28, 36),
    ),
    teasers=(Teaser("Tin khác", None, "Đọc thêm"),),
    entities=(Entity("local:person-may", "Mây", "person", (Mention("Mây", 9, 12),), None, 0.5, 0.9),),
    topics=(Topic("medtop:17000000", "thời tiết", 0.8, "medtop:17000000"),),
    keywords=(Keyword("lũ", 0.7),),
    dates=(Date("hôm qua", None, 1, 2),),
    money=(Money("5 đồng", 5.0, "VND", 1, 2),),
    quotes=(Quote("nước rút", "Mây", "local:person-may", 1, 2),),
)


def test_it_has_every_field_of_the_contract_save_what_the_store_adds():
    told = (
        "kind language filename media_type sha256 title lead byline section credits publisher source_url published text"
    )
    held = "blocks teasers entities topics keywords dates money quotes pipeline"
    assert set(article(DOCUMENT)) == set(told.split()) | set(held.split())


def test_what_comes_back_from_json_is_what_went_in():
    made = article(DOCUMENT)
    assert json.loads(json.dumps(made)) == made


def test_values_stand_as_the_contract_shows_them():
    made = article(DOCUMENT)
    assert made["blocks"][0] == {"role": "title", "text": "Lũ về", "start": 0, "end": 5}
    assert made["entities"][0]["mentions"] == [{"text": "Mây", "start": 9, "end": 12}]
    assert made["teasers"] == [{"title": "Tin khác", "text": None, "heading": "Đọc thêm"}]
    assert made["byline"] == ["Sông Lam"]
    assert (made["lead"], made["credits"]) == (None, [])


def test_the_text_is_lead_and_body_without_title_and_teasers():
    assert article(DOCUMENT)["text"] == "Bà Mây nói.\n\nNước rút."


def test_the_hash_is_of_the_bytes_as_they_came():
    assert article(DOCUMENT)["sha256"] == hashlib.sha256(b"tin").hexdigest()


def test_the_pipeline_tells_its_version_and_warnings():
    assert article(DOCUMENT)["pipeline"] == {"version": pipeline.version(), "warnings": ["controls-removed"]}
    assert re.fullmatch(r"\d+\.\d+\.\d+\+[0-9a-f]{8}", pipeline.version())

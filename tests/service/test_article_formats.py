"""Articles in the shapes that other software reads."""

import html
import json
import re
import uuid
from pathlib import Path

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, given, settings
from markdown_it import MarkdownIt

from service.formats import FORMATS, jsonld, markdown, ninjs, plain
from service.formats.markdown import escaped
from tests.client import story
from tests.service.odd_articles import STORED, TEXTS, odd_articles, of_samples

SCHEMA = json.loads((Path(__file__).parent / "ninjs/ninjs-schema_3.1.json").read_text("utf-8"))
GEOJSON = "https://geojson.org/schema/GeoJSON.json"
NINJS = jsonschema_rs.Draft202012Validator(SCHEMA, validate_formats=True, retriever={GEOJSON: False}.__getitem__)
NOWHERE = "/v1/articles/01938a3e-7c1d-7c3f-8a8e-0123456789ab"
odd = settings(max_examples=50, suppress_health_check=list(HealthCheck), derandomize=True, database=None)


@pytest.fixture(scope="module")
def samples():
    return of_samples()


def faults(found):
    return [(list(fault.instance_path), fault.message) for fault in NINJS.iter_errors(found)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"uri": "a b"},
        {"firstCreated": "2024-10-16"},
        {"publisher": "x"},
        {"people": [{"uri": "a b"}]},
        {"associations": [{}]},
    ],
    ids=str,
)
def test_the_schema_of_ninjs_refuses_what_is_wrong(wrong):
    assert not NINJS.is_valid({"uri": "urn:x:y"} | wrong)


def test_every_sample_gives_valid_ninjs(samples):
    assert len(samples) > 30
    assert {name: found for name, article in samples.items() if (found := faults(ninjs.write(article)))} == {}


@odd
@given(odd_articles)
def test_an_odd_article_gives_valid_ninjs(article):
    assert faults(ninjs.write(article)) == []


def test_ninjs_of_a_sample_holds_its_story_and_tags(samples):
    article = samples["aggregator_notre_dame"]
    found = ninjs.write(article)
    assert found["uri"] == f"urn:uuid:{STORED['id']}"
    assert found["standard"] == {"name": "ninjs", "version": "3.1", "schema": SCHEMA["$id"]}
    assert (found["type"], found["language"], found["versionCreated"]) == ("text", "vi", STORED["processed_at"])
    assert [headline["value"] for headline in found["headlines"]] == [article["title"]]
    assert [lead["value"] for lead in found["descriptions"]] == [article["lead"]]
    text, marked = found["bodies"]
    assert (text["value"], text["charCount"]) == (article["text"], len(article["text"]))
    assert html.unescape(re.sub("<.*?>", "", marked["value"])).split() == article["text"].split()
    assert {"name": "Emmanuel Macron", "uri": "http://www.wikidata.org/entity/Q3052772"} in found["people"]
    [religion] = [one for one in found["subjects"] if one.get("uri", "").endswith("/mediatopic/12000000")]
    assert religion["name"] == "Tôn giáo"
    assert {one["name"] for one in found["subjects"] if one["rel"] == "keyword"} == {
        keyword["text"] for keyword in article["keywords"]
    }
    assert found["altIds"] == [{"role": "source_url", "value": article["source_url"]}]
    assert {"name": "AFP", "role": "credit"} in found["infoSources"]


@pytest.mark.parametrize(
    ("id_", "known"),
    [
        ("Q881", {"uri": "http://www.wikidata.org/entity/Q881"}),
        ("geonames:703448", {"uri": "https://sws.geonames.org/703448/"}),
        ("iso:UA", {"literal": "iso:UA"}),
        ("local:location:song-han", {"literal": "local:location:song-han"}),
    ],
)
def test_an_id_is_an_address_where_others_know_it_and_else_a_literal(samples, id_, known):
    entity = {"id": id_, "name": "A", "type": "location", "description": None, "salience": 1.0}
    assert ninjs.write(samples["login_form"] | {"entities": [entity]})["places"] == [{"name": "A"} | known]


@pytest.mark.parametrize("published", [None, "2024-10-16"])
def test_ninjs_makes_no_time_of_a_date_without_one(samples, published):
    assert "firstCreated" not in ninjs.write(samples["login_form"] | {"published": published})


def test_ninjs_gives_the_time_of_publication_where_the_page_prints_it(samples):
    assert ninjs.write(samples["disaster_quake"])["firstCreated"] == samples["disaster_quake"]["published"]


def test_ninjs_of_a_listing_is_a_composite_of_its_teasers(samples):
    found = ninjs.write(samples["front_page"])
    assert found["type"] == "composite"
    assert [one["name"] for one in found["associations"]] == [
        teaser["title"] or teaser["text"] for teaser in samples["front_page"]["teasers"]
    ]


def test_jsonld_of_every_sample_names_each_tag_once(samples):
    for article in samples.values():
        found = jsonld.write(article)
        assert (
            found["@type"]
            == {"article": "NewsArticle", "listing": "CollectionPage", "other": "WebPage"}[article["kind"]]
        )
        named = [one["name"] for one in found.get("about", []) + found.get("mentions", [])]
        assert sorted(named) == sorted(tag["name"] for tag in article["entities"] + article["topics"])
        assert found.get("articleBody", "") == article["text"]
        assert (found.get("headline"), found.get("datePublished")) == (article["title"], article["published"])
        assert (found.get("url"), found.get("inLanguage")) == (article["source_url"], article["language"])
        assert [author["name"] for author in found.get("author", [])] == article["byline"]


def test_jsonld_tells_what_a_story_is_about_from_what_it_mentions(samples):
    found = jsonld.write(samples["disaster_quake"])
    about = {one["name"]: one for one in found["about"]}
    assert about["Myanmar"]["@type"] == "Place"
    assert about["Myanmar"]["sameAs"] == "http://www.wikidata.org/entity/Q836"
    assert about["Mandalay"]
    [topic] = [one for one in found["about"] if one.get("termCode") == "medtop:03000000"]
    assert topic["@id"] == "http://cv.iptc.org/newscodes/mediatopic/03000000"
    assert "USGS" in {one["name"] for one in found["mentions"]}


def test_jsonld_of_a_listing_is_a_list_of_its_teasers(samples):
    found = jsonld.write(samples["front_page"])
    items = found["mainEntity"]["itemListElement"]
    assert [item["position"] for item in items] == list(range(1, len(items) + 1))
    assert [item["item"].get("headline") for item in items] == [
        one["title"] for one in samples["front_page"]["teasers"]
    ]
    assert "about" not in found or {one["@type"] for one in found["about"]} == {"DefinedTerm"}


@odd
@given(odd_articles)
def test_an_odd_article_gives_jsonld_without_empty_fields(article):
    found = jsonld.write(article)
    assert not [name for name, value in found.items() if value in (None, "", [], {})]
    assert json.loads(json.dumps(found)) == found


def rendered(text: str, dialect: str) -> list[tuple[str, str]]:
    """Element and text of what Markdown becomes; every element and mark that is no paragraph of ours is shown as it is."""
    found, element = [], ""
    for token in MarkdownIt(dialect).parse(text):
        if token.type in {"heading_open", "paragraph_open"}:
            element = token.tag
        elif token.type == "inline":
            kinds = [child.type for child in token.children if child.type != "text" or child.content]
            for mark in ("strong", "em"):
                if kinds[:1] == [f"{mark}_open"] and kinds[-1:] == [f"{mark}_close"]:
                    element, kinds = mark, kinds[1:-1]
            assert set(kinds) <= {"text"}, kinds
            found.append((element, "".join(child.content for child in token.children)))
        else:
            assert token.type in {"heading_close", "paragraph_close"}, token.type
    return found


def expected(article) -> list[tuple[str, str]]:
    """What the Markdown of an article must read as."""
    parts = [("h1", article["title"])]
    parts.append(
        ("p", " · ".join(filter(None, (", ".join(article["byline"]), article["published"], article["publisher"]))))
    )
    elements = {"lead": "strong", "body": "p", "subhead": "h2", "caption": "em"}
    blocks = [block for block in article["blocks"] if article["kind"] == "article" and block["role"] in elements]
    if not any(block["role"] == "lead" for block in blocks):
        parts.append(("strong", article["lead"]))
    parts += [(elements[block["role"]], block["text"]) for block in blocks]
    heading = None
    for teaser in article["teasers"] if article["kind"] == "listing" else []:
        if (teaser["title"] or teaser["text"]) and teaser["heading"] != heading:
            heading = teaser["heading"]
            parts.append(("h2", heading))
        parts += [("strong", teaser["title"]), ("p", teaser["text"])]
    lines = [(element, " ".join((text or "").split())) for element, text in parts]
    return [(element, line) for element, line in lines if line]


@pytest.mark.parametrize("dialect", ["commonmark", "js-default"])
def test_every_sample_reads_the_same_in_markdown(samples, dialect):
    for article in samples.values():
        assert rendered(markdown.write(article), dialect) == expected(article)


@pytest.mark.parametrize("dialect", ["commonmark", "js-default"])
@odd
@given(odd_articles)
def test_nothing_that_a_file_says_becomes_markup(dialect, article):
    assert rendered(markdown.write(article), dialect) == expected(article)


@pytest.mark.parametrize("shape", ["{}", "# {}", "**{}**", "*{}*"])
@settings(odd, max_examples=150)
@given(TEXTS)
def test_any_line_reads_as_it_is(shape, text):
    line = escaped(text)
    assert [found for _, found in rendered(shape.format(line) if line else "", "js-default")] == [
        " ".join(text.split())
    ][: bool(line)]


def test_markdown_leaves_ordinary_text_alone():
    line = "Giá 15.000 đồng (tăng 2,5%), ông Lâm nói: “Đủ!” - ngày 5/3/2025; 100% vé đã bán?"
    assert escaped(line) == line


def test_text_is_title_lead_and_text_and_the_lead_stands_once(samples):
    for article in samples.values():
        parts = plain.write(article).removesuffix("\n").split("\n\n") if plain.write(article) else []
        if article["kind"] == "article":
            assert parts == [article["title"], *article["text"].split("\n\n")]
        else:
            shown = [teaser["title"] or teaser["text"] for teaser in article["teasers"] if article["kind"] == "listing"]
            assert [part.split("\n")[0] for part in parts] == [*filter(None, [article["title"]]), *shown]


def test_a_lead_that_only_the_metadata_state_comes_before_the_text(samples):
    article = samples["disaster_quake"]
    blocks = [block for block in article["blocks"] if block["role"] != "lead"]
    shown = plain.write(article | {"blocks": blocks, "text": "Thân bài", "lead": "Sa-pô"})
    assert shown == f"{article['title']}\n\nSa-pô\n\nThân bài\n"


def test_an_article_is_given_in_every_format(client):
    article = client.article(story())
    answers = {name: client.get(f"/v1/articles/{article['id']}", format=name) for name in ("json", *FORMATS)}
    assert {name: (answer.status_code, answer.headers["Content-Type"]) for name, answer in answers.items()} == {
        "json": (200, "application/json"),
        "ninjs": (200, "application/json"),
        "jsonld": (200, "application/ld+json"),
        "markdown": (200, "text/markdown; charset=utf-8"),
        "text": (200, "text/plain; charset=utf-8"),
    }
    assert answers["json"].json() == article
    assert faults(answers["ninjs"].json()) == []
    for name, shape in FORMATS.items():
        written = shape.write(article)
        answer = answers[name]
        assert (answer.content.decode() if isinstance(written, str) else answer.json()) == written
    assert f"# {article['title']}\n" in answers["markdown"].content.decode()


def test_the_document_tells_the_formats_and_their_media_types(client):
    operation = client.get("/openapi.json").json()["paths"]["/v1/articles/{article_id}"]["get"]
    [told] = [parameter["schema"]["enum"] for parameter in operation["parameters"] if parameter["name"] == "format"]
    assert told == ["json", *FORMATS]
    kinds = {shape.content_type.split(";")[0] for shape in FORMATS.values()}
    assert set(operation["responses"]["200"]["content"]) == kinds


def test_an_unknown_format_is_refused(client):
    answer = client.get(NOWHERE, format="pdf")
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")


@pytest.mark.parametrize("name", FORMATS)
def test_an_unknown_or_deleted_article_has_no_format(client, name):
    assert client.get(f"/v1/articles/{uuid.uuid4()}", format=name).status_code == 404
    article = client.article(story())
    client.delete(f"/v1/articles/{article['id']}")
    assert client.get(f"/v1/articles/{article['id']}", format=name).status_code == 410

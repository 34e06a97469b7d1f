"""Stories in JSON: schema.org, ninjs, items of crawlers in two languages, articles of ours, and what is no story."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers import pipeline
from workers.document import Document
from workers.errors import FileError
from workers.readers import read

TITLE = "Cầu mới bắc qua sông Lam thông xe trước Tết"
LEAD = "Sau ba năm thi công, cây cầu nối hai huyện ở Nghệ An đón những chuyến xe đầu tiên vào sáng nay."
BODY = (
    "Ông Nguyễn Văn Hòa, giám đốc ban quản lý dự án, cho biết cầu dài 980 m, rộng 12 m, vốn đầu tư 450 tỷ đồng.",
    "Người dân hai bên bờ trước đây phải đi phà, mùa lũ nhiều ngày không qua được sông, học sinh phải nghỉ học.",
    "Bà Lê Thị Mận, tiểu thương ở chợ Vạc, nói từ nay rau quả sang chợ bên kia chỉ mất mười phút đi xe máy.",
)
TEXT = "\n".join(BODY)
HTML = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)
ADDRESS = "https://vidu.vn/cau-moi.html"


def document(value, filename="story.json", **hints):
    content = value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode()
    return Document(content=content, filename=filename, **hints)


def told(value):
    return pipeline.run(document(value))


def lines(value):
    return read(document(value)).decoded.split("\n")


def stated(**fields):
    return read(document({"title": TITLE, "text": TEXT, **fields})).stated


def refusal(value, **hints):
    with pytest.raises(FileError) as error:
        read(document(value, **hints))
    assert error.value.code == "unreadable-document"
    return error.value.detail


NEWS_ARTICLE = {
    "@type": "NewsArticle",
    "headline": TITLE,
    "description": LEAD,
    "articleBody": TEXT,
    "author": [{"@type": "Person", "name": "Trần Thu Hà"}, {"@type": "Organization", "name": "Báo Ví Dụ"}],
    "datePublished": "2024-10-16T09:30:00+07:00",
    "publisher": {"@type": "Organization", "name": "Báo Ví Dụ"},
    "mainEntityOfPage": {"@type": "WebPage", "@id": ADDRESS},
    "articleSection": ["Thời sự", "Giao thông"],
}
GRAPH = {"@context": "https://schema.org", "@graph": [{"@type": "WebPage", "name": "Trang"}, NEWS_ARTICLE]}
NINJS_1 = {"uri": ADDRESS, "headline": TITLE, "description_text": LEAD, "body_text": TEXT, "body_xhtml": HTML}
NINJS_3 = {
    "uri": ADDRESS,
    "headlines": [{"role": "main", "value": TITLE}],
    "descriptions": [{"value": LEAD}],
    "bodies": [{"contentType": "text/plain", "value": TEXT}, {"contentType": "application/xhtml+xml", "value": HTML}],
}
CRAWLED = {"url": ADDRESS, "title": TITLE, "summary": LEAD, "content": TEXT}
VIETNAMESE = {"Tiêu đề": TITLE, "SAPO": LEAD, "noi_dung": list(BODY), "duong_dan": ADDRESS}
WORDPRESS = {
    "link": ADDRESS,
    "title": {"rendered": TITLE},
    "excerpt": {"rendered": LEAD},
    "content": {"rendered": HTML},
}
NESTED = {"url": ADDRESS, "data": {"article": {"title": TITLE, "description": LEAD, "html": HTML}}}
SEARCHED = {"hits": {"total": 1, "hits": [{"_source": {"title": TITLE, "sapo": LEAD, "body": TEXT, "url": ADDRESS}}]}}
SHAPES = [NEWS_ARTICLE, [NEWS_ARTICLE], GRAPH, NINJS_1, NINJS_3, CRAWLED, VIETNAMESE, WORDPRESS, NESTED, SEARCHED]


@pytest.mark.parametrize("value", SHAPES)
def test_every_shape_gives_the_same_story(value):
    article = told(value)
    assert (article.kind, article.title, article.lead, article.source_url) == ("article", TITLE, LEAD, ADDRESS)
    assert article.text == "\n\n".join((LEAD, *BODY))
    assert article.media_type == "application/json"


def test_an_article_of_ours_comes_back_line_by_line():
    blocks = [("breadcrumb", "Thời sự"), ("title", TITLE), ("lead", LEAD), ("noise", "Chia sẻ")]
    blocks += [("body", paragraph) for paragraph in BODY]
    article = {"title": TITLE, "lead": LEAD, "text": TEXT, "blocks": [{"role": r, "text": t} for r, t in blocks]}
    found = read(document(article))
    assert found.decoded.split("\n") == [text for _, text in blocks]
    assert found.markup[1] == ("h1", "stated_title")
    assert found.markup[3] == ("site",)


def test_what_the_file_states_of_its_story_is_kept():
    found = read(document(NEWS_ARTICLE)).stated
    assert (found.byline, found.section, found.publisher) == (("Trần Thu Hà",), "Thời sự", "Báo Ví Dụ")
    assert (found.title, found.lead, found.published) == (TITLE, LEAD, "2024-10-16T09:30:00+07:00")


def test_keys_may_be_spelt_in_any_case_and_in_vietnamese():
    found = stated(TAC_GIA="Trần Thu Hà - Lê Nam", ngayDang="16/10/2024 09:30", **{"Chuyên mục": "Thời sự"})
    assert (found.byline, found.section) == (("Trần Thu Hà", "Lê Nam"), "Thời sự")
    assert found.published == "2024-10-16T09:30:00+07:00"


@pytest.mark.parametrize(
    ("value", "when"),
    [
        ("2024-10-16T09:30:00+07:00", "2024-10-16T09:30:00+07:00"),
        ("2024-10-16T02:30:00.123Z", "2024-10-16T02:30:00+00:00"),
        ("2024-10-16 09:30:00", "2024-10-16T09:30:00+07:00"),
        ("2024-10-16 00:00:00", "2024-10-16"),
        ("2024-10-16", "2024-10-16"),
        ("20241016", "2024-10-16"),
        ("Wed, 16 Oct 2024 09:30:00 GMT+7", "2024-10-16T09:30:00+07:00"),
        ("Thứ tư, 16/10/2024, 09:30 (GMT+7)", "2024-10-16T09:30:00+07:00"),
        (1729045800, "2024-10-16T09:30:00+07:00"),
        ("1729045800000", "2024-10-16T09:30:00+07:00"),
        ({"$date": "2024-10-16T02:30:00Z"}, "2024-10-16T02:30:00+00:00"),
        ("hôm qua", None),
        ("2024-13-45", None),
        ("0001-01-01", None),
        (12, None),
        (10**30, None),
        (True, None),
    ],
)
def test_a_date_in_any_form_is_stated_in_iso_8601_and_garbage_is_not(value, when):
    assert stated(published=value).published == when


def test_when_a_crawler_came_by_says_less_than_the_address():
    assert stated(url="https://vidu.vn/2024/10/16/cau.html", timestamp=1731500000).published is None
    assert stated(url=ADDRESS, timestamp=1729045800).published == "2024-10-16T09:30:00+07:00"


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("By Trần Thu Hà", ("Trần Thu Hà",)),
        (["Trần Thu Hà", {"name": "Lê Nam"}], ("Trần Thu Hà", "Lê Nam")),
        ("Trần Thu Hà; Lê Nam", ("Trần Thu Hà", "Lê Nam")),
        ("Theo Reuters", ()),
        ("https://vidu.vn/tac-gia/7", ()),
        (7, ()),
    ],
)
def test_authors_are_people_whatever_holds_their_names(author, names):
    assert stated(author=author).byline == names


def test_the_site_is_a_name_or_the_domain_of_its_address():
    assert stated(site="https://www.vidu.vn/").publisher == "vidu.vn"
    assert stated(source={"id": None, "name": "Báo Ví Dụ"}).publisher == "Báo Ví Dụ"


def test_the_headline_comes_without_the_name_of_its_site():
    assert lines({"title": f"{TITLE} - Báo Ví Dụ", "site": "Báo Ví Dụ", "text": TEXT})[0] == TITLE


def test_a_headline_and_a_description_that_the_text_has_are_not_printed_twice():
    given = {"title": TITLE, "description": LEAD[:70] + "...", "text": f"{TITLE}\n{LEAD}\n{TEXT}"}
    assert lines(given) == [TITLE, LEAD, *BODY]
    assert read(document(given)).markup[:2] == (("h1", "stated_title"), ("stated_lead",))


def test_a_page_dump_under_text_stays_in_its_order_and_the_parser_finds_the_story():
    menu = ["Trang chủ", "Thời sự", "Thế giới", "Kinh doanh", "Thể thao"]
    dump = [*menu, TITLE, "16/10/2024 09:30", LEAD, *BODY, "Tin liên quan", "Giá rau tăng sau mưa lớn ở miền Trung"]
    given = {"title": f"{TITLE} | Báo Ví Dụ", "description": LEAD, "text": "\n".join(dump)}
    assert lines(given) == dump
    article = told(given)
    assert (article.title, article.lead, len(article.teasers)) == (TITLE, LEAD, 1)


def test_html_gives_subheads_and_captions_and_escaped_html_is_html_too():
    figure = "<h3>Phà nghỉ hưu</h3><figure><img src=x><figcaption>Cây cầu mới.</figcaption></figure>"
    found = read(document({"title": TITLE, "html": HTML + figure}))
    assert found.markup[-2:] == (("h2",), ("figcaption",))
    assert lines({"title": TITLE, "content": HTML.replace("<", "&lt;").replace(">", "&gt;")}) == [TITLE, *BODY]
    assert lines({"title": TITLE, "html": "<br>".join(BODY)}) == [TITLE, *BODY]


def test_a_whole_page_under_html_is_read_as_a_page_and_the_json_goes_before_it():
    page = f"<!doctype html><html><head><title>Trang</title></head><body><h1>{TITLE}</h1>{HTML}</body></html>"
    article = told({"url": ADDRESS, "html": page, "author": "Trần Thu Hà"})
    assert (article.title, article.byline, article.source_url) == (TITLE, ("Trần Thu Hà",), ADDRESS)
    assert article.media_type == "application/json"


def test_characters_in_addresses_are_no_entities():
    assert lines({"text": "Xem https://vidu.vn/?a=1&para=2 &amp; chia sẻ"}) == [
        "Xem https://vidu.vn/?a=1&para=2 & chia sẻ"
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
def test_every_unicode_encoding_is_read_and_told_without_a_name(encoding):
    content = json.dumps({"title": TITLE, "text": TEXT}, ensure_ascii=False).encode(encoding)
    assert read(document(content, filename="")).decoded.split("\n") == [TITLE, *BODY]


def test_halves_of_characters_and_odd_numbers_do_no_harm():
    content = rb'{"title": "m\ud800t", "text": "hai \ud83d\ude00 \udc00", "date": NaN, "id": ' + b"9" * 9999 + b"}"
    assert read(document(content)).decoded == "m\ufffdt\nhai \U0001f600 \ufffd"


def test_text_with_a_bracket_is_no_json():
    assert read(document(b"[VIDEO] Tin trong ngay", filename="a.json")).media_type == "text/plain"
    assert read(document(b"[1, 2]", filename="a.txt")).media_type == "text/plain"


def test_several_stories_in_one_file_are_referred_to_json_lines():
    assert "2 stories" in refusal([CRAWLED, CRAWLED])
    assert ".jsonl" in refusal({"articles": [CRAWLED] * 200})
    assert ".jsonl" in refusal(b'{"text": "a"}\n{"text": "b"}')


@pytest.mark.parametrize(
    ("value", "missing"),
    [
        ({"name": "x", "lockfileVersion": 3, "packages": {"a": {}}}, "the keys name, lockfileVersion, packages"),
        ({"headline": TITLE, "description": LEAD}, "articleBody"),
        ({"text": " ", "title": TITLE}, "no text of a story"),
        ({}, "no keys"),
        ([], "a list of 0"),
        ([1, 2], "a list of 2"),
    ],
)
def test_json_that_is_no_story_is_refused_with_what_it_lacks(value, missing):
    assert missing in refusal(value)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'{"title": "a', "line 1, column"),
        (b'{"a": 1,,}', "cannot be read"),
        (b'{"a":' + b"[" * 50_000, "nested too deeply"),
        (b'{"a":[' + b"[]," * 1_000_001 + b"[]]}", "more than 1,000,000 values"),
    ],
)
def test_broken_deep_and_endless_json_is_refused(content, reason):
    assert reason in refusal(content)


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30) | st.just(HTML)
names = st.sampled_from(
    ["title", "text", "html", "date", "author", "url", "source", "section", "data", "blocks", "value"]
)
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=5), max_leaves=20
)


@given(values)
def test_any_json_value_ends_as_a_document_or_a_file_error(value):
    try:
        found = read(document(json.dumps(value).encode()))
    except FileError:
        return
    found.decoded.encode()


@given(st.data())
def test_a_cut_or_damaged_file_ends_as_a_document_or_a_file_error(data):
    content = bytearray(json.dumps(data.draw(st.sampled_from(SHAPES)), ensure_ascii=False).encode())
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=5)):
        content[at] ^= 1 << data.draw(st.integers(0, 7))
    with contextlib.suppress(FileError):
        read(document(bytes(content[: data.draw(st.integers(0, len(content)))])))


@pytest.mark.parametrize("line", [b'{"title": "Tin', b"{bad json", b"no JSON"])
def test_a_broken_line_of_json_lines_is_unreadable_and_no_text(line):
    with pytest.raises(FileError) as caught:
        read(Document(content=line, filename="crawl.jsonl#5.json", media_type="application/json"))
    assert caught.value.code == "unreadable-document"

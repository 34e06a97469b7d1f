"""RSS and Atom: a run of teasers, or the one story of a feed with a full text; other XML is refused."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers import pipeline
from workers.document import Document, Teaser
from workers.errors import FileError, UnsupportedMediaType
from workers.readers import read

CHANNEL = "Tin mới nhất - Báo Ví Dụ"
NEWS = [
    ("Giá cà phê Đắk Lắk lên mức cao nhất trong mười năm", "Thương lái mua tại vườn với giá 130.000 đồng một kg."),
    ("Đội tuyển nữ Việt Nam thắng Thái Lan 2-1", "Hai bàn thắng trong mười phút cuối. Trận sau gặp Myanmar."),
    ("Mưa lớn ở Huế, nhiều tuyến đường ngập sâu", "Từ đêm qua tới sáng nay mưa 300 mm. Học sinh được nghỉ học."),
    ("Bắt nhóm trộm chó liên tỉnh", "Công an huyện Đô Lương tạm giữ bốn người để điều tra hành vi trộm cắp."),
    ("Ra mắt tập thơ viết trên sông", None),
]
BODY = (
    "Ông Nguyễn Văn Hòa, giám đốc ban quản lý dự án, cho biết cầu dài 980 m, rộng 12 m, vốn đầu tư 450 tỷ đồng.",
    "Người dân hai bên bờ trước đây phải đi phà, mùa lũ nhiều ngày không qua được sông, học sinh phải nghỉ học.",
    "Bà Lê Thị Mận, tiểu thương ở chợ Vạc, nói từ nay rau quả sang chợ bên kia chỉ mất mười phút đi xe máy.",
)
HTML = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)
STORY = (
    "Cầu mới bắc qua sông Lam thông xe trước Tết",
    "Sau ba năm thi công, cây cầu nối hai huyện ở Nghệ An đón những chuyến xe đầu tiên vào sáng nay.",
)
FULL = f"<content:encoded><![CDATA[{HTML}]]></content:encoded><dc:creator>Trần Thu Hà</dc:creator>"
TIME = "<pubDate>Wed, 16 Oct 2024 09:30:00 +0700</pubDate><category>Thời sự</category>"


def rss(items=NEWS, extra="", title=CHANNEL, prolog='<?xml version="1.0" encoding="utf-8"?>'):
    told = "".join(
        f"<item><title>{headline}</title><link>https://vidu.vn/tin/{number}</link>"
        + (
            f'<description><![CDATA[<a href="#"><img src="a.jpg" alt="Ảnh"/></a></br>{blurb}]]></description>'
            if blurb
            else ""
        )
        + f"{TIME}{extra}</item>"
        for number, (headline, blurb) in enumerate(items)
    )
    spaces = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    site = f"<title>{title}</title><link>https://vidu.vn/rss</link><description>Kênh tin của báo</description>"
    return f'{prolog}\n<rss version="2.0" {spaces}><channel>{site}{told}</channel></rss>'.encode()


def rdf(items=NEWS):
    told = "".join(
        f"<item><title>{headline}</title><description>{blurb or ''}</description></item>" for headline, blurb in items
    )
    spaces = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"'
    return f"<rdf:RDF {spaces}><channel><title>{CHANNEL}</title></channel>{told}</rdf:RDF>".encode()


def atom(items=NEWS, extra="", title=CHANNEL):
    told = "".join(
        f'<entry><title type="html">{headline}</title><link rel="alternate" href="https://vidu.vn/tin/{number}"/>'
        f"<updated>2024-10-16T09:30:00+07:00</updated><author><name>Trần Thu Hà</name></author>"
        + (f"<summary>{blurb}</summary>" if blurb else "")
        + f"{extra}</entry>"
        for number, (headline, blurb) in enumerate(items)
    )
    links = '<link rel="self" href="https://vidu.vn/atom.xml"/><link href="https://vidu.vn/"/>'
    return f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{title}</title>{links}{told}</feed>'.encode()


def told(content):
    return pipeline.run(Document(content=content, filename="feed.xml"))


def lines(content):
    return read(Document(content=content)).decoded.split("\n")


def refusal(content, kind=FileError):
    with pytest.raises(kind) as error:
        read(Document(content=content, filename="feed.xml"))
    return error.value.detail


@pytest.mark.parametrize("feed", [rss, rdf, atom])
def test_a_feed_is_a_listing_with_every_item_a_teaser_under_the_channels_name(feed):
    article = told(feed())
    assert article.kind == "listing"
    assert article.teasers == tuple(Teaser(headline, blurb, CHANNEL) for headline, blurb in NEWS)
    assert (article.title, article.published) == (None, None)


def test_feeds_are_told_by_their_first_element_and_not_by_a_name():
    assert read(Document(content=rss(), filename="tin.txt")).media_type == "application/rss+xml"
    assert read(Document(content=rss(prolog="<!-- tin -->"), filename="")).media_type == "application/rss+xml"
    assert read(Document(content=atom(), media_type="text/html")).media_type == "application/atom+xml"


def test_the_channels_address_and_name_are_stated():
    stated = read(Document(content=rss())).stated
    assert (stated.publisher, stated.source_url, stated.published) == (CHANNEL, "https://vidu.vn/rss", None)
    assert read(Document(content=atom())).stated.source_url == "https://vidu.vn/"


def test_long_items_are_teasers_too_and_only_the_beginning_of_their_text_is_a_blurb():
    article = told(rss(extra=FULL, items=[(headline, None) for headline, _ in NEWS]))
    assert article.kind == "listing"
    assert [teaser.text for teaser in article.teasers] == [" ".join(BODY)] * 5
    long = "".join(f"<p>{'mưa to ' * 25}</p>" for _ in range(9))
    assert len(lines(rss([("Mưa", long)] * 3))[2].split()) == 100


@pytest.mark.parametrize(
    "content", [rss([STORY], FULL), atom([STORY], f'<content type="html"><![CDATA[{HTML}]]></content>')]
)
def test_a_feed_of_one_item_with_its_whole_text_is_an_article(content):
    article = told(content)
    assert (article.kind, article.title, article.lead) == ("article", *STORY)
    assert article.text.split("\n\n") == [STORY[1], *BODY]
    assert (article.byline, article.published) == (("Trần Thu Hà",), "2024-10-16T09:30:00+07:00")
    assert article.source_url == "https://vidu.vn/tin/0"


def test_xhtml_in_atom_is_rendered():
    content = f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{HTML}</div></content>'
    assert lines(atom([STORY], content)) == [*STORY, *BODY]


def test_a_feed_of_one_teaser_is_a_listing():
    assert told(rss(NEWS[:1])).kind == "listing"
    assert told(rss([(NEWS[0][0], " ".join(BODY))])).kind == "listing"
    assert lines(rss(NEWS[:1])) == [CHANNEL, *NEWS[0]]


@pytest.mark.parametrize("feed", [rss, rdf, atom])
def test_a_feed_without_items_is_neither_story_nor_listing(feed):
    assert told(feed([])).kind == "other"


def test_entities_of_html_and_lone_ampersands_are_read_without_being_declared():
    content = rss([("&lt;b&gt;Giá&lt;/b&gt; A &amp; B&nbsp;&ecirc; &la; C & D", "Gi&aacute; t&#259;ng & gi&#x1ea3;m")])
    assert lines(content)[1:] == ["Giá A & B ê &la; C & D", "Giá tăng & giảm"]


def test_titles_of_pictures_are_not_those_of_their_items():
    picture = '<media:title xmlns:media="http://search.yahoo.com/mrss/">Ảnh</media:title>'
    content = rss([NEWS[0]]).replace(b"<item>", b"<item>" + picture.encode())
    assert lines(content)[1] == NEWS[0][0]


def test_a_declared_encoding_and_utf_16_are_read():
    assert lines(rss().decode().encode("utf-16"))[0] == CHANNEL
    russian = rss([], title="Новости дня", prolog='<?xml version="1.0" encoding="windows-1251"?>')
    russian = russian.decode().replace("Kênh tin của báo", "Лента").encode("cp1251")
    assert lines(russian) == ["Новости дня"]


def test_a_feed_cut_short_gives_the_items_before_the_cut():
    content = rss()
    assert lines(content[: content.index(b"</item>") + 40])[:3] == [CHANNEL, *NEWS[0]]


def test_only_ten_thousand_items_are_read():
    document = read(Document(content=rss([("Tin ngắn trong ngày", None)] * 10_001)))
    assert (len(document.markup), document.warnings) == (10_001, ("feed-cut",))


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<rss/>", "neither a title nor items"),
        (b"<rss>", "neither a title nor items"),
        (b"<rss><channel>" + b"<a>" * 100_000, "neither a title nor items"),
        (b"<rss><channel>" + b"<a/>" * 1_000_001, "more than 1,000,000 tags"),
        (b'<!DOCTYPE rss [<!ENTITY a "b">]><rss><channel><title>&a;</title></channel></rss>', "entities"),
        (b'<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><title>&a;</title></rss>', "entities"),
    ],
)
def test_empty_deep_endless_and_hostile_feeds_are_refused(content, reason):
    assert reason in refusal(content)


@pytest.mark.parametrize(
    "content",
    [
        b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>a</loc></url></urlset>',
        b"<sitemapindex><sitemap><loc>a</loc></sitemap></sitemapindex>",
        b'<?xml version="1.0"?><feed xmlns="urn:x"><title>a</title></feed>',
        b'<?xml version="1.0"?><svg/>',
        b"<?xml version",
    ],
)
def test_sitemaps_and_other_xml_are_a_kind_of_file_that_is_not_read(content):
    assert "only feeds (RSS, Atom) are read" in refusal(content, UnsupportedMediaType)


def test_a_page_in_xhtml_is_no_feed():
    page = f'<?xml version="1.0"?><!DOCTYPE html><html><body><h1>{STORY[0]}</h1>{HTML}</body></html>'
    assert read(Document(content=page.encode())).media_type == "text/html"


@given(st.data())
def test_a_cut_or_damaged_feed_ends_as_a_document_or_a_file_error(data):
    content = bytearray(data.draw(st.sampled_from([rss(), rdf(), atom(), rss([STORY], FULL)])))
    for at in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=5)):
        content[at] ^= 1 << data.draw(st.integers(0, 7))
    with contextlib.suppress(FileError):
        read(Document(content=bytes(content[: data.draw(st.integers(0, len(content)))]), filename="feed.xml"))


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_in_an_item_ends_as_a_document_or_a_file_error(headline, blurb):
    with contextlib.suppress(FileError):
        read(Document(content=rss([(headline, blurb)] * 3).replace(b"\x00", b""))).decoded.encode()

"""Pages in HTML: the story is found among menus and teasers, and a page without one says so."""

import socket

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workers import pipeline
from workers.document import Document
from workers.errors import FileError
from workers.readers import html, read
from workers.readers.rendering import lines, tree

TITLE = "Thành phố ven biển khởi công cầu đi bộ dài hai cây số"
LEAD = "Sáng 12/5, cầu đi bộ nối hai bờ sông Thanh Hà được khởi công sau ba năm chuẩn bị, kinh phí 210 tỷ đồng."
BODY = [
    "Theo ban quản lý dự án, cầu rộng sáu mét, có làn riêng cho xe đạp và ba điểm dừng chân nhìn ra cửa biển.",
    "Ông Lê Hữu Phú, người dân phường Tân Hà, nói bà con hai bờ đã quen đi đò suốt bốn mươi năm qua.",
    "Nhà thầu cam kết hoàn thành phần móng trước mùa mưa và không chặn luồng tàu cá ra vào cảng trong lúc thi công.",
    "Khi đưa vào sử dụng, cầu sẽ không thu phí và mở cửa cho người đi bộ suốt ngày đêm, theo ban quản lý.",
]
CAPTION = "Phối cảnh cầu đi bộ nhìn từ phía cảng cá."
TEASERS = ["Giá cá cơm tăng gấp rưỡi sau đợt biển động", "Ba trường nội trú được sửa mái trước năm học mới"]
JSON_LD = """<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
 "headline": "%s", "datePublished": "2024-05-12T08:30:00+07:00", "author": {"@type": "Person", "name": "Hoài An"}}
</script>"""


def page(body: str, head: str = "") -> bytes:
    return f"<!DOCTYPE html><html lang=vi><head><meta charset=utf-8>{head}</head><body>{body}</body></html>".encode()


def story(more: str = "", head: str = "") -> bytes:
    paragraphs = "".join(f"<p>{text}</p>" for text in BODY)
    teasers = "".join(f"<li><a href=/x>{text}</a></li>" for text in TEASERS)
    return page(
        f"""<nav><ul><li><a href=/>Trang chủ</a></li><li><a href=/ts>Thời sự</a></li>
        <li><a href=/tg>Thế giới</a></li><li><a href=/kt>Kinh tế</a></li><li><a href=/tt>Thể thao</a></li>
        <li><a href=/gt>Giải trí</a></li></ul></nav>
        <article><h1>{TITLE}</h1><p class=sapo>{LEAD}</p>
        <figure><img src=a.jpg><figcaption>{CAPTION}</figcaption></figure>{paragraphs}{more}</article>
        <aside><h3>Tin liên quan</h3><ul>{teasers}</ul></aside><footer>Giấy phép số 12/GP</footer>""",
        head,
    )


def told(content: bytes, name: str = "page.html") -> Document:
    return pipeline.run(Document(content=content, filename=name))


def test_the_story_is_found_among_menu_caption_and_teasers():
    document = told(story())
    assert (document.kind, document.media_type, document.language) == ("article", "text/html", "vi")
    assert (document.title, document.lead) == (TITLE, LEAD)
    assert document.text == "\n\n".join([LEAD, *BODY])
    roles = {block.text: block.role for block in document.blocks}
    assert roles[CAPTION] == "caption"
    assert [roles[text] for text in TEASERS] == ["teaser_title"] * 2
    assert [teaser.title for teaser in document.teasers] == TEASERS


def test_blocks_cover_the_rendered_lines_once_in_order():
    document = told(story())
    assert [block.text for block in document.blocks] == document.decoded.split("\n")
    assert all(document.decoded[block.start : block.end] == block.text for block in document.blocks)


def test_the_page_states_its_date_with_its_time_and_its_author():
    document = told(story(head=JSON_LD % TITLE))
    assert document.published == "2024-05-12T08:30:00+07:00"
    assert document.byline == ("Hoài An",)


def test_the_address_and_the_section_come_from_the_head():
    head = (
        '<link rel="canonical" href="https://bao.example/xa-hoi/cau-di-bo.html">'
        '<meta property="article:section" content="Xã hội">'
    )
    document = told(story(head=head))
    assert (document.source_url, document.publisher) == ("https://bao.example/xa-hoi/cau-di-bo.html", "bao.example")
    assert document.section == "Xã hội"


def test_a_link_to_another_story_in_the_middle_is_a_teaser():
    link = "<p><a href=/y>Cận cảnh bến đò cuối cùng trên sông trước ngày đóng cửa</a></p>"
    document = told(
        story(more=link + "<p>Dự án còn một gói thầu chiếu sáng sẽ được mở vào cuối tháng, theo kế hoạch.</p>")
    )
    assert "Cận cảnh bến đò" not in document.text
    assert document.text.endswith("theo kế hoạch.")


LATER = "Dự án còn một gói thầu chiếu sáng sẽ được mở vào cuối tháng, theo kế hoạch của ban quản lý."


def test_a_post_that_the_story_quotes_is_part_of_it():
    post = "<div class=social-media-embed><blockquote class=twitter-tweet><p>Cuối cùng cũng có cầu!</p>— Hoài An (@hoaian) 12/5/2024</blockquote></div>"
    document = told(story(more=f"{post}<p>{LATER}</p>"))
    assert document.text.endswith(f"Cuối cùng cũng có cầu!\n\n— Hoài An (@hoaian) 12/5/2024\n\n{LATER}")


def test_a_bold_line_between_two_paragraphs_is_part_of_the_story():
    document = told(story(more=f"<div><b>Ai trả tiền điện?</b></div><p>{LATER}</p>"))
    assert document.text.endswith(f"Ai trả tiền điện?\n\n{LATER}")


def test_what_unfolds_over_a_link_in_a_paragraph_is_no_text_of_it():
    card = "<span class=card><a href=/b>Ba bài gần đây của ông</a> <a href=/c>Xem thêm</a></span>"
    document = told(story(more=f"<p>Theo ông <span><a href=/a>Lê Hữu Phú</a>{card}</span>, {LATER}</p>"))
    assert document.text.endswith(f"Theo ông Lê Hữu Phú, {LATER}")


def test_a_call_to_subscribe_below_the_last_paragraph_is_no_text_of_the_story():
    call = "Subscribe to our newsletter and get the day's stories in your inbox every morning at seven."
    document = told(story(more=f"<p>{LATER}</p><p>{call}</p>"))
    assert document.text.endswith(LATER)


def test_a_front_page_of_blurbs_under_links_is_a_listing():
    blurbs = [f"{text} {number}" for number, text in enumerate(BODY * 3)]
    boxes = "".join(f"<h3><a href=/{n}>{TEASERS[n % 2]} số {n}</a></h3><p>{text}</p>" for n, text in enumerate(blurbs))
    document = told(page(f"<nav><a href=/>Trang chủ</a></nav><main>{boxes}</main>"))
    assert (document.kind, document.title, document.text) == ("listing", None, "")
    assert {teaser.title for teaser in document.teasers} >= {f"{TEASERS[n % 2]} số {n}" for n in range(len(blurbs))}


def test_a_story_that_is_one_long_paragraph_under_a_link_is_a_story():
    others = "".join(f"<li><a href=/{n}>{TEASERS[n % 2]} số {n}</a></li>" for n in range(8))
    text = f"<div><h1>{TITLE}</h1><p><a href=/podcast>Nghe bản tin sáng của đài phường Tân Hà</a></p><p>{' '.join(BODY)}</p></div>"
    document = told(page(f"<ul>{others}</ul>{text}<ul>{others}</ul>"))
    assert (document.kind, document.text.split("\n")[-1]) == ("article", " ".join(BODY))


def test_a_page_that_states_its_one_story_is_no_listing_however_short_the_story_is():
    others = "".join(f"<h3><a href=/{n}>{TEASERS[n % 2]} số {n}</a></h3>" for n in range(8))
    body = f"<div><h1>{TITLE}</h1><p><a href=/moi>Tin mới</a></p><p>{' '.join(BODY[:3])}</p></div><div>{others}</div>"
    assert told(page(body)).kind == "listing"
    assert told(page(body, head=JSON_LD % TITLE)).kind == "article"
    assert told(page(body, head=JSON_LD % TITLE * 5)).kind == "listing"


@pytest.mark.parametrize("misread", ["latin-1", "sloppy-windows-1252"])
def test_a_page_of_utf_8_saved_as_a_western_code_page_is_repaired(misread):
    import ftfy.bad_codecs  # noqa: F401, PLC0415  registers the codec browsers use

    document = told(story().decode(misread).encode())
    assert (document.title, document.warnings) == (TITLE, ("mojibake-repaired",))
    assert document.text == told(story()).text


def test_a_form_is_neither_story_nor_listing():
    document = told(page("<h1>Đăng nhập</h1><form><label>Tên</label><input><p>Quên mật khẩu?</p></form>"))
    assert (document.kind, document.teasers) == ("other", ())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1258"])
def test_a_page_is_read_in_the_encoding_its_bytes_are_in(encoding):
    text = story().decode().replace("utf-8", encoding)
    if encoding == "cp1258":
        import unicodedata  # noqa: PLC0415

        wide = unicodedata.normalize("NFD", text).replace("\u0302", "^").replace("\u031b", "+").replace("\u0306", "(")
        pairs = {"a^": "â", "e^": "ê", "o^": "ô", "o+": "ơ", "u+": "ư", "a(": "ă"}
        for pair, letter in pairs.items():
            for mark in ("", *"\u0300\u0301\u0303\u0309\u0323"):
                head, tail = pair
                wide = wide.replace(head + mark + tail, letter + mark)
                wide = wide.replace(head.upper() + mark + tail, letter.upper() + mark)
        content = wide.encode("cp1258")
    else:
        content = text.encode(encoding)
    assert told(content).title == TITLE


def test_text_that_speaks_of_elements_is_no_page():
    text = "Cách viết thẻ <p> trong HTML\nThẻ <p> mở một đoạn văn mới.".encode()
    assert html.score(text, "bai.txt", "text/plain") == 0
    assert read(Document(content=text, filename="bai.txt")).media_type == "text/plain"


def test_what_a_browser_does_not_show_is_no_line():
    shown = lines(
        tree("<body><p>Một<script>x()</script> hai</p><p hidden>ba</p><!-- bốn --><template>năm</template>sáu")
    )
    assert [line.text for line in shown] == ["Một hai", "sáu"]


def test_links_behind_a_link_are_shown_where_no_paragraph_is():
    shown = lines(
        tree("<div><a href=/>Trang chủ</a><span> <a href=/a>Xã hội</a> <a href=/b>Giao thông</a></span></div>")
    )
    assert [line.text for line in shown] == ["Trang chủ Xã hội Giao thông"]


def test_cells_of_a_row_and_breaks_of_a_line_are_shown_as_printed():
    shown = lines(tree("<table><tr><td>Hà Nội<td>31 độ<tr><th>Huế<td>33 độ</table><p>Một<br>hai"))
    assert [line.text for line in shown] == ["Hà Nội | 31 độ", "Huế | 33 độ", "Một", "hai"]


def test_nothing_is_fetched_while_a_page_is_read(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a page was read over the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    head = '<link rel=stylesheet href="http://example.org/a.css"><meta http-equiv=refresh content="0;url=http://example.org">'
    doctype = b'<!DOCTYPE html SYSTEM "http://example.org/x.dtd">'
    assert told(doctype + story(head=head)[15:]).title == TITLE


HUGE = {
    "elements within elements": b"<html><body>" + b"<div>" * 300_000 + b"x",
    "words without end": b"<html><body><p>" + b"a " * 2_000_000,
    "paragraphs": b"<html><body>" + b"<p>mot hai ba bon</p>" * 60_000,
    "links": b"<html><body>" + b"<a href=x>Tin moi nhat hom nay</a> " * 60_000,
    "the same words again": b"<html><body>" + b"<p>a b c d a b c d a b c d a b c d a b c d a b c d a b</p>" * 1_500,
    "scripts": b"<html><head>" + b'<script type="application/ld+json">{"a":1}</script>' * 40_000 + b"</head><p>x",
}


@pytest.mark.slow
@pytest.mark.timeout(60)
@pytest.mark.parametrize("content", HUGE.values(), ids=HUGE.keys())
def test_a_page_of_megabytes_does_not_hold_the_reader_up(content):
    assert read(Document(content=content, filename="a.html")).media_type == "text/html"


@pytest.mark.parametrize("odd", ["\x00", "\x0b", "\x1f", "\x7f", "\ufffe", "&#0;", "&#1;", "&#xFFFE;", "&#xD800;"])
def test_characters_that_xml_has_not_do_not_stop_the_reader(odd):
    page = story().decode().replace("<p>", f"<p>{odd}<!--{odd}-->").replace("Thời sự", f"Thời{odd} sự")
    assert told(page.encode()).lead == LEAD


def test_an_element_of_endless_attributes_is_refused():
    names = b" ".join(b"a%d=1" % number for number in range(100_000))
    for tag in (b"<p " + names + b">", b'<p title=">" ' + names, b"<p '" + names):
        with pytest.raises(FileError, match="attributes"):
            read(Document(content=b"<html>" + tag + b"x'", filename="a.html"))


PIECES = [*story().decode().replace("><", ">\n<").split("\n"), "<table>", "</div>", "<!--", "<![CDATA[", "&#0;", "&amp"]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=20), max_size=30).map("".join))
def test_any_markup_ends_in_lines_or_a_reason(markup):
    try:
        document = told(f"<html>{markup}".encode())
    except FileError:
        return
    assert [block.text for block in document.blocks] == [line for line in document.decoded.split("\n") if line.strip()]


@settings(max_examples=40)
@given(st.integers(0, len(story())), st.integers(0, 255))
def test_a_page_cut_off_or_with_a_flipped_byte_ends_in_lines_or_a_reason(at, byte):
    for content in (story()[:at], story()[:at] + bytes([byte]) + story()[at + 1 :]):
        try:
            told(b"<html>" + content)
        except FileError as error:
            assert error.detail

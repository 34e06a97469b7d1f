"""The mail reader: newsletters and saved pages, whatever they are wrapped in; bombs and broken files end well."""

from email.message import EmailMessage

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from workers import pipeline
from workers.document import Document
from workers.errors import FileError
from workers.readers import eml, read

TITLE = "Làng gốm bên sông mở lò nung chung cho ba mươi hộ"
LEAD = "Sau một năm góp vốn, ba mươi hộ làm gốm ở Kim Lan đã có lò nung chung chạy bằng khí, thay cho lò than cũ."
BODY = (
    "Ông Phạm Văn Thành, trưởng làng nghề, cho biết lò mới nung xong một mẻ trong mười hai giờ, nhanh gấp đôi trước.",
    "Chi phí xây lò là 3,2 tỷ đồng, trong đó huyện hỗ trợ một phần ba, số còn lại các hộ vay ngân hàng.",
    "Chị Vũ Thị Nhàn nói khói than từng làm con chị ho suốt mùa đông, năm nay cháu đã đỡ hẳn.",
    "Cuối tháng này, làng sẽ mở cửa lò cho khách xem nung và tự tay tráng men.",
)
HEAD = b"From: a@bao.example.vn\r\nSubject: Tin\r\nMIME-Version: 1.0\r\n"


def mail(text: str = "", html: str = "", **headers: str) -> bytes:
    """A newsletter as a program writes it."""
    message = EmailMessage()
    message["From"] = "Bản tin làng nghề <tin@bao.example.vn>"
    message["Subject"] = headers.get("subject", TITLE)
    message["Date"] = headers.get("date", "Fri, 14 Mar 2025 09:05:00 +0700")
    message["Message-ID"] = "<1@bao.example.vn>"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return bytes(message)


PAGE = (
    f"<html><body><h1>{TITLE}</h1>{''.join(f'<p>{text}</p>' for text in (LEAD, *BODY))}<p>Đỗ Hải Yến</p></body></html>"
)


def decoded(content: bytes) -> list[str]:
    return read(Document(content=content)).decoded.split("\n")


def test_a_newsletter_goes_through_the_whole_pipeline():
    done = pipeline.run(Document(content=mail("Xem bản HTML", PAGE)))
    assert (done.kind, done.title, done.lead, done.media_type) == ("article", TITLE, LEAD, "message/rfc822")
    assert (done.byline, done.published) == (("Đỗ Hải Yến",), "2025-03-14T09:05:00+07:00")
    assert done.text == "\n\n".join((LEAD, *BODY))
    assert [block.text for block in done.blocks] == done.decoded.split("\n")
    assert done.markup[0] == ("h1",)


def test_the_subject_is_the_title_without_marks_of_answers():
    said = read(Document(content=mail(LEAD, subject=f"Fwd: Re: {TITLE}"))).stated
    assert said.title == TITLE


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (b"=?utf-8?q?L=C3=A0ng_g=E1=BB=91m?= m=?utf-8?q?=E1=BB=9F?= l=?utf-8?q?=C3=B2?=", "Làng gốm"),
        ("Làng gốm mở lò".encode(), "Làng gốm mở lò"),
        (b"=?utf-8?b?TMOgbmcg?=\r\n =?utf-8?b?Z+G7kW0=?=", "Làng gốm"),
        (b"=?utf-8?b?%%%?= Tin", "Tin"),
        (b"=?no-such-set?q?Tin?=", "Tin"),
    ],
)
def test_a_subject_is_read_however_it_is_written(written, told):
    content = HEAD.replace(b"Tin", written) + b"\r\nMot dong"
    assert told in (read(Document(content=content)).stated.title or "")


@pytest.mark.parametrize(
    "date", [b"yesterday", b"Fri, 99 Mar 2025 09:05:00 +0700", b"Fri, 14 Mar 99999 09:05 +9999", b"("]
)
def test_a_date_that_is_none_is_left_out(date):
    assert read(Document(content=HEAD + b"Date: " + date + b"\r\n\r\nMot dong")).stated.published is None


@pytest.mark.parametrize("transfer", [b"8bit", b"quoted-printable", b"base64"])
def test_the_plain_part_is_read_where_there_is_no_html(transfer):
    message = EmailMessage()
    message["Message-ID"], message["From"], message["Subject"] = "<1@a.vn>", "a@a.vn", TITLE
    message.set_content(f"{LEAD}\n\n{BODY[0]}\n", cte=transfer.decode())
    assert decoded(bytes(message)) == [LEAD, BODY[0]]


def test_an_old_charset_is_undone():
    content = (
        HEAD
        + b"Content-Type: text/plain; charset=windows-1258\r\n\r\n"
        + "Cà phê đen và hô\u0300 Gươm".encode("cp1258")
    )
    assert decoded(content) == ["Cà phê đen và hồ Gươm"]


def test_flowed_lines_are_joined_and_a_signature_stands_alone():
    content = (
        HEAD
        + b"Content-Type: text/plain; format=flowed\r\n\r\nMot lang \r\ngom cu.\r\n> Hoi \r\n> dap\r\n-- \r\nYen\r\n"
    )
    assert decoded(content) == ["Mot lang gom cu.", "> Hoi dap", "--", "Yen"]


def test_rows_cut_by_a_mailer_become_one_paragraph():
    cut = "Ong Pham Van Thanh, truong lang nghe, cho biet lo\r\nmoi nung xong mot me trong muoi hai gio, nhanh gap\r\ndoi truoc."
    assert decoded(HEAD + b"\r\n" + cut.encode()) == [cut.replace("\r\n", " ")]


def test_attachments_are_not_read():
    message = EmailMessage()
    message["Message-ID"], message["From"], message["Subject"] = "<1@a.vn>", "a@a.vn", TITLE
    message.set_content(LEAD)
    message.add_attachment("Bảng giá gốm", filename="gia.txt")
    assert decoded(bytes(message)) == [LEAD]


def test_a_page_saved_by_a_browser_is_read_as_the_page_it_was():
    frame = b"--b\r\nContent-Type: text/html\r\n\r\n"
    content = (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://bao.example.vn/gom\r\nSubject: Gom\r\n"
        b"Date: Sat, 1 Nov 2025 09:05:00 -0000\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/related; boundary=b\r\n\r\n"
        + frame
        + PAGE.encode()
        + b"\r\n"
        + frame
        + b"<p>ads</p>\r\n--b--"
    )
    document = read(Document(content=content))
    assert document.decoded.split("\n")[:2] == [TITLE, LEAD]
    assert "ads" not in document.decoded
    assert (document.stated.source_url, document.stated.published) == ("https://bao.example.vn/gom", None)


@pytest.mark.parametrize(
    "text",
    [
        "Tiêu đề: Làng gốm\nNgày: 14/3/2025\n\nLò mới đã chạy.",
        "Nguồn: https://bao.example.vn/a\n\nFrom: A\nSubject: B\nDate: C\nMessage-ID: D",
        "Date: hôm nay\nSubject: gốm\n\nLò mới đã chạy.",
    ],
)
def test_a_dump_with_a_few_named_lines_is_no_mail(text):
    assert eml.score(text.encode(), "a.txt", None) == 0


def test_multiparts_nested_deep_are_refused():
    deep = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(3_000))
    with pytest.raises(FileError, match="nested"):
        eml.read(Document(content=HEAD + deep))


def test_of_thousands_of_parts_the_first_are_read():
    parts = b"".join(b"--b\r\n\r\ndong so %d\r\n" % number for number in range(20_000))
    found = eml.read(Document(content=HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + parts))
    assert found.decoded.startswith("dong so 0\n")
    assert len(found.decoded.split("\n")) < 1_001


def test_a_mail_without_text_says_so():
    with pytest.raises(FileError, match="no text"):
        eml.read(Document(content=HEAD + b"Content-Type: image/png\r\n\r\nxx"))


GOOD = mail(LEAD, PAGE)


@settings(max_examples=80)
@example(792, [(789, 4)])  # a part of nothing but a control character
@given(st.integers(0, len(GOOD)), st.lists(st.tuples(st.integers(0, len(GOOD) - 1), st.integers(0, 7)), max_size=30))
def test_a_damaged_file_is_read_or_refused(cut, flips):
    content = bytearray(GOOD)
    for place, bit in flips:
        content[place] ^= 1 << bit
    for damaged in (bytes(content), bytes(content[:cut])):
        try:
            assert eml.read(Document(content=damaged)).decoded
        except FileError as error:
            assert error.detail

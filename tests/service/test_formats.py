"""Every format people hold goes in over HTTP and comes out as the same story."""

import json

import pytest

from tests.readers.made_files import BODY, LEAD, LINES, TITLE, book, open_document, rich_text, word
from tests.readers.test_eml import mail
from tests.readers.test_pdf import column, made_pdf, rows
from tests.service.archive_files import zipped

PAGE = f"<!DOCTYPE html><html><body><h1>{TITLE}</h1>{''.join(f'<p>{text}</p>' for text in LINES[1:])}</body></html>"
DUMP = "\n".join(LINES).encode()
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FORMATS = {
    "text/plain": ("tin.txt", lambda: DUMP),
    "text/html": ("tin.html", PAGE.encode),
    "application/pdf": ("tin.pdf", lambda: made_pdf([*rows(TITLE, 50, 780, 48, 20), *column(*LINES[1:], y=720)])),
    WORD: ("tin.docx", word),
    "application/vnd.oasis.opendocument.text": ("tin.odt", open_document),
    "application/rtf": ("tin.rtf", rich_text),
    "application/epub+zip": ("tin.epub", book),
    "text/markdown": (
        "tin.md",
        lambda: "\n\n".join(["# " + TITLE, *LINES[1:], "[Về trang chủ](https://a.example)"]).encode(),
    ),
    "message/rfc822": ("tin.eml", lambda: mail("\n".join(LINES[1:]), PAGE, subject=TITLE)),
    "application/json": ("tin.json", lambda: json.dumps({"title": TITLE, "text": "\n".join(LINES[1:])}).encode()),
}


@pytest.mark.parametrize("media_type", FORMATS)
def test_a_story_in_any_format_comes_out_as_the_article(client, media_type):
    name, make = FORMATS[media_type]
    article = client.article(make(), name)
    assert (article["media_type"], article["kind"], article["title"]) == (media_type, "article", TITLE)
    assert article["text"].startswith(LEAD)
    assert all(paragraph in article["text"] for paragraph in BODY)
    decoded = client.get(f"/v1/articles/{article['id']}/original", decoded=1).text
    assert all(decoded[block["start"] : block["end"]] == block["text"] for block in article["blocks"])


def test_a_name_that_lies_about_the_bytes_is_not_believed(client):
    assert client.article(word(), "bai.pdf")["media_type"] == WORD
    assert client.article(PAGE.encode() + b" ", "bai.txt")["media_type"] == "text/html"


def test_all_formats_in_one_archive_are_read_each_by_its_reader(client):
    files = [make() for _, make in FORMATS.values()]
    archive = zipped(
        *[(f"thang 3/{name}", content + b"\n") for (name, _), content in zip(FORMATS.values(), files, strict=True)]
    )
    upload = client.post_files(("tin.zip", archive), wait=60).json()
    assert upload["counts"]["succeeded"] == len(FORMATS), upload
    types = [client.get(f"/v1/articles/{job['article_id']}").json()["media_type"] for job in upload["jobs"]]
    assert types == list(FORMATS)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tin.pdf", b"%PDF-1.7\n1 0 obj\n<<"),
        ("tin.docx", word()[:900]),
        ("tin.json", b'{"title": "Tin"'),
        ("tin.html", b"<html><p " + b" ".join(b"a%d" % number for number in range(3_000)) + b">"),
    ],
)
def test_a_broken_document_fails_with_its_reason_and_is_not_tried_again(client, name, content):
    job = client.post_files((name, content), wait=30).json()["jobs"][0]
    assert (job["status"], job["attempts"]) == ("failed", 1)
    assert (job["error"]["code"], job["error"]["stage"]) == ("unreadable-document", "read")
    assert job["error"]["retryable"] is False
    assert job["error"]["detail"]

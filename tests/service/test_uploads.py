"""Files in over HTTP."""

import socket
import time
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest

from service.api import incoming
from tests.client import story


def test_a_file_becomes_an_article(client):
    answer = client.post_files(("can-tho.txt", story()), wait=30)
    assert answer.status_code == 200
    upload = answer.json()
    assert upload["counts"] == {"queued": 0, "running": 0, "succeeded": 1, "failed": 0, "cancelled": 0}
    job = upload["jobs"][0]
    assert (job["filename"], job["status"], job["attempts"], job["error"]) == ("can-tho.txt", "succeeded", 1, None)
    article = client.get(f"/v1/articles/{job['article_id']}").json()
    assert article["kind"] == "article"
    assert article["title"] == "Thành phố Cần Thơ mở thêm hai bến tàu khách trên sông Hậu"
    assert "Nguyễn Văn Lâm" in {entity["name"] for entity in article["entities"]}
    assert {(repr(one["amount"]), one["currency"]) for one in article["money"]} == {("40000000000", "VND")}


def test_an_upload_without_wait_is_accepted_at_once_with_its_place(client):
    answer = client.post_files(("a.txt", story()))
    assert answer.status_code == 202
    assert answer.headers["Location"] == f"/v1/uploads/{answer.json()['id']}"
    assert answer.headers["Retry-After"] == "1"


def test_several_files_are_several_jobs_in_order(client):
    files = [(f"{n}.txt", story()) for n in range(4)]
    upload = client.post_files(*files, wait=30).json()
    assert [job["filename"] for job in upload["jobs"]] == ["0.txt", "1.txt", "2.txt", "3.txt"]
    assert upload["counts"]["succeeded"] == 4
    assert len({job["article_id"] for job in upload["jobs"]}) == 4


def test_a_raw_body_is_a_file_named_by_the_query(client):
    upload = client.post_body(story(), filename="thô.txt", wait=30).json()
    job = upload["jobs"][0]
    assert (job["filename"], job["status"]) == ("thô.txt", "succeeded")


def test_the_same_bytes_give_the_same_article_and_no_new_work(client):
    content = story()
    first = client.post_files(("a.txt", content), wait=30).json()["jobs"][0]
    answer = client.post_files(("b.txt", content), wait=30)
    again = answer.json()["jobs"][0]
    assert answer.status_code == 200
    assert again["duplicate"] and not first["duplicate"]
    assert again["article_id"] == first["article_id"]
    assert (again["status"], again["attempts"]) == ("succeeded", 0)
    assert again["created_at"] <= again["started_at"] <= again["finished_at"]


def test_other_hints_are_other_work(client):
    content = story()
    first = client.post_files(("a.txt", content), wait=30).json()["jobs"][0]
    data = {"source_url": "https://bao.example/tin-1.html", "published": "2025-03-05"}
    again = client.post_files(("a.txt", content), data=data, wait=30).json()["jobs"][0]
    assert again["article_id"] != first["article_id"]
    article = client.get(f"/v1/articles/{again['article_id']}").json()
    assert (article["source_url"], article["published"]) == ("https://bao.example/tin-1.html", "2025-03-05")


def test_a_declared_charset_is_believed_and_is_other_work(client):
    text = f"Цены {time.time()}"
    jobs = [
        client.post_body(text.encode("cp1251"), headers={"Content-Type": declared}, wait=30).json()["jobs"][0]
        for declared in ("text/plain; charset=windows-1251", "text/plain")
    ]
    assert jobs[0]["article_id"] != jobs[1]["article_id"]
    article = client.get(f"/v1/articles/{jobs[0]['article_id']}").json()
    assert [block["text"] for block in article["blocks"]] == [text]
    assert article["pipeline"]["warnings"] == ["encoding:windows-1251"]


def test_an_idempotency_key_gives_the_first_answer_again(client):
    content, headers = story(), {"Idempotency-Key": f"key-{time.time()}"}
    first = client.post_files(("a.txt", content), headers=headers)
    again = client.post_files(("a.txt", content), headers=headers)
    assert first.status_code == again.status_code == 202
    assert first.json()["id"] == again.json()["id"]


def test_an_idempotency_key_with_another_payload_is_refused(client):
    headers = {"Idempotency-Key": f"key-{time.time()}"}
    client.post_files(("a.txt", story()), headers=headers)
    answer = client.post_files(("a.txt", story()), headers=headers)
    assert answer.status_code == 422
    assert answer.json()["code"] == "idempotency-key-reused"
    assert list(answer.json()["errors"]["headers"]) == ["Idempotency-Key"]


def test_one_key_sent_many_times_at_once_makes_one_upload(client):
    content, headers = story(), {"Idempotency-Key": f"key-{time.time()}"}
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: client.post_files(("a.txt", content), headers=headers), range(8)))
    assert {answer.status_code for answer in answers} == {202}
    assert len({answer.json()["id"] for answer in answers}) == 1


def test_many_uploads_of_the_same_files_at_once_all_succeed(client):
    files = [(f"{n}.txt", story()) for n in range(3)]
    with ThreadPoolExecutor(6) as pool:
        uploads = list(
            pool.map(lambda n: client.post_files(*files[n % 3 :], *files[: n % 3], wait=40).json(), range(12))
        )
    assert all(upload["counts"]["succeeded"] == 3 for upload in uploads)
    assert len({job["article_id"] for upload in uploads for job in upload["jobs"]}) == 3


@pytest.mark.timeout(15)
def test_waiting_on_a_finished_upload_answers_at_once(client):
    upload = client.post_files(("a.txt", story()), wait=30).json()
    answer = client.get(f"/v1/uploads/{upload['id']}", wait=30)
    assert answer.json() == upload


def test_a_body_cut_short_is_refused_and_not_kept(client):
    host, port = client.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as wire:
        head = f"POST /v1/uploads?filename=cut.txt HTTP/1.1\r\nHost: {host}\r\nContent-Type: text/plain\r\n"
        wire.sendall(f"{head}Content-Length: 5000\r\n\r\nonly this".encode())
        wire.shutdown(socket.SHUT_WR)
        assert wire.recv(100).startswith(b"HTTP/1.1 400")


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31T23:59:59-12:00", "2024-W10", "20241016", "yesterday"])
def test_a_hint_that_is_no_date_is_refused(client, published):
    answer = client.post_files(("a.txt", story()), data={"published": published})
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")
    assert answer.json()["errors"]["form"]["published"]


def test_a_hint_with_a_time_keeps_its_offset(client):
    hint = {"published": "2031-05-06T07:08:09.123+07:00"}
    job = client.post_files(("a.txt", story()), data=hint, wait=30).json()["jobs"][0]
    assert client.get(f"/v1/articles/{job['article_id']}").json()["published"] == "2031-05-06T07:08:09+07:00"


def test_others_have_their_turn_before_each_piece_of_a_body(monkeypatch):
    turns = []
    monkeypatch.setattr(incoming.time, "sleep", turns.append)
    body = incoming.InTurns(BytesIO(b"0123456789"))
    assert list(iter(lambda: body.read(4), b"")) == [b"0123", b"4567", b"89"]
    assert turns == [0] * 4

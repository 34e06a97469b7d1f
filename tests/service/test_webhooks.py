"""Owners are told when their upload is finished; deliveries are listed and sent again; bad callbacks are refused."""

import json
import re
import time
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
import requests

from service import addresses, settings
from service.app import create_app
from tests.client import story
from tests.conftest import SECRETS
from tests.receiver import is_signed, receiving, until_true


@pytest.fixture
def receiver():
    with receiving() as running:
        yield running


def deliveries(client, upload, **query):
    return client.get("/v1/webhooks/deliveries", upload=upload["id"], **query).json()["items"]


def replay(client, delivery):
    return requests.post(f"{client.url}/v1/webhooks/deliveries/{delivery['id']}/replay", timeout=10)


def settled(client, upload):
    """The one delivery of an upload, once it was tried."""
    until_true(lambda: any(one["last_status"] or one["last_error"] for one in deliveries(client, upload)))
    [delivery] = deliveries(client, upload)
    return delivery


def test_the_owner_is_told_once_when_all_jobs_have_ended(client, receiver):
    bad = ("b.pdf", b"%PDF-1.4 broken")
    upload = client.post_files(("a.txt", story()), bad, data={"callback_url": receiver.url("/200/told")}).json()
    headers, body = receiver.await_first("/200/told")
    told = json.loads(body)
    assert (told["type"], told["data"]["id"], told["data"]["finished"]) == ("upload.finished", upload["id"], True)
    assert told["data"]["counts"] == client.get(f"/v1/uploads/{upload['id']}").json()["counts"]
    assert told["data"]["counts"] | {"succeeded": 1, "failed": 1} == told["data"]["counts"]
    assert told["data"]["created_at"] == upload["created_at"] <= told["timestamp"]
    assert headers["content-type"] == "application/json"
    assert headers["user-agent"].startswith("tintag/")
    until_true(lambda: deliveries(client, upload, status="delivered"))
    [delivery] = deliveries(client, upload)
    assert (delivery["id"], delivery["attempts"], delivery["last_status"]) == (headers["webhook-id"], 1, 200)
    assert (delivery["event"], delivery["next_at"], delivery["last_error"]) == ("upload.finished", None, None)
    assert receiver.paths() == ["/200/told"]


def test_a_message_is_signed_with_every_secret_and_a_changed_one_is_not(client, receiver):
    client.post_files(("a.txt", story()), callback_url=receiver.url("/200/signed"))
    headers, body = receiver.await_first("/200/signed")
    assert abs(int(headers["webhook-timestamp"]) - time.time()) < 60
    for secret in SECRETS:
        assert is_signed(secret, headers, body)
        assert not is_signed(secret, headers, body.replace(b"true", b"false"))
        assert not is_signed(secret, {**headers, "webhook-id": str(uuid4())}, body)
        assert not is_signed(secret, {**headers, "webhook-timestamp": "1"}, body)
    assert not is_signed("whsec_" + "A" * 32, headers, body)


def test_the_verification_that_the_documents_show_is_right(client, receiver):
    shown = re.search(r"```python\n([^`]*def is_ours[^`]*)```", Path("docs/operations.md").read_text("utf-8")).group(1)
    exec(shown, scope := {})
    client.post_files(("a.txt", story()), callback_url=receiver.url("/200/shown"))
    headers, body = receiver.await_first("/200/shown")
    assert all(scope["is_ours"](secret, headers, body) for secret in SECRETS)
    assert not scope["is_ours"](SECRETS[0], headers, body + b" ")


def test_a_failed_attempt_is_told_and_tried_again_later(client, receiver):
    upload = client.post_files(("a.txt", story()), callback_url=receiver.url("/500/broken")).json()
    delivery = settled(client, upload)
    assert (delivery["status"], delivery["last_status"]) == ("pending", 500)
    assert delivery["last_error"] == "The endpoint answered 500."
    assert delivery["next_at"] > delivery["created_at"]


def test_a_redirect_is_a_failure_and_not_followed(client, receiver):
    upload = client.post_files(("a.txt", story()), callback_url=receiver.url("/302/moved")).json()
    assert settled(client, upload)["last_status"] == 302
    assert "/200/elsewhere" not in receiver.paths()


def test_410_disables_the_endpoint_until_a_delivery_is_replayed(client, receiver):
    url = receiver.url("/410/gone")
    first = client.post_files(("a.txt", story()), callback_url=url).json()
    until_true(lambda: deliveries(client, first, status="disabled"))
    second = client.post_files(("a.txt", story()), callback_url=url).json()
    until_true(lambda: deliveries(client, second, status="disabled"))
    [kept] = deliveries(client, second)
    assert (kept["attempts"], kept["last_status"], kept["next_at"]) == (0, None, None)
    assert receiver.paths() == ["/410/gone"]
    answer = replay(client, kept)
    assert (answer.status_code, answer.json()["id"], answer.json()["status"]) == (202, kept["id"], "pending")
    until_true(lambda: deliveries(client, second)[0]["last_status"] == 410)
    assert [headers["webhook-id"] for _, headers, _ in receiver.came][1:] == [kept["id"]]


def test_a_delivery_is_replayed_under_the_same_id(client, receiver):
    upload = client.post_files(("a.txt", story()), callback_url=receiver.url("/200/again")).json()
    until_true(lambda: deliveries(client, upload, status="delivered"))
    assert replay(client, deliveries(client, upload)[0]).status_code == 202
    until_true(lambda: len(receiver.came) == 2 and deliveries(client, upload, status="delivered"))
    (_, one, first), (_, other, second) = receiver.came
    assert (one["webhook-id"], first) == (other["webhook-id"], second)
    assert deliveries(client, upload)[0]["attempts"] == 1


def test_nobody_knows_an_unknown_delivery(client):
    assert replay(client, {"id": uuid4()}).status_code == 404


def test_deliveries_are_listed_newest_first_in_pages(client, receiver):
    uploads = [client.post_files(("a.txt", story()), callback_url=receiver.url()).json() for _ in range(3)]
    until_true(lambda: all(deliveries(client, upload) for upload in uploads))
    first = client.get("/v1/webhooks/deliveries", limit=2)
    rest = client.get("/v1/webhooks/deliveries", limit=1, cursor=first.json()["next"]).json()
    ids = [one["id"] for one in first.json()["items"] + rest["items"]]
    assert len(ids) == 3 and ids == sorted(ids, reverse=True)
    assert 'rel="next"' in first.headers["Link"]


@pytest.mark.parametrize("place", ["query", "form"])
@pytest.mark.parametrize(
    "url",
    ["ftp://example.org/", "example.org", "http://me:secret@example.org/", "http://example.org:0/", "http://[::1"],
)
def test_a_url_that_cannot_be_called_is_refused_by_name(client, url, place):
    sent = {"callback_url": url} if place == "query" else {"data": {"callback_url": url}}
    answer = client.post_files(("a.txt", story()), **sent)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid-request")
    assert list(answer.json()["errors"][place]) == ["callback_url"]


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255"]
    + ["::1", "::", "fe80::1", "fd00::1", "fec0::1", "ff02::1", "2001:db8::1", "::ffff:10.0.0.1", "::7f00:1"]
    + ["2002:7f00:1::", "64:ff9b::a00:1", "64:ff9b:1::1", "2001::1"],
)
def test_an_address_of_no_public_network_is_refused_unless_allowed(address):
    assert not addresses.is_public(address)
    url = f"https://[{address}]/" if ":" in address else f"https://{address}/"
    assert addresses.problem(url, private=False)
    assert addresses.problem(url, private=True) is None


@pytest.mark.parametrize(
    "address", ["1.1.1.1", "2606:4700::1111", "::ffff:1.1.1.1", "64:ff9b::101:101", "2002:101:101::"]
)
def test_an_address_of_the_public_network_is_taken(address):
    assert addresses.is_public(address)


def post_to_an_api_with(monkeypatch, url, **changed):
    """What an API with other settings answers to an upload."""
    current = replace(settings.current(), **changed)
    monkeypatch.setattr(settings, "current", lambda: current)
    asked = create_app(current).test_client()
    return asked.post("/v1/uploads", query_string={"callback_url": url}, data=story(), content_type="text/plain")


def test_a_private_address_is_refused_unless_allowed(servers, monkeypatch):
    answer = post_to_an_api_with(monkeypatch, "http://127.0.0.1/", webhook_private=False)
    assert answer.status_code == 422
    assert "private" in answer.json["errors"]["query"]["callback_url"][0]


def test_without_a_secret_no_callback_is_taken(servers, monkeypatch):
    answer = post_to_an_api_with(monkeypatch, "https://example.org/", webhook_secrets=())
    assert answer.status_code == 422
    assert "secret" in answer.json["errors"]["query"]["callback_url"][0]

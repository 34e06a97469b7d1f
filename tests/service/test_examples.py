"""The examples of the API's document are what the API answers."""

import json
import time
from pathlib import Path

import jsonschema_rs
import pytest
import requests

from tests.client import story
from tests.receiver import receiving, until_true
from tests.service.test_openapi import DOCUMENT

OPERATIONS = {
    operation["operationId"]: (method, path, operation)
    for path, item in DOCUMENT["paths"].items()
    for method, operation in item.items()
    if method != "parameters"
}
EXAMPLE = OPERATIONS["create_upload"][2]["requestBody"]["content"]["text/plain"]["example"]
# What a GET is asked with, where its path alone does not lead to that media type.
QUERIES = {
    ("get_article", "application/ld+json"): {"format": "jsonld"},
    ("get_article", "text/markdown"): {"format": "markdown"},
    ("get_article", "text/plain"): {"format": "text"},
    ("get_original", "text/plain"): {"decoded": 1},
    ("export_articles", "text/csv"): {"format": "csv"},
}


def shown(operation):
    """The answers of success that have a media type with an example to show: all but plain bytes."""
    for status, answer in operation["responses"].items():
        for kind, content in answer.get("content", {}).items() if status.startswith("2") else ():
            if content["schema"].get("format") != "binary":
                yield status, kind, content


CASES = [(name, *case) for name, (_, _, operation) in OPERATIONS.items() for case in shown(operation)]


@pytest.fixture(scope="module")
def made(client):
    """Ids for the paths: the example's article, its upload and job, a delivery, one of its tags."""
    with receiving() as receiver:
        files = ("ben-tau.txt", EXAMPLE.encode()), ("broken.pdf", b"%PDF-1.4 broken")
        upload = client.post_files(*files, callback_url=receiver.url("/200"), wait=30).json()
        until_true(
            lambda: client.get("/v1/webhooks/deliveries", upload=upload["id"], status="delivered").json()["items"]
        )
    [delivery] = client.get("/v1/webhooks/deliveries", upload=upload["id"]).json()["items"]
    job = upload["jobs"][0]
    article = client.get(f"/v1/articles/{job['article_id']}").json()
    ids = {"upload_id": upload["id"], "job_id": job["id"], "article_id": article["id"]}
    return ids | {"delivery_id": delivery["id"], "tag_id": article["entities"][0]["id"]}


def sent(client, made, name, status):
    """The answer to what is not a GET, each in a state where it works."""
    if name == "create_upload":
        return client.post_body(EXAMPLE.encode(), filename="ben-tau.txt", **({"wait": 30} if status == "200" else {}))
    if name == "reprocess_articles":
        return client.post("/v1/articles/reprocess", publisher="nobody")
    ids = made
    if name in {"cancel_upload", "cancel_job", "retry_job"}:
        waits = client.post_files(("a.txt", story())).json()
        ids = {"upload_id": waits["id"], "job_id": waits["jobs"][0]["id"]}
    if name == "retry_job":
        client.post(f"/v1/jobs/{ids['job_id']}/cancel")
    return client.post(OPERATIONS[name][1].format(**ids))


def answer(client, made, name, status, kind):
    """What the API answers to an operation, read as its media type."""
    method, path, _ = OPERATIONS[name]
    get = lambda: client.get(path.format(**made), **QUERIES.get((name, kind), {}))  # noqa: E731
    response = get() if method == "get" else sent(client, made, name, status)
    assert response.status_code == int(status), response.text
    assert response.headers["Content-Type"].split(";")[0] == kind, f"add to QUERIES how {name} is asked for {kind}"
    return response.json() if kind.endswith("json") and "nd" not in kind else response.text


def refusals(schema, value):
    """What the document's schema has against a value."""
    whole = {**schema, "components": DOCUMENT["components"]}
    return [str(error) for error in jsonschema_rs.Draft202012Validator(whole, validate_formats=True).iter_errors(value)]


def differences(example, real, place="answer"):
    """Where keys or types are not the same; null is like anything, of a list the first item counts."""
    if isinstance(example, dict) and isinstance(real, dict):
        for key in example.keys() ^ real.keys():
            yield f"{place}.{key} is only in the {'example' if key in example else 'answer'}"
        for key in example.keys() & real.keys():
            yield from differences(example[key], real[key], f"{place}.{key}")
    elif isinstance(example, list) and isinstance(real, list):
        if example and real:
            yield from differences(example[0], real[0], f"{place}[0]")
    elif None not in (example, real) and kind_of(example) is not kind_of(real):
        yield f"{place} is {example!r} in the example and {real!r} in the answer"


def kind_of(value):
    return float if type(value) is int else type(value)


@pytest.mark.parametrize("case", CASES, ids=lambda case: " ".join(case[:3]))
def test_an_example_has_the_shape_of_the_real_answer(client, made, resting_worker, case):
    name, status, kind, content = case
    real = answer(client, made, name, status, kind)
    told = json.dumps({status: {kind: real}}, ensure_ascii=False, indent=2)
    assert "example" in content, f"service/schemas/examples/{name}.json lacks an example; the real answer was\n{told}"
    assert refusals(content["schema"], real) == []
    assert refusals(content["schema"], content["example"]) == []
    assert list(differences(content["example"], real)) == []


@pytest.mark.parametrize(("name", "operation"), [(name, operation) for name, (_, _, operation) in OPERATIONS.items()])
def test_an_example_of_a_body_fits_its_schema(name, operation):
    for kind, content in operation.get("requestBody", {}).get("content", {}).items():
        if content["schema"].get("format") != "binary":
            assert "example" in content, f"service/schemas/examples/{name}.json lacks an example of the body {kind}"
            assert refusals(content["schema"], content["example"]) == []


def test_every_example_is_shown():
    for file in Path("service/schemas/examples").iterdir():
        _, _, operation = OPERATIONS[file.stem]
        bodies = operation["responses"] | {"body": operation.get("requestBody")}
        for place, by_kind in json.loads(file.read_text("utf-8")).items():
            for kind, example in by_kind.items():
                assert bodies[place]["content"][kind]["example"] == example, (file.name, place, kind)


@pytest.mark.parametrize("name", [name for name, (method, _, _) in OPERATIONS.items() if method == "get"])
def test_head_answers_what_get_does_without_the_body(client, made, name):
    url = client.url + OPERATIONS[name][1].format(**made)
    until = time.monotonic() + 10  # a webhook may be told of between the two
    while (got := told(name, "GET", url)) != (head := told(name, "HEAD", url)) and time.monotonic() < until:
        time.sleep(0.2)
    assert head == got


def told(name, method, url):
    """Status and headers of an answer, but for those that differ from one to the next; HEAD has no body."""
    answer = requests.request(method, url, headers={"Accept-Encoding": "identity"}, timeout=10)
    assert method == "GET" or answer.content == b""
    for changes in ("Date", "X-Request-Id", "Transfer-Encoding"):
        answer.headers.pop(changes, None)
    # the first request is counted in the metrics of the second
    return answer.status_code, set(answer.headers) if name == "get_metrics" else dict(answer.headers)

"""The worked examples of docs/api.md, run against the API as they stand there."""

import json
import re
import shlex
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from werkzeug.routing import Map, Rule

from tests.house.test_docs import holds
from tests.service.guarded import guarded, key

ROOT = Path(__file__).parent.parent.parent
API = (ROOT / "docs/api.md").read_text("utf-8")
EXAMPLES = [
    block.split("\n", 1) for block in re.findall(r"```console\n\$ (curl .*?)```", API.split("## Worked")[1], re.S)
]
METHODS = {"get", "put", "post", "delete", "patch"}
# The sweeper writes to webhooks in a round of its own.
PATIENCE_SECONDS = 10


@pytest.fixture
def own(stack, servers, home):
    """An API that shows nothing of what other tests sent, and the key that it is asked with."""
    with guarded(servers, home / "worked", TINTAG_TENANCY="on") as url:
        yield url, {"Authorization": f"Bearer {key()['token']}"}


def asked(command, ids, headers):
    """The answer to a curl command."""
    words = [re.sub(r"\$([A-Z]+)", lambda name: ids[name.group(1)], word) for word in shlex.split(command)[1:]]
    call = {"files": [], "headers": dict(headers), "data": None, "url": None}
    while words:
        word = words.pop(0)
        if word in {"-s", "-sN", "-sI"}:
            continue
        if word == "-F":
            path = ROOT / words.pop(0).removeprefix("file=@")
            call["files"].append(("file", (path.name, path.read_bytes())))
        elif word == "-H":
            name, _, value = words.pop(0).partition(": ")
            call["headers"][name] = value
        elif word in {"-X", "-w"}:
            words.pop(0)
        elif word == "--data-binary":
            call["data"] = words.pop(0)
        else:
            assert call["url"] is None and word.startswith("http"), f"{word} is nothing that this test knows of curl"
            call["url"] = word
    return requests.request(method(command), **call, timeout=60)


def printed(command, answer):
    """What curl prints of an answer."""
    if "-sI" in command:
        head = "".join(f"{name}: {value}\n" for name, value in answer.headers.items())
        return f"HTTP/1.1 {answer.status_code} {answer.reason}\n{head}"
    return answer.text + (str(answer.status_code) if "%{http_code}" in command else "")


def remember(answer, ids):
    """The ids that later examples use."""
    found = answer.json() if answer.text.startswith("{") else {}
    if found.get("jobs") and found["jobs"][0]["filename"].startswith("aggregator"):
        ids |= {"UPLOAD": found["id"], "JOB": found["jobs"][0]["id"], "ARTICLE": found["jobs"][0]["article_id"]}
    elif found.get("jobs") and "BROKEN" not in ids:
        ids |= {"BROKEN": found["id"], "FAILED": found["jobs"][0]["id"]}
    elif "webhooks" in answer.url and "items" in found:
        ids["DELIVERY"] = found["items"][0]["id"]
    elif answer.request.method == "HEAD":
        ids["ETAG"] = answer.headers["ETag"]


def shows(shown, text, ids):
    """Whether what is shown is in the answer: JSON as in the other documents, else its lines."""
    shown = re.sub(r"\$([A-Z]+)", lambda name: ids[name.group(1)], shown).strip()
    if shown.startswith("{"):
        return holds(json.loads(shown), json.loads(text))
    lines = text.splitlines()
    return all(
        any(line == one or (one[-3:] == "..." and line.startswith(one[:-3])) for line in lines)
        for one in shown.splitlines()
    )


@pytest.mark.timeout(120)
def test_every_worked_example_gives_what_it_shows(own):
    url, headers = own
    ids = {"URL": url}
    for command, shown in EXAMPLES:
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            answer = asked(command, ids, headers)
            if shows(shown, printed(command, answer), ids) and answer.ok != ('"status": 4' in shown):
                break
            told = f"{command}\n{answer.status_code} {answer.text[:2000]}"
            assert "-X" not in command and time.monotonic() < until, told
            time.sleep(0.2)
        remember(answer, ids)


def test_every_endpoint_has_a_worked_example(client):
    paths = requests.get(f"{client.url}/openapi.json", timeout=30).json()["paths"]
    operations = {(method.upper(), path) for path in paths for method in paths[path].keys() & METHODS}
    urls = Map([Rule(re.sub(r"\{(\w+)\}", r"<\1>", path), endpoint=path) for path in paths]).bind("example")
    shown = {
        (method(command), urls.match(urlsplit(command.split('"$URL')[1].rstrip('"\n')).path)[0])
        for command, _ in EXAMPLES
    }
    assert operations - shown == set()


def method(command):
    """The method that curl uses."""
    sends = re.search(r" (-F|--data-binary) ", command)
    usual = "POST" if sends else "HEAD" if "-sI" in command else "GET"
    return (re.search(r"-X (\w+)", command) or [None, usual])[1]

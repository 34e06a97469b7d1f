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

ROOT = Path(__file__).parent.parent.parent
API = (ROOT / "docs/api.md").read_text("utf-8")
EXAMPLES = [
    block.split("\n", 1) for block in re.findall(r"```console\n\$ (curl .*?)```", API.split("## Worked")[1], re.S)
]
# The sweeper writes to webhooks in a round of its own.
PATIENCE_SECONDS = 10


def asked(command, ids):
    """The answer to a curl command."""
    words = [re.sub(r"\$([A-Z]+)", lambda name: ids[name.group(1)], word) for word in shlex.split(command)[1:]]
    call = {"files": [], "headers": {}, "data": None, "url": None}
    while words:
        word = words.pop(0)
        if word in {"-s", "-sN"}:
            continue
        if word == "-F":
            path = ROOT / words.pop(0).removeprefix("file=@")
            call["files"].append(("file", (path.name, path.read_bytes())))
        elif word == "-H":
            name, _, value = words.pop(0).partition(": ")
            call["headers"][name] = value
        elif word == "-X":
            words.pop(0)
        elif word == "--data-binary":
            call["data"] = words.pop(0)
        else:
            assert call["url"] is None and word.startswith("http"), f"{word} is nothing that this test knows of curl"
            call["url"] = word
    return requests.request(method(command), **call, timeout=60)


def remember(answer, ids):
    """The ids that later examples use."""
    found = answer.json() if answer.text.startswith("{") else {}
    if found.get("jobs") and found["jobs"][0]["filename"].startswith("aggregator"):
        ids |= {"UPLOAD": found["id"], "JOB": found["jobs"][0]["id"], "ARTICLE": found["jobs"][0]["article_id"]}
    elif found.get("jobs") and "BROKEN" not in ids:
        ids |= {"BROKEN": found["id"], "FAILED": found["jobs"][0]["id"]}
    elif "webhooks" in answer.url and "items" in found:
        ids["DELIVERY"] = found["items"][0]["id"]


def shows(shown, answer, ids):
    """Whether what is shown is in the answer: JSON as in the other documents, else its lines."""
    shown = re.sub(r"\$([A-Z]+)", lambda name: ids[name.group(1)], shown).strip()
    if shown.startswith("{"):
        return holds(json.loads(shown), answer.json())
    lines = answer.text.splitlines()
    return all(
        any(line == one or (one[-3:] == "..." and line.startswith(one[:-3])) for line in lines)
        for one in shown.splitlines()
    )


@pytest.mark.timeout(120)
def test_every_worked_example_gives_what_it_shows(client):
    ids = {"URL": client.url}
    for command, shown in EXAMPLES:
        until = time.monotonic() + PATIENCE_SECONDS
        while not shows(shown, answer := asked(command, ids), ids) and time.monotonic() < until and "-X" not in command:
            time.sleep(0.2)
        assert shows(shown, answer, ids), f"{command}\n{answer.status_code} {answer.text[:2000]}"
        remember(answer, ids)


def test_every_endpoint_has_a_worked_example(client):
    paths = requests.get(f"{client.url}/openapi.json", timeout=30).json()["paths"]
    operations = {(method.upper(), path) for path in paths for method in paths[path].keys() & {"get", "post", "delete"}}
    urls = Map([Rule(re.sub(r"\{(\w+)\}", r"<\1>", path), endpoint=path) for path in paths]).bind("example")
    shown = {
        (method(command), urls.match(urlsplit(command.split('"$URL')[1].rstrip('"\n')).path)[0])
        for command, _ in EXAMPLES
    }
    assert operations - shown == set()


def method(command):
    """The method that curl uses."""
    sends = re.search(r" (-F|--data-binary) ", command)
    return (re.search(r"-X (\w+)", command) or [None, "POST" if sends else "GET"])[1]

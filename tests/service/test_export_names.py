"""Names for a table, taken from an article's body as it is written."""

import json

import pytest

from service.store import names

ODD = [
    '"',
    "\\",
    '\\"',
    '", "type": "place',
    '"type": "',
    "], ",
    '"topics": [',
    "\x01",
    "Đỗ Mười\u2028",
    "\U0001f600",
    "",
]
LISTS = ("blocks", "teasers", "entities", "topics", "keywords", "dates", "money", "quotes", "warnings")


def body(found: list[str], order=LISTS) -> dict:
    """A body in which these are the names of everything."""
    kinds = ("person", "organization", "location", "event")
    mentions = [{"text": name, "start": 0, "end": 1} for name in found]
    lists = {name: [] for name in LISTS} | {
        "blocks": [{"role": "body", "text": name} for name in found],
        "entities": [{"id": one, "name": one, "type": type_, "mentions": mentions} for one in found for type_ in kinds],
        "topics": [{"code": name, "name": name, "score": 0.5} for name in found],
        "keywords": [{"text": name, "score": 0.5} for name in found],
    }
    return {name: lists[name] for name in order}


@pytest.mark.parametrize("ascii_only", [False, True])
@pytest.mark.parametrize("found", [[], ["a", "b"], ODD, *([one] for one in ODD)])
def test_names_are_read_as_they_were_meant(found, ascii_only):
    written = json.dumps(body(found), ensure_ascii=ascii_only).encode()
    assert names.of(written) == [[name.encode() for name in found]] * len(names.COLUMNS)


@pytest.mark.parametrize(
    "other",
    [
        body(["a", *ODD], sorted(LISTS, key=lambda name: (len(name), name))),  # as a database sorts them
        body(["a", *ODD], ("entities", "money", "topics", "keywords", "dates")),
        body(["a", *ODD], ("entities", "topics", "keywords")),
        body(["a"]) | {"entities": [{"type": type_, "name": "a"} for type_ in ("person", "organization", "location")]},
    ],
)
def test_another_order_has_the_same_names(other):
    lists = [[one["name"] for one in other["entities"] if one["type"] == type_.decode()] for type_ in names.TYPES]
    lists += [[one["name"] for one in other["topics"]], [one["text"] for one in other["keywords"]]]
    assert names.of(json.dumps(other).encode()) == [[name.encode() for name in some] for some in lists]
    assert lists[0][0] == "a"


def test_a_body_as_it_is_saved_is_taken_apart_without_reading_it_all(monkeypatch):
    written = json.dumps(body(["a", *ODD]), ensure_ascii=False).encode()
    read = []
    monkeypatch.setattr(names.json, "loads", lambda text, loads=json.loads: read.append(text) or loads(text))
    names.of(written)
    assert max(map(len, read)) < len(written) / 4

"""What the documents show of tags is what the sample gives."""

import json
import re

import pytest

from tests.house.test_docs import ROOT, holds

PAGE = (ROOT / "docs/api.md").read_text("utf-8")
SHOWN = re.findall(r"^`GET (/v1/tags\S*)`:\n\n```json\n(.*?)```", PAGE, re.M | re.S)


@pytest.fixture(scope="module")
def sample(client):
    client.article((ROOT / "seeds/samples/aggregator_starship.txt").read_bytes(), "aggregator_starship.txt")


def uncounted(value):
    """Without numbers: other tests send stories too."""
    if isinstance(value, dict):
        return {key: uncounted(one) for key, one in value.items()}
    if isinstance(value, list):
        return [uncounted(one) for one in value]
    return type(value).__name__ if isinstance(value, int | float) else value


def test_each_endpoint_is_shown():
    paths = {re.sub(r"\?.*|Q\d+", "", path) for path, _ in SHOWN}
    tags = "/v1/tags"
    assert paths == {tags, f"{tags}/", f"{tags}//timeline", f"{tags}//related", f"{tags}/trending"}


@pytest.mark.parametrize(("path", "shown"), SHOWN, ids=[path for path, _ in SHOWN])
def test_an_answer_that_the_page_shows_is_the_real_one(client, sample, path, shown):
    answer = client.get(path).json()
    assert holds(uncounted(json.loads(shown)), uncounted(answer)), answer

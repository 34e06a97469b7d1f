"""The pages that the pipeline's speed is measured on."""

from itertools import islice

import pytest

from tests.bench.stories import pages
from tests.bench.whole import process
from workers.document import Document
from workers.parsers import parse
from workers.readers import read

SIZE = 9_000


@pytest.fixture(scope="module")
def parsed():
    return [parse(read(Document(content=page.encode(), filename="page.txt"))) for page in islice(pages(SIZE), 6)]


def test_each_page_tells_an_article_of_the_wanted_length(parsed):
    assert {document.kind for document in parsed} == {"article"}
    assert all(0.8 * SIZE < len(document.text.encode()) < 1.2 * SIZE for document in parsed)


def test_no_line_of_a_story_comes_twice(parsed):
    told = [block.text for document in parsed for block in document.blocks if block.role in {"title", "lead", "body"}]
    assert len(set(told)) == len(told)


def test_there_is_furniture_around_the_story(parsed):
    around = {block.role for document in parsed for block in document.blocks}
    assert {"noise", "breadcrumb", "byline", "teaser_title"} <= around


def test_work_is_summed_over_pages_and_steps():
    work = process(islice(pages(2_000), 2))
    assert work.pages == 2
    assert {"read", "parse", "tag_entities"} < set(work.seconds)
    assert work.letters > 2_000
    assert work.names > 10

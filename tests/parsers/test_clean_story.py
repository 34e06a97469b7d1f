"""A story without anything around it stays as it is: what the parser gives can be given to it again."""

import pytest

from tests.parsers.page_files import PAGES, Page
from workers.document import Document
from workers.parsers import parse

PARAGRAPH = 12  # words; shorter lines of a story are subheads and answers that only their surroundings tell


def told(page: Page) -> list[str]:
    """The title and the paragraphs of a page, by the roles that its author gave its lines."""
    lines = [line.strip() for line in page.text.split("\n") if line.strip()]
    pairs = list(zip(lines, page.roles, strict=True))
    title = next((text for text, role in pairs if role == "title"), None)
    paragraphs = [text for text, role in pairs if role in {"lead", "body"} and len(text.split()) >= PARAGRAPH]
    return [title, *[text for text in paragraphs if text[-1] in '.!?"”']] if title else []


STORIES = {page.name: lines for page in PAGES if page.fields["kind"] == "article" and len(lines := told(page)) > 3}
stories = pytest.mark.parametrize("name", STORIES)


def cleaned(text: str) -> str:
    document = parse(Document(content=b"", decoded=text))
    return f"{document.title}\n\n{document.text}"


@stories
def test_parsing_a_clean_story_changes_nothing(name):
    clean = "\n\n".join(STORIES[name])
    assert cleaned(clean) == clean
    assert cleaned(cleaned(clean)) == clean


@stories
def test_nor_does_a_paragraph_left_out(name):
    title, *paragraphs = STORIES[name]
    for left_out in range(len(paragraphs) if len(paragraphs) > 3 else 0):
        clean = "\n\n".join([title, *paragraphs[:left_out], *paragraphs[left_out + 1 :]])
        assert cleaned(clean) == clean


@stories
def test_empty_lines_between_paragraphs_are_not_needed(name):
    lines = STORIES[name]
    assert cleaned("\n".join(lines)) == "\n\n".join(lines)


def test_what_the_parser_makes_of_a_page_it_makes_of_that_again():
    kept = words = 0
    for page in PAGES:
        first = parse(Document(content=b"", decoded=page.text))
        if first.kind != "article" or not first.title:
            continue
        again = parse(Document(content=b"", decoded=f"{first.title}\n\n{first.text}"))
        assert (again.kind, again.title) == ("article", first.title), page.name
        lines = set(again.text.split("\n\n"))
        words += len(first.text.split())
        kept += sum(len(line.split()) for line in first.text.split("\n\n") if line in lines)
    assert kept >= 0.99 * words  # measured 0.999: subheads that look like something else without their page


@pytest.mark.parametrize("mark", ["Clip", "Video", "Infographic"])
def test_a_headline_may_begin_with_what_it_shows(mark):
    title, *paragraphs = next(lines for lines in STORIES.values() if len(lines[0].split()) >= PARAGRAPH)
    document = parse(Document(content=b"", decoded="\n".join([f"{mark}: {title}", "12/05/2024 08:30", *paragraphs])))
    assert (document.kind, document.title) == ("article", f"{mark}: {title}")
